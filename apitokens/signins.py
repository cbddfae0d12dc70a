"""People signed in by an app: a pair of JWTs, renewed by exchange, ended for all processes at once.

Of a sign-in only the id of its present refresh token is stored. One that was exchanged before ends
the sign-in: whoever presents it, it is in two hands.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework_simplejwt.tokens import Token as Jwt

from apitokens.jwts import Access, Refresh, read_jwt, secrets
from apitokens.models import SignIn
from revisions.store import bump, cached
from users.models import User
from users.people import person

SIGN_IN, STAMP, USER = "sid", "stamp", "sub"
SALT = "apitokens.signins"
LIFETIME: timedelta = Refresh.lifetime


@dataclass(frozen=True)
class Pair:
    """What an app is given; never logged, so the texts stay out of the repr."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


def begin(user: User) -> Pair:
    """A new sign-in of a user who has just proved who he is."""
    signin = SignIn(user=user)
    return exchange(signin, user)


def renew(text: str) -> Pair | None:
    """A new pair for a refresh token, which is good no more then; None if it was not good."""
    token = read_jwt(Refresh, text)
    user = None if token is None else holder(token)
    if token is None or user is None:
        return None
    with transaction.atomic():
        signin = held(token)
        if signin is None:
            return None
        if signin.refresh_id == token["jti"]:
            return exchange(signin, user)
        close(signin)  # exchanged before: somebody has a copy
    return None


def end(text: str) -> bool:
    """End the sign-in of a refresh token; False if there is none that is open."""
    token = read_jwt(Refresh, text)
    if token is None or holder(token) is None:
        return False
    with transaction.atomic():
        signin = held(token)
        if signin is not None:
            close(signin)
    return signin is not None


def judge(text: str) -> User | None:
    """Whose access token a text is; None if it opens nothing now. From memory where it can be."""
    token = read_jwt(Access, text)
    user = None if token is None else holder(token)
    if token is None or user is None:
        return None
    try:
        return user if is_open(number_of(token)) else None
    except SignIn.DoesNotExist:
        return None


def held(token: Jwt) -> SignIn | None:
    """The open sign-in that a token belongs to, locked until the transaction ends."""
    found = SignIn.objects.select_for_update().filter(pk=number_of(token), ended_at=None)
    return found.first()


def number_of(token: Jwt) -> int:
    """The number of a token's sign-in; 0 where it names none."""
    number = token.get(SIGN_IN)
    return number if isinstance(number, int) and 0 < number < 2**63 else 0


def holder(token: Jwt) -> User | None:
    """Whose a token is, while he is active, may use the API and has the password of then."""
    try:
        user = person(int(token[USER]))
    except (User.DoesNotExist, KeyError, TypeError, ValueError):
        return None
    if not (user.is_active and user.api_access):
        return None
    given = str(token.get(STAMP, ""))
    fits = [hmac.compare_digest(stamp_of(user, one).encode(), given.encode()) for one in secrets()]
    return user if any(fits) else None


def stamp_of(user: User, secret: str) -> str:
    """What changes with a user's password, and tells nothing of it: 32 hex digits."""
    value = f"{user.pk} {user.password}"
    return salted_hmac(SALT, value, secret, algorithm="sha256").hexdigest()[:32]


def exchange(signin: SignIn, user: User) -> Pair:
    """A new pair, whose refresh token is from now on the only good one of the sign-in."""
    refresh = Refresh()
    signin.refresh_id = refresh["jti"]
    signin.renewed_at = timezone.now()
    signin.expires_at = signin.renewed_at + LIFETIME
    signin.save()
    refresh[USER] = str(user.pk)
    refresh[SIGN_IN] = signin.pk
    refresh[STAMP] = stamp_of(user, secrets()[0])
    return Pair(access=str(refresh.access_token), refresh=str(refresh))


def end_all(user_ids: Collection[int]) -> None:
    """End whatever users are signed in by, for good: apps' sign-ins and the dashboard's sessions.

    To be called inside the transaction that lets them out. Sessions are looked through one by one,
    since only inside do they say whose they are.
    """
    now = timezone.now()
    SignIn.objects.filter(user_id__in=user_ids, ended_at=None).update(ended_at=now)
    bump("signins")
    names = {str(user_id) for user_id in user_ids}
    live = Session.objects.filter(expire_date__gt=now).iterator()
    gone = [one.pk for one in live if one.get_decoded().get(SESSION_KEY) in names]
    Session.objects.filter(pk__in=gone).delete()


def close(signin: SignIn) -> None:
    """End a sign-in, inside a transaction."""
    signin.ended_at = timezone.now()
    signin.save(update_fields=["ended_at"])
    bump("signins")


@cached("signins", size=10_000)
def is_open(number: int) -> bool:
    """Whether a sign-in was not ended. Raises SignIn.DoesNotExist, which is not remembered."""
    return SignIn.objects.values_list("ended_at", flat=True).get(pk=number) is None


def forget_old() -> None:
    """Drop the sign-ins whose last refresh token is over."""
    SignIn.objects.filter(expires_at__lt=timezone.now()).delete()
