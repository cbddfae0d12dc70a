"""What an empty installation is given: its lists, its first administrator, a token to try."""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from apitokens.issuing import issue
from channels import store as channels
from crm.mounts import dialects
from dialects import seeding
from lookups import defaults as lookups
from opportunities import defaults as opportunities
from records.signin import ADDRESSES
from records.types import registry
from users import roles
from users.models import User

EMAIL = "admin@example.com"
USERNAME = "admin"


@dataclass(frozen=True)
class Admission:
    """How to get in for the first time. password: None where the operator chose it himself."""

    password: str | None
    token: str


@contextmanager
def alone() -> Iterator[None]:
    """Let a second `up` on this data folder wait while one prepares; it then finds all done."""
    with (settings.CRM_DATA / "up.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def furnish() -> None:
    """Give the lists, the pipeline and the roles that a release brings and nobody has made yet.

    What administrators changed or emptied stays; roles are given to a new installation only.
    """
    lookups.install()
    opportunities.install()
    seeding.install(dialects())
    if not User.objects.exists():
        roles.install()


def admit() -> Admission | None:
    """Make the first administrator and his token; None where there are users already."""
    with transaction.atomic():
        if User.objects.exclude(kind=User.Kind.SYSTEM).exists():
            return None
        chosen = settings.CRM_ADMIN_PASSWORD
        password = chosen or secrets.token_urlsafe(12)
        user = User.objects.create_superuser(EMAIL, password, username=USERNAME)
        address = ADDRESSES.take([{"address": EMAIL}])
        channels.write("email", registry["users"].code, [(user.pk, address)], fresh=True)
        _, token = issue(user, "up")
    return Admission(None if chosen else password, token)
