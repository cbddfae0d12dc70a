"""Stand-ins for the API: a client that answers /bulk from memory, and lines of no file."""

from collections.abc import Callable, Mapping
from typing import Any

from examples.client import Client, JsonObject
from examples.table import Line


def line(number: int = 2, file: str = "a.csv", **cells: str) -> Line:
    """A line of a file that does not exist."""
    return Line(file, number, cells)


def row(cells: Mapping[str, str], number: int = 2, file: str = "a.csv") -> Line:
    """The same for cells under names that are no words."""
    return Line(file, number, cells)


class Remembering(Client):
    """Keeps what is sent to /bulk; `judge` gives the error of a record, or None to store it."""

    def __init__(self, judge: Callable[[JsonObject], JsonObject | None] = lambda _: None) -> None:
        super().__init__("http://127.0.0.1", "no token")
        self.judge = judge
        self.calls: list[tuple[str, JsonObject]] = []
        self.ids: dict[object, int] = {}

    def bulk(self, record_type: str, **rows: Any) -> list[JsonObject]:
        """Answer as the API does, creating what it has not seen."""
        self.calls.append((record_type, rows))
        records = rows.get("upsert") or rows["update"]
        return [self._answer(index, rows, record) for index, record in enumerate(records)]

    def _answer(self, index: int, rows: JsonObject, record: JsonObject) -> JsonObject:
        error = self.judge(record)
        if error:
            return {"op": "upsert", "index": index, "status": 422, "error": error}
        key = record[rows.get("by", "id")]
        status = 200 if key in self.ids else 201
        number = self.ids.setdefault(key, len(self.ids) + 1)
        return {"op": "upsert", "index": index, "status": status, "id": number}
