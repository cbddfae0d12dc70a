"""A process of the suite that posts an account under a key, and is killed on its way.

Arguments: the name of the test database, a token, the key, and where it dies: 'before' its work is
committed, or 'after' it.
"""

import os
import signal
import sys
from typing import Any

import django
from django.conf import settings

database, token, key, moment = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()

# Only now, with Django set up, can these be imported.
from django.test import Client  # noqa: E402

from idempotency import models, store  # noqa: E402


def die(*args: Any, **kwargs: Any) -> Any:
    """What kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


if moment == "before":
    models.Keyed.save = die  # type: ignore[method-assign]
else:
    once = store.once
    store.once = lambda *given: die(once(*given))

headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
client = Client(headers=headers, SERVER_NAME="localhost")
client.post("/api/accounts", '{"name": "Acme"}', "application/json")
