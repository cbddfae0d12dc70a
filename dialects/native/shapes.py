"""The JSON Schemas of records: as they are answered, created and changed, and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from customfields.choices import Chosen
from dialects.native.asking import component_name
from dialects.native.pieces import ID, Schema, closed, listed, nullable, ref
from lookups.kinds import LookupKind, TagSet
from lookups.lists import values_of
from records.describing import plural
from records.dictionary import Description, Entry
from records.fields import RelatedSet, Relation
from records.references import LinkSet
from values.kinds import Choice, Kind
from values.numbers import LARGEST, SMALLEST

EXAMPLES: Mapping[str, Any] = {
    "text": "Acme",
    "textarea": "Met at the fair.",
    "email": "ada@example.com",
    "url": "https://example.com/",
    "number": 12,
    "numeric": 1250.33,
    "boolean": True,
    "date": "2026-11-26",
    "datetime": "2026-11-26T06:00:00Z",
    "color_swatch": "#336699",
    "timezone": "America/Toronto",
    "currency": "USD",
    "currency_code": "XTS",
}


def list_component(list_name: str) -> str:
    """The name of the component for the values of a lookup list, like AccountTypeValue."""
    return f"{list_name.title().replace('_', '')}Value"


def lists_of(descriptions: Iterable[Description]) -> dict[str, Schema]:
    """The values of every list that fields of these types take from, by component name."""
    kinds = [entry.field.kind for one in descriptions for entry in one.entries]
    kinds += [
        inner for kind in kinds if isinstance(kind, LinkSet) for inner in kind.attributes.values()
    ]
    names = {name for kind in kinds if isinstance(kind, LookupKind) for name in lists_behind(kind)}
    return {list_component(name): list_schema(name) for name in sorted(names)}


def lists_behind(kind: LookupKind) -> tuple[str, ...]:
    """The lists that a field takes its values from."""
    return (kind.list_name, *kind.others)


def list_schema(name: str) -> Schema:
    """The values of one list; a write may spell them in any case."""
    words = [one.value for one in values_of(name)]
    schema: Schema = {"type": "string", "description": f"A value of the list `{name}`."}
    return {**schema, "enum": words} if words else schema


def value_schema(kind: Kind, written: bool) -> Schema:
    """What a field of this kind holds in a reply, or takes in a write (without null)."""
    match kind:
        case LookupKind():
            refs = [ref(list_component(name)) for name in lists_behind(kind)]
            return refs[0] if len(refs) == 1 else {"anyOf": refs}
        case Chosen():
            return chosen_schema(kind)
        case TagSet() if not written:
            return kind.schema()
        case LinkSet():
            return links_schema(kind)
    return bounded(kind.schema())


def bounded(schema: Schema) -> Schema:
    """The same schema, with the bounds of a 64-bit number spelled out."""
    if schema.get("format") == "int64":
        return {"minimum": SMALLEST, "maximum": LARGEST} | schema
    items = {"items": bounded(schema["items"])} if isinstance(schema.get("items"), dict) else {}
    return schema | items


def chosen_schema(kind: Chosen) -> Schema:
    """Options: ids, or labels where a write sends them or a read asks for them."""
    ids = [option.id for option in kind.options]
    labels = [option.label for option in kind.options]
    if not ids:
        return {"type": "array", "maxItems": 0} if kind.many else {"type": "integer"}
    one = {"type": ["integer", "string"], "enum": [*ids, *labels]}
    return {"type": "array", "items": one, "uniqueItems": True} if kind.many else one


def links_schema(kind: LinkSet) -> Schema:
    """Links with their attributes, each of which may be empty."""
    attributes = {
        name: nullable(value_schema(one, written=True)) for name, one in kind.attributes.items()
    }
    return listed(closed({"id": ID, **attributes}, required=["id"]))


def property_schema(entry: Entry, written: bool) -> Schema:
    """One field of a record: its values with what is known about them."""
    schema = value_schema(entry.field.kind, written)
    if written or entry.custom or not entry.field.kind.many:
        schema = nullable(schema)
    notes: Schema = {"title": entry.field.label}
    if entry.field.help_text:
        notes["description"] = entry.field.help_text
    if entry.read_only:
        notes["readOnly"] = True
    if written and entry.field.start is not None:
        notes["default"] = entry.field.start
    return {**schema, **notes}


def record_schema(description: Description, readable: Mapping[str, Description]) -> Schema:
    """A record as a reply shows it: `fields` leaves some out, `expand` and `lines` add some."""
    embedded = {
        word: embedded_schema(entry, readable[target])
        for word, (entry, target) in expansions(description, readable).items()
    }
    lines = description.record_type.lines
    if lines is not None and lines in readable:
        embedded["lines"] = listed(ref(embedded_name(readable[lines])))
    plain = plain_schema(description)
    return {**plain, "properties": {**plain["properties"], **embedded}}


def plain_schema(description: Description) -> Schema:
    """A record as it stands inside another one, where nothing is embedded any more.

    Were it the whole record, readers of the document would follow relation after relation: what
    one activity could hold came to 140,000 nodes, and ReDoc never got to show anything.
    """
    fields = {one.field.name: property_schema(one, written=False) for one in description.entries}
    return {"type": "object", "properties": fields}


def embedded_name(description: Description) -> str:
    """The component of a type's records inside others."""
    return f"{component_name(description)}Embedded"


def expansions(
    description: Description, readable: Mapping[str, Description]
) -> dict[str, tuple[Entry, str]]:
    """What `expand` may name: word → the relation's field, and the type that is embedded."""
    found: dict[str, tuple[Entry, str]] = {}
    for entry in description.entries:
        name, target = entry.field.name, entry.relation
        if target is None or target not in readable:
            continue
        if isinstance(entry.field, Relation):
            found[name.removesuffix("_id")] = (entry, target)
        elif isinstance(entry.field, RelatedSet) and name.endswith("_ids"):
            found[plural(name.removesuffix("_ids"))] = (entry, target)
    return found


def embedded_schema(entry: Entry, target: Description) -> Schema:
    """A related record, or several, as `expand` embeds them."""
    one = ref(embedded_name(target))
    if isinstance(entry.field, RelatedSet):
        return listed(one)
    return {"anyOf": [one, {"type": "null"}]}


def body_schema(description: Description, complete: bool) -> Schema:
    """The body of a write. complete: one that must hold every required field."""
    entries = description.entries
    required = [
        one.field.name
        for one in entries
        if one.field.required and one.field.default is None and not one.read_only
    ]
    properties = {one.field.name: property_schema(one, written=True) for one in entries}
    schema = closed(properties, required if complete else ())
    return {**schema, "examples": [example_of(description, complete)]}


def example_of(description: Description, complete: bool) -> dict[str, Any]:
    """A body that holds: what is required, else what the records are found by."""
    able = {
        one.field.name: one for one in description.entries if not one.read_only and not one.custom
    }
    required = [one for one in able.values() if one.field.required]
    record_type = description.record_type
    words = (record_type.title, "last_name", *record_type.search)
    found_by = [able[name] for name in words if name in able]
    chosen = required or found_by or list(able.values())
    return {
        one.field.name: example_value(one)
        for one in (chosen if complete and required else chosen[:1])
    }


def example_value(entry: Entry) -> Any:
    """A value that the field would take."""
    kind = entry.field.kind
    match kind:
        case LookupKind():
            words = [
                one.value for name in lists_behind(kind) for one in values_of(name) if one.active
            ]
            return words[0] if words else None
        case Choice():
            return kind.choices[0]
    return [] if kind.many else EXAMPLES.get(kind.name, 1)


def page_schema(item: str) -> Schema:
    """A page of records of the component `item`."""
    link = {"type": ["string", "null"], "format": "uri"}
    properties: Schema = {
        "results": listed(ref(item)),
        "count": {"type": ["integer", "null"], "minimum": 0},
        "count_capped": {"type": "boolean"},
        "page": {"type": ["integer", "null"], "minimum": 1},
        "per_page": {"type": "integer", "minimum": 1, "maximum": 100},
        "has_more": {"type": "boolean"},
        "next": link,
        "previous": link,
        "next_cursor": {"type": ["string", "null"]},
    }
    required = [name for name in properties if name != "count_capped"]
    return closed(properties, required)
