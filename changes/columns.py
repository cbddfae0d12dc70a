"""A column for what changed: JSON that keeps decimals exact."""

import json
from decimal import Decimal
from typing import Any, NoReturn

import orjson
from django.db import models


def write_json(value: Any, indented: bool = False) -> str:
    """JSON, compact or indented, of dicts, lists, texts, numbers, booleans, dates, exact decimals.

    Raises TypeError for anything else, and for whole numbers of over 64 bits.
    """
    option = orjson.OPT_INDENT_2 if indented else None
    return orjson.dumps(value, default=plain, option=option).decode()


def plain(value: Any) -> Any:
    """The JSON of a decimal: its digits, never in powers of ten."""
    if isinstance(value, Decimal) and value.is_finite():
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"{type(value).__name__} has no JSON form")


def read_json(text: str) -> Any:
    """The values in a JSON text; numbers with a point are exact decimals. Raises ValueError."""
    return json.loads(text, parse_float=Decimal, parse_constant=refuse)


def refuse(word: str) -> NoReturn:
    """NaN and the infinities are no JSON. Raises ValueError."""
    raise ValueError(f"{word} is no number")


class ExactJson(models.TextField):  # type: ignore[type-arg]
    """Holds a JSON value as text; the attribute holds the value."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else write_json(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else read_json(value)
