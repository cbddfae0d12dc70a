"""How comments and files, which are no records, look on the Concord wire."""

from __future__ import annotations

from typing import Any

from dialects.concord.forms import Instant
from records.manners import Asked

INSTANT = Instant()


def comment(item: dict[str, Any]) -> dict[str, Any]:
    """A comment."""
    return {
        "id": item["id"],
        "body": item["body"],
        "created_by": item["created_by_id"],
        "created_at": INSTANT.say(item["created_at"]),
    }


def file(item: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """A file, with the address of its bytes."""
    place = f"{asked.request.path.rstrip('/')}/{item['id']}"
    return {
        "id": item["id"],
        "file_name": item["name"],
        "size": item["size"],
        "mime_type": item["mime"],
        "download_url": asked.request.build_absolute_uri(place),
    }
