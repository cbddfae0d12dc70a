"""A database in which no process remembers the users of the test before."""

import pytest

from users.rights import announce


@pytest.fixture
def fresh(db: None) -> None:
    """Ids repeat from test to test, so what is remembered of them must go."""
    announce()
