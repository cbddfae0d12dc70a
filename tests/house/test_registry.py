"""Every record type × every dialect: declared once, it is everywhere, and nothing is invisible."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from crm.mounts import dialects
from customfields.store import TYPES, record_models
from dialects.base import Dialect
from dialects.router import served
from records.problems import problem
from records.types import RecordType, registry
from tests.calls import Api
from tests.fields import define
from tests.people import Person

Calls = Callable[[Person], Api]
EVERY = [pytest.param(one, id=one.name) for one in registry.values()]
PAIRS = [
    pytest.param(dialect, record_type, word, id=f"{dialect.name}-{record_type.name}")
    for dialect in dialects()
    for record_type, word in served(dialect)
]
CONTRACT = {
    *("accounts", "contacts", "leads", "opportunities", "opportunity_lines"),
    *("opportunity_histories", "activities", "campaigns", "campaign_stages", "campaign_members"),
    *("cases", "documents", "products", "users", "teams", "tags", "roles", "pipelines"),
    *("pipeline_stages", "currencies", "target_lists"),
}


@pytest.fixture
def boss(api: Calls, administrator: Person) -> Api:
    """The administrator's calls."""
    return api(administrator)


def test_the_types_are_those_of_the_contract_and_the_guest() -> None:
    assert set(registry) == CONTRACT | {"invoices"}


def test_the_guest_is_named_nowhere_in_the_product() -> None:
    root = Path(settings.BASE_DIR)
    apps = [one.split(".")[0] for one in settings.INSTALLED_APPS]
    folders = {root / one for one in apps if (root / one).is_dir()} - {root / "tests"}
    files = [path for folder in [*folders, root / "dialects"] for path in folder.rglob("*.py")]

    assert len(files) > 100
    quoted = re.compile(r"[\"']invoices[\"']|Invoices?[(]")
    naming = [path for path in files if quoted.search(path.read_text())]
    # Contacts of Cogmento have a list of this name, which is always empty there.
    assert naming == [root / "dialects" / "cogmento" / "tables.py"]


def test_each_type_has_a_code_of_its_own(db: None) -> None:
    codes = [one.code for one in registry.values()]

    assert len(set(codes)) == len(codes)
    assert registry["accounts"].code == 1 and registry["currencies"].code == 0x1E


@pytest.mark.parametrize("dialect", [pytest.param(one, id=one.name) for one in dialects()])
def test_a_type_that_is_not_served_is_left_out_on_purpose(dialect: Dialect) -> None:
    left_out = set(registry) - {one.name for one, _ in served(dialect)}

    assert left_out == set(dialect.unserved)


@pytest.mark.parametrize(("dialect", "record_type", "word"), PAIRS)
def test_each_type_answers_in_each_dialect(
    boss: Api, stranger: Person, dialect: Dialect, record_type: RecordType, word: str
) -> None:
    place = f"/{dialect.prefix}{word}"

    assert boss.get(place).status == 200
    assert boss.get(f"{place}/987654321").status == 404
    assert Api().get(place).status == dialect.status_of(problem(401, ""))
    assert Api(stranger.token).get(place).status in {200, 403}


def test_the_command_shows_every_type_in_every_dialect() -> None:
    shown = StringIO()
    call_command("records", stdout=shown)

    for dialect in dialects():
        for record_type, word in served(dialect):
            row = [record_type.name, dialect.name, f"/{dialect.prefix}{word}"]
            assert row in [line.split() for line in shown.getvalue().splitlines()]


@pytest.mark.parametrize("record_type", EVERY)
def test_dictionary_record_and_filter_know_the_same_fields(
    boss: Api, record_type: RecordType
) -> None:
    place = f"/api/{record_type.name}"
    told = boss.get(f"/api/datadictionary/{record_type.name}").body

    assert told["type"] == record_type.name
    names = [one["name"] for one in told["fields"]]
    assert names == list(record_type.standard)
    asked = {one["name"]: None for one in told["fields"] if one["filterable"]}
    assert boss.get(place, q=asked).status == 200
    for one in told["fields"]:
        order = boss.get(place, order={one["name"]: "desc"}).status
        assert order == (200 if one["sortable"] else 400), one["name"]
        if not one["filterable"]:
            assert boss.get(place, q={one["name"]: None}).status == 400, one["name"]
    for relation in told["relations"]:
        assert relation["type"] in registry
        assert boss.get(f"{place}/987654321/{relation['name']}").status == 404


@pytest.mark.parametrize("record_type", EVERY)
def test_each_type_that_takes_custom_fields_takes_all_of_them(
    boss: Api, record_type: RecordType
) -> None:
    if not record_type.custom:
        assert record_type.name not in record_models
        return
    for name in TYPES:
        define(record_type.name, name)
    keys = [f"cf_{name}" for name in TYPES]

    told = boss.get(f"/api/datadictionary/{record_type.name}").body["fields"]
    assert [one["name"] for one in told[-len(keys) :]] == keys
    assert all(one["custom"] for one in told[-len(keys) :])
    asked: dict[str, Any] = dict.fromkeys(keys)
    fields = ",".join(keys)
    assert boss.get(f"/api/{record_type.name}", q=asked, fields=fields).status == 200


@pytest.mark.parametrize("record_type", EVERY)
def test_the_document_describes_each_type(boss: Api, record_type: RecordType) -> None:
    paths = boss.get("/api/schema").body["paths"]

    place = f"/api/{record_type.name}"
    assert {"get", "post"} <= set(paths[place])
    assert any(path.startswith(f"{place}/{{") and "patch" in paths[path] for path in paths)
    assert "post" in paths[f"{place}/bulk"]
