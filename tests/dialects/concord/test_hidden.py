"""What a role hides is told nowhere, not even inside other records."""

from collections.abc import Callable
from typing import Any

from revisions.store import bump
from tests.people import SELLER, Person
from users.models import Role

Call = Callable[..., Any]
HIDDEN = {
    "contacts": ["phones", "phone", "tag_ids", "name", "address_country"],
    "users": ["email"],
}


def test_hidden_fields_are_told_nowhere(call: Call, owner: Person) -> None:
    sent = {"first_name": "A", "phones": "1", "tags": ["x"], "email": "a@example.com"}
    contact = call("post", "/concord/api/contacts", body=sent).json()["id"]
    stage = call("get", "/concord/api/stages").json()["data"][0]["id"]
    deal = {"name": "D", "stage_id": stage, "contacts": [contact]}
    deal_id = call("post", "/concord/api/deals", body=deal).json()["id"]
    owner.user.roles.set([Role.objects.create(name="Blind", grants=SELLER, hidden_fields=HIDDEN)])
    bump("users")

    one = call("get", f"/concord/api/contacts/{contact}").json()
    listed = call("get", "/concord/api/contacts").json()["data"][0]
    joined = call("get", f"/concord/api/deals/{deal_id}").json()["contacts"]
    searched = call("get", "/concord/api/contacts?q=1&search_fields=phones.number:like")

    for found in (one, listed):
        assert {"phones", "display_name", "country_id", "country"}.isdisjoint(found)
        assert not found["tags"]
        assert found["user"]["email"] is None
    assert joined == [{"id": contact, "display_name": None}]
    assert searched.status_code == 422
    changed = call(
        "put", f"/concord/api/contacts/{contact}", body={"phones": "2", "first_name": "B"}
    )
    assert changed.status_code == 200
    assert changed["X-Ignored-Fields"] == "phones"
