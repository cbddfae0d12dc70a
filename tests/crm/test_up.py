"""Promises of `up`, seen from outside: it serves what it prints, and ends whole."""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

MANAGE = str(settings.BASE_DIR / "manage.py")
PATIENCE = 120  # seconds for a start on a busy machine


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """A poor environment: no HOME, SQLite in the given folder."""
    return {"PATH": os.environ["PATH"], "CRM_DATA": str(data), **more}


def run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The outcome of a command that ends by itself."""
    return subprocess.run(
        [sys.executable, MANAGE, *arguments],
        env=surroundings(data, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


class Up:
    """A running `up`, and what it has printed."""

    def __init__(self, data: Path, *arguments: str):
        self.port = free_port()
        self.printed = data / "printed"
        command = [sys.executable, MANAGE, "up", "--no-demo", "--port", str(self.port), *arguments]
        with self.printed.open("w") as out:
            self.process = subprocess.Popen(command, env=surroundings(data), stdout=out, stderr=out)

    @property
    def said(self) -> str:
        """All that was printed."""
        return self.printed.read_text()

    def wait(self) -> None:
        """Wait until it is ready."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, self.said
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5)
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError(f"not ready: {self.said}")

    def children(self) -> list[int]:
        """The processes that it has started."""
        lists = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for file in lists for child in file.read_text().split()]

    def end(self, number: int) -> float:
        """Send a signal; the seconds until it had ended."""
        start = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - start


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    started = Up(tmp_path)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


def test_the_printed_line_works_and_the_end_is_clean(up: Up, tmp_path: Path) -> None:
    up.wait()
    [line] = [line for line in up.said.splitlines() if line.startswith("curl ")]
    _, _, header, url = shlex.split(line)
    name, _, value = header.partition(": ")
    request = urllib.request.Request(url, headers={name: value})
    with urllib.request.urlopen(request, timeout=20) as reply:
        assert json.load(reply)["results"] == []
    assert re.search(r"admin@example\.com.*password \S{16} ", up.said)
    children = up.children()
    assert len(children) == 3
    assert up.end(signal.SIGTERM) < 10
    assert up.process.returncode == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]

    again = Up(tmp_path, "--workers", "1")
    again.wait()
    assert not re.search(r"password \S{16} ", again.said)
    assert "create_token admin@example.com" in again.said
    assert again.end(signal.SIGINT) < 10
    assert again.process.returncode == 0


def test_what_an_operator_can_mend_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    away = "postgres://postgres@127.0.0.1:1/crm"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for word, done in {
            "in use": run(tmp_path, "up", "--port", port),
            "CRM_DATA": run(tmp_path / "file" / "data", "up"),
            "CRM_RATE_LIMIT": run(tmp_path, "up", CRM_RATE_LIMIT="many"),
            "cannot be reached": run(tmp_path, "up", "--port", str(free_port()), DATABASE_URL=away),
            "go together": run(tmp_path, "up", "--tls-cert", "certificate.pem"),
        }.items():
            assert done.returncode != 0
            assert re.fullmatch(rf"[^\n]*{word}[^\n]*\n", done.stderr), done.stderr
            assert done.stdout == ""
