"""The words for a document's file, read for a page in one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialects.cogmento.ids import encode
from dialects.words import Made, Table
from records.access import Caller
from records.types import registry

COLUMNS = {"filename": "name", "size": "size", "mime_type": "mime"}
URL = "download_url"


def files(ids: Sequence[int], caller: Caller) -> Mapping[int, dict[str, Any]]:
    """Name, size in bytes, media type and address (below the mount) of the documents' files."""
    documents = registry["documents"]
    rows = documents.model._default_manager.filter(pk__in=ids, attachment__isnull=False)
    columns = [f"attachment__{one}" for one in COLUMNS.values()]
    return {
        number: dict(zip(COLUMNS, values, strict=True))
        | {URL: f"/documents/download/{encode(documents.code, number)}/"}
        for number, *values in rows.values_list("pk", *columns)
    }


def picking(word: str) -> Callable[[Any], Any]:
    """How a word is picked from what is known of a file."""
    return lambda file: None if file is None else file[word]


FILES: Table = tuple(
    Made(
        word,
        ("attachment_id",),
        gather=files,
        pick=picking(word),
        type="number" if word == "size" else "string",
    )
    for word in (*COLUMNS, URL)
)
