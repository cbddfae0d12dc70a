"""What every request passes on its way in, and what only people's requests pass."""

import re
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin
from structlog.contextvars import bind_contextvars, clear_contextvars
from whitenoise.middleware import WhiteNoiseMiddleware

from apitokens.addresses import inside, read_address
from crm import errors, health, hosts, https
from crm.mounts import OWNER, is_machine
from records.problems import problem

SANE_ID = re.compile(r"[A-Za-z0-9._:+/=@-]{1,64}")
LONGEST_ADDRESS = 32 * 1024  # 8 KiB of a query, each byte escaped, and some more
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",  # pages have more
}


class Entrance:
    """Gives a request its id and a reply its fixed headers; turns away what nobody should read.

    Further in, the id is the header X-Request-ID of the request, whoever chose it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if SANE_ID.fullmatch(given) else uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = request_id
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        believe_proxy(request)
        response = refusal(request) or https.refusal(request) or self.get_response(request)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers["Strict-Transport-Security"] = https.lasting()
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["X-Request-ID"] = request_id
        return response


def believe_proxy(request: HttpRequest) -> None:
    """Take a trusted proxy's word that the client came by TLS."""
    if not settings.CRM_TRUSTED_PROXIES or "HTTP_X_FORWARDED_PROTO" not in request.META:
        return
    address = read_address(request.META.get("REMOTE_ADDR") or "")
    if address is not None and inside(address, settings.CRM_TRUSTED_PROXIES):
        is_https = request.META["HTTP_X_FORWARDED_PROTO"] == "https"
        request.META["wsgi.url_scheme"] = "https" if is_https else "http"


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Why a request is turned away at once: too long, too large, or meant for another host."""
    try:
        if request.path not in health.PATHS:  # a load balancer may ask by address
            request.get_host()
            hosts.settle(request)
    except DisallowedHost:
        return errors.reply(request, problem(400, "This host name is not answered here."))
    if len(request.META.get("QUERY_STRING", "")) + len(request.path) > LONGEST_ADDRESS:
        return errors.reply(request, problem(414, "The address is too long."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return errors.reply(request, problem(400, "The body's length is no number."))
    if len(length) > 12 or int(length) > settings.LARGEST_BODY:
        return errors.reply(request, problem(413, "The body is too large."))
    return None


class People(MiddlewareMixin):
    """A middleware of the dashboard, passed over by calls of machines."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        return self.get_response(request) if is_machine(request) else super().__call__(request)


class Files(WhiteNoiseMiddleware):  # type: ignore[misc]
    """The dashboard's files, which a host that belongs to a dialect does not have."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        passes = OWNER in vars(request)
        reply: HttpResponseBase = (self.get_response if passes else super().__call__)(request)
        return reply


class Policy(People, CSPMiddleware):
    """What a page may load."""


class Sessions(People, SessionMiddleware):
    """The session that a cookie names."""


class Csrf(People, CsrfViewMiddleware):
    """Whether a form was ours."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        """Look at the form's token, where there is a session."""
        if is_machine(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class Authentication(People, AuthenticationMiddleware):
    """The user of the session."""


class Messages(People, MessageMiddleware):
    """What the next page tells him."""
