"""How texts are cleaned and compared: one folded key, the same on every database."""

import re
import unicodedata
from difflib import get_close_matches
from typing import Any

UNFIT = re.compile("[\x00\ud800-\udfff]")


def fold(text: str) -> str:
    """The comparison key of a text: NFC, case-folded, accents kept."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def is_clean(text: str) -> bool:
    """Whether both databases can hold the text: no NUL, no lone surrogate."""
    return (text.isascii() and "\x00" not in text) or UNFIT.search(text) is None


def nearest(word: str, known: Any) -> str:
    """' did you mean …?' for the known word most like this one, or nothing."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{found[0]}'?" if found else ""
