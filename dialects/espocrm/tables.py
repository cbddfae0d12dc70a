"""The words of EspoCRM: its entities, and the words of each one's fields in their order."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.espocrm.channels import emails, phones
from dialects.espocrm.counts import CAMPAIGN, ENTRIES, ORIGINAL_LEAD
from dialects.espocrm.doings import DOINGS
from dialects.espocrm.files import FILE_NAME
from dialects.espocrm.forms import Truth
from dialects.espocrm.heads import PERSON, campaign, head, tail
from dialects.espocrm.ids import Uid
from dialects.espocrm.keys import AUTH_METHOD
from dialects.espocrm.linked import link, several
from dialects.espocrm.made import FULL_NAME, LAST_STAGE, STAGE, constant, money, place
from dialects.words import Seed, Table, Word, words
from records.manners import Part
from records.query import Is

PATHS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("Account",),
    "contacts": ("Contact",),
    "leads": ("Lead",),
    "opportunities": ("Opportunity",),
    "cases": ("Case",),
    "activities": ("Task", "Call", "Meeting", "Email", "Note"),
    "campaigns": ("Campaign",),
    "documents": ("Document",),
    "target_lists": ("TargetList",),
    "users": ("User",),
    "teams": ("Team",),
}
UNSERVED = frozenset(
    {
        *("opportunity_lines", "opportunity_histories", "campaign_stages", "campaign_members"),
        *("products", "roles", "tags", "currencies", "pipelines", "pipeline_stages"),
    }
)
KINDS = {"Task": "task", "Call": "call", "Meeting": "meeting", "Email": "email", "Note": "note"}
PARTS: Mapping[str, Part] = {
    word: Part(Is("type", "eq", kind), {"type": kind}) for word, kind in KINDS.items()
}
ROLE = {"role": "role"}
OPTING = {"optedOut": "opted_out"}
TABLES: Mapping[str, Table] = {
    **DOINGS,
    "Account": (
        *head("accounts"),
        *words("name\nwebsite"),
        *emails(),
        *phones(has_home=False),
        *words("type\nindustry"),
        Word("sicCode", "cf_sic_code"),
        *place("billingAddress", "address"),
        *place("shippingAddress", "shipping_address"),
        *words("description"),
        *campaign("accounts"),
        *ORIGINAL_LEAD["accounts"],
        *tail("accounts", versioned=True),
    ),
    "Contact": (
        *head("contacts"),
        *PERSON,
        *emails(),
        *phones(),
        *words("doNotCall do_not_call\ndescription"),
        *place("address", "address"),
        *link("account", "contacts", "account_id", "accounts"),
        *several(
            "accounts",
            "contacts",
            "account_ids",
            "accounts",
            {"role": "role", "isInactive": "is_inactive"},
            "account_links",
        ),
        constant("hasPortalUser", False, "bool"),
        *campaign("contacts"),
        *ORIGINAL_LEAD["contacts"],
        *tail("contacts"),
    ),
    "Lead": (
        *head("leads"),
        *PERSON,
        *words("status\nsource\nindustry"),
        *money("opportunityAmount", "amount"),
        *words("website"),
        *place("address", "address"),
        *emails(),
        *phones(),
        *words("doNotCall do_not_call\ndescription\nconvertedAt! converted_at"),
        Word("accountName", "account_name"),
        *campaign("leads"),
        *link("createdAccount", "leads", "converted_account_id", "accounts", read_only=True),
        *link("createdContact", "leads", "converted_contact_id", "contacts", read_only=True),
        *link(
            "createdOpportunity",
            "leads",
            "converted_opportunity_id",
            "opportunities",
            read_only=True,
        ),
        *tail("leads"),
    ),
    "Opportunity": (
        *head("opportunities"),
        *words("name"),
        *money("amount", "amount"),
        *link("account", "opportunities", "account_id", "accounts"),
        *several("contacts", "opportunities", "contact_ids", "contacts", ROLE, "contact_links"),
        *link("contact", "opportunities", "contact_id", "contacts"),
        STAGE,
        LAST_STAGE,
        *words("probability\nleadSource source\ncloseDate close_date\ndescription"),
        *campaign("opportunities"),
        *ORIGINAL_LEAD["opportunities"],
        *tail("opportunities", versioned=True),
    ),
    "Case": (
        *head("cases"),
        *words("name subject\nnumber!\nstatus\npriority\ntype\ndescription"),
        *link("account", "cases", "account_id", "accounts"),
        *link("lead", "cases", "lead_id", "leads"),
        *link("contact", "cases", "contact_id", "contacts"),
        *several("contacts", "cases", "contact_ids", "contacts"),
        Word("isInternal", "cf_is_internal", Truth()),
        *tail("cases", versioned=True),
    ),
    "Campaign": (
        *head("campaigns"),
        *words("name\nstatus\ntype\nstartDate start_date\nendDate end_date\ndescription"),
        *money("budget", "budget"),
        *CAMPAIGN,
        *tail("campaigns"),
    ),
    "Document": (
        *head("documents"),
        *words("name"),
        Word("fileId", "attachment_id", Uid(target="attachments")),
        FILE_NAME,
        *words("status\ntype\npublishDate publish_date\nexpirationDate expiration_date"),
        *words("folderName! folder\ndescription"),
        *several("accounts", "documents", "account_ids", "accounts"),
        *several("contacts", "documents", "contact_ids", "contacts"),
        *several("opportunities", "documents", "opportunity_ids", "opportunities"),
        *several("leads", "documents", "lead_ids", "leads"),
        *tail("documents"),
    ),
    "TargetList": (
        *head("target_lists"),
        *words("name"),
        *ENTRIES,
        *words("category\nincludingActionList including_actions\ndescription"),
        *several("accounts", "target_lists", "account_ids", "accounts", OPTING, "account_links"),
        *several("contacts", "target_lists", "contact_ids", "contacts", OPTING, "contact_links"),
        *several("leads", "target_lists", "lead_ids", "leads", OPTING, "lead_links"),
        *several("users", "target_lists", "user_ids", "users", OPTING, "user_links"),
        *tail("target_lists"),
    ),
    "User": (
        *head("users"),
        *words("userName username"),
        FULL_NAME,
        AUTH_METHOD,
        *words("type kind\nfirstName first_name\nlastName last_name\ntitle job_title"),
        *emails(),
        *phones(),
        *words("isActive is_active"),
        *link("defaultTeam", "users", "default_team_id", "teams"),
        *several("teams", "users", "team_ids", "teams"),
        *words("createdAt! created_at\nmodifiedAt! modified_at"),
    ),
    "Team": (
        *head("teams"),
        *words("name"),
        *words("createdAt! created_at\nmodifiedAt! modified_at"),
    ),
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Contact": ("last_name",),
    "Opportunity": ("amount", "close_date"),
    "Task": ("subject",),
    "Call": ("subject", "starts_at", "ends_at"),
    "Meeting": ("subject", "starts_at", "ends_at"),
    "Email": ("subject",),
    "Document": ("name",),
    "User": ("username", "last_name"),
}
TWINS: Mapping[str, str] = {
    f"{one}_ids": f"{one}_links" for one in ("account", "contact", "lead", "user")
}
SEEDED: Mapping[str, tuple[Seed, ...]] = {
    "accounts": (Seed("sic_code", "text", "sicCode"),),
    "activities": (
        Seed("join_url", "text", "joinUrl"),
        Seed("message_id", "text", "messageId"),
        Seed("reply_to", "text", "replyTo"),
        Seed("is_read", "boolean", "isRead"),
        Seed("is_important", "boolean", "isImportant"),
    ),
    "cases": (Seed("is_internal", "boolean", "isInternal"),),
}
