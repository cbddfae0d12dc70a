"""Probes for whoever runs the CRM: does it live, and can it serve."""

import time
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

OK = "ok"
UNKNOWN = "unknown while the database cannot be reached"
PATHS = ("/healthz", "/readyz")
SILENCE = 30  # seconds after which the background worker counts as gone


def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"status": OK})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 if the database, its tables and the background worker are there, else 503 with what is
    wrong with each."""
    found = {"database": database(), "migrations": UNKNOWN, "worker": worker()}
    if found["database"] == OK:
        found["migrations"] = migrations()
    is_ready = set(found.values()) == {OK}
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"status": OK if is_ready else "not ready", **found}, status=status)


def database() -> str:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()  # else this thread would keep the dead connection
        return "cannot be reached"
    return OK


def migrations() -> str:
    """Whether all migrations are applied."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{missing} not applied: run manage.py migrate" if missing else OK


def beat() -> None:
    """Tell that the background worker lives."""
    settings.HEARTBEAT.touch(mode=0o600)


def worker() -> str:
    """Whether the background worker has lately shown that it lives."""
    try:
        silence = time.time() - settings.HEARTBEAT.stat().st_mtime
    except OSError:
        return "has never run"
    return OK if silence < SILENCE else f"no sign of life for {silence:.0f} s"
