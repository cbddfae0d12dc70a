"""Reading of CSV files in which any row may be broken, each row under its line number."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from examples.ledger import Ledger


class TableError(Exception):
    """A file that as a whole cannot be read: not there, or without a column that is needed."""


@dataclass(frozen=True)
class Line:
    """One row: the name of its file, the number of its first line, its cells by column."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_lines(path: Path, columns: Sequence[str], ledger: Ledger) -> Iterator[Line]:
    """The good rows of a UTF-8 CSV file with a header, cells without spaces around them.

    Counts every row in the ledger and refuses there those with too few or too many cells or with
    bytes that are no text. TableError when the file is missing or lacks one of the columns.
    """
    try:
        # A byte that is no UTF-8 becomes a lone surrogate here, so that it costs only its row.
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
            yield from _lines(stream, path.name, columns, ledger)
    except (OSError, csv.Error) as error:
        raise TableError(f"{path} cannot be read: {error}") from error


def _lines(stream: TextIO, file: str, columns: Sequence[str], ledger: Ledger) -> Iterator[Line]:
    reader = csv.reader(stream)
    header: list[str] = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise TableError(f"{file} has no column {', '.join(missing)}")
    end = reader.line_num
    for cells in reader:
        number, end = end + 1, reader.line_num
        if not cells:
            continue
        ledger.read(file, number)
        fault = _fault(cells, len(header))
        if fault:
            ledger.refuse(file, number, fault)
            continue
        yield Line(file, number, dict(zip(header, map(str.strip, cells), strict=True)))


def _fault(cells: Sequence[str], width: int) -> str:
    if len(cells) != width:
        return f"{len(cells)} cells where the header has {width}"
    if any("\0" in cell or not _is_text(cell) for cell in cells):
        return "holds bytes that are not UTF-8 text"
    return ""


def _is_text(cell: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in cell)


def keyed(lines: Iterable[Line], column: str, ledger: Ledger) -> Iterator[Line]:
    """The lines that have a key of their own; the others are refused, as they cannot be told."""
    first: dict[str, Line] = {}
    for line in lines:
        key = line[column].casefold()
        if not key:
            ledger.refuse(line.file, line.number, f"no {column}")
        elif key in first:
            earlier = first[key]
            reason = f"the {column} stands already in {earlier.file} line {earlier.number}"
            ledger.refuse(line.file, line.number, reason, key=line[column])
        else:
            first[key] = line
            yield line
