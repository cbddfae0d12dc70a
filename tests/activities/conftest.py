"""The owner's calls about activities."""

from collections.abc import Callable

import pytest

from tests.calls import Api
from tests.people import Person


@pytest.fixture
def seller(api: Callable[[Person], Api], owner: Person) -> Api:
    """The API as the owner calls it."""
    return api(owner)
