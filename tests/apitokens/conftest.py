"""An owner of tokens, in a process that remembers nothing of the test before."""

from ipaddress import ip_network

import pytest
from pytest_django import Settings

from apitokens import lastuse
from revisions.store import bump
from users.models import User

OLD, NEW = "an old pepper of the suite, 32 or more", "a new pepper of the suite, 32 or more"


@pytest.fixture(autouse=True)
def product_settings(settings: Settings) -> None:
    """What the tests rely on, whatever the environment says."""
    settings.CRM_TOKEN_PEPPERS = [OLD]
    settings.CRM_TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]
    settings.CRM_RATE_LIMIT = 600
    lastuse._due.clear()


@pytest.fixture
def owner(db: None) -> User:
    """A user with API access and no rights."""
    bump("users", "tokens")
    return User.objects.create_user("owner@example.com", api_access=True)
