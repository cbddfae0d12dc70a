"""A second process of the suite: tells at each line that it reads what it takes to be the state.

Argument: the name of the test database. The state: keys of the contacts' custom fields, the first
value of the list of salutations, and whether the first user is an administrator.
"""

import json
import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

# Only now, with Django set up, can these be imported.
from customfields.store import schema_of  # noqa: E402
from lookups.lists import values_of  # noqa: E402
from revisions.store import snapshot  # noqa: E402
from users.models import User  # noqa: E402
from users.rights import rights_of  # noqa: E402

user = User.objects.earliest("pk")
for _ in sys.stdin:
    token = snapshot.set({})
    fields = [field.key for field in schema_of("contacts").fields]
    values = [value.value for value in values_of("salutation")]
    state = {"fields": fields, "first": values[:1], "rules": rights_of(user).is_administrator}
    print(json.dumps(state), flush=True)
    snapshot.reset(token)
