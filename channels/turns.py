"""Writers who would give records the same address or number take turns, by a row that never stays.

Each inserts the row and deletes it in its own transaction; whoever comes second waits at the unique
key until the first is through, and then sees what that one wrote. SQLite's do so anyway.
"""

from collections.abc import Iterable
from hashlib import blake2b

from channels.kinds import SETS
from channels.models import Turn


def take_turns(channel: str, type_code: int, texts: Iterable[str]) -> None:
    """Wait for whoever is about to write one of these addresses or numbers; then let nobody else,
    until the transaction ends. All of a transaction are named at once, so that none is a deadlock.
    """
    keys = {SETS[channel].one.key(text) for text in texts}
    names = sorted(named(f"{channel} {type_code} {key}") for key in keys)
    if names:
        Turn.objects.bulk_create([Turn(name=name) for name in names], ignore_conflicts=True)
        Turn.objects.filter(name__in=names).delete()


def named(what: str) -> str:
    """A short name for it."""
    return blake2b(what.encode(errors="surrogatepass"), digest_size=32).hexdigest()
