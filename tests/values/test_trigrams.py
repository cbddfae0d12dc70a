"""The database keeps the indexes of three letters in step, whichever way records are written."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.calls import Api
from tests.fields import define
from tests.people import Person
from values import trigrams
from values.trigram_checks import is_sound
from values.trigrams import declared, gin_indexes

WORDS = ("ring", 'a "q" b', "50%_of", "ßen", "nau", "x*y")
FIELDS = ("cf_text", "cf_textarea", "name", "email", "phone")


@pytest.fixture
def chief(api: Callable[[Person], Api], administrator: Person) -> Api:
    """The API as an administrator calls it, with accounts that hold texts."""
    define("accounts", "text")
    define("accounts", "textarea")
    calls = api(administrator)
    for number, word in enumerate(WORDS):
        row = {
            "name": f"The {word} company",
            "cf_text": f"{word}s",
            "cf_textarea": f"so {word}\nso",
        }
        told = {"email": f"ring{number}@example.com", "phone": f"+49 30 123{number}"}
        assert calls.post("/api/accounts", row | told).status == 201
    return calls


def found(calls: Api, **asked: Any) -> list[int]:
    """The ids that a list finds."""
    reply = calls.get("/api/accounts", per_page=100, **asked)
    assert reply.status == 200, reply
    return reply.ids


def questions() -> Iterator[dict[str, Any]]:
    """Texts that are looked for in each field, and everywhere."""
    for word in ("ring", "RING", '"q', "%_o", "ssen", "*y", "in", "mpan", "3012"):
        yield {"search": word}
        for field in FIELDS:
            for operator in ("$con", "$ew"):
                yield {"q": {field: {operator: word}}}


def test_answers_are_the_same_without_the_index(
    chief: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = [found(chief, **asked) for asked in questions()]
    monkeypatch.setattr(trigrams, "ready", lambda index: False)
    scanned = [found(chief, **asked) for asked in questions()]

    assert served == scanned
    assert any(served)


def test_every_way_of_writing_keeps_it_right(chief: Api) -> None:
    first, second, third = found(chief)[:3]
    changes = {"name": "Bo", "cf_text": None, "cf_textarea": "another", "email": "n@example.com"}
    chief.patch(f"/api/accounts/{first}", changes)
    rows = [{"name": f"Bulk {number}", "cf_text": "together"} for number in range(5)]
    chief.post("/api/accounts/bulk", {"create": rows, "update": [{"id": second, "cf_text": "new"}]})
    chief.delete(f"/api/accounts/{third}")
    chief.post(f"/api/accounts/{third}/restore", {})
    chief.delete(f"/api/accounts/{second}", purge="true")

    assert [index.name for index in declared.values() if not is_sound(index)] == []
    assert len(found(chief, q={"cf_text": {"$con": "gether"}})) == 5
    assert second not in found(chief, search="ring")


def test_a_wrong_index_is_named_and_made_anew(db: None) -> None:
    (index,) = [one for one in declared.values() if one.model._meta.label == "accounts.Account"]
    dropped = "TABLE" if connection.vendor == "sqlite" else "INDEX"
    name = index.name if connection.vendor == "sqlite" else next(iter(gin_indexes(index)))[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {dropped} {name}")
    assert not is_sound(index)
    with pytest.raises(CommandError):
        call_command("verify_trigrams")
    call_command("verify_trigrams", rebuild=True)
    assert is_sound(index)
    call_command("verify_trigrams")
