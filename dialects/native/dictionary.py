"""GET /datadictionary: which types there are, and what each of their fields is and allows."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from dialects.native.asking import words_of
from dialects.native.operations import Operation, path_parameter
from dialects.native.pieces import FLAG, MAYBE_NUMBER, MAYBE_TEXT, TEXT, closed, listed, ref
from dialects.parameters import read_parameters
from records.dictionary import Description, Entry, describe_type, type_for, types_for
from records.views import DialectView

OPTION = closed(
    {
        "id": {"type": ["integer", "string"]},
        "label": TEXT,
        "color": MAYBE_TEXT,
        "order": {"type": "integer"},
        "active": FLAG,
    }
)
FIELD = closed(
    {
        "name": TEXT,
        "label": TEXT,
        "type": TEXT,
        "required": FLAG,
        "read_only": FLAG,
        "unique": FLAG,
        "default": {},
        "max_length": MAYBE_NUMBER,
        "decimals": MAYBE_NUMBER,
        "filterable": FLAG,
        "operators": {"type": "array", "items": TEXT},
        "sortable": FLAG,
        "options": {"type": ["array", "null"], "items": OPTION},
        "lookup": MAYBE_TEXT,
        "relation": MAYBE_TEXT,
        "custom": FLAG,
        "help_text": TEXT,
        "group": TEXT,
    }
)
TYPES = closed({"types": listed(closed({"name": TEXT, "label": TEXT}))})
RELATION = closed({"name": TEXT, "type": TEXT})
DICTIONARY = closed(
    {"type": TEXT, "label": TEXT, "fields": listed(FIELD), "relations": listed(RELATION)}
)


class TypeList(DialectView):
    """The record types that the caller may read."""

    operations: ClassVar = {
        "get": Operation("list_types", "The record types you may read", "dictionary", TYPES)
    }

    def get(self, request: Request) -> Response:
        """Names and labels, in the registry's order."""
        read_parameters(request, ())
        types = [{"name": one.name, "label": one.label} for one in types_for(self.caller)]
        return Response({"types": types})


class TypeDictionary(DialectView):
    """The fields and relations of one record type, as far as they exist for the caller."""

    operations: ClassVar = {
        "get": Operation(
            "describe_type",
            "The fields and relations of a record type",
            "dictionary",
            DICTIONARY,
            parameters=(path_parameter("type", ref("RecordTypeName")),),
            refusals=(404,),
        )
    }

    def get(self, request: Request, type: str) -> Response:
        """The dictionary of a type."""
        read_parameters(request, ())
        description = describe_type(type_for(type, self.caller), self.caller)
        return Response(said(description))


def said(description: Description) -> dict[str, Any]:
    """A type's dictionary in our words."""
    return {
        "type": description.record_type.name,
        "label": description.record_type.label,
        "fields": [field_said(entry) for entry in description.entries],
        "relations": [
            {"name": name, "type": target} for name, target in description.relations.items()
        ],
    }


def field_said(entry: Entry) -> dict[str, Any]:
    """One field of a dictionary."""
    field = entry.field
    return {
        "name": field.name,
        "label": field.label,
        "type": entry.type,
        "required": field.required,
        "read_only": entry.read_only,
        "unique": field.unique,
        "default": field.start,
        "max_length": field.kind.max_length,
        "decimals": field.kind.decimals,
        "filterable": field.filterable,
        "operators": words_of(entry.operators),
        "sortable": field.sortable,
        "options": None if entry.options is None else list(entry.options),
        "lookup": entry.lookup,
        "relation": entry.relation,
        "custom": entry.custom,
        "help_text": field.help_text,
        "group": field.group,
    }
