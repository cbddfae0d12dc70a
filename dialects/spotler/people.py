"""What Spotler says of a contact in words of its own: three numbers, and whether he has left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from channels.numbers import key_of
from channels.store import brief
from dialects.forms import truth
from dialects.words import Body, Made, Table
from lookups.lists import find
from records import summing
from records.access import Caller
from records.drafts import UNCHANGED, Denied, Derived, Revised
from records.query import Is, Where
from records.types import registry
from values.refusals import Refusal

Entry = dict[str, Any]
APART = ("Mobile", "Direct")
LIST = "phone_type"
TYPES = {"phone": None, "mobile": "Mobile", "direct": "Direct"}


def is_of(entry: Entry, word: str) -> bool:
    """Whether an entry may stand under a word: of its type, or of neither of the other two."""
    return entry.get("type") not in APART if word == "phone" else entry.get("type") == TYPES[word]


def shown(entries: list[Entry], word: str) -> Entry | None:
    """The entry that a word shows: the primary one if it may stand there, else the first."""
    fitting = [one for one in entries if is_of(one, word)]
    return next((one for one in fitting if one.get("is_primary")), fitting[0] if fitting else None)


def numbers(ids: Sequence[int], caller: Caller) -> Mapping[int, dict[str, Any]]:
    """What stands under each word, by contact: the primary number of its types, else the first."""
    words = {one.id: word for word, name in TYPES.items() if name and (one := find(LIST, name))}
    found: dict[int, dict[str, Any]] = {}
    for contact, text, type_id, is_primary in brief("phone", registry["contacts"].code, ids):
        standing, word = found.setdefault(contact, {}), words.get(type_id, "phone")
        if is_primary or word not in standing:
            standing[word] = text
    return found


def picking(word: str) -> Callable[[Any], Any]:
    """How a word is picked from a contact's numbers."""
    return lambda found: found.get(word) if found else None


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
        reads=(),
        gather=numbers,
        pick=picking(word),
        take=taking(word),
        where=phone_where if word == "phone" else None,
    )
    for word in TYPES
)


def left(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """Whether the link to a contact's account says that he is no longer there."""
    return summing.marked(registry["contacts"], "account_links", "is_inactive", ids, caller)


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
    reads=("account_id",),
    gather=left,
    pick=lambda found: 1 if found else 0,
    take=take_left,
    type="boolean",
    schema={"type": "integer", "enum": [0, 1]},
)
