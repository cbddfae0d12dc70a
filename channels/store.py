"""The door to the entries of records: read and written for many records at once, asked, sorted.

A channel is 'email' or 'phone'; a type code is the record type's number. Whoever writes holds the
record's row locked, so that two writers of one record come after one another.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from channels.kinds import FLAGS, SETS, ChannelKind, Entry
from channels.models import Email, Phone
from lookups.lists import find, value_of
from values import storing
from values.kinds import after_prefix

TABLES: dict[str, type[Email] | type[Phone]] = {"email": Email, "phone": Phone}
NO_RECORD = Q(pk__in=[])


def table(channel: str, type_code: int) -> QuerySet[Any]:
    """The rows of a channel for one record type."""
    return TABLES[channel]._default_manager.filter(record_type=type_code)


def read(
    channel: str, type_code: int, record_ids: Iterable[int], primary_only: bool = False
) -> dict[int, list[Entry]]:
    """The entries of these records, as their kind takes and says them: one query.

    Every id has its list; with primary_only it holds the primary entry at most.
    """
    kind = SETS[channel]
    found: dict[int, list[Entry]] = {one: [] for one in record_ids}
    rows = table(channel, type_code).filter(record_id__in=list(found))
    if primary_only:
        rows = rows.filter(is_primary=True)
    columns = rows.order_by("position").values_list("record_id", kind.word, "type_id", *FLAGS)
    for record_id, text, type_id, *flags in columns:
        entry_type = value_of(type_id)
        entry = {kind.word: text, "type": entry_type.value if entry_type else None}
        found[record_id].append(entry | dict(zip(FLAGS, flags, strict=True)))
    return found


def brief(channel: str, type_code: int, record_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """The entries of these records as rows of record id, text, id of the type, and whether it is
    the primary one: those of a record in their order, by a statement that is written once."""
    is_postgresql = connection.vendor == "postgresql"
    ids: Any = list(record_ids) if is_postgresql else f"[{','.join(map(str, record_ids))}]"
    with connection.cursor() as cursor:
        cursor.execute(brief_statement(channel, is_postgresql), [type_code, ids])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@cache
def brief_statement(channel: str, is_postgresql: bool) -> str:
    """The statement, to be given a type's code and ids."""
    many = "= ANY(%s)" if is_postgresql else "IN (SELECT value FROM json_each(%s))"
    table_name = connection.ops.quote_name(TABLES[channel]._meta.db_table)
    return (
        f"SELECT record_id, {SETS[channel].word}, type_id, is_primary FROM {table_name} "
        f"WHERE record_type = %s AND record_id {many} ORDER BY record_id, position"
    )


def write(
    channel: str,
    type_code: int,
    rows: Sequence[tuple[int, Sequence[Entry]]],
    fresh: bool = False,
) -> None:
    """Replace the entries of these records, in few queries. fresh: the records had none yet.

    Entries are as their kind takes them. A row that is told anew by its address or number, or by
    being the only one that changed, keeps its id.
    """
    kind = SETS[channel]
    wanted = [
        row_of(kind, channel, type_code, record_id, position, entry)
        for record_id, entries in rows
        for position, entry in enumerate(entries)
    ]
    if not fresh:
        ids = [record_id for record_id, _ in rows]
        stored = list(table(channel, type_code).filter(record_id__in=ids).order_by("position"))
        wanted, gone = changed(kind, stored, wanted)
        if gone:
            table(channel, type_code).filter(pk__in=gone).delete()
    storing.insert(TABLES[channel], wanted)


def row_of(
    kind: ChannelKind, channel: str, type_code: int, record_id: int, position: int, entry: Entry
) -> Any:
    """The table's row for an entry at a place in its record's list."""
    entry_type = find(kind.types.list_name, entry["type"]) if entry["type"] else None
    return TABLES[channel](
        record_type=type_code,
        record_id=record_id,
        position=position,
        type_id=entry_type.id if entry_type else None,
        **{name: entry[name] for name in (kind.word, *FLAGS)},
    )


def changed(
    kind: ChannelKind, stored: Sequence[Any], wanted: Sequence[Any]
) -> tuple[list[Any], list[int]]:
    """The rows to be written, and the ids of those that make room for them.

    What stays as it is is in neither. What changes is deleted and written again under its id, for
    the database checks that nothing is doubled after every row and not at the end.
    """
    old = {(row.record_id, kind.one.key(getattr(row, kind.word))): row for row in stored}
    pairs = [
        (row, old.pop((row.record_id, kind.one.key(getattr(row, kind.word))), None))
        for row in wanted
    ]
    left: dict[int, list[Any]] = {}
    for row in old.values():
        left.setdefault(row.record_id, []).append(row)
    written, gone = [], [row.pk for row in old.values()]
    for row, known in pairs:
        if known is None:
            heirs = left.get(row.record_id)
            row.pk = heirs.pop(0).pk if heirs else None
            written.append(row)
        elif cells(kind, row) != cells(kind, known):
            row.pk = known.pk
            gone.append(known.pk)
            written.append(row)
    return written, gone


def cells(kind: ChannelKind, row: Any) -> tuple[Any, ...]:
    """What an entry's row holds."""
    return tuple(getattr(row, name) for name in (kind.word, "type_id", "position", *FLAGS))


def forget(type_code: int, record_ids: Iterable[int]) -> None:
    """Delete every entry of records that are purged."""
    ids = list(record_ids)
    for channel in TABLES:
        table(channel, type_code).filter(record_id__in=ids).delete()


def where(channel: str, type_code: int, op: str, operand: Any) -> Q:
    """The condition on records: one of their entries passes; null asks for those without any.

    The operand has been asked by the kind. A phone pattern is reduced to its digits as the numbers
    are; one that holds none, such as '-', matches nothing.
    """
    if op == "eq" and operand is None:
        return ~Q(Exists(table(channel, type_code).filter(record_id=OuterRef("pk"))))
    if op == "in":
        some = where_key(channel, type_code, "in", [one for one in operand if one is not None])
        return some | where(channel, type_code, "eq", None) if None in operand else some
    return where_key(channel, type_code, op, operand)


def where_key(channel: str, type_code: int, op: str, operand: Any) -> Q:
    """The records that have an entry whose key passes a comparison with a value."""
    kind = SETS[channel]
    key = kind.one.keys(operand)
    if operand and not key:
        return NO_RECORD
    column = f"{kind.word}_key"
    rows = table(channel, type_code).filter(key_condition(column, op, key))
    return Q(pk__in=rows.values("record_id"))


def key_condition(column: str, op: str, key: Any) -> Q:
    """A comparison with the column of the keys; a prefix is a range, so that an index serves it."""
    match op:
        case "in":
            return Q(**{f"{column}__in": key})
        case "starts":
            end = after_prefix(key)
            return Q(**{f"{column}__gte": key}) & (Q(**{f"{column}__lt": end}) if end else Q())
        case "ends":
            return Q(**{f"{column}__endswith": key})
        case "contains":
            return Q(**{f"{column}__contains": key})
    return Q(**{column: key})


def primary_expression(channel: str, type_code: int) -> Subquery:
    """The primary address or number of the record in the outer query."""
    return primary_cell(channel, type_code, SETS[channel].word)


def sort_value(channel: str, type_code: int) -> Subquery:
    """What records are sorted by: the compared form of their primary address or number."""
    return primary_cell(channel, type_code, f"{SETS[channel].word}_key")


def primary_cell(channel: str, type_code: int, column: str) -> Subquery:
    """One column of the primary entry of the record in the outer query."""
    rows = table(channel, type_code).filter(record_id=OuterRef("pk"), is_primary=True)
    return Subquery(rows.values(column)[:1])


def holders(channel: str, type_code: int, texts: Iterable[str]) -> Mapping[str, list[int]]:
    """Who has these addresses or numbers: compared form → ids of records, oldest first."""
    kind = SETS[channel]
    column = f"{kind.word}_key"
    keys = {kind.one.key(text) for text in texts}
    found: dict[str, list[int]] = {}
    rows = table(channel, type_code).filter(**{f"{column}__in": keys}).order_by("record_id")
    for key, record_id in rows.values_list(column, "record_id"):
        found.setdefault(key, []).append(record_id)
    return found
