"""What purging an account leaves behind."""

from collections.abc import Callable

from tests.calls import Api
from tests.people import Person

Call = Callable[[Person], Api]


def test_purging_an_account_takes_its_links_and_empties_what_pointed_at_it(
    api: Call, administrator: Person
) -> None:
    client = api(administrator)
    account = client.post("/api/accounts", {"name": "Gone"}).body["id"]
    contact = client.post("/api/contacts", {"last_name": "Stays", "account_id": account}).body["id"]
    child = client.post("/api/accounts", {"name": "Child", "parent_id": account}).body["id"]

    assert client.delete(f"/api/accounts/{account}", purge=True).status == 200

    left = client.get(f"/api/contacts/{contact}").body
    assert (left["account_id"], left["account_ids"]) == (None, [])
    assert client.get(f"/api/accounts/{child}").body["parent_id"] is None
