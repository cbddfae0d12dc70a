"""What the tables beside this module say: the customers' countries, and the house itself."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class City:
    """A city with the patterns of its postal codes and phone numbers; "" where it has none."""

    name: str
    state: str
    postal_code: str
    phone: str
    zone: str


@dataclass(frozen=True)
class Region:
    """A country: how its people, companies and streets are called, and who of us looks after it."""

    country: str
    territory: str
    weight: int
    legal_forms: list[str]
    first_names: list[str]
    last_names: list[str]
    streets: list[str]
    street: str
    mobile: str
    cities: list[City]


def read(name: str) -> dict[str, Any]:
    """One of the tables; numbers with a point as Decimals."""
    text = (DATA / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def regions() -> list[Region]:
    """The countries."""
    return [region(row) for row in read("regions")["region"]]


def region(row: dict[str, Any]) -> Region:
    """A country from its table."""
    zone = row.pop("zone")
    cities = [City(*(city if len(city) == 5 else [*city, zone])) for city in row.pop("cities")]
    return Region(**{"mobile": "", **row, "cities": cities})
