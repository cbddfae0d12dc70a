"""The words of activities: tasks, calls, meetings, e-mails and notes."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.espocrm.forms import Truth
from dialects.espocrm.heads import head, stamps, tail
from dialects.espocrm.linked import link, several
from dialects.espocrm.made import DURATION, OVERDUE, constant, copied, day
from dialects.espocrm.parents import PARENT
from dialects.words import Table, Word, words

ATTENDING = {"status": "status"}


def doing(word: str, *own: object) -> Table:
    """The words of a kind of activity."""
    return (*head("activities"), Word("name", "subject"), *own, *tail("activities", word == "Task"))  # type: ignore[arg-type]


def attendees() -> Table:
    """Who comes to a call or a meeting."""
    return (
        *several("users", "activities", "user_ids", "users", ATTENDING, "user_links"),
        *several("contacts", "activities", "contact_ids", "contacts", ATTENDING, "contact_links"),
        *several("leads", "activities", "lead_ids", "leads", ATTENDING, "lead_links"),
    )


ABOUT = (*PARENT, *link("account", "activities", "account_id", "accounts", read_only=True))
CONTACT = link("contact", "activities", "contact_id", "contacts", read_only=True)
SPOKEN = (
    *words("status\ndateStart starts_at\ndateEnd ends_at"),
    DURATION,
    *words("reminders\ndescription"),
)
DOINGS: Mapping[str, Table] = {
    "Task": doing(
        "Task",
        *words("status\npriority\ndateStart starts_at\ndateEnd ends_at"),
        day("dateStartDate", "starts_at"),
        day("dateEndDate", "ends_at"),
        *words("dateCompleted! completed_at"),
        OVERDUE,
        *words("reminders\ndescription"),
        *ABOUT,
        *CONTACT,
    ),
    "Call": doing("Call", *SPOKEN, *words("direction"), *ABOUT, *attendees()),
    "Meeting": doing(
        "Meeting",
        *SPOKEN,
        *words("isAllDay all_day"),
        day("dateStartDate", "starts_at"),
        day("dateEndDate", "ends_at"),
        Word("joinUrl", "cf_join_url"),
        *ABOUT,
        *attendees(),
    ),
    "Email": doing(
        "Email",
        copied("subject", "subject"),
        *words("from email_from\nto email_to\ncc email_cc\nbcc email_bcc"),
        Word("replyTo", "cf_reply_to"),
        *words("body description"),
        copied("bodyPlain", "description"),
        *words("isHtml is_html\nstatus\ndateSent starts_at"),
        Word("isRead", "cf_is_read", Truth()),
        Word("isImportant", "cf_is_important", Truth()),
        Word("messageId", "cf_message_id"),
        *ABOUT,
        *several("users", "activities", "user_ids", "users"),
    ),
    "Note": (
        *head("activities"),
        constant("type", "Post", "enum"),
        *words("post description"),
        *PARENT,
        *stamps("activities"),
    ),
}
