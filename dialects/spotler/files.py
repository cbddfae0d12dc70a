"""The file of a document: its words, read for a page in one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialects.words import Made, Table
from records.access import Caller
from records.types import registry

COLUMNS = {"filename": "name", "filesize": "size", "filetype": "mime"}


def files(ids: Sequence[int], caller: Caller) -> Mapping[int, dict[str, Any]]:
    """Name, size in bytes and media type of the documents' files."""
    rows = registry["documents"].model._default_manager.filter(pk__in=ids, attachment__isnull=False)
    columns = [f"attachment__{one}" for one in COLUMNS.values()]
    return {
        number: dict(zip(COLUMNS, values, strict=True))
        for number, *values in rows.values_list("pk", *columns)
    }


def picking(word: str) -> Callable[[Any], Any]:
    """How a word is picked from what is known of a file."""
    return lambda file: None if file is None else str(file[word])


WORDS: Table = tuple(
    Made(
        word,
        of=("attachment_id",),
        gather=files,
        pick=picking(word),
        schema={"type": ["string", "null"]},
    )
    for word in COLUMNS
)
