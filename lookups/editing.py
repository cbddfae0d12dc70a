"""How administrators change lists: append, rename, reorder, remove; safe under two writers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import transaction

from lookups.columns import LookupField
from lookups.lists import Value, row_value
from lookups.models import BASE_TYPES, LookupList, LookupValue
from revisions.store import bump
from values.kinds import Boolean, Choice, Kind, Text
from values.numbers import Integer
from values.refusals import Clash, Missing, Refusal, Refused, Unanswerable
from values.text import fold, nearest
from values.web import Color

APPEND_LIMIT = 1000
KINDS: dict[str, Kind] = {
    "value": Text(255),
    "order": Integer(1, 1_000_000),
    "active": Boolean(),
    "color": Color(),
    "is_default": Boolean(),
    "base_type": Choice(choices=BASE_TYPES),
    "is_done": Boolean(),
    "is_closed": Boolean(),
    "code": Text(10),
    "calling_code": Text(10),
}
OPTIONAL = frozenset({"color", "base_type", "code", "calling_code"})


def append(list_name: str, items: Any) -> list[Value]:
    """Put texts at the end of a list, and give the values of all of them, old and new.

    A text that is already there, ignoring case, keeps its value and its state. Raises Missing for
    an unknown list, Refused({"items": …}) for what is no list of texts.
    """
    texts = read_texts(items)
    with transaction.atomic():
        owner = locked(list_name)
        rows = list(owner.values.order_by("position", "id"))
        known = {fold(str(row.value)): row for row in rows}
        base_type = next((row.base_type for row in rows if row.base_type), None)
        fresh: list[LookupValue] = []
        for text in texts:
            if fold(text) not in known:
                position = (rows[-1].position if rows else 0) + len(fresh) + 1
                row = LookupValue(list=owner, value=text, position=position, base_type=base_type)
                fresh.append(known.setdefault(fold(text), row))
        if fresh:
            LookupValue.objects.bulk_create(fresh)
            bump("lookups")
    return [row_value(list_name, known[fold(text)]) for text in texts]


def change(list_name: str, value_id: int, data: Mapping[str, Any]) -> Value:
    """Change a value by the clients' names (`KINDS`); a new text renames it everywhere.

    `order` counts from 1 and moves the others. Raises Missing; Refused; Unanswerable for an
    unknown name; Clash where another base type would contradict the records that use the value.
    """
    given = _judged(data)
    with transaction.atomic():
        owner = locked(list_name)
        row = _row(owner, value_id)
        _check_name(owner, row, given)
        _check_base_type(row, given)
        order = given.pop("order", None)
        if given.get("is_default"):
            owner.values.exclude(pk=row.pk).update(is_default=False)
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
        if order is not None:
            _move(owner, row, order)
        bump("lookups")
    return row_value(list_name, row)


def remove(list_name: str, value_id: int) -> None:
    """Take a value off its list. Raises Missing, and Clash while records use it.

    Whoever offers a replacement writes it into the records of `columns_using` first, in the same
    transaction, so that their change log tells of it.
    """
    with transaction.atomic():
        row = _row(locked(list_name), value_id)
        count = uses(list_name, value_id)
        if count:
            raise Clash(
                f"{count} records use this value: deactivate it, or give a replacement.",
                {"records": count},
            )
        row.delete()
        bump("lookups")


def columns_using(list_name: str) -> tuple[LookupField, ...]:
    """The columns of all installed models that hold values of a list."""
    return tuple(
        column
        for model in apps.get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, LookupField) and list_name in column.lists
    )


def uses(list_name: str, value_id: int) -> int:
    """How many rows hold a value, those in the recycle bin too."""
    return sum(
        column.model._base_manager.filter(**{column.attname: value_id}).count()
        for column in columns_using(list_name)
    )


def locked(list_name: str) -> LookupList:
    """The list, kept from other writers until the transaction ends. Raises Missing."""
    owner = LookupList.objects.select_for_update().filter(name=list_name).first()
    if owner is None:
        raise Missing(f"There is no list '{list_name}'.")
    return owner


def read_texts(items: Any) -> list[str]:
    """The given items, judged as texts. Raises Refused({"items": …})."""
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise Refused({"items": [Refusal("Type", "must be a list of texts")]})
    if len(items) > APPEND_LIMIT:
        raise Refused({"items": [Refusal("Max", f"at most {APPEND_LIMIT} items", APPEND_LIMIT)]})
    try:
        texts = [KINDS["value"].take(item) for item in items]
    except Refusal as refusal:
        raise Refused({"items": [refusal]}) from None
    if None in texts:
        raise Refused({"items": [Refusal("Required", "an item is empty")]})
    return texts


def _judged(data: Mapping[str, Any]) -> dict[str, Any]:
    """The given attributes as Python values; all refusals at once."""
    given: dict[str, Any] = {}
    refusals: dict[str, list[Refusal]] = {}
    for name, value in data.items():
        if name not in KINDS:
            raise Unanswerable(f"unknown field '{name}'{nearest(name, KINDS)}")
        try:
            given[name] = KINDS[name].take(value)
            if given[name] is None and name not in OPTIONAL:
                raise Refusal("Required")
        except Refusal as refusal:
            refusals[name] = [refusal]
    if refusals:
        raise Refused(refusals)
    return given


def _row(owner: LookupList, value_id: int) -> LookupValue:
    row = owner.values.filter(pk=value_id).first()
    if row is None:
        raise Missing(f"The list has no value {value_id}.")
    return row


def _check_name(owner: LookupList, row: LookupValue, given: Mapping[str, Any]) -> None:
    """Refuse a text that another value of the list has, ignoring case."""
    if "value" not in given:
        return
    others = owner.values.exclude(pk=row.pk).filter(value_key=fold(given["value"]))
    if others.exists():
        raise Refused({"value": [Refusal("Unique", "is on the list already")]})


def _check_base_type(row: LookupValue, given: Mapping[str, Any]) -> None:
    """What has a base type keeps one, and the same one while records are built on it."""
    if given.get("base_type", row.base_type) == row.base_type:
        return
    if given["base_type"] is None:
        raise Refused({"base_type": [Refusal("Required")]})
    if uses(row.list.name, row.pk):
        raise Clash("Records use this value: its base type stays.")


def _move(owner: LookupList, row: LookupValue, order: int) -> None:
    """Give the row a place, counted from 1, and number the whole list anew."""
    rows = list(owner.values.exclude(pk=row.pk).order_by("position", "id"))
    rows.insert(order - 1, row)
    for position, one in enumerate(rows, start=1):
        one.position = position
    LookupValue.objects.bulk_update(rows, ["position"])
