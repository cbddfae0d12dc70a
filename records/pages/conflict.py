"""Two people changed one record: what each made of it, side by side, and what is chosen of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from records.fields import Field
from records.pages.cells import NOTHING, cell_of
from records.pages.editing import Editing, save
from records.pages.exact import dumps, loads
from records.pages.form import RecordForm
from records.pages.links import Names, singular
from records.pages.parts import Parts, RowForm
from records.pages.rights import GrantTable
from records.pages.widgets import RowSet
from values.refusals import Refusal

REMOVED = "Removed"


@dataclass(frozen=True)
class Difference:
    """One field, or one row, in a conflict: what both began with, and what each made of it.

    name: of the input, or of the row, that the choice is about.
    """

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    is_mine: bool
    is_theirs: bool


def differences(editing: Editing) -> list[Difference]:
    """Everything that either side has changed: the record's fields, then its rows."""
    theirs = editing.theirs
    assert theirs is not None
    found = list(fields_apart(editing.form, theirs.form))
    now = {part.name: part for part in theirs.parts}
    for part in editing.parts:
        found += rows_apart(part, now[part.name]) if part.name in now else []
    return found


def fields_apart(mine: RecordForm, theirs: RecordForm, row: str = "") -> Iterator[Difference]:
    """The fields that either side has changed. row: what the label begins with."""
    names = both_names(mine, theirs)
    for name in mine.open_fields():
        if name not in theirs.fields:
            continue
        was, typed, now = mine.was[name], mine.raws[name], theirs.raws[name]
        if was == typed == now:
            continue
        label = f"{row}: {mine.fields[name].label}" if row else mine.fields[name].label
        before, ours, others = (spoken(mine, name, raw, names) for raw in (was, typed, now))
        changed = typed != was, now != was
        yield Difference(mine.html_name(name), label, before, ours, others, *changed)


def rows_apart(part: Parts, now: Parts) -> Iterator[Difference]:
    """The rows that either side has added, changed or removed."""
    stored = {row.key: row for row in now.forms}
    for row in part.forms:
        theirs = stored.get(row.key)
        if theirs is None:
            if row.changed():
                told = NOTHING, row_text(row, row.raws), NOTHING
                yield Difference(row.path, f"New {word(part)}", *told, True, False)
        elif not row.is_sent:
            told = NOTHING, NOTHING, row_text(theirs, theirs.raws)
            yield Difference(row.path, f"New {word(part)}", *told, False, True)
        elif row.is_gone:
            told = row_text(row, row.was), REMOVED, row_text(theirs, theirs.raws)
            changed = row.was != theirs.raws
            yield Difference(row.path, label(part, row), *told, True, changed)
        else:
            yield from fields_apart(row, theirs, label(part, row))
    for row in part.lost:
        if not row.is_gone:
            told = row_text(row, row.was), row_text(row, row.raws), REMOVED
            yield Difference(row.path, label(part, row), *told, bool(row.changed()), True)


def word(part: Parts) -> str:
    """The word for one of a part's rows."""
    return singular(part.type).lower()


def label(part: Parts, row: RowForm) -> str:
    """What a row is called."""
    title = row.was.get(part.type.title)
    return f"{singular(part.type)} “{title}”" if title else singular(part.type)


def row_text(row: RowForm, raws: Mapping[str, Any]) -> str:
    """What a row's inputs hold, in a line."""
    told = {name: spoken(row, name, raws[name], row.names) for name in row.fields}
    said = [f"{row.fields[name].label}: {text}" for name, text in told.items() if text != NOTHING]
    return " · ".join(said) or NOTHING


def both_names(one: RecordForm, other: RecordForm) -> Names:
    """The names of what either form points at."""
    targets = {*one.names, *other.names}
    return {target: one.names.get(target, {}) | other.names.get(target, {}) for target in targets}


def spoken(form: RecordForm, name: str, raw: Any, names: Names) -> str:
    """What an input held, for people."""
    try:
        value = form.spellings[name].read(raw)
    except Refusal:
        return str(raw)
    return told_value(form.fields[name], value, names)


def told_value(one: Field, value: Any, names: Any) -> str:
    """A JSON value for people; what is no such value stands as it was typed."""
    try:
        return cell_of(one, value, names).text
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
        return str(value)


def mine_text(editing: Editing) -> str:
    """What was typed, to be sent along while it is being chosen: {"fields": {name: raw}, "rows":
    {part: {place: {"raws": {name: raw}, "gone": bool}}}}."""
    return dumps(
        {
            "fields": typed(editing.form),
            "rows": {
                part.name: {
                    row.key: {"raws": row.raws if row in part.lost else typed(row)}
                    | {"gone": row.is_gone}
                    for row in [*part.forms, *part.lost]
                    if row.changed() or row.is_gone
                }
                for part in editing.parts
            },
        }
    )


def typed(form: RecordForm) -> dict[str, Any]:
    """What was typed into a form's inputs, but for secrets."""
    return {name: form.raws[name] for name in form.open_fields() if name in form.changed()}


def settle(editing: Editing, data: Any) -> int | None:
    """Write what was chosen from a conflict: of each field and row mine, or what stands there now.

    The record's id, or None where the page has something to say.
    """
    try:
        mine = loads(data.get("mine", "") or "{}")
    except ValueError:
        mine = {}
    choose(editing.form, objects(mine).get("fields"), data)
    rows = objects(objects(mine).get("rows"))
    for part in editing.parts:
        for place, one in objects(rows.get(part.name)).items():
            settle_row(part, place, objects(one), data)
    version = data.get("version", "")
    is_number = version.isascii() and version.isdigit() and len(version) < 12
    editing.version = int(version) if is_number else None
    return save(editing, data)


def settle_row(part: Parts, place: str, mine: Mapping[str, Any], data: Any) -> None:
    """Put what was chosen of one row into the page; a row that is no more is made anew."""
    row = next((one for one in part.forms if one.key == place), None)
    takes_row = data.get(f"take-{part.name}-{place}") == "mine"
    if row is None:
        if takes_row:
            choose(part.add_row(), mine.get("raws"), None)
    elif mine.get("gone"):
        row.is_gone = takes_row
    else:
        choose(row, mine.get("raws"), data)


def choose(form: RecordForm, mine: Any, data: Any) -> None:
    """Put those of one's own inputs that were chosen into a form. data: None for all of them."""
    for name, raw in objects(mine).items():
        taken = data is None or data.get(f"take-{form.html_name(name)}") == "mine"
        if taken and name in form.fields and is_held(form.spellings[name].widget, raw):
            form.raws[name] = raw
    form.learn()


def objects(value: Any) -> dict[str, Any]:
    """What was sent, where it is an object; else an empty one."""
    return value if isinstance(value, dict) else {}


def is_held(widget: Any, raw: Any) -> bool:
    """Whether it is something that the widget can hold: a browser may send anything back."""
    match widget, raw:
        case RowSet(), list():
            return all(isinstance(one, dict) for one in raw)
        case GrantTable(), dict():
            return all(isinstance(one, dict) for one in raw.values())
        case RowSet() | GrantTable(), _:
            return False
        case _, list():
            return all(isinstance(one, str) for one in raw)
    return isinstance(raw, str | bool | dict)
