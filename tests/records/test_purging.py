"""What has lain in the bin for longer than it keeps things goes for good, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Account
from changes.models import Change
from records.purging import purge_old
from tests.calls import Api
from tests.people import Person

pytestmark = pytest.mark.django_db


def test_the_bin_is_emptied_by_the_clock(
    api: Callable[[Person], Api], administrator: Person
) -> None:
    call = api(administrator)
    old, young, live = (
        call.post("/api/accounts", {"name": name}).body["id"] for name in ("Old", "Young", "Live")
    )
    for one in (old, young):
        call.delete(f"/api/accounts/{one}")
    Account.objects.filter(pk=old).update(deleted_at=timezone.now() - timedelta(days=31))

    assert purge_old() == 1

    assert set(Account.objects.values_list("pk", flat=True)) == {young, live}
    assert Change.objects.filter(record_id=old, action="purge").count() == 1
    assert purge_old() == 0


def test_what_pointed_at_a_purged_record_tells_of_it(
    api: Callable[[Person], Api], administrator: Person
) -> None:
    call = api(administrator)
    first, second = (
        call.post("/api/accounts", {"name": name}).body["id"] for name in ("First", "Second")
    )
    paths = {
        name: f"/api/{name}/" + str(call.post(f"/api/{name}", body).body["id"])
        for name, body in {
            "contacts": {"last_name": "A", "account_ids": [first, second]},
            "opportunities": {"name": "B", "account_id": first},
            "activities": {"type": "task", "account_id": first},
            "accounts": {"name": "Part", "parent_id": first},
            "target_lists": {"name": "C", "account_ids": [first]},
        }.items()
    }
    call.delete(paths["contacts"])

    assert call.delete(f"/api/accounts/{first}", purge=True).status == 200

    call.post(f"{paths['contacts']}/restore", None)
    told = {
        name: [
            {one["field"]: (one["old"], one["new"]) for one in entry["changes"]}
            for entry in call.get(f"{path}/changes").body["results"]
            if entry["action"] == "update"
        ]
        for name, path in paths.items()
    }
    links: dict[str, Any] = {"account_id": (first, None), "account_ids": ([first], [])}
    assert told["opportunities"] == [links]
    assert told["activities"] == [{"parent_type": ("account", None), **links}]
    assert told["accounts"] == [{"parent_id": (first, None)}]
    assert [set(one) for one in told["target_lists"]] == [{"account_ids", "account_links"}]
    assert told["contacts"][0]["account_id"] == (first, second)
    contact = call.get(paths["contacts"]).body
    assert (contact["account_id"], contact["account_ids"]) == (second, [second])
    assert call.get(paths["opportunities"]).body["version"] == 2


def test_what_loses_a_tag_or_a_product_keeps_all_else(
    api: Callable[[Person], Api], administrator: Person
) -> None:
    call = api(administrator)
    product = call.post("/api/products", {"name": "P", "unit_price": 5}).body["id"]
    sale = call.post("/api/opportunities", {"name": "S", "tag_ids": ["Hot"]}).body
    body = {"opportunity_id": sale["id"], "product_id": product}
    line = call.post("/api/opportunity_lines", body).body["id"]
    path = f"/api/opportunities/{sale['id']}"
    call.patch(path, {"amount": 77})

    assert call.delete(f"/api/tags/{sale['tag_ids'][0]}").status == 200
    assert call.delete(f"/api/products/{product}", purge=True).status == 200

    item = call.get(path, lines=True).body
    assert (item["amount"], item["tag_ids"], item["lines"][0]["name"]) == (77, [], "P")
    newest = call.get(f"{path}/changes").body["results"][0]["changes"]
    assert newest == [{"field": "tag_ids", "old": sale["tag_ids"], "new": []}]
    newest = call.get(f"/api/opportunity_lines/{line}/changes").body["results"][0]["changes"]
    assert newest == [{"field": "product_id", "old": product, "new": None}]
