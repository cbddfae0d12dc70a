"""Users: as they stand inside other records, and as records of their own."""

from __future__ import annotations

from typing import Any

from dialects.concord.forms import maybe
from dialects.words import Body, Item, Made
from records.access import Caller, fields_for
from records.types import registry
from revisions.store import cached
from users.models import User

NAMES = ("first_name", "last_name")


def called(first: str | None, last: str | None, username: str | None) -> str | None:
    """What a user is called: by his names, else by that which he signs in with."""
    return " ".join(filter(None, (first, last))) or username


def say_user(item: Item) -> dict[str, Any] | None:
    """The owner of a record as an object."""
    user_id = item["owner_id"]
    found = None if user_id is None else shown(user_id)
    return None if found is None else dict(found)


@cached("users", size=10_000)
def shown(user_id: int) -> dict[str, Any] | None:
    """A user as an object, remembered."""
    row = User.objects.filter(pk=user_id).values_list(*NAMES, "username", "email").first()
    return None if row is None else {"id": user_id, "name": called(*row[:3]), "email": row[3]}


def hides(caller: Caller) -> list[str]:
    """What of a user object is hidden from a caller."""
    fields = fields_for(registry["users"], caller)
    names = [] if {*NAMES, "username"} <= fields.keys() else ["name"]
    return names if "email" in fields else [*names, "email"]


def take_name(value: Any, body: Body) -> None:
    """A name's first word, and the rest."""
    first, _, last = value.strip().partition(" ") if isinstance(value, str) else (value, "", "")
    body |= {"first_name": first, "last_name": last.strip() or None}


USER = Made("user", ("owner_id",), say=say_user, schema=maybe("object"))
USERS = (
    Made(
        "name",
        (*NAMES, "username"),
        say=lambda item: called(item["first_name"], item["last_name"], item["username"]),
        take=take_name,
        by="username",
    ),
)
