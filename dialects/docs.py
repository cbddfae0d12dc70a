"""GET /docs and /redoc: the schema as pages for people who are signed in to the dashboard."""

from __future__ import annotations

from typing import Any, ClassVar

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from apitokens.authentication import SessionAuthentication
from dialects.parameters import read_parameters
from records.views import DialectView
from values.refusals import Missing

BLOB = "blob:"


class DocsPage(DialectView):
    """A page that loads the schema with the session of the person who looks at it."""

    needs_identity = False
    template: ClassVar[str]
    media_type: ClassVar[str] = "text/html"

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Who looks at a page is known by his session."""
        return [SessionAuthentication()]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Pages are HTML, whatever Accept says; only what goes wrong is JSON."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    def get(self, request: Request) -> HttpResponseBase:
        """The page; strangers are led to the dashboard's login."""
        read_parameters(request, ())
        if getattr(request, "urlconf", None):
            raise Missing  # a host that is a dialect's alone has no login to lead to
        if request.user.pk is None:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        context = {
            "root": f"/{self.dialect.prefix}",  # type: ignore[attr-defined]
            "csrf_token": get_token(request._request),
        }
        return render(request._request, self.template, context, content_type=self.media_type)


# The pages style their parts as they draw them, and ReDoc searches in a worker of its own making.
@method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}), name="dispatch")
class SwaggerPage(DocsPage):
    """The schema in Swagger UI, from which calls can be tried."""

    template = "native/docs.html"


@method_decorator(
    csp_update({"style-src": [SELF, UNSAFE_INLINE], "worker-src": [SELF, BLOB]}), name="dispatch"
)
class ReDocPage(DocsPage):
    """The schema in ReDoc, for reading."""

    template = "native/redoc.html"


class SwaggerStart(DocsPage):
    """The script that starts Swagger UI; it stands alone, so that no page runs inline scripts."""

    template = "native/docs.js"
    media_type = "text/javascript"

    def get(self, request: Request) -> HttpResponse:
        """The script, the same for everybody."""
        read_parameters(request, ())
        return render(request._request, self.template, content_type=self.media_type)
