"""Promises of the probes: alive without a database, ready only with everything."""

import os
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from crm import health

BLOCKED = "the database must not be asked"


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A background worker that lives, and tables that are up to date (the suite makes none)."""
    health.beat()
    monkeypatch.setattr(health, "migrations", lambda: health.OK)


def test_healthz_asks_nothing(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_is_200_when_all_is_there(client: Client, ready: None) -> None:
    reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "worker": "ok",
    }


@pytest.mark.django_db
def test_readyz_names_a_worker_that_fell_silent(client: Client, ready: None) -> None:
    long_ago = time.time() - 100
    os.utime(settings.HEARTBEAT, (long_ago, long_ago))
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["worker"].startswith("no sign of life for 100 s")
    settings.HEARTBEAT.unlink()
    assert client.get("/readyz").json()["worker"] == "has never run"


@pytest.mark.django_db
def test_readyz_names_a_database_that_is_away(
    client: Client, ready: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("secret.example: no route to host")

    monkeypatch.setattr(connection, "cursor", fail)
    monkeypatch.setattr(connection, "close", lambda: None)
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["database"] == "cannot be reached"
    assert b"secret" not in reply.content


@pytest.mark.django_db
def test_migrations_that_are_missing_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [1, 2])
    assert health.migrations() == "2 not applied: run manage.py migrate"
