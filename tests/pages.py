"""The dashboard's pages as a browser takes them: their text, and what their forms would send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """Gathers what the record's form of a page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self.templates = 0
        self.select = ""
        self.area = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.templates += tag == "template"
        if tag == "form":
            self.inside = given.get("method") == "post" and "action" not in given
        if self.templates or not self.inside:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self.take_input(name, given)
        elif tag == "select":
            self.select = name
            self.data.setdefault(name, None)
        elif tag == "option" and self.select:
            if "selected" in given or self.data[self.select] is None:
                self.data[self.select] = given.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.data[name] = ""

    def take_input(self, name: str, given: dict[str, str | None]) -> None:
        """What an input sends: boxes only if they are ticked, several of a name as a list."""
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            return
        value = given.get("value") or ("on" if given.get("type") == "checkbox" else "")
        if name in self.data:
            held = self.data[name]
            self.data[name] = [*(held if isinstance(held, list) else [held]), value]
        else:
            self.data[name] = value

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        if tag == "form":
            self.inside = False
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.data[self.area] = self.data[self.area].removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.data[self.area] += data


@dataclass(frozen=True)
class Page:
    """A page that came back."""

    reply: Any

    @property
    def text(self) -> str:
        """Its HTML."""
        return str(self.reply.content.decode())

    @cached_property
    def data(self) -> dict[str, Any]:
        """What its form would send, just as it stands."""
        reader = FormReader()
        reader.feed(self.text)
        return reader.data

    @property
    def refused(self) -> set[str]:
        """The fields at which something is refused."""
        return set(re.findall(r'class="errors" id="id_(\w+)_error"', self.text))


def page(client: Client, url: str, **parameters: Any) -> Page:
    """A page that is there."""
    reply = client.get(url, parameters)
    assert reply.status_code == 200, (reply.status_code, url)
    return Page(reply)


def sent(client: Client, url: str, **changes: Any) -> Any:
    """The reply to a page's form, sent with changes."""
    return client.post(url, page(client, url).data | changes)
