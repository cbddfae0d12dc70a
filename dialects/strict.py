"""JSON read strictly: nothing coerced, doubled, endless or unfit for a row gets past here."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from rest_framework.exceptions import APIException

from values.refusals import Unanswerable
from values.text import is_clean

DEEPEST = 32
LONGEST_NUMBER = 1000  # digits, and powers of ten: far beyond any column, short of any harm
KIB, MIB = 1024, 1024 * 1024


class TooLarge(APIException):
    """A body has more bytes than are read."""

    status_code = 413

    def __init__(self, limit: int):
        super().__init__(f"The body is larger than {in_words(limit)}.")


class Doubled(Exception):
    """A JSON object holds a key twice."""


def read_json(text: bytes | str, what: str) -> Any:
    """The value that a JSON text stands for; numbers with a point are Decimals, exactly.

    what: the word for the text in messages, like 'body'. Raises Unanswerable.
    """
    try:
        if isinstance(text, bytes):
            text = text.decode()
        value = json.loads(
            text,
            parse_int=whole,
            parse_float=exact,
            parse_constant=refuse_constant,
            object_pairs_hook=once,
        )
    except UnicodeDecodeError:
        raise Unanswerable(f"the {what} is not UTF-8") from None
    except Doubled as error:
        raise Unanswerable(f"the {what} holds the key '{error}' twice in one object") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Unanswerable(f"the {what} is not JSON ({where}: {error.msg})") from None
    except RecursionError:
        raise too_deep(what) from None
    except ValueError as error:
        raise Unanswerable(f"the {what} is not JSON ({error})") from None
    judge(value, what, check_texts="\\u" in text or "\x00" in text)
    return value


def judge(value: Any, what: str, check_texts: bool) -> None:
    """Refuse what is nested too deeply, or holds a character that no database can hold."""
    level = [value]
    for _ in range(DEEPEST + 1):
        if check_texts and not all(map(is_clean, texts_in(level))):
            raise Unanswerable(
                f"the {what} holds a character that cannot be stored: NUL or half a surrogate pair"
            )
        level = [inner for one in level for inner in children(one)]
        if not level:
            return
    raise too_deep(what)


def children(value: Any) -> Any:
    """What lies directly inside a value."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def texts_in(level: list[Any]) -> list[str]:
    """The texts among some values, and the keys of the objects among them."""
    texts = [one for one in level if isinstance(one, str)]
    return texts + [key for one in level if isinstance(one, dict) for key in one]


def too_deep(what: str) -> Unanswerable:
    """The refusal of what is nested too deeply."""
    return Unanswerable(f"the {what} is nested deeper than {DEEPEST} levels")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs. Raises Doubled."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        first = next(key for key in keys if keys.count(key) > 1)
        raise Doubled(first.encode(errors="replace").decode())
    return found


def whole(text: str) -> int:
    """A whole number. Raises ValueError for one that goes on and on."""
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number is out of all range")
    return int(text)


def exact(text: str) -> Decimal:
    """A number with a point or a power of ten, exactly as written. Raises ValueError."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError("a number is out of all range") from None
    if len(text) > LONGEST_NUMBER or abs(number.adjusted()) > LONGEST_NUMBER:
        raise ValueError("a number is out of all range")
    return number


def refuse_constant(word: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise ValueError(f"{word} is no number")


def in_words(size: int) -> str:
    """A number of bytes for people."""
    return f"{size // MIB} MiB" if size % MIB == 0 else f"{size // KIB} KiB"
