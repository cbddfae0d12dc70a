"""Where each dialect is spoken: the dialects of this installation and the paths under them."""

from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.http import is_same_domain
from django.utils.module_loading import import_string

from crm.health import PATHS
from dialects.base import Dialect

OWNER = "dialect_of_host"  # the attribute of a request that names it
MACHINE = "is_machine"


@cache
def dialects() -> tuple[Dialect, ...]:
    """One of each dialect in settings.DIALECTS, in that order."""
    return tuple(import_string(dotted)() for dotted in settings.DIALECTS)


@cache
def roots() -> tuple[str, ...]:
    """The beginnings of all paths that belong to a dialect, such as "/api/"."""
    return tuple(f"/{dialect.prefix}" for dialect in dialects())


def owner_of(request: HttpRequest) -> Dialect | None:
    """The dialect to which the host wholly belongs that a request is for. Raises DisallowedHost."""
    if not settings.DIALECT_HOSTS:
        return None
    host = split_domain_port(request.get_host())[0]
    names = (
        name for pattern, name in settings.DIALECT_HOSTS.items() if is_same_domain(host, pattern)
    )
    name = next(names, None)
    return next((one for one in dialects() if one.name == name), None)


def dialect_at(request: HttpRequest) -> Dialect | None:
    """The dialect to which a host or path belongs, so that every reply there is in its words."""
    if (owner := vars(request).get(OWNER)) is not None:
        return cast(Dialect, owner)
    path = f"{request.path_info}/"
    found = zip(roots(), dialects(), strict=True)
    return next((dialect for root, dialect in found if path.startswith(root)), None)


def is_machine(request: HttpRequest) -> bool:
    """Whether a call comes without a dashboard session, or brings a credential of its own."""
    known = vars(request)
    if MACHINE not in known:  # several ask, and nothing of it changes on the way
        known[MACHINE] = comes_alone(request)
    return bool(known[MACHINE])


def comes_alone(request: HttpRequest) -> bool:
    """The same, found out."""
    if request.path_info in PATHS or OWNER in vars(request):
        return True
    if not f"{request.path_info}/".startswith(roots()):
        return False
    cookies = request.META.get("HTTP_COOKIE", "")
    return "HTTP_AUTHORIZATION" in request.META or settings.SESSION_COOKIE_NAME not in cookies
