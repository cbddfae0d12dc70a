"""JSON text with decimals to their last digit, both ways."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import orjson


def dumps(value: Any) -> str:
    """JSON text of plain values."""
    try:
        return orjson.dumps(value, default=exactly).decode()
    except TypeError:  # a whole number of more than 64 bits, that something will refuse
        return json.dumps(value, default=str)


def exactly(value: Any) -> Any:
    """A decimal as a plain JSON number; what JSON has no word for as text."""
    return orjson.Fragment(format(value, "f")) if isinstance(value, Decimal) else str(value)


def loads(text: str) -> Any:
    """The value in a text. Raises ValueError."""
    try:
        return json.loads(text, parse_float=Decimal)
    except RecursionError:
        raise ValueError("too deep") from None
