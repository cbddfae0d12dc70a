"""The one door to custom fields for those who read and write records."""

from customfields.choices import Option
from customfields.conditions import holding, mentioning, ordering, sort_value, where
from customfields.kinds import TYPES, FieldType
from customfields.mirror import current, decode, encode, python_values, text_of
from customfields.rows import Clashing, Taken, claim, read, release, taken, write
from customfields.schemas import Definition, Schema, hold, record_models, register_type, schema_of
from customfields.tables import value_table

__all__ = [
    "TYPES",
    "Clashing",
    "Definition",
    "FieldType",
    "Option",
    "Schema",
    "Taken",
    "claim",
    "current",
    "decode",
    "encode",
    "hold",
    "holding",
    "mentioning",
    "ordering",
    "python_values",
    "read",
    "record_models",
    "register_type",
    "release",
    "schema_of",
    "sort_value",
    "taken",
    "text_of",
    "value_table",
    "where",
    "write",
]
