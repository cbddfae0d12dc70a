"""Makes a personal access token at the operator's prompt and prints it, and nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apitokens.issuing import issue
from users.models import User
from values.refusals import Refused


class Command(BaseCommand):
    """manage.py create_token EMAIL --name NAME [--read-only] [--days N]"""

    help = "Prints a new personal access token for a user. It is shown this once."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose token it is")
        parser.add_argument("--name", required=True, help="what it is for")
        parser.add_argument("--read-only", action="store_true", help="it may read, not write")
        parser.add_argument("--days", help="until it expires (366)")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_user(options["email"])
        scopes = ("read",) if options["read_only"] else ("read", "write")
        days = read_days(options["days"])
        try:
            _, plaintext = issue(user, options["name"], scopes=scopes, days=days, long_lived=True)
        except Refused as refused:
            raise CommandError(f"No token was made. {refused}") from refused
        self.stdout.write(plaintext)


def find_user(email: str) -> User:
    """The user of an e-mail address or username, if tokens are for him. Raises CommandError."""
    user = User.objects.named(email)
    if user is None:
        raise CommandError(f"There is no user {email!r}.")
    if not user.is_active:
        raise CommandError(f"{email} is not active; an administrator can activate the user.")
    if not user.api_access:
        raise CommandError(
            f"API access is off for {email}; turn it on in the dashboard: "
            f"/admin/users/user/{user.pk}/change/, tick 'API access', save."
        )
    return user


def read_days(text: str | None) -> int | None:
    """A whole number of days, at least 1. Raises CommandError."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise CommandError(f"--days takes a whole number from 1 on, not {text!r}.")
    return int(text)
