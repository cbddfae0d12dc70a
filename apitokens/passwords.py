"""Signing in at an API by name and password: one answer to all that can be wrong with them."""

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from rest_framework.exceptions import AuthenticationFailed, Throttled

from apitokens import failures
from apitokens.lockout import is_locked_out, seconds_left
from users.models import User

WRONG = "This name and password open nothing here."
LOCKED = "Too many failed attempts to sign in; wait as long as Retry-After says."


class SignInRefused(AuthenticationFailed):
    """The name or the password is wrong, or whose they are may not use the API. 401 at the edge."""

    default_detail = WRONG


class LockedOut(Throttled):
    """Somebody failed to sign in too often. 429 at the edge; wait: seconds."""

    def __init__(self, wait: int):
        super().__init__(wait)
        self.detail = LOCKED  # type: ignore[assignment]


@sensitive_variables("password")
def sign_in(request: HttpRequest, name: str, password: str) -> User:
    """Who signs in by this e-mail address (or username) and password, if the API is open to him.

    An unknown, an inactive and a closed account cost the time of a wrong password.
    Raises SignInRefused, LockedOut; ManyFailures and SignInClosed before the password is looked at.
    """
    failures.gate(request)
    user = authenticate(request, username=name, password=password, for_api=True)
    if isinstance(user, User):
        user_logged_in.send(sender=User, request=request, user=user)
        return user
    if is_locked_out(request):
        raise LockedOut(seconds_left(request))
    failures.note(request)
    raise SignInRefused
