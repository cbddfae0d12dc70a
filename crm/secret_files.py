"""Secrets that the installation makes for itself, in files that only their owner may read."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secrets_in(path: Path) -> list[str]:
    """The secrets of a file, one a line: the present one, then older ones that are still honoured.

    The first (URL-safe text of 384 random bits) is made on first use; to rotate, put a new line
    before it. Processes that start at once agree: the file appears whole or not at all, and once.
    Raises ImproperlyConfigured in one line.
    """
    try:
        if not path.exists():
            offer(path, secrets.token_urlsafe(48))
        found = path.read_text("ascii").split()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise ImproperlyConfigured(f"CRM_DATA: {path} cannot be used ({reason})") from None
    if not found or min(map(len, found)) < 32:
        raise ImproperlyConfigured(f"CRM_DATA: {path} holds no secret; put it back from a backup")
    return found


def offer(path: Path, text: str) -> None:
    """Write a file in one step, unless another process was first."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def digest_of(text: str) -> str:
    """Eight hex digits that stay as long as the text does."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
