"""A contact's name is put together from its parts and asked for like a stored text."""

from collections.abc import Callable

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_the_name_follows_its_parts(api: Call, owner: Person) -> None:
    client = api(owner)
    body = {"first_name": "Ada", "middle_name": "King", "last_name": "Lovelace"}
    contact = client.post("/api/contacts", body).body
    assert contact["name"] == "Ada King Lovelace"

    changed = client.patch(f"/api/contacts/{contact['id']}", {"middle_name": None}).body
    assert changed["name"] == "Ada Lovelace"


def test_the_name_is_filtered_and_sorted_by(api: Call, owner: Person) -> None:
    client = api(owner)
    ids = [
        client.post("/api/contacts", {"first_name": first, "last_name": "Byron"}).body["id"]
        for first in ("Zoe", "Ann", "Émile")
    ]

    found = client.get("/api/contacts", q={"name": {"$ew": "BYRON"}}, order={"name": "asc"})

    assert found.ids == [ids[1], ids[0], ids[2]]


def test_a_contact_needs_a_first_or_a_last_name(api: Call, owner: Person) -> None:
    client = api(owner)
    assert client.post("/api/contacts", {"job_title": "Clerk"}).rules("last_name") == ["Required"]
    contact = client.post("/api/contacts", {"first_name": "Cher"}).body["id"]

    assert client.patch(f"/api/contacts/{contact}", {"first_name": ""}).status == 422


def test_the_name_itself_is_not_written(api: Call, owner: Person) -> None:
    reply = api(owner).post("/api/contacts", {"last_name": "Byron", "name": "Lord Byron"})

    assert reply.rules("name") == ["ReadOnly"]
