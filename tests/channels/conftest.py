"""The default lists, for tests that ask for them."""

import pytest

from lookups.defaults import install


@pytest.fixture
def lists(db: None) -> None:
    """A new installation's lists and currencies."""
    install()
