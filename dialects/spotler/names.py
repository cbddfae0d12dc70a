"""What Spotler calls its objects, and the forms that its values have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from customfields.choices import Chosen, ChosenSet
from dialects.forms import Flag, Form, Number, Reference
from dialects.moments import Day
from dialects.spotler.values import OptionText, label, moment, option
from dialects.words import Seed
from lookups.kinds import LookupKind
from records.fields import Field
from records.references import Reference as ReferenceKind
from values.kinds import Boolean, Kind
from values.numbers import Decimal, Integer
from values.times import Date, DateTime

PATHS: Mapping[str, tuple[str, ...]] = {
    "opportunity_histories": ("opportunityhistories",),
    "campaign_stages": ("campaignstages",),
    "campaign_members": ("campaigndetails",),
}
UNSERVED = frozenset(
    {
        *("leads", "products", "users", "teams", "tags", "roles", "currencies"),
        *("pipelines", "pipeline_stages", "target_lists"),
    }
)
TYPES: Mapping[str, str] = {
    **{name: name for name in ("accounts", "contacts", "opportunities", "opportunity_lines")},
    **{name: name for name in ("activities", "cases", "campaigns", "documents")},
    **{words[0]: name for name, words in PATHS.items()},
}
SINGULARS: Mapping[str, str] = {
    "accounts": "account",
    "contacts": "contact",
    "opportunities": "opportunity",
    "opportunity_lines": "opportunity_line",
    "opportunityhistories": "opportunityhistory",
    "activities": "activity",
    "cases": "case",
    "campaigns": "campaign",
    "campaignstages": "campaignstage",
    "campaigndetails": "campaigndetail",
    "documents": "document",
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "contacts": ("account_id",),
    "opportunities": ("account_id",),
    "activities": ("subtype",),
    "cases": ("account_id",),
}
COMMON: Mapping[str, str] = {
    "owner_id": "ownerid",
    "created_at": "createddate",
    "created_by_id": "createdby",
    "modified_at": "modifieddate",
    "modified_by_id": "modifiedby",
}
CHILDREN: Mapping[str, tuple[str, ...]] = {
    "accounts": ("contacts", "opportunities", "activities", "cases", "documents"),
    "contacts": ("opportunities", "activities", "cases", "campaigndetails", "documents"),
    "opportunities": ("opportunity_lines", "opportunityhistories", "activities", "documents"),
    "cases": ("activities", "documents"),
    "campaigns": ("campaignstages", "campaigndetails", "accounts", "opportunities"),
    "campaignstages": ("campaigndetails",),
}
SEEDED: Mapping[str, tuple[Seed, ...]] = {
    "accounts": (Seed("slaid", "number"),),
    "contacts": (
        Seed("decisionmaker", "boolean"),
        Seed("hold", "boolean"),
        Seed("department", "text"),
    ),
    "opportunities": (Seed("repeat", "text"),),
}


def chosen(field: Field) -> Chosen:
    """The kind of a field whose values are options."""
    assert isinstance(field.kind, Chosen)
    return field.kind


FORMS: Mapping[type[Kind], Callable[[Field], Form]] = {
    Boolean: lambda field: Flag(),
    DateTime: lambda field: moment(),
    Date: lambda field: Day(),
    Integer: lambda field: Number(),
    Decimal: lambda field: Number(),
    ReferenceKind: lambda field: Reference(),
    LookupKind: lambda field: label("" if field.name == "source" else None),
    Chosen: option,
    ChosenSet: lambda field: OptionText(kind=chosen(field)),
}
