"""Deals: stage by name, status in words, and products as lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dialects.cogmento.ids import encode, number_in
from dialects.staged import stage_word
from dialects.words import Body, Item, Made
from records import bulk
from records.access import Caller
from records.drafts import Denied
from records.query import Is, Not, Where
from records.types import registry
from values.kinds import Text
from values.refusals import Refusal, Refused

TEXT = Text()
STATUSES = ("open", "won", "lost")
MOST_LINES = 200


def take_status(value: Any, body: Body) -> None:
    """Open, won or lost, in any case."""
    known = isinstance(value, str) and value.strip().lower() in STATUSES
    refused = Denied(Refusal("In", f"must be one of {', '.join(STATUSES)}"))
    body["status"] = value.strip().lower() if known else refused


def closed_where(op: str, value: Any) -> Where:
    """The deals that are closed, or not."""
    if op != "eq" or not isinstance(value, bool):
        raise Refusal("Type", "is compared with true or false")
    still_open = Is("status", "eq", "open")
    return Not(still_open) if value else still_open


def say_products(item: Item) -> list[dict[str, Any]]:
    """The products of a deal's lines; a line without one is named by itself."""
    return [product(line) for line in item.get("lines", ())]


def product(line: Item) -> dict[str, Any]:
    """The product of a line."""
    number = line.get("product_id")
    code = registry["products"].code
    return {"id": None if number is None else encode(code, number), "name": line.get("name")}


def say_lines(item: Item) -> list[dict[str, Any]]:
    """A deal's lines."""
    code = registry["opportunity_lines"].code
    return [
        {
            "id": encode(code, line["id"]),
            "product": product(line),
            "name": line.get("name"),
            "quantity": line.get("quantity"),
            "price": line.get("unit_price"),
            "total": line.get("total"),
            "position": line.get("position"),
        }
        for line in item.get("lines", ())
    ]


def say_summary(item: Item) -> dict[str, Any]:
    """The value of a deal: the sum of its lines, else its amount."""
    totals = [Decimal(str(line["total"])) for line in item.get("lines", ()) if line.get("total")]
    return {"total_value": sum(totals, Decimal(0)) if totals else item["amount"]}


def leave(value: Any, body: Body) -> None:
    """Lines are written when their deal has been, in the same transaction."""


def read_products(value: Any) -> list[dict[str, Any]]:
    """The lines that are sent for a deal, as bodies of ours. Raises Refused on products."""
    sent = [] if value is None else value
    if not isinstance(sent, list) or len(sent) > MOST_LINES:
        message = f"must be a list of at most {MOST_LINES} objects with an id"
        raise Refused({"products": [Refusal("Type", message)]})
    return [read_line(one) for one in sent]


def read_line(one: Any) -> dict[str, Any]:
    """A product that is sent, with what is said of it. Raises Refused on products."""
    given = one if isinstance(one, dict) else {"id": one}
    number = number_in(registry["products"].code, given.get("id"))
    if number is None or isinstance(number, Denied):
        raise Refused({"products": [Refusal("Exists", "is not the id of such a record")]})
    body = {"product_id": number}
    for theirs, ours in (("quantity", "quantity"), ("price", "unit_price")):
        if given.get(theirs) is not None:
            body[ours] = given[theirs]
    return body


def replace_lines(deal_id: int, rows: Sequence[dict[str, Any]], caller: Caller) -> None:
    """Put these lines in the place of those that a deal has, in order. Raises Refused."""
    lines = registry["opportunity_lines"]
    known = lines.model._default_manager.filter(opportunity_id=deal_id).order_by("position", "pk")
    old = list(known.values_list("pk", flat=True))
    act = {
        "update": [{"id": number, **row} for number, row in zip(old, rows, strict=False)],
        "create": [{"opportunity_id": deal_id, **row} for row in rows[len(old) :]],
        "delete": old[len(rows) :],
    }
    if not any(act.values()):
        return
    try:
        bulk.run(lines, caller, {name: one for name, one in act.items() if one}, True)
    except bulk.BulkRefused as refused:
        found = next(one["error"] for one in refused.results if "error" in one)
        refusals = [one for ones in found.fields.values() for one in ones]
        told = refusals or [Refusal("Type", found.message)]
        raise Refused({"products": told}) from None


DEALS = (
    stage_word("stage", "select"),
    Made(
        "status",
        ("status",),
        say=lambda item: item["status"],
        take=take_status,
        where=lambda op, value: Is("status", op, value),
        by="status",
        type="select",
    ),
    Made(
        "closed",
        ("status",),
        say=lambda item: item["status"] != "open",
        where=closed_where,
        type="boolean",
    ),
    Made("products", ("id",), writes=(), say=say_products, take=leave, type="relations:products"),
    Made("deal_products", ("id",), say=say_lines, type="collection"),
    Made("summary", ("amount",), say=say_summary, lists=False, type="collection"),
)
