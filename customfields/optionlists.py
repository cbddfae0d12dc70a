"""The options of a field as an administrator sends them: the whole list, judged, then applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from customfields.choices import Option
from customfields.judging import LEAST_ORDER, MOST_ORDER
from customfields.models import CustomField
from customfields.models import Option as OptionRow
from values.kinds import Boolean, Kind, Text
from values.numbers import Integer
from values.refusals import Refusal, Unanswerable
from values.text import fold, nearest
from values.web import Color

MOST = 1000
ATTRIBUTES: dict[str, Kind] = {
    "id": Integer(),
    "label": Text(255),
    "color": Color(),
    "order": Integer(LEAST_ORDER, MOST_ORDER),
    "active": Boolean(),
    "replaced_by": Text(255),
}
NEW = 0  # stands for the id that an option gets when it is stored


@dataclass
class OptionPlan:
    """What becomes of a field's options. kept: with ids, or NEW. replaced: id → id or label."""

    kept: list[Option] = field(default_factory=list)
    replaced: dict[int, int | str] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)


def plan(rows: Any, present: Sequence[Option]) -> OptionPlan:
    """Judge a list of options against those that the field has.

    Raises Refusal, naming the row; Unanswerable for an attribute that options have not.
    """
    if not isinstance(rows, list):
        raise Refusal("Type", "must be a list of options")
    if len(rows) > MOST:
        raise Refusal("Max", f"at most {MOST} options", MOST)
    made = OptionPlan()
    known = {option.id: option for option in present}
    seen: set[int] = set()
    orders: list[int | None] = []
    for number, row in enumerate(rows, start=1):
        try:
            take_row(row, known, seen, made, orders)
        except Refusal as refusal:
            said = f"option {number}: {refusal}"
            raise Refusal(refusal.rule, said, *refusal.params) from None
    made.gone = [option.id for option in present if option.id not in seen]
    made.kept = placed(made.kept, orders)
    check_labels(made.kept)
    check_targets(made)
    return made


def take_row(
    row: Any,
    known: Mapping[int, Option],
    seen: set[int],
    made: OptionPlan,
    orders: list[int | None],
) -> None:
    """Enter one row into the plan. Raises Refusal, Unanswerable."""
    sent = attributes(row)
    number = sent.get("id")
    if number is not None:
        if number not in known:
            raise Refusal("Exists", f"the field has no option {number}")
        if number in seen:
            raise Refusal("Unique", f"the option {number} stands twice")
        seen.add(number)
    if "replaced_by" in sent:
        if set(sent) != {"id", "replaced_by"} or None in sent.values():
            raise Refusal("Type", "a replaced option is told by id and replaced_by alone")
        made.replaced[sent["id"]] = sent["replaced_by"]
        return
    made.kept.append(changed(known.get(number or NEW, Option(NEW, "")), sent))
    orders.append(sent.get("order"))


def attributes(row: Any) -> dict[str, Any]:
    """The attributes of a row, in Python. Raises Refusal, Unanswerable."""
    if not isinstance(row, dict):
        raise Refusal("Type", "must be an object")
    for name in row:
        if name not in ATTRIBUTES:
            raise Unanswerable(f"unknown field '{name}' in an option{nearest(name, ATTRIBUTES)}")
    taken = {}
    for name, value in row.items():
        target = name == "replaced_by" and isinstance(value, int)
        taken[name] = (ATTRIBUTES["id"] if target else ATTRIBUTES[name]).take(value)
    return taken


def changed(option: Option, sent: Mapping[str, Any]) -> Option:
    """The option with what is sent of it. Raises Refusal."""
    if not sent.get("label", option.label):
        raise Refusal("Required", "an option needs a label")
    if sent.get("active", True) is None:
        raise Refusal("Required", "active is true or false")
    told = {name: sent[name] for name in ("label", "color", "active") if name in sent}
    return replace(option, **told)


def placed(options: list[Option], orders: Sequence[int | None]) -> list[Option]:
    """The options with their orders: if none is told, as they stand in the list; else as told,
    where it is not told the one that the option has, and new ones last."""
    told = {order for order in orders if order is not None}
    if len(told) < len(orders) - orders.count(None):
        raise Refusal("Unique", "two options have the same order")
    if not told:
        return [replace(option, order=number) for number, option in enumerate(options)]
    kept = {option.order for option in options if option.id != NEW} - told
    following = max(told | kept) + 1
    made = []
    for option, order in zip(options, orders, strict=True):
        stays = option.id != NEW and option.order in kept
        place = order if order is not None else option.order if stays else following
        made.append(replace(option, order=place))
        following += place == following
    return made


def check_labels(options: Sequence[Option]) -> None:
    """Refuse two options of one label, ignoring case."""
    labels = [fold(option.label) for option in options]
    for label in labels:
        if labels.count(label) > 1:
            raise Refusal("Unique", f"two options have the label '{label}'")


def check_targets(made: OptionPlan) -> None:
    """Refuse replacements that the list does not keep."""
    offered = {option.id for option in made.kept} | {option.label for option in made.kept}
    for target in made.replaced.values():
        if target not in offered - {NEW}:
            raise Refusal("In", f"'{target}' is none of the options that stay")


def apply(row: CustomField, made: OptionPlan) -> dict[int, int]:
    """Store the options as planned. Returns the replacements: id → id of the new one."""
    options = OptionRow.objects.filter(field=row)
    options.filter(pk__in=[*made.gone, *made.replaced]).update(gone=True)
    options.filter(pk__in=[option.id for option in made.kept]).update(label_key=None)
    stored: dict[int | str, int] = {}
    for option in made.kept:
        entry = OptionRow(
            pk=option.id or None,
            field=row,
            label=option.label,
            color=option.color,
            order=option.order,
            active=option.active,
        )
        entry.save()
        stored[entry.pk] = stored[option.label] = entry.pk
    return {old: stored[target] for old, target in made.replaced.items()}
