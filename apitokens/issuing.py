"""How tokens come and go: issued with their limits checked, revoked for every process at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apitokens import scopes as scope_rules
from apitokens.addresses import read_networks
from apitokens.format import digest, make, pepper_id
from apitokens.identity import TokenIdentity
from apitokens.minting import exceeding
from apitokens.models import Token
from revisions.store import bump
from users.models import User
from values.kinds import Text
from values.refusals import Refusal, Refused

DEFAULT_DAYS = 366
MOST_DAYS = 36_600
HIGHEST_LIMIT = 1_000_000


class Terms(TypedDict, total=False):
    """What may be said of a new token beside its owner and name.

    It expires at `expires_at` or after `days` (default 366; longer only if `by` is a superuser or
    the caller vouches for it with `long_lived`). dialects: None or empty for all; allowed_ips:
    networks, empty for everywhere; rate_limit: calls a minute, which is for administrators to say;
    by: who makes it, None for the operator; through: the token that he uses to make it, if any.
    """

    scopes: Sequence[str]
    days: int | None
    expires_at: datetime | None
    dialects: Sequence[str] | None
    allowed_ips: Sequence[str]
    rate_limit: int | None
    by: User | None
    through: TokenIdentity | None
    long_lived: bool


def issue(user: User, name: str, **terms: Unpack[Terms]) -> tuple[Token, str]:
    """A new token of a user, and its plaintext, which is not kept anywhere.

    Raises Refused with all failing fields.
    """
    values = check_terms(user, name, **terms)
    fresh = make()
    pepper = settings.CRM_TOKEN_PEPPERS[0]
    token = Token(public_id=fresh.public_id, pepper_id=pepper_id(pepper), **values)
    token.digest = digest(fresh.plaintext, pepper)
    token.save(force_insert=True)
    return token, fresh.plaintext


def check_terms(user: User, name: str, **terms: Unpack[Terms]) -> dict[str, Any]:
    """The columns of a new token under these terms. Raises Refused with all failing fields."""
    by, through = terms.get("by"), terms.get("through")
    is_free = terms.get("long_lived") or (by is not None and by.is_superuser)
    longest = MOST_DAYS if is_free else DEFAULT_DAYS
    latest = None if through is None else through.expires_at
    wanted = terms.get("scopes", scope_rules.DEFAULT)
    readers: dict[str, Callable[[], Any]] = {
        "user_id": lambda: check_owner(user, by),
        "name": lambda: read_name(name),
        "scopes": lambda: list(scope_rules.read_scopes(wanted)),
        "expires_at": lambda: read_expiry(
            terms.get("days"), terms.get("expires_at"), longest, latest
        ),
        "dialects": lambda: read_dialects(terms.get("dialects")),
        "allowed_ips": lambda: list(read_networks(terms.get("allowed_ips", ()))),
        "rate_limit": lambda: read_limit(terms.get("rate_limit")),
    }
    values = _gather(readers)
    if through is not None and (beyond := exceeding(through, values)):
        raise Refused(beyond)
    return {**values, "created_by": by}


def revoke(token: Token) -> None:
    """End a token in every process from its next request on; one revoked before keeps its date."""
    with transaction.atomic():
        now = timezone.now()
        Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now)
        bump("tokens")
    token.refresh_from_db(fields=["revoked_at"])


def check_owner(user: User, by: User | None) -> int:
    """The id of a user for whom `by` (None: the operator) may make a token. Raises Refusal."""
    if by is not None and by.pk != user.pk:
        if not by.is_administrator:
            raise Refusal("Exists", "only administrators make tokens for others")
        if user.is_superuser and not by.is_superuser:
            raise Refusal("Exists", "only superusers make tokens for superusers")
    if not user.is_active:
        raise Refusal("Exists", f"{user} is not active")
    if not user.api_access:
        raise Refusal("Exists", f"API access is off for {user}")
    return user.pk


def read_name(name: Any) -> str:
    """The name that tells a token from the owner's others. Raises Refusal."""
    text = Text(max_length=100).take(name)
    if text is None:
        raise Refusal("Required")
    return text


def read_expiry(
    days: int | None, expires_at: datetime | None, longest: int, latest: datetime | None = None
) -> datetime:
    """When a token ends, at most `longest` days from now; left open, at most at `latest`.

    Raises Refusal.
    """
    now = timezone.now()
    if expires_at is None:
        wanted = DEFAULT_DAYS if days is None else days
        expires_at = now + timedelta(days=max(0, min(wanted, longest + 1)))
        expires_at = min(expires_at, latest) if days is None and latest else expires_at
    if expires_at <= now:
        raise Refusal("Min", "must lie in the future")
    if expires_at > now + timedelta(days=longest):
        raise Refusal("Max", f"at most {longest} days from now", longest)
    return expires_at


def read_dialects(names: Sequence[str] | None) -> list[str] | None:
    """The dialects that a token is for; None for all. Raises Refusal."""
    known = dialect_names(settings.DIALECTS)
    for name in names or ():
        if name not in known:
            raise Refusal("In", f"must be of {', '.join(known)}", *known)
    return list(dict.fromkeys(names)) if names else None


def dialect_names(classes: Sequence[str]) -> list[str]:
    """The names of the dialects in a setting like dialects.native.Native."""
    return [path.split(".")[-2] for path in classes]


def read_limit(limit: Any) -> int | None:
    """Calls a minute, from 1 to a million; None for the installation's limit. Raises Refusal."""
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise Refusal("Number", "must be a whole number")
    if not 1 <= limit <= HIGHEST_LIMIT:
        raise Refusal("Max", f"must be from 1 to {HIGHEST_LIMIT}", HIGHEST_LIMIT)
    return limit


def _gather(readers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """The values of all readers, or Refused with the refusals of all that refuse."""
    values, refusals = {}, {}
    for field, read in readers.items():
        try:
            values[field] = read()
        except Refusal as refusal:
            refusals[field] = [refusal]
    if refusals:
        raise Refused(refusals)
    return values
