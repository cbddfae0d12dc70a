"""The lines of opportunities: what they take over from products."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from opportunities.models import OpportunityLine
from records.drafts import Draft


def take_over(drafts: Sequence[Draft]) -> None:
    """Fill in names and prices from products; a line without either product or name is refused."""
    known = products_of([draft for draft in drafts if lacks_something(draft)])
    for draft in drafts:
        for blank, usual in (("quantity", Decimal(1)), ("discount_percent", Decimal(0))):
            if draft.new(blank) is None and blank not in draft.refusals:
                draft.set(blank, usual)  # so that there is a total
        name, price = known.get(draft.new("product_id"), (None, None))
        if draft.new("name") is None:
            draft.set("name", name)
        if draft.new("unit_price") is None:
            draft.set("unit_price", Decimal(0) if price is None else price)
        is_blank = draft.new("name") is None and draft.new("product_id") is None
        if is_blank and not {"name", "product_id"} & set(draft.refusals):
            draft.refuse("name", "Required", "a line has a product or a name")


def lacks_something(draft: Draft) -> bool:
    """Whether a line has a product but no name or price of its own."""
    return draft.new("product_id") is not None and None in (
        draft.new("name"),
        draft.new("unit_price"),
    )


def products_of(drafts: Sequence[Draft]) -> dict[Any, tuple[str, Decimal]]:
    """Name and list price of the products of these drafts, by id: one query, or none."""
    ids = {draft.new("product_id") for draft in drafts}
    if not ids:
        return {}
    model: Any = OpportunityLine._meta.get_field("product").related_model
    rows = model.objects.filter(pk__in=ids).values_list("pk", "name", "unit_price")
    return {key: (name, price) for key, name, price in rows}


def concerned(drafts: Sequence[Draft]) -> set[int]:
    """The opportunities whose sum the written lines change; a line moved elsewhere changes two."""
    found: set[int | None] = set()
    for draft in drafts:
        if draft.created or draft.changes("total") or draft.changes("opportunity_id"):
            found |= {draft.old("opportunity_id"), draft.new("opportunity_id")}
    return {one for one in found if one is not None}
