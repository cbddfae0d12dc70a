"""The verdict on a token that a client presents, from memory as long as nothing changed."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from apitokens.addresses import Network, inside, read_address, read_network
from apitokens.format import Presented, digest, parse, pepper_id
from apitokens.identity import TokenIdentity
from apitokens.lastuse import note_use
from apitokens.models import Token
from revisions.store import cached
from users.models import User
from users.people import person


@dataclass(frozen=True)
class StoredToken:
    """A row of the token table as processes remember it."""

    id: int
    name: str
    user_id: int
    digest: str
    pepper_id: str
    scopes: tuple[str, ...]
    dialects: tuple[str, ...] | None
    networks: tuple[Network, ...]
    rate_limit: int | None
    expires_at: datetime
    is_revoked: bool
    renewed_days: int | None = None

    def is_open(self, address: str, dialect: str | None) -> bool:
        """Whether it may be used now, from this address, on this surface (None: any)."""
        if self.is_revoked or timezone.now() >= self.expires_at:
            return False
        if dialect is not None and self.dialects is not None and dialect not in self.dialects:
            return False
        if not self.networks:
            return True
        client = read_address(address)
        return client is not None and inside(client, self.networks)

    @property
    def renewed_until(self) -> datetime | None:
        """When a token that each use renews shall expire from now on; None where it need not be
        told, because no day has passed since it last was."""
        if self.renewed_days is None:
            return None
        later = timezone.now() + timedelta(days=self.renewed_days)
        return later if later - self.expires_at > timedelta(days=1) else None


def judge(text: str, address: str, dialect: str | None = None) -> TokenIdentity | None:
    """The identity behind a token's text, presented from an address to a dialect; else None.

    Malformed texts and wrong checksums cost no query; known tokens cost none either, but for the
    note of their use once a minute. What was wrong is not told.
    """
    presented = parse(text)
    if presented is None:
        return None
    stored = _find(presented.public_id)
    if not matches(presented, stored) or stored is None:
        return None
    user = _find_user(stored.user_id) if stored.is_open(address, dialect) else None
    if user is None or not (user.is_active and user.api_access):
        return None
    note_use(presented, stored.pepper_id, stored.renewed_until)
    return TokenIdentity(
        id=stored.id,
        name=stored.name,
        user=user,
        scopes=stored.scopes,
        dialects=stored.dialects,
        rate_limit=stored.rate_limit,
        expires_at=stored.expires_at,
        networks=stored.networks,
    )


def matches(presented: Presented, stored: StoredToken | None) -> bool:
    """Whether the digest is the stored one, in the same time whether or not there is one."""
    peppers = {pepper_id(pepper): pepper for pepper in settings.CRM_TOKEN_PEPPERS}
    pepper = peppers.get(stored.pepper_id) if stored else None
    found = digest(presented.plaintext, pepper or settings.CRM_TOKEN_PEPPERS[0])
    expected = stored.digest if stored and pepper else "0" * len(found)
    return hmac.compare_digest(found, expected)


def _find(public_id: str) -> StoredToken | None:
    try:
        return _stored(public_id)
    except Token.DoesNotExist:  # not remembered, so that guesses cannot push out what is
        return None


def _find_user(user_id: int) -> User | None:
    try:
        return person(user_id)
    except User.DoesNotExist:
        return None


@cached("tokens", size=10_000)
def _stored(public_id: str) -> StoredToken:
    row = Token.objects.get(public_id=public_id)
    return StoredToken(
        id=row.pk,
        name=row.name,
        user_id=row.user_id,
        digest=row.digest,
        pepper_id=row.pepper_id,
        scopes=tuple(row.scopes),
        dialects=None if not row.dialects else tuple(row.dialects),
        networks=tuple(map(read_network, row.allowed_ips)),
        rate_limit=row.rate_limit,
        expires_at=row.expires_at,
        is_revoked=row.revoked_at is not None,
        renewed_days=row.renewed_days,
    )
