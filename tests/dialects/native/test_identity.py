"""A personal access token opens the native API in either of its headers, but not in both."""

import pytest
from django.test import Client

from tests.people import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer {}"}, {"X-Api-Key": "{}"}],
)
def test_a_token_is_taken_in_either_header(
    client: Client, owner: Person, headers: dict[str, str]
) -> None:
    sent = {name: form.format(owner.token) for name, form in headers.items()}
    assert client.get("/api/accounts", headers=sent).status_code == 200
    wrong = {name: form.format(owner.token[:-1] + "x") for name, form in headers.items()}
    assert client.get("/api/accounts", headers=wrong).status_code == 401


def test_two_credentials_are_a_malformed_question(client: Client, owner: Person) -> None:
    both = {"Authorization": f"Bearer {owner.token}", "X-Api-Key": owner.token}
    assert client.get("/api/accounts", headers=both).status_code == 400
