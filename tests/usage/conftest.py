"""A ledger of its own for each test, and a server of Redis where the machine has one."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from counters.stores import FileStore, SharedStore
from usage import store
from usage.ledger import TABLES, Ledger, SqlLedger
from usage.redis_ledger import RedisLedger


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The ledger that the process counts in."""
    found = SqlLedger(FileStore(tmp_path / "usage.sqlite3", TABLES))
    monkeypatch.setattr(store, "ledger", lambda: found)
    store._settled.clear()
    yield found
    store._settled.clear()
    store.patience.forget()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Redis, for as long as the tests run."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [
        program,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nobody listens on {port}")


@pytest.fixture(params=["file", "database", "redis"])
def ledger(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_setup: None
) -> Iterator[Ledger]:
    """Each place that an installation may count in."""
    match request.param:
        case "file":
            yield SqlLedger(FileStore(tmp_path / "usage.sqlite3", TABLES))
        case "database":
            if connection.vendor != "postgresql":
                pytest.skip("only PostgreSQL is shared")
            shared = SharedStore(TABLES)
            yield SqlLedger(shared)
            for table in TABLES:
                shared.change(f"DELETE FROM {table}")
            shared.close()
        case _:
            found = RedisLedger(request.getfixturevalue("redis_url"))
            found.server.flushdb()
            yield found
