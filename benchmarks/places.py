"""Where a run takes place: a data folder and a database of its own, told to the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

HOME = Path(__file__).resolve().parent
RESULTS = HOME / "results"


@dataclass(frozen=True)
class Place:
    """A folder for what `up` keeps in CRM_DATA, and the URL of a PostgreSQL database or none."""

    folder: Path
    url: str | None = None

    @property
    def vendor(self) -> str:
        """The database's kind."""
        return "sqlite" if self.url is None else "postgresql"

    def settle(self) -> None:
        """Make the place, and have the settings find it; to be called before they are read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        os.environ["CRM_DATA"] = str(self.folder)
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
        if self.url is not None:
            make_database(self.url)
            os.environ["DATABASE_URL"] = self.url


def place_of(records: int, server: str | None, folder: Path) -> Place:
    """The place of a run with so many records. server: postgres://user@host:port, or none."""
    name = f"benchmark_{records}"
    if server is None:
        return Place(folder / f"sqlite_{records}")
    return Place(folder / f"postgresql_{records}", f"{server.rstrip('/')}/{name}")


def make_database(url: str) -> None:
    """Make the database that a URL names, unless it is there."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            server.execute(f'CREATE DATABASE "{name}"')
