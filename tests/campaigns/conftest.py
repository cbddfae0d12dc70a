"""A campaign of the owner."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.people import Person


@pytest.fixture
def seller(api: Callable[[Person], Api], owner: Person) -> Api:
    """The API as the owner calls it."""
    return api(owner)


@pytest.fixture
def campaign(seller: Api) -> int:
    """A campaign."""
    return int(seller.post("/api/campaigns", {"name": "Spring"}).body["id"])


@pytest.fixture
def contact(seller: Api) -> int:
    """Somebody to address."""
    return int(seller.post("/api/contacts", {"last_name": "Ada"}).body["id"])
