"""Promises about the note of a token's last use."""

import sqlite3
import time

import pytest
from django.db import OperationalError, connection

from apitokens import lastuse
from apitokens.checking import judge
from apitokens.issuing import issue
from revisions.store import bump
from users.models import User


def test_a_busy_database_does_not_refuse_the_call(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*args: object) -> None:
        raise OperationalError("database is locked")

    token, plaintext = issue(owner, "Import")
    monkeypatch.setattr(lastuse, "_write", busy)
    assert judge(plaintext, "192.0.2.7") is not None
    assert lastuse._due[token.public_id] <= time.time() + lastuse.AGAIN


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has one writer at a time")
def test_a_read_does_not_queue_behind_a_long_write() -> None:
    bump("users", "tokens")
    owner = User.objects.create_user("owner@example.com", api_access=True)
    token, plaintext = issue(owner, "Import")
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, uri=True)
    writer.execute("BEGIN IMMEDIATE")
    try:
        began = time.monotonic()
        assert judge(plaintext, "192.0.2.7") is not None
        assert time.monotonic() - began < 1
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    with connection.cursor() as cursor:
        [(patience,)] = cursor.execute("PRAGMA busy_timeout").fetchall()
    assert patience == 20_000
    token.refresh_from_db()
    assert token.last_used_at is None
