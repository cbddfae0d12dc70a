"""Where each dialect is spoken: the dialects of this installation and the paths under them."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from crm.health import PATHS
from dialects.base import Dialect


@cache
def dialects() -> tuple[Dialect, ...]:
    """One of each dialect in settings.DIALECTS, in that order."""
    return tuple(import_string(dotted)() for dotted in settings.DIALECTS)


@cache
def roots() -> tuple[str, ...]:
    """The beginnings of all paths that belong to a dialect, such as "/api/"."""
    return tuple(f"/{dialect.prefix}" for dialect in dialects())


def dialect_at(request: HttpRequest) -> Dialect | None:
    """The dialect to which a path belongs, so that every reply there is in its words."""
    path = f"{request.path_info}/"
    found = zip(roots(), dialects(), strict=True)
    return next((dialect for root, dialect in found if path.startswith(root)), None)


def is_machine(request: HttpRequest) -> bool:
    """Whether a call comes without a dashboard session, or brings a credential of its own."""
    if request.path_info in PATHS:
        return True
    if not f"{request.path_info}/".startswith(roots()):
        return False
    cookies = request.META.get("HTTP_COOKIE", "")
    return "HTTP_AUTHORIZATION" in request.META or settings.SESSION_COOKIE_NAME not in cookies
