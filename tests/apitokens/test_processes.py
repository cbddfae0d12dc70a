"""What one process takes away is gone in every other one on its next request."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as product
from django.db import connection
from pytest_django import Settings

from apitokens import signins
from apitokens.issuing import issue, revoke
from apitokens.models import Token
from revisions.store import bump
from users.models import User
from users.rights import announce

pytestmark = pytest.mark.django_db(transaction=True)


class OtherProcess:
    """A process that has judged the token before, so that it remembers it."""

    def __init__(self, plaintext: str):
        program = Path(__file__).with_name("other_process.py")
        root = program.parent.parent.parent
        self.running = subprocess.Popen(
            [sys.executable, str(program), str(connection.settings_dict["NAME"]), plaintext],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(root), *sys.path]),
                "DJANGO_SETTINGS_MODULE": "crm.settings",
                "CRM_DATA": str(product.CRM_DATA),
            },
        )

    def accepts(self) -> bool:
        """Its verdict now."""
        assert self.running.stdin and self.running.stdout
        self.running.stdin.write("now\n")
        self.running.stdin.flush()
        answer = self.running.stdout.readline().strip()
        assert answer in {"yes", "no"}
        return answer == "yes"

    def end(self) -> None:
        """Let it go, and its connection with it."""
        assert self.running.stdin
        self.running.stdin.close()
        self.running.wait(timeout=20)


@pytest.fixture
def token(settings: Settings, product_settings: None) -> Token:
    peppers = Path(settings.CRM_DATA) / "token_peppers"  # which both processes read
    settings.CRM_TOKEN_PEPPERS = peppers.read_text("ascii").split()
    bump("users", "tokens")
    owner = User.objects.create_user("owner@example.com", api_access=True)
    made, plaintext = issue(owner, "Import")
    made.plaintext = plaintext
    return made


@pytest.fixture
def other(token: Token) -> Iterator[OtherProcess]:
    process = OtherProcess(token.plaintext)
    try:
        assert process.accepts()
        yield process
    finally:
        process.end()


def test_a_revocation_bites_everywhere(token: Token, other: OtherProcess) -> None:
    assert other.accepts()
    revoke(token)
    assert not other.accepts()


def test_a_user_let_out_is_out_everywhere(token: Token, other: OtherProcess) -> None:
    User.objects.update(api_access=False)
    announce()
    assert not other.accepts()
    User.objects.update(api_access=True)
    announce()
    assert other.accepts()


def test_a_sign_in_ends_everywhere(settings: Settings, product_settings: None) -> None:
    key = Path(settings.CRM_DATA) / "secret_key"  # which both processes read
    settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS = key.read_text("ascii").split()
    bump("users", "signins")
    owner = User.objects.create_user("owner@example.com", api_access=True)
    pair = signins.begin(owner)
    other = OtherProcess(pair.access)
    try:
        assert other.accepts()
        assert signins.end(pair.refresh)
        assert not other.accepts()
    finally:
        other.end()
