"""Reading of files in which any row may be broken."""

from pathlib import Path

import pytest

from examples.ledger import Ledger
from examples.table import TableError, keyed, read_lines


def written(folder: Path, data: bytes) -> Path:
    path = folder / "things.csv"
    path.write_bytes(data)
    return path


def test_cells_are_stripped_and_lines_numbered_by_where_they_begin(tmp_path: Path) -> None:
    path = written(tmp_path, b'\xef\xbb\xbfid,note\r\n1," one\r\nline more "\r\n\r\n2, b \r\n')
    lines = list(read_lines(path, ("id",), Ledger()))
    assert [(line.number, line["id"], line["note"]) for line in lines] == [
        (2, "1", "one\r\nline more"),
        (5, "2", "b"),
    ]


def test_broken_rows_are_refused_alone(tmp_path: Path) -> None:
    path = written(tmp_path, b"id,note\n1\n2,b,c\n3,\xff\n4,\x00\n5,good\n")
    ledger = Ledger()
    assert [line["id"] for line in read_lines(path, ("id", "note"), ledger)] == ["5"]
    assert [(entry.line, entry.outcome) for entry in ledger.entries] == [
        (2, "refused"),
        (3, "refused"),
        (4, "refused"),
        (5, "refused"),
    ]


def test_a_file_without_a_needed_column_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="colour"):
        list(read_lines(written(tmp_path, b"id\n1\n"), ("id", "colour"), Ledger()))


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.csv"):
        list(read_lines(tmp_path / "none.csv", ("id",), Ledger()))


def test_a_key_counts_once_whatever_its_case(tmp_path: Path) -> None:
    ledger = Ledger()
    lines = read_lines(written(tmp_path, b"id,note\nab,1\nAB,2\n,3\n"), ("id",), ledger)
    assert [line.number for line in keyed(lines, "id", ledger)] == [2]
    assert [(entry.line, entry.reason) for entry in ledger.entries] == [
        (3, "the id stands already in things.csv line 2"),
        (4, "no id"),
    ]
