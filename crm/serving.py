"""The processes of `up`: Granian's workers and the background worker, which end together."""

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.urls import get_resolver
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server.mp import MPServer

from crm import lifeline
from crm.wsgi import Wsgi, application

WORKERS_GRACE = 5  # seconds; with BACKGROUND_GRACE less than the 10 that an operator is promised
BACKGROUND_GRACE = 3
THREADS = 128  # a worker's; all but the one that has its turn wait for a client
RESTART = 2  # seconds until a background worker that died is started again


@dataclass(frozen=True)
class Address:
    """Where to serve; certificate and key (PEM files) for TLS, both or none."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """What to type into a browser on this machine, without a slash at the end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        host = f"[{host}]" if ":" in host and not host.startswith("[") else host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"


class Background:
    """The process that does what need not be done within a request; started again if it dies."""

    def __init__(self) -> None:
        self.ending = threading.Event()
        self.process = self.launch()
        threading.Thread(target=self.watch, name="background", daemon=True).start()

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the process."""
        command = [sys.executable, "-m", "crm", "work", "--parent", str(os.getpid())]
        return subprocess.Popen(command, cwd=settings.BASE_DIR)

    def watch(self) -> None:
        """Keep one running until the end."""
        while self.process.wait() is not None and not self.ending.wait(RESTART):
            self.process = self.launch()

    def ask_to_end(self) -> None:
        """Let it finish its task."""
        self.ending.set()
        self.process.terminate()

    def end(self) -> None:
        """Wait until it has, but not for long."""
        self.ask_to_end()
        try:
            self.process.wait(BACKGROUND_GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Server(MPServer):
    """Granian, which tells the background worker of its end before it waits for its own workers."""

    background: Background

    def shutdown(self, exit_code: int = 0) -> None:
        """End everything."""
        self.background.ask_to_end()
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]


def serve(address: Address, workers: int) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises SystemExit if the workers cannot be kept running.
    """
    multiprocessing.set_start_method("fork", force=True)
    load()
    server = Server(
        target="crm.wsgi:application",
        address=address.host.strip("[]"),
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=WORKERS_GRACE,
        log_level=LogLevels.error,
        log_dictconfig=settings.LOGGING,
        ssl_cert=address.certificate,
        ssl_key=address.key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.background = Background()
    try:
        server.serve(target_loader=loader(os.getpid()), wrap_loader=False)
    finally:
        server.background.end()


def load() -> None:
    """Build in the parent what all workers share, and leave no connection to be shared."""
    assert get_resolver().url_patterns
    for connection in connections.all():
        connection.close()
        if isinstance(connection, PostgreSQL):
            connection.close_pool()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


class loader:
    """Gives a worker process its application, and ties its life to ours."""

    def __init__(self, parent: int):
        self.parent = parent

    def __call__(self) -> Wsgi:
        lifeline.hold(self.parent)
        return application
