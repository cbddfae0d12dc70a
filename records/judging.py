"""What is sent for a record, judged field by field; all that is wrong is told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lookups.kinds import NewTag
from records import files
from records.access import Caller, parent_of, reachable, refused_owners, visible
from records.describing import AUTOMATIC
from records.drafts import UNCHANGED, Denied, Derived, Draft, Listed, Revised
from records.fields import (
    ChannelScalar,
    ChannelSet,
    Column,
    Custom,
    Field,
    LinkedSet,
    RelatedSet,
    Relation,
)
from records.types import RecordType, registry
from values.refusals import Refusal, Unanswerable
from values.text import nearest

EMPTY: tuple[Any, ...] = (None, "", [])
STAYING = ("owner_id", *AUTOMATIC)  # whatever a replacing write leaves out


def check_names(body: Mapping[str, Any], fields: Mapping[str, Field]) -> None:
    """Refuse keys that are no fields, or nothing inside one. Raises Unanswerable with the nearest
    known name."""
    for name, value in body.items():
        if name not in fields:
            raise Unanswerable(f"unknown field '{name}'{nearest(name, fields)}")
        try:
            fields[name].kind.check_keys(value)
        except Unanswerable as error:
            raise Unanswerable(f"the field '{name}', {error}") from None


def take_body(draft: Draft, body: Mapping[str, Any], fields: Mapping[str, Field]) -> None:
    """Judge each value that was sent; what passes stands in the draft as a Python value."""
    sent = settled(draft, body)
    for name, value in sent.items():
        field = fields[name]
        if field.read_only:
            check_unchanged(draft, field, value)
            continue
        try:
            draft.values[name] = field.kind.allowing(draft.before.get(name)).take(value)
        except Refusal as refusal:
            draft.refuse_all(name, [refusal])
    draft.given = frozenset(
        name for name in body if not fields[name].read_only and not is_left(body[name], name, sent)
    )


def settled(draft: Draft, body: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON values in a body, what stands for others settled; the rest is dealt with apart."""
    sent = {}
    for name, value in body.items():
        match worked_out(draft, name, value):
            case Denied(refusal):
                draft.refuse_all(name, [refusal])
            case Listed():
                continue
            case found if found is not UNCHANGED:
                sent[name] = found
    return sent


def worked_out(draft: Draft, name: str, value: Any) -> Any:
    """What a value is that follows from stored ones; any other as it is."""
    match value:
        case Revised(of):
            return of(draft.before.get(name))
        case Derived(of):
            return of(draft.before)
    return value


def is_left(value: Any, name: str, sent: Mapping[str, Any]) -> bool:
    """Whether a value that follows from the stored one leaves that as it is."""
    return isinstance(value, Revised | Derived) and name not in sent


def check_unchanged(draft: Draft, field: Field, value: Any) -> None:
    """A read-only field may be sent with the value that it has, so that a record can go back."""
    try:
        before = draft.before.get(field.name)
        same = field.kind.allowing(before).take(value) == before
    except Refusal:
        same = False
    if not same:
        draft.refuse(field.name, "ReadOnly", "cannot be changed")


def fill_defaults(draft: Draft, fields: Mapping[str, Field], caller: Caller) -> None:
    """Give a new record the defaults of what was not sent; its owner is who makes it."""
    for name, field in fields.items():
        if name in draft.given or name in draft.refusals or field.read_only:
            continue
        if (value := default_of(field)) is not None:
            draft.values[name] = value
    if "owner_id" in fields and "owner_id" not in draft.given:
        draft.values["owner_id"] = caller.rights.user_id


def fill_replaced(draft: Draft, fields: Mapping[str, Field]) -> None:
    """What a replacing write does not send becomes empty or its default; the owner stays."""
    paired = {name for name in draft.given for name in twins(fields[name])}
    for name, field in fields.items():
        kept = field.read_only or name in STAYING or name in paired or name in draft.given
        if kept or name in draft.refusals or isinstance(field, ChannelScalar | LinkedSet):
            continue
        # A custom field without options is empty, and said as null: it holds no empty set.
        empty: Any = [] if field.kind.many and not isinstance(field, Custom) else None
        default = default_of(field)
        draft.values[name] = empty if default is None else default


def twins(field: Field) -> tuple[str, ...]:
    """The other names under which a field's values stand."""
    match field:
        case RelatedSet(primary=primary, links=links):
            ids = (field.ids,) if isinstance(field, LinkedSet) else ()
            return tuple(name for name in (primary, links, *ids) if name)
        case Relation(name=name):
            return (name.removesuffix("_id") + "_ids",)
        case ChannelScalar(whole=whole):
            return (whole,)
        case ChannelSet(scalar=scalar):
            return (scalar,)
    return ()


def default_of(field: Field) -> Any:
    """A field's default as a Python value; one that no longer passes is none."""
    start = field.start
    if start is None:
        return None
    try:
        return field.kind.take(start)
    except Refusal:
        return None


def settle_nulls(draft: Draft, fields: Mapping[str, Field], record_type: RecordType) -> None:
    """Empty values of columns that cannot be empty become the column's default."""
    for name, value in list(draft.values.items()):
        field = fields.get(name) or record_type.standard.get(name)
        if value is not None or not isinstance(field, Column) or field.required:
            continue
        column = record_type.model._meta.get_field(field.column)
        if not column.null and column.has_default():  # type: ignore[union-attr]
            draft.values[name] = column.get_default()  # type: ignore[union-attr]


def check_required(draft: Draft, fields: Mapping[str, Field], whole: bool) -> None:
    """Required fields have a value: all of them in a whole record, else those being written."""
    for name, field in fields.items():
        concerned = field.required and (whole or name in draft.values)
        if concerned and name not in draft.refusals and draft.new(name) in EMPTY:
            draft.refuse(name, "Required")


def check_references(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field], caller: Caller
) -> None:
    """What is pointed at exists for the caller: one query per type that is pointed at."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for draft in drafts:
        for field, ids in pointed(draft, fields):
            wanted[field.target].update(ids)
    known = {target: known_ids(target, ids, caller) for target, ids in wanted.items()}
    for draft in drafts:
        for field, ids in pointed(draft, fields):
            missing = sorted(set(ids) - known[field.target])
            if missing and field.name not in draft.refusals:
                named = field.target.replace("_", " ")
                draft.refuse(
                    field.name,
                    "Exists",
                    f"there are no {named} {', '.join(map(str, missing))}",
                    *missing,
                )
    check_owners(record_type, drafts, caller)
    check_parents(record_type, drafts, caller)


def pointed(
    draft: Draft, fields: Mapping[str, Field]
) -> Iterable[tuple[Relation | RelatedSet, list[int]]]:
    """The ids newly pointed at, by field. What is already linked stays without being asked for,
    and so does what the domain's rules point at."""
    for name in [name for name in draft.values if name in draft.given]:
        field, value = fields.get(name), draft.values[name]
        before = draft.before.get(name)
        match field:
            case LinkedSet():
                stored = {link["id"] for link in before or ()}
                yield field, [link["id"] for link in value if link["id"] not in stored]
            case RelatedSet():
                stored = set(before or ())
                yield field, [one for one in value if isinstance(one, int) and one not in stored]
            case Relation() if value is not None and value != before:
                yield field, [value]


def known_ids(target: str, ids: set[int], caller: Caller) -> set[int]:
    """Those of the ids that exist for the caller."""
    if not ids:
        return set()
    if target == files.NAME:
        return files.bindable(caller, ids)
    record_type = registry.get(target)
    if record_type is None:
        return set()
    return set(visible(record_type, caller).filter(pk__in=ids).values_list("pk", flat=True))


def check_owners(record_type: RecordType, drafts: Sequence[Draft], caller: Caller) -> None:
    """Besides himself, nobody makes anyone owner whose records he could not edit."""
    changed = [draft for draft in drafts if draft.changes("owner_id")]
    if not changed:
        return
    refused = refused_owners(caller, record_type, {draft.new("owner_id") for draft in changed})
    for draft in changed:
        if draft.new("owner_id") in refused and "owner_id" not in draft.refusals:
            draft.refuse("owner_id", "In", "you may not give records to this user")


def check_parents(record_type: RecordType, drafts: Sequence[Draft], caller: Caller) -> None:
    """A part is made or moved only where the caller may edit the whole."""
    name = record_type.parent
    if name is None or caller.is_administrator:
        return
    moved = [draft for draft in drafts if draft.changes(name) and name not in draft.refusals]
    ids = {draft.new(name) for draft in moved} - {None}
    if not ids:
        return
    allowed = reachable(parent_of(record_type), caller, "edit").filter(pk__in=ids)
    editable = {None, *allowed.values_list("pk", flat=True)}
    for draft in moved:
        if draft.new(name) not in editable:
            draft.refuse(name, "In", "you may not edit this record")


def new_tags(drafts: Iterable[Draft]) -> set[str]:
    """The names of tags that the drafts mention for the first time."""
    tags = (tag for draft in drafts for tag in draft.values.get("tag_ids") or ())
    return {tag.name for tag in tags if isinstance(tag, NewTag)}
