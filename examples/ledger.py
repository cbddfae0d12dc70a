"""The account of an import: what became of each row, so that none is lost unseen."""

import csv
from collections import Counter
from dataclasses import astuple, dataclass, fields
from pathlib import Path

Place = tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """One thing worth telling; outcome is `refused` (the row is not stored), `left out` (the row
    is stored without this value) or `changed` (the value is stored in another form)."""

    file: str
    line: int
    outcome: str
    key: str
    field: str
    value: str
    reason: str


class Ledger:
    """What was read, stored and refused, by file and line, and the entries of the report."""

    def __init__(self) -> None:
        self._read: set[Place] = set()
        self._created: set[Place] = set()
        self._kept: set[Place] = set()
        self._refused: set[Place] = set()
        self._files: dict[str, None] = {}
        self.entries: list[Entry] = []

    def read(self, file: str, line: int) -> None:
        """Count a row as met; from now on the account is open until it is stored or refused."""
        self._files.setdefault(file)
        self._read.add((file, line))

    def store(self, file: str, line: int, *, created: bool) -> None:
        """The row is in the CRM: newly made, or found there (and brought up to date)."""
        (self._created if created else self._kept).add((file, line))

    def refuse(
        self, file: str, line: int, reason: str, *, key: str = "", field: str = "", value: str = ""
    ) -> None:
        """The row is not in the CRM, and why."""
        self._refused.add((file, line))
        self.entries.append(Entry(file, line, "refused", key, field, value, reason))

    def left_out(
        self, file: str, line: int, reason: str, *, key: str, field: str, value: str = ""
    ) -> None:
        """One value of a row is not taken; the row itself goes on."""
        self.entries.append(Entry(file, line, "left out", key, field, value, reason))

    def changed(
        self, file: str, line: int, reason: str, *, key: str, field: str, value: str
    ) -> None:
        """One value of a row is stored in another form than the file has it."""
        self.entries.append(Entry(file, line, "changed", key, field, value, reason))

    def faults(self) -> list[str]:
        """A sentence on every row that is neither stored nor refused, or both; empty if none."""
        stored = self._created | self._kept
        sentences = [
            f"{file} line {line} is neither stored nor refused"
            for file, line in sorted(self._read - stored - self._refused)
        ]
        sentences += [
            f"{file} line {line} is both stored and refused"
            for file, line in sorted(stored & self._refused)
        ]
        return sentences

    def totals(self, file: str) -> dict[str, int]:
        """How many rows of a file were read, created, found already, refused."""
        sets = {
            "read": self._read,
            "created": self._created,
            "already there": self._kept,
            "refused": self._refused,
        }
        return {
            name: sum(1 for place in places if place[0] == file) for name, places in sets.items()
        }

    def write(self, path: Path) -> None:
        """Write the report: one CSV line per entry, in the order of files and lines."""
        order = {file: position for position, file in enumerate(self._files)}
        entries = sorted(self.entries, key=lambda entry: (order.get(entry.file, -1), entry.line))
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([field.name for field in fields(Entry)])
            writer.writerows(astuple(entry) for entry in entries)

    def summary(self) -> str:
        """Totals per file, then how often each reason occurs, as lines of text."""
        lines = []
        for file in self._files:
            counts = self.totals(file)
            lines.append(f"{file}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))
        reasons = Counter((e.file, e.outcome, e.field, e.reason) for e in self.entries)
        for (file, outcome, field, reason), count in sorted(reasons.items(), key=_by_file):
            subject = f"{field}: " if field else ""
            lines.append(f"  {count:>6,} {outcome} in {file}: {subject}{reason}")
        return "\n".join(lines)


def _by_file(item: tuple[tuple[str, str, str, str], int]) -> tuple[str, int]:
    (file, *_), count = item
    return file, -count
