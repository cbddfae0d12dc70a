"""What a host answers that belongs wholly to one dialect: that, and the probes."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest
from django.urls import path, re_path

from crm import errors, health
from crm.mounts import OWNER, owner_of
from dialects.base import Dialect
from dialects.edges import policies
from dialects.router import Mount
from records.views import UnknownPath


class Addresses:
    """The addresses of such a host: the dialect stands under the path that the original has."""

    handler400 = staticmethod(errors.bad_request)
    handler403 = staticmethod(errors.forbidden)
    handler404 = staticmethod(errors.not_found)
    handler500 = staticmethod(errors.server_error)

    def __init__(self, dialect: Dialect):
        self.urlpatterns = [
            path("healthz", health.healthz),
            path("readyz", health.readyz),
            Mount(dialect.original, dialect),
            re_path(r"", UnknownPath.as_view(**policies(dialect))),
        ]


@cache
def addresses(dialect: Dialect) -> Addresses:
    """The addresses of a dialect's hosts, made once."""
    return Addresses(dialect)


def settle(request: HttpRequest) -> None:
    """Lead a request to the dialect that owns its host, if one does. Raises DisallowedHost."""
    if request.path_info in health.PATHS:
        return
    owner = owner_of(request)
    if owner is not None:
        setattr(request, OWNER, owner)
        request.urlconf = addresses(owner)  # type: ignore[assignment]
