"""Promises about what is kept of a failed call: enough to find it, nothing that is anybody's."""

import pytest

from usage import asking
from usage.asking import asked

CANARY = "crm_AbCdEfGh1234_0123456789abcdefghijABCDEFGHIJklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def fresh_minute() -> None:
    asking._minute = 0


@pytest.mark.parametrize(
    ("path", "query", "kept"),
    [
        ("/api/contacts/815/accounts", "", "GET /api/contacts/{id}/accounts"),
        ("/api/contacts", "q={%22name%22:%22Ann%22}&page=2", "GET /api/contacts?q=…&page=…"),
        ("/api/contacts", "q=a&q=b", "GET /api/contacts?q=…"),
        (f"/api/{CANARY}/x", "", "GET /api/~/x"),
        ("/api/contacts", f"{CANARY}=1", "GET /api/contacts?…=…"),
        ("/api/contacts", "ann@example.com", "GET /api/contacts?…=…"),
        ("/api/Ann Smith\n", "", "GET /api/Ann_Smith_"),
    ],
)
def test_values_ids_and_secrets_are_left_out(path: str, query: str, kept: str) -> None:
    assert asked("GET", path, query) == kept


def test_inventions_do_not_fill_the_ledger() -> None:
    kinds = {asked("GET", f"/api/nothing-{number}x", "") for number in range(1000)}
    assert len(kinds) == asking.MOST_KINDS + 1
    assert "GET (many others)" in kinds
