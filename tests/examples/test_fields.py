"""Custom fields are made where missing and completed where they lack options."""

from collections.abc import Iterator

import pytest

from examples.client import Client, JsonObject
from examples.fields import Unfit, Wanted, ensure_fields, ensure_lookups


class Definitions(Client):
    """A client with some definitions, which remembers what is written."""

    def __init__(self, *present: JsonObject) -> None:
        super().__init__("http://127.0.0.1", "no token")
        self.present = present
        self.written: list[tuple[str, str, JsonObject]] = []

    def walk(self, path: str, **params: object) -> Iterator[JsonObject]:
        yield from self.present

    def post(self, path: str, body: object) -> JsonObject:
        assert isinstance(body, dict)
        self.written.append(("POST", path, body))
        return {}

    def patch(self, path: str, body: object) -> JsonObject:
        assert isinstance(body, dict)
        self.written.append(("PATCH", path, body))
        return {}


SECTOR = Wanted("cf_sector", "Sector", "select", options=("Energy", "Health"))


def defined(**changes: object) -> JsonObject:
    options = [{"id": 4, "label": "Energy", "color": None, "order": 1, "active": True}]
    field = {"id": 9, "key": "cf_sector", "type": "select", "unique": False, "options": options}
    return {**field, **changes}


def test_a_missing_field_is_made_with_its_options() -> None:
    client = Definitions()
    ensure_fields(client, "accounts", "S&P", [SECTOR])
    [(method, path, body)] = client.written
    assert (method, path, body["record_type"], body["key"]) == (
        "POST",
        "customfields",
        "accounts",
        "cf_sector",
    )
    assert [option["label"] for option in body["options"]] == ["Energy", "Health"]


def test_missing_options_are_added_and_the_old_ones_sent_back() -> None:
    client = Definitions(defined())
    ensure_fields(client, "accounts", "S&P", [SECTOR])
    [(method, path, body)] = client.written
    assert (method, path) == ("PATCH", "customfields/9")
    assert [(o.get("id"), o["label"], o["order"]) for o in body["options"]] == [
        (4, "Energy", 1),
        (None, "Health", 2),
    ]


def test_a_complete_field_is_left_alone() -> None:
    client = Definitions(defined())
    ensure_fields(client, "accounts", "S&P", [Wanted("cf_sector", "X", "select", ("Energy",))])
    assert client.written == []


@pytest.mark.parametrize("changes", [{"type": "text"}, {"unique": False}])
def test_a_field_of_another_kind_stops_the_import(changes: JsonObject) -> None:
    client = Definitions(defined(**changes))
    with pytest.raises(Unfit, match="cf_sector"):
        ensure_fields(client, "accounts", "S&P", [Wanted("cf_sector", "S", "select", unique=True)])


def test_lookup_values_are_sent_once_each() -> None:
    client = Definitions()
    ensure_lookups(client, "industry", ["Retail", "Energy", "Retail"])
    ensure_lookups(client, "industry", [])
    assert client.written == [("PATCH", "lookup/industry", {"items": ["Energy", "Retail"]})]
