"""A file of counts that a power cut left torn is put aside, so that counting goes on in a new one.

Counts are not synced to the disk, which makes them cheap. A process that dies tears nothing.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

SIDES = ("", "-wal", "-shm")  # what SQLite keeps of a database
ASIDE = ".torn"


def mend(path: Path) -> bool:
    """Put a torn file aside, before anybody counts in it; whether it was torn."""
    if not path.exists() or is_sound(path):
        return False
    for side in SIDES:
        part = path.with_name(path.name + side)
        if part.exists():
            part.replace(part.with_name(part.name + ASIDE))
    return True


def is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file; one that is being written is sound."""
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False
