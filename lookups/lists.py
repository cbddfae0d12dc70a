"""The values of drop-down lists as processes remember them, and who may be found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lookups.currencies import currencies
from lookups.models import LookupList, LookupValue
from revisions.store import cached
from values.text import fold

ATTRIBUTES = ("is_default", "base_type", "is_done", "is_closed", "color", "code", "calling_code")


@dataclass(frozen=True)
class Value:
    """One value of a list, as it stands in the database."""

    id: int
    list_name: str
    value: str
    position: int
    active: bool = True
    is_default: bool = False
    base_type: str | None = None
    is_done: bool = False
    is_closed: bool = False
    color: str | None = None
    code: str | None = None
    calling_code: str | None = None

    def item(self) -> dict[str, Any]:
        """The value as clients see it: {"value", "id", "order", "active", "color"}."""
        return {
            "value": self.value,
            "id": self.id,
            "order": self.position,
            "active": self.active,
            "color": self.color,
        }


@dataclass(frozen=True)
class Catalogue:
    """All lists at one revision. by_key: (list name, folded text) → value.

    The list 'currency' shows the currency table; its ids are of that table and not in `by_id`.
    """

    labels: Mapping[str, str]
    lists: Mapping[str, tuple[Value, ...]]
    by_id: Mapping[int, Value]
    by_key: Mapping[tuple[str, str], Value]


@cached("lookups")
def catalogue() -> Catalogue:
    """Every list with its values in order: two queries after a change, none otherwise."""
    columns = ("value", "position", "active", *ATTRIBUTES)
    rows = LookupList.objects.order_by("name", "values__position", "values__id").values_list(
        "name", "label", "values__id", *(f"values__{column}" for column in columns)
    )
    labels: dict[str, str] = {}
    lists: dict[str, list[Value]] = {}
    for name, label, value_id, *cells in rows:
        labels[name] = label
        values = lists.setdefault(name, [])
        if value_id is not None:
            values.append(Value(value_id, name, **dict(zip(columns, cells, strict=True))))
    every = [value for values in lists.values() for value in values]
    lists["currency"] = currency_values()
    return Catalogue(
        labels=labels,
        lists={name: tuple(values) for name, values in lists.items()},
        by_id={value.id: value for value in every},
        by_key={(one.list_name, fold(one.value)): one for one in [*every, *lists["currency"]]},
    )


def currency_values() -> list[Value]:
    """The currencies in the form of a list: their codes, in order, the active ones selectable."""
    return [
        Value(one.id, "currency", one.code, position, one.active, code=one.code)
        for position, one in enumerate(currencies().values(), start=1)
    ]


def values_of(list_name: str) -> tuple[Value, ...]:
    """The values of a list in its order, inactive ones too; () where there is no such list."""
    return catalogue().lists.get(list_name, ())


def list_exists(list_name: str) -> bool:
    """Whether there is a list of this name."""
    return list_name in catalogue().lists


def find(list_name: str, wanted: str | int) -> Value | None:
    """The value with this text, ignoring case, or with this id; None if the list has it not."""
    if isinstance(wanted, str):
        return catalogue().by_key.get((list_name, fold(wanted)))
    return next((value for value in values_of(list_name) if value.id == wanted), None)


def find_code(list_name: str, code: str) -> Value | None:
    """The value that carries this code, such as a country's; case is ignored."""
    wanted = fold(code)
    return next(
        (one for one in values_of(list_name) if one.code and fold(one.code) == wanted), None
    )


def value_of(value_id: int | None) -> Value | None:
    """The value with this id, of whichever list."""
    return None if value_id is None else catalogue().by_id.get(value_id)


def default_of(list_name: str) -> Value | None:
    """What a field with a default starts with: the value marked so, else the first active one."""
    active = [value for value in values_of(list_name) if value.active]
    return next((value for value in active if value.is_default), active[0] if active else None)


def row_value(list_name: str, row: LookupValue) -> Value:
    """A row just read or written, in the form in which processes remember it."""
    attributes = {name: getattr(row, name) for name in ATTRIBUTES}
    return Value(row.pk, list_name, str(row.value), row.position, row.active, **attributes)
