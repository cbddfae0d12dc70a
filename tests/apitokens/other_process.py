"""A second process of the suite: judges a token at each line that it reads, and says the verdict.

Arguments: the name of the test database, and the token, which may be an app's.
"""

import sys

import django
from django.conf import settings

database, plaintext = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()

# Only now, with Django set up, can these be imported.
from apitokens import signins  # noqa: E402
from apitokens.checking import judge  # noqa: E402
from apitokens.jwts import is_jwt  # noqa: E402
from revisions.store import snapshot  # noqa: E402

for _ in sys.stdin:
    token = snapshot.set({})
    found = signins.judge(plaintext) if is_jwt(plaintext) else judge(plaintext, "192.0.2.7")
    print("no" if found is None else "yes", flush=True)
    snapshot.reset(token)
