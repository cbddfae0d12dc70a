"""Making, changing and deleting custom fields: every verdict of the contract, in one transaction.

Each change raises the schema's revision and makes every process forget what it remembered, so that
it is live everywhere with the next request.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from customfields import changing, judging, naming, optionlists
from customfields.models import CustomField
from customfields.models import Schema as SchemaRow
from customfields.rewriting import Told, nobody
from customfields.schemas import Definition, definitions_of, read_schema
from revisions.store import bump
from values.refusals import Missing, Refusal

ATTRIBUTES = (
    *("record_type", "key", "label", "type", "required", "unique", "default", "help_text"),
    *("group", "order", "dialects", "wire_names", "options"),
)


def get(number: int) -> Definition:
    """A definition by id. Raises Missing."""
    return definitions_of([row_of(number)])[0]


def listing(record_type: str | None = None) -> list[Definition]:
    """All definitions, or those of one record type, in order: two queries."""
    rows = CustomField.objects.filter(deleted_at=None)
    if record_type is not None:
        rows = rows.filter(record_type=record_type)
    return definitions_of(list(rows.order_by("record_type", "order", "id")))


def say(definition: Definition) -> dict[str, Any]:
    """A definition as JSON values, options included."""
    options = [
        {name: getattr(option, name) for name in ("id", "label", "color", "order", "active")}
        for option in definition.options
    ]
    plain = {name: getattr(definition, name) for name in ("id", *ATTRIBUTES)}
    dialects = None if definition.dialects is None else sorted(definition.dialects)
    return plain | {"dialects": dialects, "options": options}


def create(
    data: Mapping[str, Any],
    by: int | None,
    known_types: Collection[str],
    known_dialects: Collection[str] | None = None,
) -> Definition:
    """Make a field. by: the user's id. known_types: the record types that exist; known_dialects:
    those that are spoken, None if any name will do.

    Raises Refused for what does not fit, all of it at once; Unanswerable for unknown attributes.
    """
    refusals: changing.Refusals = {}
    taken = judging.judge(data, judging.attribute_kinds(known_types, known_dialects), refusals)
    judging.require(("record_type", "label", "type"), taken, refusals)
    if "id" in data:
        refusals["id"] = [Refusal("ReadOnly", "is given by the system")]
    plan = changing.plan_options(taken, taken.get("type"), (), refusals)
    unique = taken.get("unique", False)
    changing.check_type_rules(taken, unique, taken.get("type"), plan, refusals)
    record_type = taken.get("record_type") or ""
    with transaction.atomic():
        state = lock(record_type) if record_type else SchemaRow()
        changing.check_names(record_type, taken, None, refusals)
        judging.raise_any(refusals)
        row = CustomField(since=state.revision + 1, created_by_id=by, modified_by_id=by)
        for name in ("record_type", "key", *changing.PLAIN):
            setattr(row, name, taken.get(name, getattr(row, name)))
        row.key = row.key or judging.key_for(row.label, changing.used_keys(record_type))
        row.wire_names = naming.complete(
            record_type, row.key, str(row.label), row.wire_names, present(record_type)
        )
        row.order = taken["order"] if "order" in taken else next_order(record_type)
        row.save()
        optionlists.apply(row, plan)
        changing.set_default(get(row.pk), taken.get("default"))
        raise_revision(state, shaped=True)
    return get(row.pk)


def change(
    number: int,
    data: Mapping[str, Any],
    by: int | None,
    known_dialects: Collection[str] | None = None,
    tell: Told = nobody,
) -> Definition:
    """Change what is given of a field.

    tell: hears, in the transaction, of stored values that a new type or a replaced option changed:
    (definition, [(record id, old JSON value, new JSON value)]).
    Raises Missing, Refused, Unanswerable; Clash where stored values stand against it.
    """
    record_type = row_of(number).record_type
    with transaction.atomic():
        state = lock(record_type)
        row = row_of(number)
        before = read_schema(record_type)
        following = changing.Change(before, before.by_id[number], by, tell)
        following.judge(data, judging.attribute_kinds([record_type], known_dialects))
        if following.store(row, state.revision + 1):
            raise_revision(state, following.shapes)
            following.carry_out(read_schema(record_type))
            bump("customfields")  # for what was remembered on the way, when not all was done
    return get(number)


def delete(number: int, by: int | None) -> None:
    """Delete a field: it is unknown at once, its values go by and by. Raises Missing."""
    with transaction.atomic():
        state = lock(row_of(number).record_type)
        row = row_of(number)
        row.since = state.revision + 1
        row.deleted_at = row.modified_at = timezone.now()
        row.modified_by_id = by
        row.version += 1
        row.save()
        raise_revision(state, shaped=True)


def present(record_type: str) -> list[CustomField]:
    """The rows of a type's fields."""
    return list(CustomField.objects.filter(record_type=record_type, deleted_at=None))


def ever_made() -> set[tuple[str, str]]:
    """Record type and key of every field that was ever made, deleted ones too: one query."""
    return set(CustomField.objects.values_list("record_type", "key"))


def row_of(number: int) -> CustomField:
    """The row of a field that is not deleted. Raises Missing."""
    row = CustomField.objects.filter(pk=number, deleted_at=None).first()
    if row is None:
        raise Missing("There is no such custom field.")
    return row


def lock(record_type: str) -> SchemaRow:
    """The schema's row, until the transaction ends: no writer and no other change meanwhile."""
    SchemaRow.objects.get_or_create(pk=record_type)
    return SchemaRow.objects.select_for_update().get(pk=record_type)


def raise_revision(state: SchemaRow, shaped: bool) -> None:
    """Begin a new revision, and have all processes forget the old one."""
    state.revision += 1
    if shaped:
        state.shape = state.revision
    state.save(update_fields=["revision", "shape"])
    bump("customfields")


def next_order(record_type: str) -> int:
    """The order that puts a new field last."""
    rows = CustomField.objects.filter(record_type=record_type, deleted_at=None)
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 1, judging.MOST_ORDER)
