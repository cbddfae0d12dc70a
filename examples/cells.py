"""The cells of one line, taken one by one, the ledger told of each that is not taken as it is."""

from collections.abc import Callable
from typing import TypeVar

from examples.cleaning import Unusable
from examples.ledger import Ledger
from examples.table import Line

T = TypeVar("T")


class Cells:
    """A line being turned into a record; `key` is what a reader of the report knows it by."""

    def __init__(self, line: Line, key: str, ledger: Ledger) -> None:
        self.line = line
        self.key = key
        self._ledger = ledger

    def __getitem__(self, column: str) -> str:
        return self.line[column]

    def take(self, column: str, reading: Callable[[str], T]) -> T | None:
        """What `reading` makes of a cell; None, and an entry, where it finds the cell unusable."""
        try:
            return reading(self.line[column])
        except Unusable as reason:
            self.left_out(column, str(reason))
            return None

    def left_out(self, column: str, reason: str) -> None:
        """Enter that a cell is not stored."""
        self._ledger.left_out(
            self.line.file,
            self.line.number,
            reason,
            key=self.key,
            field=column,
            value=self.line[column],
        )

    def changed(self, column: str, reason: str) -> None:
        """Enter that a cell is stored in another form."""
        self._ledger.changed(
            self.line.file,
            self.line.number,
            reason,
            key=self.key,
            field=column,
            value=self.line[column],
        )

    def refuse(self, reason: str, column: str = "") -> None:
        """Enter that the whole line is not stored."""
        self._ledger.refuse(
            self.line.file,
            self.line.number,
            reason,
            key=self.key,
            field=column,
            value=self.line[column] if column else "",
        )
