"""The people of a module's tests, made once; and how many questions the oracle is asked.

A few hundred, always the same; or as many as you like:
`HYPOTHESIS_PROFILE=deep pytest tests/records/test_filter_oracle.py` asks thousands of new ones.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.people import People

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "steady", derandomize=True, max_examples=300, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def people(shared_people: People, db: None) -> People:
    """Those of the module, in a transaction of the test's own."""
    return shared_people
