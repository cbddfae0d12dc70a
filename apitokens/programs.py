"""Keys of users of kind api: 32 hex digits, alone or with a secret that signs each call."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from apitokens.models import Program
from users.models import User
from users.people import person

KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
LENGTH = 32


def give(user: User, method: str) -> tuple[str, str | None]:
    """A new key for a user, and the secret if calls are signed; the old ones end. Shown once."""
    key, secret = secrets.token_hex(LENGTH // 2), secrets.token_hex(LENGTH // 2)
    signs = method == Program.Method.SIGNATURE
    sealed = lock().encrypt(secret.encode()).decode() if signs else ""
    values = {"method": method, "digest": digest(key), "secret": sealed}
    Program.objects.update_or_create(user=user, defaults=values)
    return key, secret if signs else None


def method_of(user_id: int) -> str | None:
    """How a user's calls are signed in; None if he has no key."""
    return Program.objects.filter(pk=user_id).values_list("method", flat=True).first()


def by_key(key: str) -> User | None:
    """Whose key it is that signs in alone."""
    found = find(key, Program.Method.KEY)
    return owner(found) if found else None


def by_signature(key: str, signature: bytes, texts: Iterable[str]) -> User | None:
    """Whose key it is, if the signature is that of one of the texts: HMAC-SHA-256, as 64 hex
    digits or raw."""
    found = find(key, Program.Method.SIGNATURE)
    secret = found and opened(found.secret)
    if not found or not secret:
        return None
    right = False
    for text in texts:
        made = hmac.new(secret, text.encode(), hashlib.sha256)
        for form in (made.digest(), made.hexdigest().encode()):
            right |= hmac.compare_digest(form, signature)
    return owner(found) if right else None


def find(key: str, method: str) -> Program | None:
    """The program of a key, if it signs in like this."""
    if not KEY.fullmatch(key):
        return None
    return Program.objects.filter(digest=digest(key), method=method).first()


def owner(program: Program) -> User | None:
    """The user, while he is a program that the API is open to."""
    user = person(program.pk)
    is_open = user.is_active and user.api_access and user.kind == User.Kind.API
    return user if is_open else None


def opened(sealed: str) -> bytes | None:
    """A secret that was encrypted under one of today's peppers."""
    try:
        return lock().decrypt(sealed.encode())
    except InvalidToken:
        return None


def lock() -> MultiFernet:
    """What secrets are encrypted with, made of the peppers; the first one encrypts."""
    hashes = [
        hashlib.sha256(f"secrets of programs: {pepper}".encode()).digest()
        for pepper in settings.CRM_TOKEN_PEPPERS
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in hashes])


def digest(key: str) -> str:
    """What is stored of a key, which is random enough to need no pepper."""
    return hashlib.sha256(f"key of a program: {key}".encode()).hexdigest()
