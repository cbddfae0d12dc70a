"""Billable products: the lines of a deal, written and shown inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from records import reading, writing
from records.access import Caller, fields_for
from records.fields import Custom
from records.query import All, By, Is, Query, Show, Where
from records.types import RecordType, registry
from values.refusals import Missing, Refusal, Refused

MOST = 1000
WORDS: Mapping[str, str] = {
    "id": "id",
    "product_id": "product_id",
    "name": "name",
    "unit_price": "unit_price",
    "qty": "quantity",
    "discount_percent": "discount_percent",
    "tax_rate": "tax_rate",
    "display_order": "position",
    "amount": "total",
}
READ = ("id", "amount")
OBJECTS = 'must be a list of objects like {"name": "…", "unit_price": 10, "qty": 1}'
NAME = "concord"
Sent = Mapping[str, Any]


def lines() -> RecordType:
    """The type of the lines."""
    return registry["opportunity_lines"]


def words_for(caller: Caller) -> dict[str, str]:
    """Their words for the fields of a line that the caller may see, with ours."""
    fields = fields_for(lines(), caller)
    customs = {
        one.definition.wire_names.get(NAME, name): name
        for name, one in fields.items()
        if isinstance(one, Custom)
    }
    return {theirs: ours for theirs, ours in {**WORDS, **customs}.items() if ours in fields}


def billable(ids: Sequence[int], caller: Caller) -> dict[int, dict[str, Any]]:
    """The lines of deals with their sums."""
    model: Any = registry["opportunities"].model
    types = dict(model._default_manager.filter(pk__in=ids).values_list("pk", "tax_type"))
    known = words_for(caller)
    found = {}
    for deal_id in ids:
        query = Query(
            where=Is("opportunity_id", "eq", deal_id),
            order=(By("position"),),
            per_page=MOST,
            counting="none",
            show=Show(names=tuple(known.values())),
        )
        rows = reading.page(lines(), caller, query).items
        products = [{theirs: row[ours] for theirs, ours in known.items()} for row in rows]
        total = sum((Decimal(row.get("total") or 0) for row in rows), Decimal(0))
        found[deal_id] = {"tax_type": types[deal_id], "products": products, "total": total}
    return found


def read_billable(sent: Any) -> Sent:
    """What is sent for a deal's lines. Raises Refused."""
    if sent is None:
        return {}
    if not isinstance(sent, dict):
        raise refused("", Refusal("Type", "must be an object with products"))
    rows, removed = (sent.get(name) or [] for name in ("products", "removed_products"))
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise refused(".products", Refusal("Type", OBJECTS))
    if not isinstance(removed, list):
        raise refused(".removed_products", Refusal("Type", "must be a list of ids"))
    if len(rows) + len(removed) > MOST:
        raise refused(".products", Refusal("Max", f"at most {MOST} rows", MOST))
    return sent


def write_billable(deal_id: int, sent: Sent, caller: Caller) -> None:
    """Add and change rows, then remove some, inside the transaction of the deal. Raises Refused."""
    known = words_for(caller)
    refusals: dict[str, list[Refusal]] = {}
    for number, row in enumerate(sent.get("products") or []):
        body = {known[name]: one for name, one in row.items() if name in known and name not in READ}
        act = row_act(deal_id, row.get("id"), body, caller)
        refusals |= dict(failures(act, f".products.{number}", known))
    for line_id in sent.get("removed_products") or []:
        refusals |= dict(failures(removal(deal_id, line_id, caller), ".removed_products", {}))
    if refusals:
        raise Refused(refusals)


def row_act(deal_id: int, line_id: Any, body: Sent, caller: Caller) -> Callable[[], object]:
    """The write that a row asks for."""
    if line_id is None:
        given = {"opportunity_id": deal_id, **body}
        return lambda: writing.create(lines(), caller, given)

    def change() -> object:
        check_line(deal_id, line_id, caller)
        return writing.update(lines(), caller, line_id, body)

    return change


def removal(deal_id: int, line_id: Any, caller: Caller) -> Callable[[], object]:
    """The removal of a row."""

    def remove() -> object:
        check_line(deal_id, line_id, caller)
        return writing.delete(lines(), caller, line_id)

    return remove


def check_line(deal_id: int, line_id: Any, caller: Caller) -> None:
    """Make sure that a line is the deal's. Raises Refused."""
    is_id = isinstance(line_id, int) and not isinstance(line_id, bool) and 0 < line_id < 2**63
    here: Where = All((Is("opportunity_id", "eq", deal_id), Is("id", "eq", line_id)))
    query = Query(where=here, per_page=1, counting="none", show=Show(names=("id",)))
    if not is_id or not reading.page(lines(), caller, query).items:
        raise Refused({"id": [Refusal("Exists", f"the deal has no row {line_id}")]})


def failures(
    act: Callable[[], object], place: str, known: Mapping[str, str]
) -> Iterator[tuple[str, list[Refusal]]]:
    """What is refused of a row, by its place in the body."""
    theirs = {ours: name for name, ours in known.items()}
    try:
        act()
    except Missing:
        yield f"billable{place}", [Refusal("Exists", "there is no such row")]
    except Refused as found:
        for name, ones in found.fields.items():
            yield f"billable{place}.{theirs.get(name, name)}", ones


def refused(place: str, refusal: Refusal) -> Refused:
    """A refusal at a place in the body."""
    return Refused({f"billable{place}": [refusal]})
