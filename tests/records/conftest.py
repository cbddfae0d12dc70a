"""How many questions the oracle is asked: a few hundred, always the same; or as many as you like.

`HYPOTHESIS_PROFILE=deep pytest tests/records/test_filter_oracle.py` asks thousands of new ones.
"""

import os

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "steady", derandomize=True, max_examples=300, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
