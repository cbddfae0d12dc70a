"""Promises of `manage.py records`: every type in every dialect has its line."""

import os
from io import StringIO

from django.core.management import call_command
from django.urls import resolve

from crm.management.commands.records import table
from crm.mounts import dialects
from records.types import registry
from records.viewsets import RecordViewSet


def test_every_type_stands_in_every_dialect_that_serves_it() -> None:
    out = StringIO()
    call_command("records", stdout=out)
    lines = {tuple(line.split()) for line in out.getvalue().splitlines()}
    assert ("accounts", "native", "/api/accounts") in lines
    for dialect in dialects():
        for name, record_type in registry.items():
            stands = any(line[:2] == (name, dialect.name) for line in lines)
            assert stands == bool(dialect.words(record_type))


def test_every_address_is_one() -> None:
    for _, _, url in table():
        assert issubclass(resolve(url).func.cls, RecordViewSet)  # type: ignore[attr-defined]


def test_it_ends_quietly_when_nobody_reads_on() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as out:
        call_command("records", stdout=out)
