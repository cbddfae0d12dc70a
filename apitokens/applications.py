"""Applications: registered by administrators, known by an id and a secret that is shown once."""

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from apitokens.models import Application, Token
from revisions.store import bump
from users.models import User
from values.refusals import Refusal, Refused
from values.text import is_clean

LONGEST_NAME, MOST_ADDRESSES = 100, 10
LONGEST = 500
INSIDE = ("localhost", "127.0.0.1", "::1")


def register(name: str, redirect_uris: Sequence[str], by: User) -> tuple[Application, str]:
    """A new application, and its secret, which is not kept anywhere. Raises Refused."""
    refusals: dict[str, list[Refusal]] = {}
    text = name.strip()
    if not text:
        refusals["name"] = [Refusal("Required")]
    elif len(text) > LONGEST_NAME or not is_clean(text):
        refusals["name"] = [Refusal("Max", f"at most {LONGEST_NAME} characters", LONGEST_NAME)]
    if not redirect_uris:
        refusals["redirect_uris"] = [Refusal("Required")]
    elif len(redirect_uris) > MOST_ADDRESSES or not all(map(is_address, redirect_uris)):
        told = (
            f"Give whole addresses, {MOST_ADDRESSES} at most, that begin with https:// "
            "and hold no # (http:// only on this machine)"
        )
        refusals["redirect_uris"] = [Refusal("Url", told)]
    if refusals:
        raise Refused(refusals)
    secret = secrets.token_urlsafe(32)
    made = Application.objects.create(
        name=text,
        client_id=secrets.token_urlsafe(18),
        digest=digest(secret),
        redirect_uris=list(redirect_uris),
        created_by=by,
    )
    return made, secret


def remove(application: Application) -> None:
    """Take an application away, with its tokens, in every process from its next request on."""
    with transaction.atomic():
        tokens = application.consents.exclude(token=None).values("token")
        Token.objects.filter(pk__in=tokens).delete()
        application.delete()
        bump("tokens")


def is_address(text: str) -> bool:
    """Whether people may be led to an address: by https, or on the machine that they sit at."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in INSIDE)
    return is_safe and bool(host) and not parts.fragment and len(text) <= LONGEST


def digest(secret: str, pepper: str | None = None) -> str:
    """What is stored of a secret, a code, or a refresh token: 64 hex digits."""
    key = pepper or settings.CRM_TOKEN_PEPPERS[0]
    return hmac.new(key.encode(), secret.encode(), sha256).hexdigest()


def digests(secret: str) -> list[str]:
    """What may be stored of it, under the present pepper or an older one."""
    return [digest(secret, pepper) for pepper in settings.CRM_TOKEN_PEPPERS]
