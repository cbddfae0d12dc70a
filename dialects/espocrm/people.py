"""Users: by which name they stand inside records."""

from __future__ import annotations

from users.models import User
from users.people import person


def called(user_id: int | None) -> str | None:
    """What a user is called: by his names, else by that which he signs in with."""
    try:
        found = person(user_id or 0)
    except User.DoesNotExist:
        return None
    return named(found.first_name, found.last_name, found.username)


def named(first: str | None, last: str | None, username: str | None) -> str | None:
    """The same, of somebody whose names are known."""
    return " ".join(filter(None, (first, last))) or username
