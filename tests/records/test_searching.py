"""Words are looked for where they can stand."""

from collections.abc import Callable

from tests.calls import Api
from tests.people import Person


def test_a_word_with_letters_is_not_looked_for_among_the_digits_of_phones(
    api: Callable[[Person], Api], owner: Person
) -> None:
    calls = api(owner)
    bay = calls.post("/api/accounts", {"name": "Bay 9f40"}).body["id"]
    kay = calls.post("/api/accounts", {"name": "Kay", "phone": "+49 40 123"}).body["id"]

    assert calls.get("/api/accounts", search="9f40").ids == [bay]
    assert calls.get("/api/accounts", search="+49-40").ids == [kay]
