"""Users: as they stand inside records, and as the API tells who is signed in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dialects.cogmento.ids import USERS, encode, numbers_in, refers
from dialects.words import Body, Item, Made
from records.access import Caller, fields_for
from records.drafts import Denied
from records.query import AnyOf, Where
from records.types import registry
from revisions.store import cached
from users.models import User
from users.people import person

EXTRA = "cf_assigned_extra"
NAMES = ("first_name", "last_name", "username")


@cached("users", size=10_000)
def user(user_id: int | None) -> dict[str, Any] | None:
    """A user as an object; None if there is no such user."""
    try:
        found = person(user_id or 0)
    except User.DoesNotExist:
        return None
    name = " ".join(filter(None, (found.first_name, found.last_name))) or found.username
    return {"id": encode(USERS, found.pk), "name": name, "email": found.email}


def stamped(word: str, field: str) -> Made:
    """Who made or changed a record."""

    def say(item: Item) -> dict[str, Any] | None:
        found = user(item[field])
        return found and {**found, "notification_opt_in": True}

    def where(op: str, value: Any) -> Where:
        return refers(field, USERS, op, value)

    return Made(word, (field,), say=say, where=where, type="relation:users")


def assigned(extra: str | None) -> Made:
    """To whom a record is assigned: its owner first. extra: the field that holds the others."""

    def say(item: Item) -> list[dict[str, Any]]:
        held = item.get(extra) if extra else None
        others = held if isinstance(held, list) else read_extra(held)
        return [found for one in dict.fromkeys([item["owner_id"], *others]) if (found := user(one))]

    def take(value: Any, body: Body) -> None:
        take_assigned(value, body, extra)

    def where(op: str, value: Any) -> Where:
        mine = refers("owner_id", USERS, op, value)
        if extra is None or extra == EXTRA:
            return mine
        return AnyOf((mine, refers(extra, USERS, op, value)))

    needs = ("owner_id", "user_ids") if extra == "user_ids" else ("owner_id",)
    return Made("assigned_to", needs, say=say, take=take, where=where, by="owner_id", type="users")


def take_assigned(value: Any, body: Body, extra: str | None) -> None:
    """The first becomes the owner; the others stay where they can be kept."""
    numbers = numbers_in(USERS, value)
    if isinstance(numbers, Denied):
        body["owner_id"] = numbers
        return
    body["owner_id"] = numbers[0] if numbers else None
    if extra == EXTRA:
        body[extra] = json.dumps(numbers[1:]) if numbers[1:] else None
    elif extra:
        body[extra] = numbers


def read_extra(text: Any) -> list[int]:
    """The users after the first that a deal keeps."""
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return [one for one in found if isinstance(one, int)] if isinstance(found, list) else []


def hidden(caller: Caller) -> list[str]:
    """What of a user object is hidden from a caller."""
    fields = fields_for(registry["users"], caller)
    names = [] if fields.keys() >= set(NAMES) else ["name"]
    return names if "email" in fields else [*names, "email"]


def without(value: Any, names: Sequence[str]) -> Any:
    """A value without these keys of the user objects in it."""
    if isinstance(value, list):
        return [without(one, names) for one in value]
    return {key: one for key, one in value.items() if key not in names} if value else value


def profile(found: User, account: str) -> Mapping[str, Any]:
    """Who is signed in."""
    return {
        **(user(found.pk) or {}),
        "first_name": found.first_name,
        "last_name": found.last_name,
        "account_id": account,
        "account_owner": found.is_superuser,
        "created_at": found.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "timezone": found.timezone,
        "phone_verified": False,
        "settings": {"locale": found.locale},
        "security": {"groups": [], "permissions": []},
    }
