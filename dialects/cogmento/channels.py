"""Channels and addresses: e-mails, phones, a website and what else leads to somebody."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from channels import store
from channels.numbers import key_of
from dialects.cogmento.forms import Structure
from dialects.cogmento.ids import EMAILS, PHONES, encode
from dialects.forms import EMPTY
from dialects.words import Body, Item, Made
from lookups.lists import value_of
from records.access import Caller, fields_for
from records.drafts import UNCHANGED, Denied, Revised
from records.types import registry
from values.refusals import Refusal
from values.text import fold

EMAIL, WEBSITE = "Email", "Website"
PHONE_TYPES = {"Phone": "Office"} | {
    word: word for word in ("Mobile", "Home", "Fax", "Direct", "Other")
}
WORDS = {fold(word): word for word in (EMAIL, WEBSITE, *PHONE_TYPES)}
SHOWN = {ours: theirs for theirs, ours in PHONE_TYPES.items()}
COMMON = ("pk", "record_id", "type_id", "is_primary", "opted_out")
COLUMNS = {"email": (*COMMON, "address"), "phone": (*COMMON, "number")}
OTHERS, MORE = "cf_other_channels", "cf_other_addresses"
ADDRESS = {
    "address": "street",
    "city": "city",
    "state": "state",
    "zip": "postal_code",
    "country": "country",
}
ALSO = {"street": "address", "postal_code": "zip"}
OBJECTS = "must be a list of objects"
KEPT = Structure()


def channels_of(type_name: str) -> Made:
    """All that leads to somebody, each as {id, channel_type, value}."""
    has_website = type_name == "accounts"

    def take(value: Any, body: Body) -> None:
        take_channels(value, body, has_website)

    own = ("emails", "phones", *(("website",) if has_website else ()))
    return Made(
        "channels",
        ("email", "phone"),
        writes=own,
        gather=gathering(type_name),
        pick=lambda found: found["channels"],
        take=take,
        type="channels",
    )


@cache
def gathering(type_name: str) -> Callable[[Sequence[int], Caller], Mapping[int, Any]]:
    """How the channels of a type's records are read, and whether the first address gets no mail."""

    def gather(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
        record_type = registry[type_name]
        fields = fields_for(record_type, caller)
        found = {one: {"channels": [], "opted_out": False} for one in ids}
        for channel, code in (("email", EMAILS), ("phone", PHONES)):
            if f"{channel}s" not in fields:
                continue
            rows = store.table(channel, record_type.code).filter(record_id__in=ids)
            for entry in rows.order_by("position").values(*COLUMNS[channel]):
                add(found[entry["record_id"]], entry, channel, code)
        return found

    return gather


def add(one: dict[str, Any], entry: Mapping[str, Any], channel: str, code: int) -> None:
    """Put an entry to what is known of a record."""
    word = value_of(entry["type_id"])
    told = shown(channel, word.value if word else None)
    text = entry["address" if channel == "email" else "number"]
    one["channels"].append({"id": encode(code, entry["pk"]), "channel_type": told, "value": text})
    if channel == "email" and entry["is_primary"]:
        one["opted_out"] = entry["opted_out"]


def shown(channel: str, word: str | None) -> str:
    """Their word for the type of an entry."""
    return EMAIL if channel == "email" else SHOWN.get(word or "", "Phone")


def complete(said: dict[str, Any], item: Item) -> None:
    """Put behind a record's channels those that are no e-mails and phones."""
    more = [{"channel_type": WEBSITE, "value": item["website"]}] if item.get("website") else []
    held = item.get(OTHERS)
    kept = KEPT.say(held) if held else []
    for number, one in enumerate([*more, *(kept if isinstance(kept, list) else [])]):
        said["channels"].append({"id": f"{said['id']}-{number}", **one})


def take_channels(value: Any, body: Body, has_website: bool) -> None:
    """Channels replace all that there are; the first of each kind is the primary one."""
    sent = [] if value in EMPTY else value
    if not isinstance(sent, list) or not all(is_channel(one) for one in sent):
        message = 'must be a list of objects like {"channel_type": "Email", "value": "…"}'
        body["emails"] = Denied(Refusal("Type", message))
        return
    kinds: dict[str, list[tuple[str, str]]] = {}
    for one in sent:
        word = WORDS.get(fold(one["channel_type"].strip()), "")
        kind = word if word in (EMAIL, WEBSITE) else "phones" if word in PHONE_TYPES else "others"
        if kind == WEBSITE and not has_website:
            kind = "others"
        kinds.setdefault(kind, []).append((word or one["channel_type"], one["value"].strip()))
    body["emails"] = Revised(emails([text for _, text in kinds.get(EMAIL, ())]))
    body["phones"] = Revised(phones(kinds.get("phones", [])))
    if has_website:
        body["website"] = next((text for _, text in kinds.get(WEBSITE, ())), None)
    rest = [
        {"channel_type": word, "value": text}
        for word, text in [*kinds.get(WEBSITE, [])[has_website:], *kinds.get("others", [])]
    ]
    body[OTHERS] = json.dumps(rest, ensure_ascii=False) if rest else None


def is_channel(one: Any) -> bool:
    """Whether an object says what it is and where it leads."""
    if not isinstance(one, dict):
        return False
    texts = (one.get("channel_type"), one.get("value"))
    return all(isinstance(text, str) and text.strip() for text in texts)


def emails(wanted: Sequence[str]) -> Any:
    """The entries for these addresses; what is stored of one that stays is kept."""

    def of(stored: Any) -> Any:
        known = {fold(one["address"]): one for one in stored or ()}
        unique = {fold(text): text for text in reversed(wanted)}
        order = dict.fromkeys(fold(text) for text in wanted)
        return [
            {**known.get(key, {}), "address": unique[key], "is_primary": place == 0}
            for place, key in enumerate(order)
        ]

    return of


def phones(wanted: Sequence[tuple[str, str]]) -> Any:
    """The entries for these numbers; what is stored of one that stays is kept."""

    def of(stored: Any) -> Any:
        known = {key_of(one["number"]): one for one in stored or ()}
        found: dict[str, dict[str, Any]] = {}
        for word, number in wanted:
            old = known.get(key_of(number), {})
            same = old and SHOWN.get(old["type"], "Phone") == word
            entry = {
                **old,
                "number": number,
                "type": old["type"] if same else PHONE_TYPES[word],
                "is_primary": not found,
            }
            found.setdefault(key_of(number) or number, entry)
        return list(found.values())

    return of


def take_opted_out(value: Any, body: Body) -> None:
    """Let the primary address get no mail, or mail again."""
    earlier = body.get("emails")

    def of(stored: Any) -> Any:
        if not isinstance(value, bool):
            return Denied(Refusal("Type", "must be true or false"))
        entries = earlier.of(stored) if isinstance(earlier, Revised) else list(stored or ())
        if not isinstance(entries, list) or not entries:
            return entries if entries or value is False else UNCHANGED
        first = next((one for one in entries if one.get("is_primary")), entries[0])
        return [one | {"opted_out": value} if one is first else one for one in entries]

    body["emails"] = Revised(of)


OPTED_OUT = Made(
    "do_not_email",
    ("email",),
    writes=("emails",),
    gather=gathering("contacts"),
    pick=lambda found: found["opted_out"],
    take=take_opted_out,
    type="boolean",
)


def addresses_of(*prefixes: str) -> Made:
    """Addresses in the order in which ours stand; those beyond are kept beside them."""
    names = tuple(f"{prefix}_{part}" for prefix in prefixes for part in ADDRESS.values())

    def say(item: Item) -> list[dict[str, Any]]:
        found = [
            {theirs: item[f"{prefix}_{ours}"] for theirs, ours in ADDRESS.items()}
            for prefix in prefixes
        ]
        held = item.get(MORE)
        kept = KEPT.say(held) if held else []
        while found and not any(found[-1].values()) and not kept:
            found.pop()
        return [*found, *(kept if isinstance(kept, list) else [])]

    def take(value: Any, body: Body) -> None:
        sent = [] if value in EMPTY else value
        if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
            body[names[0]] = Denied(Refusal("Type", OBJECTS))
            return
        given = [{ALSO.get(key, key): text for key, text in one.items()} for one in sent]
        for place, prefix in enumerate(prefixes):
            one = given[place] if place < len(given) else {}
            for theirs, ours in ADDRESS.items():
                body[f"{prefix}_{ours}"] = one.get(theirs)
        body[MORE] = KEPT.take(given[len(prefixes) :], field=None)  # type: ignore[arg-type]

    return Made("addresses", names, say=say, take=take, type="addresses")
