"""What becomes of a record's entries when the primary one, the set, or both are written."""

from collections.abc import Sequence
from enum import Enum

from channels.kinds import SETS, ChannelKind, Entry
from values.refusals import Refusal


class Absent(Enum):
    """Stands for what a write does not mention, since None means to clear."""

    ABSENT = 0


ABSENT = Absent.ABSENT


def merge(
    channel: str,
    stored: Sequence[Entry],
    scalar: str | Absent | None = ABSENT,
    entries: Sequence[Entry] | Absent = ABSENT,
) -> list[Entry]:
    """The entries that a record of these stored ones has after a write; its arguments stay as is.

    channel: 'email' or 'phone'. scalar, entries: as their kinds took them, or ABSENT. If both are
    given, the one that differs from what is stored counts. Raises Refusal if both differ, and
    disagree about which address or number is the primary one.
    """
    kind = SETS[channel]
    now = primary_of(kind, stored)
    swapped = scalar is not ABSENT and scalar != now
    if entries is ABSENT or list(entries) == list(stored):
        return swap(kind, stored, scalar) if swapped else list(stored)  # type: ignore[arg-type]
    asked = None if scalar is ABSENT or scalar is None else kind.one.key(scalar)
    if swapped and asked != kind.one.key(primary_of(kind, entries)):
        raise Refusal("Agree", f"{channel} and {channel}s name different primary entries")
    return [dict(entry) for entry in entries]


def primary_of(kind: ChannelKind, entries: Sequence[Entry]) -> str | None:
    """The address or number of the primary entry, if there is one."""
    return next((entry[kind.word] for entry in entries if entry["is_primary"]), None)


def swap(kind: ChannelKind, stored: Sequence[Entry], scalar: str | None) -> list[Entry]:
    """The entries with another primary address or number; the others are kept.

    None takes the primary entry out, and the next becomes primary. One that stands among the others
    becomes the primary entry, and the old one stays beside it. A new one takes over type and
    consent of the one it replaces, but not the note that that one does not work.
    """
    if scalar is None:
        return crown([dict(entry) for entry in stored if not entry["is_primary"]], 0)
    key = kind.one.key(scalar)
    entries = [dict(entry) for entry in stored]
    for place, entry in enumerate(entries):
        if kind.one.key(entry[kind.word]) == key:
            entry[kind.word] = scalar
            return crown(entries, place)
    for entry in entries:
        if entry["is_primary"]:
            entry |= {kind.word: scalar, "is_invalid": False}
            return entries
    return [kind.take([{kind.word: scalar}])[0], *entries]


def crown(entries: list[Entry], place: int) -> list[Entry]:
    """Make the entry at this place the only primary one."""
    for number, entry in enumerate(entries):
        entry["is_primary"] = number == place
    return entries
