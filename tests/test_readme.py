"""What the README shows is true: its tour is played, its tables and its example are compared."""

import ast
import json
import re
import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from crm.environment import SETTINGS
from tests.sample import begin

README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
MORE = "…"


def section(title: str) -> str:
    """The text under a heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


@dataclass
class Step:
    """A command as it was typed, in words, and the lines that followed."""

    words: list[str]
    shown: list[str] = field(default_factory=list)


def steps(block: str) -> Iterator[Step]:
    """The commands of a console; one goes on while a quote is open or a backslash ends the line."""
    typed, step = "", Step([])
    for line in block.splitlines():
        if not typed and not line.startswith("$ "):
            step.shown.append(line)
            continue
        typed += line.removeprefix("$ ") + "\n"
        try:
            words = shlex.split(typed.replace("\\\n", " "))
        except ValueError:  # an open quote
            continue
        if not typed.endswith("\\\n"):
            if step.words:
                yield step
            typed, step = "", Step(words)
    yield step


def curl(words: list[str]) -> Namespace:
    """What a curl command asks for. Fails on an option that is not known here."""
    parser = ArgumentParser(exit_on_error=False)
    parser.add_argument("-H", action="append", default=[])
    parser.add_argument("-X")
    parser.add_argument("-i", action="store_true")
    parser.add_argument("--get", action="store_true")
    parser.add_argument("--json")
    parser.add_argument("-d", "--data-urlencode", dest="data", action="append", default=[])
    parser.add_argument("url")
    return parser.parse_args(words)


class Tour:
    """A shell with a few variables, whose curl calls the test client."""

    def __init__(self, token: str):
        self.client = Client()
        self.token = token
        self.variables: dict[str, str] = {}
        self.last: Any = None

    def assign(self, name: str, value: str) -> None:
        """Set a variable; those that every installation has of its own, to their true value."""
        own = {"AUTH": f"Authorization: Bearer {self.token}"}
        if name == "CURSOR":
            own["CURSOR"] = self.last["next_cursor"]
        self.variables[name] = own.get(name, value)

    def call(self, words: list[str]) -> Any:
        """Make the call."""
        for name, value in self.variables.items():
            words = [word.replace(f"${name}", value) for word in words]
        asked = curl(words)
        host, _, path = asked.url.removeprefix("http://").partition("/")
        parameters = urlencode([tuple(one.split("=", 1)) for one in asked.data])
        target = f"/{path}" + (f"{'&' if '?' in path else '?'}{parameters}" if parameters else "")
        headers = {"Host": host} | dict(one.split(": ", 1) for one in asked.H)
        method = asked.X or ("POST" if asked.json else "GET")
        reply: Any = self.client.generic(
            method, target, asked.json or "", content_type="application/json", headers=headers
        )
        self.last = json.loads(reply.content)
        return reply


def agrees(shown: Any, real: Any) -> bool:
    """Whether a reply is as it is shown; … stands for anything that is left out there."""
    if isinstance(shown, str) and shown.endswith(MORE):
        return shown == MORE or (isinstance(real, str) and real.startswith(shown[:-1]))
    if isinstance(shown, dict) and isinstance(real, dict):
        told = set(shown) - {MORE}
        is_whole = told <= set(real) if MORE in shown else told == set(real)
        return is_whole and all(agrees(shown[name], real[name]) for name in told)
    if isinstance(shown, list) and isinstance(real, list):
        if shown[-1:] == [MORE]:
            shown, real = shown[:-1], real[: len(shown) - 1]
        return len(shown) == len(real) and all(map(agrees, shown, real))
    return type(shown) is type(real) and bool(shown == real)


def split_shown(lines: list[str]) -> tuple[int | None, dict[str, str], Any]:
    """Status and headers, where they are shown, and the body."""
    if not lines[0].startswith("HTTP/"):
        body = json.loads("\n".join(lines))
        return body.get("code"), {}, body
    gap = lines.index("")
    headers = dict(line.split(": ", 1) for line in lines[1:gap])
    return int(lines[0].split()[1]), headers, json.loads("\n".join(lines[gap:]))


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_the_tour_goes_as_it_is_shown() -> None:
    tour = Tour(begin())
    played = 0
    console = "".join(blocks(section("Five minutes with the API"), "console"))
    for step in steps(console):
        if step.words[0] != "curl":
            tour.assign(*step.words[0].split("=", 1))
            continue
        reply = tour.call(step.words[1:])
        status, headers, body = split_shown(step.shown)
        assert reply.status_code == status or (status is None and reply.status_code < 300), step
        assert all(reply.headers[name] == value for name, value in headers.items()), step
        assert agrees(body, tour.last), f"{step.words}\nshown {body}\nreal  {tour.last}"
        played += 1
    assert played >= 12


def test_the_table_of_settings_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\| (.*) \|$", section("Configuration"), re.M)
    assert rows == [(one.name, one.default, one.meaning) for one in SETTINGS.values()]


def test_the_layout_names_every_package() -> None:
    contracts = (settings.BASE_DIR / ".importlinter").read_text(encoding="utf-8")
    packages = contracts.partition("root_packages =\n")[2].partition("\n\n")[0].split()
    named = set(re.findall(r"`(\w+)`", section("Layout")))
    assert [package for package in packages if package not in named] == []


def test_what_it_points_at_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert "CHANGELOG.md" in targets
    assert [one for one in targets if not (settings.BASE_DIR / one).exists()] == []


@pytest.mark.parametrize("place", [0, 1], ids=["models", "records"])
def test_the_example_of_a_record_type_is_the_guest(place: int) -> None:
    module = ("models", "records")[place]
    guest = (settings.BASE_DIR / f"tests/house/guest/{module}.py").read_text(encoding="utf-8")
    for name, shown_as in (
        ("tests.house.guest", "bills"),
        ('"guest.', '"bills.'),
        ("Invoice", "Bill"),
    ):
        guest = guest.replace(name, shown_as)
    shown = blocks(section("Adding a record type"), "python")[place]
    assert statements(shown) == statements(guest)


def statements(code: str) -> list[str]:
    """What code says, without its docstring; the order of the imports follows their names."""
    return sorted(ast.dump(statement) for statement in ast.parse(code).body[1:])
