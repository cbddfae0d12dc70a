"""An installation that is reached by https only: plain http is turned away before it is heard."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from crm import errors
from crm.health import PATHS
from crm.mounts import dialect_at
from records.problems import problem

ONLY = (
    "Only https is answered here. A credential that was sent by http may have been read on its "
    "way: revoke it."
)


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The reply to plain http, where https is wanted: people are led there, programs are refused.

    A program that was redirected would go on sending its token in the clear and never notice.
    Probes may come by http, from inside.
    """
    if not settings.SECURE_SSL_REDIRECT or request.is_secure() or request.path_info in PATHS:
        return None
    if dialect_at(request) is not None:
        return errors.reply(request, problem(403, ONLY))
    place = f"https://{request.get_host()}{request.get_full_path()}"
    return HttpResponsePermanentRedirect(place)


def lasting() -> str:
    """What browsers are told to remember: that they come by https, and for how many seconds."""
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
