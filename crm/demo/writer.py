"""The sample company's way in: the hall's doors, as an administrator, and a calendar of today."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from customfields import definitions
from records import bulk
from records.access import caller_of
from records.types import registry
from users.models import User

DIALECT = REQUEST = "demo"
MOST_ROWS = 500
SATURDAY = 5

Row = Mapping[str, Any]


class Writer:
    """Makes and changes records of any type in the administrator's name."""

    def __init__(self, administrator: User):
        self.administrator = administrator
        self.today = timezone.localdate()

    def make(self, record_type: str, rows: Sequence[Row]) -> list[int]:
        """Make records; their ids in the order of the rows. Raises BulkRefused."""
        return self._write(record_type, "create", rows)

    def change(self, record_type: str, rows: Sequence[Row]) -> None:
        """Change the records that the rows name by id. Raises BulkRefused."""
        self._write(record_type, "update", rows)

    def define(self, field: Row) -> None:
        """Make a custom field."""
        definitions.create(field, self.administrator.pk, list(registry))

    def _write(self, record_type: str, op: str, rows: Sequence[Row]) -> list[int]:
        ids: list[int] = []
        for start in range(0, len(rows), MOST_ROWS):
            caller = caller_of(self.administrator, None, DIALECT, REQUEST)
            request = {op: list(rows[start : start + MOST_ROWS])}
            told = bulk.run(registry[record_type], caller, request)
            ids += [result["id"] for result in told["results"]]
        return ids

    def day(self, offset: int) -> date:
        """The day so many days from today; a weekend gives way to the working day beyond it."""
        day = self.today + timedelta(days=offset)
        while offset and day.weekday() >= SATURDAY:
            day += timedelta(days=1 if offset > 0 else -1)
        return day

    def date(self, offset: int) -> str:
        """The same day as text."""
        return self.day(offset).isoformat()

    def moment(self, offset: int, hour: int, minute: int = 0) -> str:
        """A time of that day, on the installation's clock, as text."""
        when = datetime.combine(self.day(offset), time(hour, minute))
        return timezone.make_aware(when).isoformat()
