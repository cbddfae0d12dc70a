"""Promises of the mending: counting goes on after a power cut, and a sound file is left alone."""

from pathlib import Path

import pytest

from counters.mending import mend
from counters.stores import FileStore

TABLES = {"live_things": "name TEXT PRIMARY KEY, number BIGINT"}
COUNT = "INSERT INTO live_things VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET number = number + 1"


def filled(path: Path) -> FileStore:
    store = FileStore(path, TABLES)
    for number in range(500):
        store.change(COUNT, (f"{number} " + "x" * 100,))
    return store


def test_a_sound_file_is_left_alone(tmp_path: Path) -> None:
    store = filled(tmp_path / "counts.sqlite3")
    assert mend(tmp_path / "counts.sqlite3") is False
    assert store.rows("SELECT count(*) FROM live_things") == [(500,)]
    assert mend(tmp_path / "nothing.sqlite3") is False


@pytest.mark.parametrize("torn", [slice(0, 100), slice(4096, 20_000)])
def test_a_torn_file_is_put_aside(tmp_path: Path, torn: slice) -> None:
    path = tmp_path / "counts.sqlite3"
    store = filled(path)
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    store.connection.close()
    data = bytearray(path.read_bytes())
    data[torn] = b"\xff" * (torn.stop - torn.start)
    path.write_bytes(data)
    assert mend(path) is True
    again = filled(path)
    assert again.rows("SELECT count(*) FROM live_things") == [(500,)]
    assert path.with_name("counts.sqlite3.torn").exists()
