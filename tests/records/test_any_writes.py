"""Any sequence of writes: what is read, counted, told and stored afterwards follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customfields.store import decode, python_values, read, schema_of
from records.types import registry
from tests.calls import Api
from tests.fields import define_all
from tests.people import People
from tests.records.oracle.making import (
    Make,
    custom,
    emails,
    heard,
    long_text,
    one_of,
    phones,
    sent,
    some_of,
    text,
)
from tests.records.oracle.shapes import Addresses, Numbers, References, Shape, Whole, Words

pytestmark = pytest.mark.django_db
Columns = Mapping[str, tuple[Shape, Make]]
EMPTY: tuple[Any, ...] = (None, [])
DERIVED = {"name", "account_id", "account_links"}
WAYS = st.lists(st.sampled_from(["patch", "put", "bulk"]), max_size=5)


class Scene:
    """The owner's calls, and the fields that are written."""

    def __init__(self, people: People):
        self.api = Api(people.owner.token)
        bodies = [{"name": name} for name in "abc"]
        made = self.api.post("/api/accounts/bulk", {"create": bodies}).body["results"]
        accounts = [one["id"] for one in made]
        self.fields: Columns = {
            **{key: custom(one) for key, one in define_all("contacts").items()},
            "first_name": (Words(), text(100)),
            "description": (Words(), long_text),
            "rating": (Whole(), one_of([1, 2, 3])),
            "source": (Words(), one_of(["Call", "Email"])),
            "account_ids": (References(), some_of(accounts, 3)),
            "emails": (Addresses(), emails),
            "phones": (Numbers(), phones),
        }

    def some(self, random: Random) -> dict[str, Any]:
        """Values for some of the fields."""
        names = random.sample(sorted(self.fields), random.randint(0, 6))
        return {name: self.fields[name][1](random) for name in names}

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as they are sent."""
        return {name: sent(self.fields[name][0], value) for name, value in values.items()}

    def write(self, record_id: int, values: Mapping[str, Any], how: str) -> int:
        """Write values to the record in one of three ways; the status."""
        path, body = f"/api/contacts/{record_id}", self.body(values)
        if how == "bulk":
            rows = [{"id": record_id, **body}]
            return self.api.post("/api/contacts/bulk", {"update": rows}).status
        send = self.api.put if how == "put" else self.api.patch
        return send(path, {"last_name": "N", **body}).status

    def known(self, record_id: int) -> dict[str, Any]:
        """What is read of the record."""
        item = self.api.get(f"/api/contacts/{record_id}").body
        return {name: heard(shape, item[name]) for name, (shape, _) in self.fields.items()}

    def version(self, record_id: int) -> int:
        """The record's version."""
        return int(self.api.get(f"/api/contacts/{record_id}", fields="version").body["version"])


@pytest.fixture(scope="module")
def scene(shared_people: People) -> Scene:
    """Contacts with a custom field of each type."""
    return Scene(shared_people)


@settings(max_examples=settings().max_examples // 5)
@given(random=st.randoms(use_true_random=False), ways=WAYS)
def test_any_sequence_of_writes_is_what_it_says(
    scene: Scene, random: Random, ways: list[str]
) -> None:
    expected = empty(scene) | scene.some(random)
    made = scene.api.post(
        "/api/contacts", {"last_name": "N", **scene.body(expected)}, allow_duplicate=True
    )
    record_id, version = made.body["id"], 1
    assert scene.known(record_id) == expected

    for way in ways:
        values = scene.some(random)
        following = (empty(scene) if way == "put" else expected) | values
        assert scene.write(record_id, values, way) == 200
        changed = {name for name in expected if following[name] != expected[name]}
        version += bool(changed)

        assert scene.known(record_id) == following
        assert scene.version(record_id) == version
        if changed:
            assert changed <= told(scene, record_id) <= changed | DERIVED
        expected = following
    assert_mirrored(record_id)


def empty(scene: Scene) -> dict[str, Any]:
    """A record with nothing in it."""
    sets = (References, Addresses, Numbers)
    return {name: [] if isinstance(one[0], sets) else None for name, one in scene.fields.items()}


def told(scene: Scene, record_id: int) -> set[str]:
    """The fields that the newest entry of the history names."""
    page = scene.api.get(f"/api/contacts/{record_id}/changes", per_page=1).body
    return {one["field"] for one in page["results"][0]["changes"]}


def assert_mirrored(record_id: int) -> None:
    """The mirror says what the value rows say."""
    model, schema = registry["contacts"].model, schema_of("contacts")
    row: Any = model._default_manager.get(pk=record_id)
    mirrored = python_values(schema, decode(schema, row.custom, row.custom_revision))
    stored = read(model, schema, [record_id])[record_id]

    assert {key: value for key, value in mirrored.items() if value not in EMPTY} == stored
