"""Currencies as processes remember them, and amounts turned from one into another."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lookups.models import Currency
from revisions.store import cached

SMALLEST = Decimal("0.001")


@dataclass(frozen=True)
class Money:
    """One currency. rate: how much of it one US dollar buys."""

    id: int
    code: str
    name: str
    rate: Decimal
    active: bool


@cached("lookups")
def currencies() -> Mapping[str, Money]:
    """Every currency by its code, in the codes' order: one query after a change."""
    rows = Currency.objects.order_by("code_key").values_list(
        "id", "code", "name", "rate", "is_active"
    )
    return {
        code: Money(pk, code, name, Decimal(rate), active) for pk, code, name, rate, active in rows
    }


def active_codes() -> tuple[str, ...]:
    """The codes that records may be given, in order."""
    return tuple(code for code, currency in currencies().items() if currency.active)


def convert(amount: Decimal | None, source: str, target: str) -> Decimal | None:
    """An amount in another currency, rounded half up to thousandths; None where a rate lacks."""
    known = currencies()
    if amount is None or source not in known or target not in known or not known[source].rate:
        return None
    exact = amount * known[target].rate / known[source].rate
    return exact.quantize(SMALLEST, ROUND_HALF_UP)
