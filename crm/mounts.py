"""Where each dialect is spoken: the dialects of this installation and the paths under them."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from dialects.base import Dialect


@cache
def dialects() -> tuple[Dialect, ...]:
    """One of each dialect in settings.DIALECTS, in that order."""
    return tuple(import_string(dotted)() for dotted in settings.DIALECTS)


@cache
def roots() -> tuple[str, ...]:
    """The beginnings of all paths that belong to a dialect, such as "/api/"."""
    return tuple(f"/{dialect.prefix}" for dialect in dialects())


def speaks_json(request: HttpRequest) -> bool:
    """Whether a path belongs to a dialect, so that every reply there is JSON."""
    return f"{request.path_info}/".startswith(roots())


def is_machine(request: HttpRequest) -> bool:
    """Whether a call comes without a dashboard session, or brings a credential of its own."""
    if not speaks_json(request):
        return False
    return "HTTP_AUTHORIZATION" in request.META or settings.SESSION_COOKIE_NAME not in str(
        request.META.get("HTTP_COOKIE", "")
    )
