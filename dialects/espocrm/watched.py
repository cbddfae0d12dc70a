"""Who follows a record, and whether the caller marked it with a star: on single records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from changes.models import Follow
from dialects.espocrm.ids import encode
from dialects.espocrm.people import called
from dialects.words import Made, Table
from records.access import Caller
from records.codes import code_of

TYPES = (
    *("accounts", "contacts", "leads", "opportunities", "cases", "activities"),
    *("campaigns", "documents", "target_lists"),
)


def gathering(type_name: str) -> Callable[[Sequence[int], Caller], Mapping[int, Any]]:
    """How it is read for a type's records: one query."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        found: dict[int, Any] = {one: {"followers": [], "starred": False} for one in ids}
        rows = Follow.objects.filter(object_type=code_of(type_name), object_id__in=ids)
        for number, user_id, kind in rows.order_by("pk").values_list(
            "object_id", "user_id", "kind"
        ):
            if kind == "follow":
                found[number]["followers"].append(user_id)
            elif user_id == caller.rights.user_id:
                found[number]["starred"] = True
        for one in found.values():
            one["followed"] = caller.rights.user_id in one["followers"]
        return found

    return gather


def watching(type_name: str) -> Table:
    """The words for it."""
    gather = gathering(type_name)

    def word(name: str, type: str, pick: Callable[[Any], Any]) -> Made:
        return Made(name, ("id",), gather=gather, pick=pick, lists=False, type=type)

    return (
        word("isFollowed", "bool", lambda one: one["followed"]),
        word("followersIds", "array", lambda one: [encode("users", n) for n in one["followers"]]),
        word(
            "followersNames",
            "object",
            lambda one: {encode("users", n): called(n) for n in one["followers"]},
        ),
        word("isStarred", "bool", lambda one: one["starred"]),
    )


WATCHED: Mapping[str, Table] = {name: watching(name) for name in TYPES}
