"""Brings the CRM up: checks, prepares, says how to get in, and serves until told to end."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from crm import demo, first_start, preflight
from crm.first_start import EMAIL, USERNAME, Admission
from crm.serving import Address, serve

WELCOME = """
Polyglot CRM answers at {url}/
  dashboard  {url}/admin/  as {email} (or {username}), {password}
  API        {url}/api/  to try it:

{curl}

Ctrl-C ends it.
"""
CURL = "curl -H 'Authorization: Bearer {token}' '{url}/api/accounts?limit=3'"
LATER = "$(python3 manage.py create_token {email} --name curl)"


def between(first: int, last: int) -> Callable[[str], int]:
    """A reader of whole numbers in a range, for argparse."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not first <= int(text) <= last:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {first} to {last}")
        return int(text)

    return read


class Command(BaseCommand):
    """manage.py up"""

    help = "Checks, migrates, says how to get in, and serves until SIGTERM or Ctrl-C."
    requires_system_checks = []  # made below, once the database is known to be there

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=between(1, 65535), default=8000)
        parser.add_argument("--workers", type=between(1, 256), default=2, help="processes")
        parser.add_argument("--tls-cert", type=Path, help="PEM file; with --tls-key serves https")
        parser.add_argument("--tls-key", type=Path, help="PEM file, PKCS#8")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        preflight.check_tls(options["tls_cert"], options["tls_key"])
        address = Address(options["host"], options["port"], options["tls_cert"], options["tls_key"])
        preflight.check_address(address)
        preflight.check_folder()
        preflight.mend_counts()
        preflight.check_database()
        self.check()
        with first_start.alone():
            call_command("migrate", interactive=False, verbosity=0)
            first_start.furnish()
            admission = self.begin(options["no_demo"])
        answer_to(address)
        self.stdout.write(welcome(address, admission))
        self.stdout.flush()
        serve(address, options["workers"])

    def begin(self, is_bare: bool) -> Admission | None:
        """Give an empty installation its first administrator and, unless it is to stay bare, the
        sample company. Both or neither: what was broken off begins anew with the next start."""
        with transaction.atomic():
            admission = first_start.admit()
            if admission and not is_bare:
                self.stdout.write("Making a sample company...")
                self.stdout.flush()
                demo.build()
        return admission


def answer_to(address: Address) -> None:
    """Take the name that we listen on for one of ours, and cookies by TLS only if we serve it."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, address.host]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = bool(address.certificate)


def welcome(address: Address, admission: Admission | None) -> str:
    """How to get in. Only the first start can tell a token; later ones tell how to make one."""
    if admission is None:
        password = "with your password"
        token = LATER.format(email=EMAIL)
    else:
        password = f"password {admission.password} (shown this once)"
        if admission.password is None:
            password = "with the password of CRM_ADMIN_PASSWORD"
        token = admission.token
    curl = CURL.format(token=token, url=address.url)
    if admission is None:
        curl = curl.replace("'", '"')
    return WELCOME.format(
        url=address.url, email=EMAIL, username=USERNAME, password=password, curl=curl
    )
