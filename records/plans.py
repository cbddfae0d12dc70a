"""What a reply shows of each record, settled once per request: columns to select, sets to add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import F, TextField
from django.db.models.functions import Cast

from channels import store as channels
from customfields import store as customs
from records.access import Caller, fields_for, standing_in
from records.conditions import shown_id
from records.describing import plural
from records.fields import ChannelScalar, ChannelSet, Column, Custom, Field, RelatedSet, Relation
from records.query import Show
from records.types import RecordType, registry
from revisions.store import cached
from values.kinds import Kind
from values.refusals import Unanswerable
from values.text import nearest
from values.times import DateTime, stored_utc_text

Say = Callable[[Any], Any]


@dataclass(frozen=True)
class Plan:
    """How rows become items. `cells` are (name, position in the row, how it is said).

    as_text: the text of each record is all that is wanted of it. mirrored: the custom values are
    shown as they stand in the mirror, all of them.
    """

    record_type: RecordType
    selects: tuple[Any, ...]
    cells: tuple[tuple[str, int, Say | None], ...]
    sets: tuple[RelatedSet | ChannelSet, ...]
    customs: dict[str, Say | None]
    mirror: int | None
    shown: tuple[str, ...]
    embedded: dict[str, Relation | RelatedSet]
    lines: bool
    labels: bool
    as_text: bool
    mirrored: bool
    plain: bool = False

    @property
    def width(self) -> int:
        """How long a row is."""
        return len(self.selects)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What stands in a row, by name, from `first` on."""
        return tuple(name for name, _, _ in self.cells)

    @property
    def first(self) -> int:
        """Where in a row what is shown begins: its id comes first, shown or not."""
        return self.cells[0][1] if self.cells else 0

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What is shown before the custom values."""
        return tuple(name for name in self.shown if name not in self.customs)

    def item(self, row: Sequence[Any]) -> dict[str, Any]:
        """One record as Python values ready for JSON, sets still empty."""
        item: dict[str, Any] = dict.fromkeys(self.shown)
        for name, position, say in self.cells:
            value = row[position]
            item[name] = say(value) if say is not None and value is not None else value
        if self.mirror is not None:
            self.add_customs(item, row[self.mirror], row[self.mirror + 1])
        return item

    def add_customs(self, item: dict[str, Any], mirror: str, revision: int) -> None:
        """Copy the custom values that are shown from the record's mirror."""
        values = customs.decode(customs.schema_of(self.record_type.name), mirror, revision)
        for name, label in self.customs.items():
            value = values.get(name)
            item[name] = label(value) if label is not None and value is not None else value


@cached("customfields", "users", key=standing_in)
def plan_of(record_type: RecordType, caller: Caller, show: Show, single: bool) -> Plan:
    """The plan for a reply. Raises Unanswerable for names that do not exist for the caller."""
    fields = fields_for(record_type, caller)
    check_names(show.names or (), fields)
    embedded, named = read_expand(show.expand, fields)
    shown = [field for field in fields.values() if is_shown(field, show, single, named)]
    as_text = show.as_text and not embedded and not show.lines
    plain = show.plain and not embedded and not show.lines
    selects: list[Any] = ["pk"]
    cells: list[tuple[str, int, Say | None]] = []
    for field in shown:
        if field.name == "id":
            cells.append((field.name, 0, None))
        elif (as_text or plain) and is_kept_as_text(field):
            cells.append((field.name, len(selects), stored_utc_text))
            selects.append(Cast(F(field.attname), TextField()))  # type: ignore[attr-defined]
        elif (expression := selected(field, record_type, caller)) is not None:
            cells.append((field.name, len(selects), saying(field)))
            selects.append(expression)
    own = {one.name: labelling(one, show) for one in shown if isinstance(one, Custom)}
    mirror = len(selects) if own else None
    selects += ["custom", "custom_revision"] if own else []
    return Plan(
        record_type=record_type,
        selects=tuple(selects),
        cells=tuple(cells),
        sets=tuple(one for one in shown if isinstance(one, RelatedSet | ChannelSet)),
        customs=own,
        mirror=mirror,
        shown=tuple(field.name for field in shown),
        embedded=embedded,
        lines=wants_lines(record_type, show),
        labels=show.labels,
        as_text=as_text,
        mirrored=is_whole(record_type, own),
        plain=plain,
    )


def is_whole(record_type: RecordType, own: dict[str, Say | None]) -> bool:
    """Whether all custom fields of a type are shown, and none otherwise than it is kept."""
    if not own or any(own.values()):
        return False
    return list(own) == [field.key for field in customs.schema_of(record_type.name).fields]


def is_shown(field: Field, show: Show, single: bool, named: Iterable[str]) -> bool:
    """Whether a reply shows the field: as asked, else all in a single record, no sets in lists."""
    if field.kind.write_only:
        return False
    if show.names is not None:
        return field.name in show.names or field.name in named
    return single or field.in_lists or field.name in named


def read_expand(
    words: Iterable[str], fields: dict[str, Field]
) -> tuple[dict[str, Relation | RelatedSet], set[str]]:
    """The relations to embed by the name they get, and the sets that are named themselves."""
    plurals = {
        plural(name.removesuffix("_ids")): field
        for name, field in fields.items()
        if isinstance(field, RelatedSet) and name.endswith("_ids")
    }
    embedded: dict[str, Relation | RelatedSet] = {}
    named: set[str] = set()
    for word in words:
        relation = fields.get(f"{word}_id") or plurals.get(word)
        if word in fields and fields[word].kind.many:
            named.add(word)
        elif isinstance(relation, Relation | RelatedSet) and relation.target in registry:
            embedded[word] = relation
        else:
            known = [
                name.removesuffix("_id")
                for name, one in fields.items()
                if isinstance(one, Relation)
            ]
            raise Unanswerable(f"cannot expand '{word}'{nearest(word, [*known, *plurals])}")
    return embedded, named


def check_names(names: Iterable[str], fields: dict[str, Field]) -> None:
    """Refuse names of fields that do not exist for the caller. Raises Unanswerable."""
    readable = [name for name, field in fields.items() if not field.kind.write_only]
    for name in names:
        if name not in readable:
            raise Unanswerable(f"unknown field '{name}'{nearest(name, readable)}")


def wants_lines(record_type: RecordType, show: Show) -> bool:
    """Whether the type's lines are embedded. Raises Unanswerable if it has none."""
    if show.lines and record_type.lines is None:
        raise Unanswerable(f"{record_type.name} have no lines")
    return show.lines


def labelling(field: Custom, show: Show) -> Say | None:
    """How options are said by their labels, if that is asked for; None: values stay as they are."""
    wanted = show.labels and field.definition.field_type.chooses
    return field.kind.say_label if wanted else None


def selected(field: Field, record_type: RecordType, caller: Caller) -> Any:
    """What a row selects for a field; None for what is read otherwise."""
    match field:
        case Relation():
            return shown_id(field, caller)
        case Column(attname=attname):
            return F(attname)
        case ChannelScalar(channel=channel):
            return channels.primary_expression(channel, record_type.code)
    return None


def is_kept_as_text(field: Field) -> bool:
    """Whether a column holds instants that SQLite keeps as text: taking them apart and putting
    them together again costs more than all else of a page."""
    instants = isinstance(field, Column) and isinstance(field.kind, DateTime)
    return instants and connection.vendor == "sqlite"


def saying(field: Field) -> Say | None:
    """How a column's value is said; None where it is said as it is."""
    as_it_is = isinstance(field, Relation) or type(field.kind).say is Kind.say
    return None if as_it_is else field.kind.say
