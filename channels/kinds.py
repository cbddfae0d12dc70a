"""The kinds of value of e-mail addresses and phone numbers: the primary one, and the whole set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from channels.numbers import key_of
from lookups.kinds import LookupKind
from lookups.lists import default_of
from values.keys import check_entries
from values.kinds import EQUALITY, Boolean, Kind, Text
from values.refusals import Refusal
from values.web import EmailText

Entry = dict[str, Any]

SOME = EQUALITY | {"starts", "ends", "contains"}
MOST_ENTRIES = 50
CLOSED = {"additionalProperties": False}
FLAGS = ("is_primary", "opted_out", "is_invalid")


@dataclass(frozen=True)
class EmailScalar(EmailText):
    """The primary address of a record; it is asked for among all its addresses."""

    operators = SOME


@dataclass(frozen=True)
class PhoneScalar(Text):
    """The primary number of a record; it is asked for among all its numbers, by their digits."""

    name = "phone"
    max_length: int | None = 40
    operators = SOME

    def judge(self, value: str) -> str:
        if not key_of(value).lstrip("+"):
            raise Refusal("Phone", "must hold a digit")
        return value

    def key(self, value: Any) -> Any:
        return None if value is None else key_of(value)

    def matches(self, value: Any, op: str, operand: Any) -> bool:
        """As for texts, but a pattern that says nothing about digits matches nothing."""
        vain = isinstance(operand, str) and operand and not key_of(operand)
        return not vain and super().matches(value, op, operand)


@dataclass(frozen=True)
class ChannelKind(Kind):
    """The entries of a record, as a list of objects; the base of the two sets.

    kept: the types that pass although they are inactive, because the record's entries have them.
    """

    kept: frozenset[str] = frozenset()

    word: ClassVar[str]
    one: ClassVar[Text]
    types: ClassVar[LookupKind]

    operators = SOME
    sortable = False
    many = True

    def schema(self) -> dict[str, Any]:
        flags = {flag: {"type": "boolean"} for flag in FLAGS}
        type_schema = {"anyOf": [self.types.schema(), {"type": "null"}]}
        entry = {self.word: self.one.schema(), "type": type_schema, **flags}
        items = {"type": "object", "properties": entry, "required": [self.word]} | CLOSED
        return {"type": "array", "maxItems": MOST_ENTRIES, "items": items}

    def ask(self, op: str, operand: Any) -> Any:
        return self.one.ask(op, operand)

    def check_keys(self, value: Any) -> None:
        check_entries(value, (self.word, "type", *FLAGS))

    def take(self, value: Any) -> list[Entry]:
        """A list of objects → whole entries in the clients' words, exactly one of them primary.

        A missing type is the list's default. Raises Refusal, and Unanswerable for an unknown key.
        """
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refusal("Type", f'must be a list of objects like {{"{self.word}": "…"}}')
        if len(value) > MOST_ENTRIES:
            raise Refusal("Max", f"at most {MOST_ENTRIES} entries", MOST_ENTRIES)
        self.check_keys(value)
        entries = [self.take_entry(number, one) for number, one in enumerate(value, 1)]
        self.check_together(entries)
        return entries

    def allowing(self, current: Any) -> Kind:
        return replace(self, kept=frozenset(entry["type"] for entry in current or ()))

    def take_entry(self, number: int, given: Any) -> Entry:
        """One entry; what is refused is told with its place in the list."""
        if not isinstance(given, dict):
            raise Refusal("Type", f'entry {number}: must be an object like {{"{self.word}": "…"}}')
        try:
            text = self.one.take(given.get(self.word))
            if text is None:
                raise Refusal("Required", f"needs {self.word}")
            flags = {flag: bool(Boolean().take(given.get(flag))) for flag in FLAGS}
            return {self.word: text, "type": self.take_type(given.get("type")), **flags}
        except Refusal as refusal:
            told = f"entry {number}: {refusal}"
            raise Refusal(refusal.rule, told, *refusal.params) from None

    def take_type(self, given: Any) -> str | None:
        """The text of a type as its list writes it; the default where none is given."""
        if given is None or given == "":
            return self.default_type()
        if isinstance(given, str) and given in self.kept:
            return given
        return str(self.types.say(self.types.take(given)))

    def default_type(self) -> str | None:
        """The text of the type of an entry that comes without one."""
        found = default_of(self.types.list_name)
        return found.value if found else None

    def check_together(self, entries: Sequence[Entry]) -> None:
        """Refuse a doubled entry or two primary ones; make the first primary if none is."""
        keys = [self.one.key(entry[self.word]) for entry in entries]
        if len(set(keys)) < len(keys):
            raise Refusal("Unique", f"names the same {self.word} twice")
        primary = [entry for entry in entries if entry["is_primary"]]
        if len(primary) > 1:
            raise Refusal("Max", "only one entry can be primary", 1)
        if entries and not primary:
            entries[0]["is_primary"] = True


@dataclass(frozen=True)
class EmailSet(ChannelKind):
    """All e-mail addresses of a record."""

    name = "emails"
    word = "address"
    one = EmailScalar()
    types = LookupKind("email_type")


@dataclass(frozen=True)
class PhoneSet(ChannelKind):
    """All phone numbers of a record."""

    name = "phones"
    word = "number"
    one = PhoneScalar()
    types = LookupKind("phone_type")


SETS: dict[str, ChannelKind] = {"email": EmailSet(), "phone": PhoneSet()}
