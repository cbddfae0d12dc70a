"""Which fields of each resource may be searched and sorted by, and what each takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from channels.numbers import key_of
from dialects.concord.forms import CountryId
from dialects.concord.looked import LOOKED, OTHER
from dialects.concord.query import NONE, Term, refused
from dialects.concord.spelling import spell
from dialects.concord.tables import TABLES
from dialects.forms import Form
from dialects.picked import ValueId
from dialects.wires import Wire
from lookups.lists import values_of
from lookups.tags import tags
from records import reading
from records.access import Caller, level
from records.fields import Field
from records.query import All, AnyOf, Is, Not, Query, Show, Where
from records.types import registry
from values.refusals import Refusal
from values.text import fold
from values.times import DateTime

EQUAL = frozenset({"eq", "in"})
TEXTUAL = EQUAL | {"contains"}
ORDERED = EQUAL | {"gt", "gte", "lt", "lte", "between"}
MOST = 1000
MOMENT = DateTime()
FLAGS = {"true": True, "1": True, "false": False, "0": False}


def terms_of(wires: Mapping[str, Wire], word: str, caller: Caller) -> dict[str, Term]:
    """The fields of a resource that may be searched, as one caller knows it. wires: his words."""
    looked = LOOKED.get(word, OTHER)
    names = [*looked.by_itself, *looked.also]
    names += [name for name, wire in wires.items() if looked.customs and wire.custom]
    if word not in TABLES:
        names += [name for name, wire in wires.items() if wire.where is not None]
    special = {**COMPOSED.get(word, {}), **dotted(wires, word, caller)}
    found = {}
    for name in names:
        if name in special:
            found[name] = special[name]
        elif name in wires and wires[name].field is not None and wires[name].where is not None:
            found[name] = field_term(wires[name])
    return found


def field_term(wire: Wire) -> Term:
    """A word that stands for one field."""
    field, form = wire.field, wire.form
    assert field is not None and form is not None
    if isinstance(form, ValueId | CountryId):
        return Term(EQUAL, lambda op, text: compared(form, field, op, text))
    return Term(field.kind.operators, lambda op, text: compared(form, field, op, text))


def compared(form: Form, field: Field, op: str, text: str) -> Where:
    """A field compared with a text; what the text cannot mean equals nothing."""
    if op == "in":
        parts = (compared(form, field, "eq", one) for one in text.split(",") if one.strip())
        return AnyOf(tuple(parts))
    try:
        if op == "between":
            return form.where(op, [spelled(field, one) for one in text.split(",")], field)
        return form.where(op, spelled(field, text), field)
    except Refusal:
        return NONE


def spelled(field: Field, text: str) -> Any:
    """What a text in an address stands for, to be compared with a field. Raises Refusal."""
    return spell(field.kind, text.strip())


def dotted(wires: Mapping[str, Wire], word: str, caller: Caller) -> dict[str, Term]:
    """The fields of what belongs to a record, that it may be searched by."""
    found = {"tags.name": Term(TEXTUAL, by_tags)}
    if "phones" in wires:
        found["phones.number"] = Term(TEXTUAL, by_phone)
    for name, (own, target, path) in BEYOND.items():
        if own.removesuffix("_ids") in {"contact", "account"}:
            found[name] = Term(TEXTUAL, among(own, target, path, caller))
    return found


BEYOND: Mapping[str, tuple[str, str, str]] = {
    "companies.name": ("account_ids", "accounts", "name"),
    "contacts.email": ("contact_ids", "contacts", "email"),
}


def among(own: str, target: str, path: str, caller: Caller) -> Callable[[str, str], Where]:
    """The records of which one in a set passes a comparison: those are looked up first."""

    def where(op: str, text: str) -> Where:
        if op == "in":
            return AnyOf(tuple(where("eq", one) for one in text.split(",") if one.strip()))
        if level(caller, registry[target], "read") == "none":
            return NONE
        asked = Query(
            where=Is(path, op, text), per_page=MOST + 1, counting="none", show=Show(names=("id",))
        )
        found = [one["id"] for one in reading.page(registry[target], caller, asked).items]
        if len(found) > MOST:
            raise refused("q", "Max", f"is found in over {MOST} {target}; say more")
        return Is(own, "in", found) if found else NONE

    return where


def by_tags(op: str, text: str) -> Where:
    """The records with a tag whose name passes."""
    wanted = [fold(one.strip()) for one in text.split(",")] if op == "in" else [fold(text.strip())]
    ids = [
        tag_id
        for tag_id, name in tags().names.items()
        if (wanted[0] in fold(name) if op == "contains" else fold(name) in wanted)
    ]
    return Is("tag_ids", "in", ids) if ids else NONE


def by_phone(op: str, text: str) -> Where:
    """The records with a number that passes: by its digits, with or without a calling code."""
    if op == "contains":
        has_letters = any(letter.isalpha() for letter in text)
        return NONE if has_letters or not key_of(text).strip("+") else Is("phone", op, text)
    texts = text.split(",") if op == "in" else [text]
    keys = [key for one in texts for key in spellings(key_of(one))]
    return Is("phone", "in", keys) if keys else NONE


def spellings(key: str) -> list[str]:
    """A number's digits as they may be stored: with its calling code and without."""
    digits = key.removeprefix("+")
    if not digits:
        return []
    codes = {value.calling_code for value in values_of("country")} - {None, ""}
    known = {"".join(filter(str.isdecimal, str(code))) for code in codes}
    if key.startswith("+"):
        shorter = [digits[len(code) :] for code in known if digits.startswith(code)]
        return [key, digits, *filter(None, shorter)]
    return [digits, f"+{digits}", *(f"+{code}{digits}" for code in known)]


def by_stage(path: str) -> Callable[[str, str], Where]:
    """A comparison with the stage that a deal shows: while it is closed, the last open one."""

    def where(op: str, text: str) -> Where:
        if op == "in":
            return AnyOf(tuple(where("eq", one) for one in text.split(",") if one.strip()))
        value: Any = text
        if path == "stage_id":
            if not text.strip().isdecimal() or len(text) > 18:
                return NONE
            value = int(text)
        never_open = All((Is("last_stage_id", "eq", None), Is(path, op, value)))
        return AnyOf((Is(f"last_{path}", op, value), never_open))

    return where


def by_due(op: str, text: str) -> Where:
    """A comparison with the moment when an activity is due: a task at its end, others before."""
    several = op in ("in", "between")
    operand: Any = [one.strip() for one in text.split(",")] if several else text.strip()
    try:
        MOMENT.ask(op, operand)
    except Refusal:
        return NONE
    is_task = Is("type", "eq", "task")
    return AnyOf(
        (
            All((is_task, Is("ends_at", op, operand))),
            All((Not(is_task), Is("starts_at", op, operand))),
        )
    )


def by_done(op: str, text: str) -> Where:
    """The activities that are done, or those that are not."""
    open_ones = Is("completed_at", "eq", None)
    flags = {FLAGS.get(one.strip().lower()) for one in text.split(",")}
    parts = [Not(open_ones)] * (True in flags) + [open_ones] * (False in flags)
    return AnyOf(tuple(parts))


def by_name(op: str, text: str) -> Where:
    """The users of whose names one passes."""
    names = ("first_name", "last_name", "username")
    operand: Any = [one.strip() for one in text.split(",")] if op == "in" else text
    return AnyOf(tuple(Is(name, op, operand) for name in names))


COMPOSED: Mapping[str, Mapping[str, Term]] = {
    "deals": {
        "stage_id": Term(EQUAL, by_stage("stage_id")),
        "stage.name": Term(TEXTUAL, by_stage("stage.name")),
    },
    "activities": {
        "due_date": Term(ORDERED, by_due),
        "is_completed": Term(EQUAL, by_done),
    },
    "users": {"name": Term(TEXTUAL, by_name)},
}
