"""The account of an import adds up, or says which row it lost."""

import csv
from pathlib import Path

from examples.ledger import Ledger


def three_read() -> Ledger:
    ledger = Ledger()
    for line in (2, 3, 4):
        ledger.read("a.csv", line)
    return ledger


def test_stored_and_refused_make_up_what_was_read() -> None:
    ledger = three_read()
    ledger.store("a.csv", 2, created=True)
    ledger.store("a.csv", 3, created=False)
    ledger.refuse("a.csv", 4, "no name")
    assert ledger.faults() == []
    assert ledger.totals("a.csv") == {"read": 3, "created": 1, "already there": 1, "refused": 1}


def test_a_lost_row_is_named() -> None:
    ledger = three_read()
    ledger.store("a.csv", 2, created=True)
    ledger.refuse("a.csv", 4, "no name")
    assert ledger.faults() == ["a.csv line 3 is neither stored nor refused"]


def test_a_row_cannot_be_both() -> None:
    ledger = three_read()
    for line in (2, 3, 4):
        ledger.store("a.csv", line, created=True)
    ledger.refuse("a.csv", 3, "no name")
    assert ledger.faults() == ["a.csv line 3 is both stored and refused"]


def test_the_report_lists_entries_by_file_and_line(tmp_path: Path) -> None:
    ledger = three_read()
    ledger.read("b.csv", 2)
    ledger.refuse("b.csv", 2, "no name")
    ledger.changed("a.csv", 4, "misspelt", key="k", field="sector", value="technolgy")
    ledger.left_out("a.csv", 2, "is not a date", key="j", field="born", value="soon")
    ledger.write(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as stream:
        rows = [list(row.values()) for row in csv.DictReader(stream)]
    assert rows == [
        ["a.csv", "2", "left out", "j", "born", "soon", "is not a date"],
        ["a.csv", "4", "changed", "k", "sector", "technolgy", "misspelt"],
        ["b.csv", "2", "refused", "", "", "", "no name"],
    ]


def test_the_summary_counts_equal_reasons_together() -> None:
    ledger = three_read()
    for line in (2, 3):
        ledger.changed("a.csv", line, "taken for GTX Pro", key="", field="product", value="GTXPro")
    assert "2 changed in a.csv: product: taken for GTX Pro" in ledger.summary()
