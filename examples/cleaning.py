"""From the text of a CSV cell to a value that the API takes, or to the reason why not."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation


class Unusable(Exception):
    """A cell that does not say what its column should; the text is the reason."""


def iso_date(text: str) -> str | None:
    """`YYYY-MM-DD` of a cell written so, None of an empty one; Unusable for no day at all."""
    if not text:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise Unusable("is not a date like 1957-03-04")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Unusable("is no day of the calendar") from error


def us_date(text: str) -> str | None:
    """`YYYY-MM-DD` of a cell like `3/1/2017` (month first), None of an empty one."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text, re.ASCII):
        raise Unusable("is not a date like 3/1/2017")
    try:
        return datetime.strptime(text, "%m/%d/%Y").date().isoformat()
    except ValueError as error:
        raise Unusable("is no day of the calendar") from error


def whole(text: str) -> int | None:
    """The whole number of a cell, None of an empty one."""
    if not text:
        return None
    if not re.fullmatch(r"-?\d+", text, re.ASCII):
        raise Unusable("is not a whole number")
    return int(text)


def decimal(text: str) -> Decimal | None:
    """The exact number of a cell, None of an empty one."""
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise Unusable("is not a number") from error
    if not value.is_finite():
        raise Unusable("is not a number")
    return value


def first_year(text: str) -> int | None:
    """The year that a cell such as `2013 (1888)` begins with, None of an empty one."""
    if not text:
        return None
    found = re.match(r"(\d{4})(?!\d)", text, re.ASCII)
    if not found:
        raise Unusable("does not begin with a year")
    return int(found[1])


def without_footnotes(text: str) -> str:
    """A text without reference marks such as `[2]`."""
    return re.sub(r"\[\d+\]", "", text).strip()


def same_word(text: str) -> str:
    """What two spellings of a name share: its letters and digits, in one case."""
    return "".join(character for character in text.casefold() if character.isalnum())
