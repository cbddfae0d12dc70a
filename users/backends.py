"""Signing in by e-mail address or username and password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from users.models import User


class EmailBackend(BaseBackend):
    """Tells who signs in; an unknown, an inactive and a mistaken one cost the same time."""

    @sensitive_variables("password")
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        for_api: bool = False,
        **credentials: Any,
    ) -> User | None:
        """The user of that name (given as username or email) and password, or None.

        He is active, and the door is open to him: the dashboard's, or with `for_api` the API's.
        """
        name = credentials.get("email") if username is None else username
        if name is None or password is None:
            return None
        user = User.objects.named(name)
        if user is None:
            make_password(password)  # only for the time that it takes
            return None
        right = user.check_password(password)
        is_open = user.api_access if for_api else user.is_staff
        return user if right and user.is_active and is_open else None

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, while he is active."""
        return User.objects.filter(pk=user_id, is_active=True).first()
