"""Keys inside values: what a list of objects names that does not exist."""

from collections.abc import Collection
from typing import Any

from values.refusals import Unanswerable
from values.text import nearest


def check_entries(value: Any, known: Collection[str]) -> None:
    """Refuse unknown keys in a list of objects; what is none is left. Raises Unanswerable."""
    for number, entry in enumerate(value if isinstance(value, list) else (), 1):
        for key in entry if isinstance(entry, dict) else ():
            if key not in known:
                raise Unanswerable(f"entry {number}: unknown key '{key}'{nearest(key, known)}")
