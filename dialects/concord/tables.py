"""What Concord calls our record types and fields, and what it demands of each."""

from __future__ import annotations

from collections.abc import Mapping

from dialects.concord.activities import SCHEDULE, VIA, count_others, type_ids
from dialects.concord.associations import words_for
from dialects.concord.deals import DEALS
from dialects.concord.forms import Country, CountryId, Host, Id, Lower, Named
from dialects.concord.gathered import BILLABLE, comments_of, phones_of, tags_of
from dialects.concord.people import USER, USERS
from dialects.concord.pipelines import PIPELINES
from dialects.words import Made, Seed, Table, Word, words
from records.manners import Part
from records.query import Is

PATHS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("companies",),
    "opportunities": ("deals",),
    "activities": ("activities", "notes", "calls"),
    "pipeline_stages": ("pipeline-stages", "stages"),
}
UNSERVED = frozenset(
    {
        *("leads", "opportunity_lines", "opportunity_histories", "cases", "target_lists"),
        *("campaigns", "campaign_stages", "campaign_members"),
    }
)
PARTS: Mapping[str, Part] = {
    "activities": Part(Is("type", "in", ["task", "call", "meeting"])),
    "notes": Part(Is("type", "eq", "note"), {"type": "note"}),
    "calls": Part(Is("type", "eq", "call"), {"type": "call"}),
}
COMMON: Mapping[str, str] = {
    "tag_ids": "tags",
    "owner_id": "user_id",
    "created_at": "created_at",
    "modified_at": "updated_at",
    "created_by_id": "created_by",
}
HIDDEN = frozenset(
    {
        *("deleted_at", "version", "modified_by_id", "is_private", "team_ids"),
        *("external_id", "external_source"),
    }
)
ADDRESS: Table = (
    *words(
        """
        street address_street
        city address_city
        state address_state
        postal_code address_postal_code
        """
    ),
    Word("country_id", "address_country", CountryId()),
    Word("country", "address_country", Country(), read_only=True),
)


def head(title: str) -> Table:
    """The words with which every record begins. title: the field that it is shown by."""
    return (Word("id", "id"), Word("display_name", title, read_only=True))


def value(theirs: str, ours: str, list_name: str) -> Table:
    """A value of a list, by its id and as an object."""
    return (
        Word(f"{theirs}_id", ours, Id(list_name=list_name)),
        Word(theirs, ours, Named(list_name=list_name), read_only=True),
    )


def talk(type_name: str, counted: bool) -> Table:
    """The words of what is said or done with contacts, companies and deals. counted: whether lists
    tell with how many."""
    joined = words_for(type_name, "contacts", "companies", "deals")
    counts = (count_others(counted), comments_of(type_name, counted))
    return (*joined, *counts, USER, tags_of(type_name))


SOURCE = value("source", "source", "lead_source")
TABLES: Mapping[str, Table] = {
    "contacts": (
        *head("name"),
        *words("first_name\nlast_name\nemail"),
        phones_of("contacts"),
        *words("job_title"),
        *ADDRESS,
        *SOURCE,
        *words_for("contacts", "companies", "deals"),
        USER,
        tags_of("contacts"),
    ),
    "companies": (
        *head("name"),
        *words("name\nemail"),
        Word("domain", "website", Host()),
        phones_of("accounts"),
        *value("industry", "industry", "industry"),
        *SOURCE,
        *words("parent_company_id parent_id"),
        *ADDRESS,
        *words("description"),
        *words_for("accounts", "contacts", "deals"),
        USER,
        tags_of("accounts"),
    ),
    "deals": (
        *head("name"),
        *words("name\namount\nexpected_close_date close_date\nstatus\nlost_reason"),
        *DEALS,
        *words_for("opportunities", "contacts", "companies"),
        BILLABLE,
        USER,
        tags_of("opportunities"),
    ),
    "activities": (
        *head("subject"),
        *words("title subject"),
        Word("activity_type_id", "subtype", type_ids()),
        Word("activity_type", "subtype", Named(list_name="activity_type"), read_only=True),
        *words("description"),
        *SCHEDULE,
        *words("completed_at!"),
        Word("guests", "user_ids", lists=False),
        *talk("activities", counted=False),
    ),
    "notes": (
        *head("subject"),
        *words("body description"),
        *VIA,
        *talk("activities", counted=True),
    ),
    "calls": (
        *head("subject"),
        *words("body description\ndate starts_at"),
        *value("call_outcome", "outcome", "call_outcome"),
        *VIA,
        *talk("activities", counted=True),
    ),
    "documents": (
        *head("name"),
        *words("title name"),
        *value("document_type", "type", "document_type"),
        Word("status", "status", Lower()),
        *words("content"),
        *words_for("documents", "contacts", "companies", "deals"),
        USER,
        tags_of("documents"),
    ),
    "products": (
        *head("name"),
        *words("name\nsku\ndescription\nunit_price\ndirect_cost cost\ntax_rate\nis_active"),
        USER,
        tags_of("products"),
    ),
    "pipelines": (*head("name"), *words("name\ndisplay_order position"), *PIPELINES),
    "pipeline-stages": (
        *head("name"),
        *words("name\npipeline_id\nwin_probability probability\ndisplay_order position"),
    ),
    "users": (
        *head("username"),
        *USERS,
        *words("first_name\nlast_name\nemail\ntimezone\nlocale\npassword"),
    ),
    "teams": (*head("name"), *words("name")),
    "roles": (*head("name"), *words("name")),
    "tags": (*head("name"), *words("name\nswatch_color color")),
    "currencies": (*head("code"), *words("name\ncode")),
}
TABLES = {**TABLES, "stages": TABLES["pipeline-stages"]}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "contacts": ("first_name",),
    "companies": ("name",),
    "deals": ("name",),
    "notes": ("description",),
    "calls": ("description", "outcome"),
    "documents": ("name", "type"),
    "products": ("name",),
    "pipelines": ("name",),
    "pipeline-stages": ("name", "pipeline_id", "probability"),
    "stages": ("name", "pipeline_id", "probability"),
    "teams": ("name",),
    "roles": ("name",),
    "tags": ("name",),
}
PEOPLE = {"contacts": ("contacts", "contacts")}
FIRMS = {"companies": ("accounts", "companies")}
SALES = {"deals": ("opportunities", "deals")}
DOINGS = {word: ("activities", word) for word in ("activities", "notes", "calls")}
PAPERS = {"documents": ("documents", "documents")}
RELATED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "contacts": {**FIRMS, **SALES, **DOINGS, **PAPERS},
    "companies": {**PEOPLE, **SALES, **DOINGS, **PAPERS},
    "deals": {**PEOPLE, **FIRMS, **DOINGS, **PAPERS},
    "activities": {**PEOPLE, **FIRMS, **SALES},
    "notes": {**PEOPLE, **FIRMS, **SALES},
    "calls": {**PEOPLE, **FIRMS, **SALES},
    "documents": {**PEOPLE, **FIRMS, **SALES},
}
SEEDED: Mapping[str, tuple[Seed, ...]] = {
    "activities": (Seed("note", "textarea"), Seed("end_at", "datetime")),
    "documents": (
        *(Seed("brand_id", "number"), Seed("locale", "text"), Seed("view_type", "text")),
        *(Seed("requires_signature", "boolean"), Seed("signers", "textarea")),
        Seed("recipients", "textarea"),
    ),
    "products": (Seed("tax_label", "text"), Seed("unit", "text")),
    "opportunity_lines": (Seed("tax_label", "text"), Seed("unit", "text"), Seed("note", "text")),
}
STRUCTURES = frozenset({"cf_signers", "cf_recipients"})
BY_DEFAULT: Mapping[str, Mapping[str, object]] = {
    "documents": {"cf_brand_id": 1, "cf_view_type": "nav-top"}
}
LISTS: Mapping[str, str] = {
    "sources": "lead_source",
    "industries": "industry",
    "call-outcomes": "call_outcome",
    "callOutcomes": "call_outcome",
    "document-types": "document_type",
    "documentTypes": "document_type",
    "activity-types": "activity_type",
    "activityTypes": "activity_type",
}


def joined(word: str) -> tuple[str, ...]:
    """The resources that the records of one are associated with."""
    return tuple(
        one.name
        for one in TABLES.get(word, ())
        if isinstance(one, Made) and one.name in ("contacts", "companies", "deals")
    )
