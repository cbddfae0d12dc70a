"""What opportunities and their lines come to: exact, rounded half up to thousandths."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from opportunities.models import OpportunityLine
from records.drafts import Draft, Effect
from values.refusals import Refusal, Refused

SMALLEST = Decimal("0.001")
LIMIT = Decimal(10) ** 15
TOO_LARGE = "the total has more than 15 digits before the point"


def weighted(amount: Decimal | None, probability: int | None) -> Decimal | None:
    """The part of an amount that its probability lets expect; None if either is unknown."""
    if amount is None or probability is None:
        return None
    return (amount * probability / 100).quantize(SMALLEST, ROUND_HALF_UP)


def weigh(drafts: Sequence[Draft]) -> None:
    """Set the weighted amount of opportunities."""
    for draft in drafts:
        part = weighted(draft.new("amount"), draft.new("probability"))
        draft.set("weighted_amount", part)


def add_up(drafts: Sequence[Draft]) -> None:
    """Set the totals of lines: quantity times price, less discount."""
    for draft in drafts:
        factors = [draft.new(name) for name in ("quantity", "unit_price", "discount_percent")]
        if None in factors:
            continue
        quantity, price, discount = factors
        total = quantity * price * (100 - discount) / 100
        if abs(total) < LIMIT - SMALLEST / 2:
            draft.set("total", total.quantize(SMALLEST, ROUND_HALF_UP))
        else:
            draft.refuse("unit_price", "Max", TOO_LARGE)


def sums_of(opportunity_ids: Iterable[int]) -> Sequence[Effect]:
    """The amounts that opportunities get from their lines; those without lines keep theirs."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    lines = OpportunityLine.objects.filter(opportunity_id__in=set(opportunity_ids))
    for opportunity_id, total in lines.values_list("opportunity_id", "total"):
        sums[opportunity_id] += total
    if any(abs(amount) >= LIMIT for amount in sums.values()):
        raise Refused({"unit_price": [Refusal("Max", TOO_LARGE)]})
    rows = tuple((one, {"amount": amount}) for one, amount in sorted(sums.items()))
    return (Effect("opportunities", "update", rows),) if rows else ()
