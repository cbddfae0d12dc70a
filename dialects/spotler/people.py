"""What Spotler says of a contact in words of its own: three numbers, and whether he has left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from channels.numbers import key_of
from dialects.forms import truth
from dialects.words import Body, Item, Made, Table
from records.drafts import UNCHANGED, Denied, Derived, Revised
from records.query import Is, Where
from values.refusals import Refusal

Entry = dict[str, Any]
APART = ("Mobile", "Direct")
TYPES = {"phone": None, "mobile": "Mobile", "direct": "Direct"}


def is_of(entry: Entry, word: str) -> bool:
    """Whether an entry may stand under a word: of its type, or of neither of the other two."""
    return entry.get("type") not in APART if word == "phone" else entry.get("type") == TYPES[word]


def shown(entries: list[Entry], word: str) -> Entry | None:
    """The entry that a word shows: the primary one if it may stand there, else the first."""
    fitting = [one for one in entries if is_of(one, word)]
    return next((one for one in fitting if one.get("is_primary")), fitting[0] if fitting else None)


def number_of(word: str) -> Callable[[Item], Any]:
    """How a word is said."""

    def say(item: Item) -> Any:
        found = shown(item["phones"], word)
        return found["number"] if found else None

    return say


def taking(word: str) -> Callable[[Any, Body], None]:
    """How a word is taken: the entries with that one of them changed, added or taken away."""

    def take(value: Any, body: Body) -> None:
        earlier = body.get("phones")

        def revised(stored: Any) -> Any:
            entries = earlier.of(stored) if isinstance(earlier, Revised) else list(stored or ())
            return changed(entries, word, value)

        body["phones"] = Revised(revised)

    return take


def changed(entries: Any, word: str, value: Any) -> Any:
    """The entries with another number under a word; None or a blank takes it out."""
    if isinstance(entries, Denied):
        return entries
    found = shown(entries, word)
    if value is None or value == "":
        return [one for one in entries if one is not found]
    if not isinstance(value, str):
        return Denied(Refusal("Type", "must be a text"))
    if found is not None:
        return [one | {"number": value} if one is found else one for one in entries]
    wanted = {"type": TYPES[word]} if TYPES[word] else {}
    same = [one for one in entries if key_of(one["number"]) == key_of(value)]
    if same:
        return [one | wanted if one is same[0] else one for one in entries]
    return [*entries, {"number": value, **wanted}]


def phone_where(op: str, value: Any) -> Where:
    """A condition on the numbers of a contact."""
    return Is("phone", op, None if op == "eq" and value == "" else value)


PHONES: Table = tuple(
    Made(
        word,
        of=("phones",),
        say=number_of(word),
        take=taking(word),
        where=phone_where if word == "phone" else None,
    )
    for word in TYPES
)


def say_left(item: Item) -> int:
    """1 where the link to his account says that he is no longer there."""
    links = {one["id"]: one for one in item["account_links"]}
    return 1 if links.get(item["account_id"], {}).get("is_inactive") else 0


def take_left(value: Any, body: Body) -> None:
    """Mark the link to the account that he has, or is given."""
    left = truth(value) if value not in (None, "") else False

    def revised(stored: Any) -> Any:
        if not isinstance(left, bool):
            return Denied(Refusal("Type", "must be 0 or 1"))
        account = body.get("account_id", stored.get("account_id"))
        links = [dict(one) for one in stored.get("account_links") or ()]
        if not isinstance(account, int):
            return UNCHANGED
        if all(one["id"] != account for one in links):
            links.append({"id": account})
        return [one | {"is_inactive": left} if one["id"] == account else one for one in links]

    body["account_links"] = Derived(revised)


LEFT = Made(
    "leftcompany",
    of=("account_id", "account_links"),
    writes=("account_links",),
    say=say_left,
    take=take_left,
    type="boolean",
    schema={"type": "integer", "enum": [0, 1]},
)
