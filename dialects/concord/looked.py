"""Where each resource is searched: by itself, and by name; a contract that its clients know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Looked:
    """Where a resource is searched: `q` by itself, and what may be named besides."""

    by_itself: tuple[str, ...] = ("name",)
    also: tuple[str, ...] = ()
    customs: bool = False


PLACE = ("city", "state", "street", "postal_code", "country_id")
DATES = ("created_at", "updated_at")
LOOKED: Mapping[str, Looked] = {
    "contacts": Looked(
        ("first_name", "last_name", "display_name", "email", "phones.number"),
        (
            *("id", "job_title", *PLACE, "source_id", "user_id", "companies.name", "tags.name"),
            *DATES,
        ),
        customs=True,
    ),
    "companies": Looked(
        ("name", "email", "domain", "phones.number"),
        ("id", "industry_id", "source_id", *PLACE, "user_id", "tags.name", *DATES),
        customs=True,
    ),
    "deals": Looked(
        ("name",),
        (
            *("id", "amount", "status", "stage_id", "pipeline_id", "user_id"),
            *("expected_close_date", "stage.name", "contacts.email", "companies.name"),
            *("tags.name", *DATES),
        ),
        customs=True,
    ),
    "activities": Looked(
        ("title",), ("id", "activity_type_id", "user_id", "due_date", "is_completed", *DATES)
    ),
    "notes": Looked(("body",), ("id", "user_id", *DATES)),
    "calls": Looked(("body",), ("id", "user_id", "date", "call_outcome_id", *DATES)),
    "documents": Looked(("title",), ("id", "user_id", "document_type_id", *DATES)),
    "products": Looked(("name", "sku"), ("id", "user_id", "unit_price", *DATES)),
    "users": Looked(("name", "email"), ("id", *DATES)),
    "currencies": Looked(("name", "code"), ("id",)),
    **dict.fromkeys(("pipeline-stages", "stages"), Looked(also=("id", "pipeline_id", *DATES))),
}
OTHER = Looked(("name",), ("id", *DATES))
