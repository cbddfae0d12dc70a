"""What dialects with words of their own have in common, tried on Spotler."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.mounts import dialects
from customfields import naming
from customfields.models import CustomField
from dialects import seeding
from revisions.store import bump
from tests.fields import define
from tests.people import SELLER, People
from users.models import Role
from values.refusals import Refused

Call = Callable[..., Any]


@pytest.fixture
def blinded(people: People) -> None:
    """The owner, for whom industries and phones do not exist, and who may only read names."""
    hidden = {"accounts": ["industry"], "contacts": ["phones"]}
    fixed = {"accounts": ["website"]}
    role = Role.objects.create(
        name="Blind", grants=SELLER, hidden_fields=hidden, read_only_fields=fixed
    )
    people.owner.user.roles.set([role])
    bump("users")


def test_what_a_role_hides_reads_like_what_does_not_exist(call: Call, blinded: None) -> None:
    sent = {"name": "A", "sector": "Energy", "website": "a.example"}
    made = call("post", "/spotler/accounts", body=sent)
    number = made.json()["record"]["id"]

    assert made["X-Ignored-Fields"] == "sector" and "sector" not in made.json()["record"]
    assert made.json()["record"]["website"] is None
    unknown = call("get", '/spotler/accounts?q={"nosuch":"Energy"}').json()["message"]
    told = call("get", '/spotler/accounts?q={"sector":"Energy"}').json()["message"]
    assert told == unknown.replace("nosuch", "sector")
    names = [
        one["name"] for one in call("get", "/spotler/datadictionary/accounts").json()["fields"]
    ]
    assert "sector" not in names and "website" in names
    person = call("post", "/spotler/contacts", body={"last": "X", "accountid": number})
    assert not {"phone", "mobile", "direct"} & set(person.json()["record"])
    assert call("get", "/spotler/lookup/accounts/sector").status_code == 404


def test_a_page_costs_the_same_however_long(call: Call, people: People) -> None:
    seeding.install(dialects())
    account = call("post", "/spotler/accounts", body={"name": "A"}).json()["record"]["id"]
    rows = [{"last_name": f"N {n}", "account_id": account} for n in range(40)]
    call("post", "/api/contacts/bulk", body={"create": rows})

    costs = []
    for limit in (1, 40, 1, 40):
        with CaptureQueriesContext(connection) as context:
            assert call("get", f"/spotler/contacts?limit={limit}").status_code == 200
        costs.append(len(context))

    assert costs[2] == costs[3] <= 8


def test_names_are_fixed_when_a_field_is_made_and_later_dialects_add(
    people: People,
) -> None:
    first = define("accounts", "text", "cf_one", label="Our Region/East")
    second = define("accounts", "text", "cf_two", label="Our region/east!")
    third = define("accounts", "text", "cf_three", label="Name", wire_names={"spotler": "alias"})

    assert first.wire_names["spotler"] == "ourregion/east"
    assert second.wire_names["spotler"] == "ourregion/east2"
    assert third.wire_names["spotler"] == "alias"
    with pytest.raises(Refused):
        define("accounts", "text", "cf_four", label="Four", wire_names={"spotler": "sector"})
    CustomField.objects.filter(pk=second.id).update(wire_names={"spotler": "kept"})
    naming.name_all()
    kept = CustomField.objects.get(pk=second.id).wire_names
    assert kept["spotler"] == "kept" and set(kept) == set(naming.namings)


def test_what_dialects_bring_is_made_once_and_not_again(people: People) -> None:
    seeding.install(dialects())
    fields = CustomField.objects.filter(record_type="accounts", key="cf_slaid")
    (made,) = fields
    assert (made.dialects, made.wire_names["spotler"]) == (["spotler"], "slaid")

    fields.update(deleted_at=made.created_at)
    seeding.install(dialects())

    assert fields.count() == 1
