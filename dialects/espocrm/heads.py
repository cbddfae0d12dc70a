"""Words that many entities share: what records begin and end with, and what people have."""

from __future__ import annotations

from dialects.espocrm.ids import Uid
from dialects.espocrm.linked import link, several
from dialects.espocrm.made import DELETED, constant
from dialects.espocrm.watched import WATCHED
from dialects.words import Table, Word, words

KEPT = frozenset({"target_lists", "users", "teams"})  # deleted for good, not put into a bin
PERSON = words(
    """
    name! name
    salutationName salutation
    firstName first_name
    middleName middle_name
    lastName last_name
    title job_title
    """
)


def head(type_name: str) -> Table:
    """The words that every record begins with."""
    number = Word("id", "id", Uid(target=type_name), read_only=True)
    return number, constant("deleted", False, "bool") if type_name in KEPT else DELETED


def stamps(type_name: str, changed: bool = True) -> Table:
    """When records were made and changed, and by whom."""
    found = (
        *words("createdAt! created_at\nmodifiedAt! modified_at"),
        *link("createdBy", type_name, "created_by_id", "users", read_only=True),
    )
    if not changed:
        return found
    return (*found, *link("modifiedBy", type_name, "modified_by_id", "users", read_only=True))


def tail(type_name: str, versioned: bool = False, owned: bool = True) -> Table:
    """The words that every record ends with."""
    return (
        *stamps(type_name),
        *(link("assignedUser", type_name, "owner_id", "users") if owned else ()),
        *(several("teams", type_name, "team_ids", "teams") if owned else ()),
        *(words("versionNumber! version") if versioned else ()),
        *WATCHED[type_name],
    )


def campaign(type_name: str) -> Table:
    """The words for the campaign that brought a record."""
    return link("campaign", type_name, "campaign_id", "campaigns")
