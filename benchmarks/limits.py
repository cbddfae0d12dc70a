"""The least that the work can cost: the driver itself, a plain table, and orjson."""

from __future__ import annotations

import sqlite3
from typing import Any

import orjson
import psycopg
from django.conf import settings
from django.db import connection

from benchmarks.fields import FIELDS
from benchmarks.tables import PLAIN

COLUMNS = (
    *("id", "salutation_id", "first_name", "middle_name", "last_name", "name", "job_title"),
    *("account_id", "email", "phone", "address_street", "address_city", "address_state"),
    *("address_postal_code", "address_country", "source_id", "description", "do_not_call"),
    *("rating", "campaign_id", "owner_id", "is_private", "external_id", "external_source"),
    *("created_at", "created_by_id", "modified_at", "modified_by_id", "version", "deleted_at"),
    *(field.key for field in FIELDS),
)
COUNT = "SELECT sum(step) FROM records_tally WHERE record_type = 'contacts'"


class Raw:
    """A connection of the driver's own, as a careful hand would open it."""

    def __init__(self) -> None:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            self.driver: Any = sqlite3.connect(settings.DATABASES["default"]["NAME"])
        else:
            given = connection.get_connection_params()
            known = ("dbname", "user", "password", "host", "port")
            self.driver = psycopg.connect(
                **{name: given[name] for name in known if given.get(name)}, autocommit=True
            )
            self.driver.prepare_threshold = None

    def rows(self, statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows."""
        found: list[tuple[Any, ...]] = self.driver.execute(statement, parameters).fetchall()
        return found


def page(raw: Raw, order: str = "id DESC", size: int = 100) -> bytes:
    """A page of the plain table as JSON, with the number of records."""
    chosen = f"SELECT {', '.join(COLUMNS)} FROM {PLAIN} ORDER BY {order} LIMIT {size + 1}"
    rows = raw.rows(chosen)
    [(count,)] = raw.rows(COUNT)
    items = [dict(zip(COLUMNS, row, strict=True)) for row in rows[:size]]
    told = {"results": items, "count": count, "has_more": len(rows) > size}
    return orjson.dumps(told, default=str)


def one(raw: Raw, number: int) -> bytes:
    """One row of the plain table as JSON."""
    [row] = raw.rows(f"SELECT {', '.join(COLUMNS)} FROM {PLAIN} WHERE id = {number}")
    return orjson.dumps(dict(zip(COLUMNS, row, strict=True)), default=str)
