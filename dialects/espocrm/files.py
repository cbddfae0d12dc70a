"""The words for a document's file, read for a page in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialects.words import Made
from records.access import Caller
from records.types import registry


def names(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """The names of the documents' files."""
    rows = registry["documents"].model._default_manager.filter(pk__in=ids)
    return dict(rows.values_list("pk", "attachment__name"))


FILE_NAME = Made("fileName", ("attachment_id",), gather=names)
