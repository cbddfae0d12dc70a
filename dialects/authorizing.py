"""OAuth 2.0 at a dialect's mount: the page that asks a person, and the address of the tokens."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from csp.constants import SELF
from django.contrib.auth.views import redirect_to_login
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import URLPattern, re_path, reverse
from rest_framework.authentication import BaseAuthentication
from rest_framework.parsers import FormParser
from rest_framework.request import Request

from apitokens.authentication import SessionAuthentication
from apitokens.oauth import Client, Server
from dialects.base import Dialect
from dialects.edges import policies
from records.views import DialectView
from values.refusals import Forbidden, Missing, Unanswerable


class OAuthView(DialectView):
    """What both addresses have in common."""

    needs_identity = False
    shows_secrets = True
    parser_classes = (FormParser,)  # as Django itself reads a form, which Authlib looks into

    @cached_property
    def server(self) -> Server:
        """The authorization server of this dialect."""
        return Server(self.dialect.name)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Whatever Accept says."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type


class Authorize(OAuthView):
    """GET asks the person who is signed in to the dashboard; POST is his answer."""

    template: ClassVar[str] = "dialects/consent.html"

    def get_authenticators(self) -> list[BaseAuthentication]:
        """People are known by their session."""
        return [SessionAuthentication()]

    def get(self, request: Request) -> HttpResponseBase:
        """The question. Raises Unanswerable where it cannot be asked, Forbidden."""
        if getattr(request, "urlconf", None):
            raise Missing  # a host that is a dialect's alone has no login to lead to
        if request.user.pk is None:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        grant = self.consenting(request)
        client: Client = grant.client
        context = {
            "application": client.application,
            "label": self.dialect.label or "API",  # type: ignore[attr-defined]
            "writes": "write" in client.get_allowed_scope(grant.request.payload.scope).split(),
            "person": request.user,
            "csrf_token": get_token(request._request),
        }
        response = render(request._request, self.template, context)
        back = urlsplit(grant.request.payload.redirect_uri or client.get_default_redirect_uri())
        # A form's answer is led on to the application, which browsers hold against this policy.
        target = f"{back.scheme}://{back.netloc}"
        response._csp_update = {"form-action": [SELF, target]}  # type: ignore[attr-defined]
        return response

    def post(self, request: Request) -> HttpResponseBase:
        """Lead back to the application, with a code or with a refusal."""
        if request.user.pk is None:
            raise Forbidden("Sign in first.")
        grant = self.consenting(request)
        agrees = request._request.POST.get("answer") == "yes"
        user = request.user if agrees else None
        answer: HttpResponseBase = self.server.create_authorization_response(
            request._request, grant_user=user, grant=grant
        )
        return answer

    def consenting(self, request: Request) -> Any:
        """What is asked for. Raises Unanswerable, Forbidden."""
        if not getattr(request.user, "api_access", False):
            raise Forbidden("API access is off for you; an administrator turns it on.")
        try:
            return self.server.get_consent_grant(request._request, end_user=request.user)
        except OAuth2Error as error:
            raise Unanswerable(error.get_error_description() or str(error.error)) from None


class Tokens(OAuthView):
    """POST: tokens for a code or a refresh token, in the standard's own form."""

    authentication_classes = ()

    def post(self, request: Request) -> HttpResponseBase:
        """New tokens, or why there are none."""
        answer: HttpResponseBase = self.server.answer(request._request)
        return answer


def addresses(dialect: Dialect) -> list[URLPattern]:
    """The two addresses, with and without a slash at the end."""
    given = policies(dialect)
    own = ("authentication_classes", "parser_classes")
    asking = {name: one for name, one in given.items() if name not in own}
    return [
        re_path(r"^oauth/authorize/?\Z", Authorize.as_view(**asking)),
        re_path(r"^oauth/token/?\Z", Tokens.as_view(**asking)),
    ]
