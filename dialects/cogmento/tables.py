"""The words of Cogmento: its resources, and the words of each one's fields in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from customfields.choices import Chosen, ChosenSet
from dialects.cogmento.channels import MORE, OPTED_OUT, OTHERS, addresses_of, channels_of
from dialects.cogmento.deals import DEALS
from dialects.cogmento.files import FILES
from dialects.cogmento.forms import DayOf, Instant, Tags, Truth, label, options, reference
from dialects.cogmento.ids import INSTALLATION, TEMPLATES, encode
from dialects.cogmento.linked import collection, nothing, several, single, through
from dialects.cogmento.people import EXTRA, assigned, stamped
from dialects.cogmento.tasks import COMPLETED, LOCAL_TIME, ZONE, constant, copied, last
from dialects.forms import Form, Number
from dialects.moments import Day
from dialects.words import Made, Seed, Table, Word, words
from lookups.kinds import LookupKind, TagSet
from records.fields import Field
from records.manners import Part
from records.query import Is
from records.references import Reference, ReferenceSet
from values.kinds import Boolean, Kind
from values.numbers import Decimal, Integer
from values.times import Date, DateTime

PATHS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("companies",),
    "opportunities": ("deals",),
    "activities": ("tasks", "calls", "events", "notes"),
}
UNSERVED = frozenset(
    {
        *("leads", "opportunity_lines", "opportunity_histories", "campaign_stages"),
        *("campaign_members", "users", "teams", "roles", "tags", "currencies"),
        *("pipelines", "pipeline_stages", "target_lists"),
    }
)
KINDS = {"tasks": "task", "calls": "call", "events": "meeting", "notes": "note"}
PARTS: Mapping[str, Part] = {
    word: Part(Is("type", "eq", kind), {"type": kind}) for word, kind in KINDS.items()
}
MODELS: Mapping[str, str] = {
    "contacts": "contact",
    "companies": "company",
    "deals": "deal",
    "tasks": "task",
    "calls": "call",
    "events": "event",
    "cases": "case",
    "products": "product",
    "documents": "document",
    "notes": "note",
    "campaigns": "campaign",
}
TITLES: Mapping[str, str] = {
    "companies": "name",
    "contacts": "name",
    "products": "name",
    "campaigns": "name",
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "contacts": ("first_name", "last_name"),
    "tasks": ("subject",),
    "calls": ("subject",),
    "events": ("subject",),
    "notes": ("description",),
}
LENGTHS: Mapping[tuple[str, str], int] = {("contacts", "last_name"): 80}
FORMS: Mapping[type[Kind], Callable[[Field], Form]] = {
    DateTime: lambda field: Instant(),
    Date: lambda field: Day(),
    Boolean: lambda field: Truth(),
    Integer: lambda field: Number(),
    Decimal: lambda field: Number(),
    LookupKind: label,
    TagSet: lambda field: Tags(empty=()),
    Reference: reference,
    ReferenceSet: reference,
    Chosen: options,
    ChosenSet: options,
}
FLAGS = (
    *("new", "updated", "call_assigned", "case_assigned", "email_received", "event_assigned"),
    "task_assigned",
)
ACCESS = Made(
    "access", ("is_private",), say=lambda item: {"private": item["is_private"]}, type="object"
)


def head(model: str, rating: str | None, extra: str | None = None, has_text: bool = True) -> Table:
    """The words that every record has. rating: our field of it, None for none. extra: the field
    of those to whom a record is assigned besides. has_text: whether there is a description."""
    place = list(MODELS.values()).index(model) + 1
    rated: tuple[Word | Made, ...] = (
        (Word("rating", rating),) if rating else (constant("rating", lambda: None, "number"),)
    )
    return (
        Word("id", "id"),
        constant("account_id", lambda: encode(INSTALLATION, 1)),
        constant("template_id", lambda: encode(TEMPLATES, place)),
        Word("created_at", "created_at"),
        stamped("created_by", "created_by_id"),
        Word("last_modified", "modified_at"),
        stamped("last_modified_by", "modified_by_id"),
        Word("private", "is_private"),
        ACCESS,
        constant("acl", list, "collection"),
        Word("tags", "tag_ids", Tags(empty=())),
        *rated,
        *(words("description") if has_text else ()),
        *words("aux_id external_id\naux_source external_source"),
        copied("aux_source_name", "external_source"),
        constant("flags", lambda: dict.fromkeys(FLAGS, False), "object"),
        assigned(extra),
    )


def part(word: str) -> dict[str, Any]:
    """The part of the activities that a word stands for."""
    return {"target": "activities", "title": "title", "part": PARTS[word]}


def doings(type_name: str, *known: str) -> Table:
    """Collections of activities, notes among them, under their words."""
    return tuple(collection(word, type_name, "activities", **part(word)) for word in known)


def papers(type_name: str) -> Table:
    """The documents that belong to a record."""
    return (collection("documents", type_name, "documents", "documents"),)


def none(*known: str) -> Table:
    """Collections of what we keep nothing of."""
    return tuple(nothing(word) for word in known)


CASES = "cases"
UNKEPT = ("invoices", "submissions", "sms", "whatsapp", "credentials", "alerts")
COMPANY = "accounts"
SPOKEN = (
    single("contact", "activities", "contact_id", "contacts"),
    single("company", "activities", "account_id", COMPANY),
    single("deal", "activities", "opportunity_id", "opportunities"),
    single("case", "activities", "case_id", CASES),
)
DOING: Table = (*words("status"), *SPOKEN)
MEETING: Table = (
    *words("title subject\nstart_date starts_at\nend_date ends_at\nall_day"),
    *DOING,
)
TABLES: Mapping[str, Table] = {
    "contacts": (
        *head("contact", "rating"),
        *words("first_name\nmiddle_name\nlast_name\nname! name"),
        copied("full_name", "name"),
        single("company", "contacts", "account_id", COMPANY),
        channels_of("contacts"),
        addresses_of("address"),
        *words("email\nphone\njob_title\nsource\ndo_not_call"),
        Word("do_not_text", "cf_do_not_text"),
        OPTED_OUT,
        last("last_call", "call"),
        last("last_event", "meeting"),
        LOCAL_TIME,
        Word("timezone", ZONE),
        collection("deals", "contacts", "opportunities", "opportunities"),
        collection(CASES, "contacts", CASES, CASES),
        *doings("contacts", "calls", "tasks", "events"),
        *papers("contacts"),
        *doings("contacts", "notes"),
        through("campaigns", "campaign_members", "contact_id", "campaign_id", "campaigns", "name"),
        *none(*UNKEPT),
    ),
    "companies": (
        *head("company", None),
        *words("name"),
        copied("full_name", "name"),
        *words("industry\ntype\nsource\nwebsite"),
        channels_of(COMPANY),
        addresses_of("address", "shipping_address"),
        *words("email\nphone"),
        Word("num_employees", "cf_num_employees"),
        Word("annual_revenue", "cf_annual_revenue"),
        collection("contacts", COMPANY, "contacts", "contacts", "name"),
        collection("deals", COMPANY, "opportunities", "opportunities"),
        collection(CASES, COMPANY, CASES, CASES),
        *doings(COMPANY, "calls", "tasks", "events"),
        *papers(COMPANY),
        *doings(COMPANY, "notes"),
    ),
    "deals": (
        *head("deal", "cf_rating", EXTRA),
        *words("title name"),
        single("company", "opportunities", "account_id", COMPANY),
        several("contacts", "opportunities", "contact_ids", "contacts"),
        *words("amount\nclose_date"),
        *DEALS,
        *words("probability\nnext_steps next_step\nsource"),
        *doings("opportunities", "tasks", "calls"),
        collection(CASES, "opportunities", CASES, CASES),
        *doings("opportunities", "events"),
        *papers("opportunities"),
        *doings("opportunities", "notes"),
        *none("invoices", "alerts"),
    ),
    "tasks": (
        *head("task", "cf_rating", "user_ids"),
        *words("title subject"),
        Word("due_date", "ends_at", DayOf()),
        Word("close_date", "completed_at", DayOf(), read_only=True),
        COMPLETED,
        *words("priority"),
        *DOING,
        *none("calls", "cases", "documents", "events", "notes", "alerts"),
    ),
    "calls": (
        *head("call", "cf_rating", "user_ids"),
        *MEETING,
        *words("direction"),
        *none("documents", "notes"),
    ),
    "events": (*head("event", "cf_rating", "user_ids"), *MEETING, *none("documents", "notes")),
    "notes": (*head("note", "cf_rating", "user_ids"), *words("title subject"), *SPOKEN),
    "cases": (
        *head("case", None),
        *words("number!\ntitle subject\nstatus\npriority\ntype"),
        single("contact", CASES, "contact_id", "contacts"),
        single("company", CASES, "account_id", COMPANY),
        single("deal", CASES, "opportunity_id", "opportunities"),
        *doings(CASES, "tasks", "calls", "events"),
        *papers(CASES),
        *doings(CASES, "notes"),
    ),
    "products": (
        *head("product", None),
        *words("name\nsku\ncategory\ncost\nlist_price unit_price"),
        Word("sale_price", "cf_sale_price"),
        Word("wholesale_price", "cf_wholesale_price"),
        Word("inventory", "cf_inventory"),
        through("deals", "opportunity_lines", "product_id", "opportunity_id", "opportunities"),
    ),
    "documents": (
        *head("document", None),
        *words("title name\ntype\nfolder"),
        *FILES,
        single("company", "documents", "account_id", COMPANY),
        several("contacts", "documents", "contact_ids", "contacts"),
        several("deals", "documents", "opportunity_ids", "opportunities"),
        single("case", "documents", "case_id", CASES),
    ),
    "campaigns": (
        *head("campaign", None),
        *words("name\ntype\nstatus\nstart_date\nend_date"),
    ),
}
OTHER_WAYS = tuple(Seed(one.removeprefix("cf_"), "textarea") for one in (OTHERS, MORE))
SEEDED: Mapping[str, tuple[Seed, ...]] = {
    "accounts": (Seed("num_employees", "number"), Seed("annual_revenue", "numeric"), *OTHER_WAYS),
    "contacts": (Seed("do_not_text", "boolean"), Seed("timezone", "text"), *OTHER_WAYS),
    "opportunities": (Seed("rating", "number"), Seed("assigned_extra", "textarea")),
    "activities": (Seed("rating", "number"),),
    "products": (
        *(Seed("sale_price", "numeric"), Seed("wholesale_price", "numeric")),
        Seed("inventory", "number"),
    ),
}
