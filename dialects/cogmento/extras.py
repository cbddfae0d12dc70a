"""What Cogmento serves besides its resources: signing in, templates, names, downloads."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import URLPattern, re_path
from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.passwords import sign_in
from apitokens.renewing import begin
from dialects.cogmento import people, templates
from dialects.cogmento.documents import Download
from dialects.cogmento.ids import INSTALLATION, TEMPLATES, encode
from dialects.cogmento.replies import BEGAN, TOLD, wrapped
from dialects.cogmento.tables import MODELS
from dialects.edges import policies
from dialects.parameters import read_parameters
from dialects.router import served
from dialects.worded import Worded
from records import reading
from records.access import level
from records.query import By, Is, Query
from records.types import RecordType
from records.views import DialectView
from users.models import User
from values.refusals import Missing, Refusal, Refused

LONGEST = 4096
SIGNED_IN = "Cogmento sign-in"
NAMED = ("companies", "contacts", "products")


class CogmentoPage(DialectView):
    """What the pages of this room have in common."""

    dialect: Worded

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Note when the call began."""
        self.notes[BEGAN] = time.perf_counter()
        super().initial(request, *args, **kwargs)

    def told(self, inner: Mapping[str, Any], status: int = 200) -> Response:
        """A reply in the envelope."""
        return Response(wrapped(inner, self.asked), status)


class SignIn(CogmentoPage):
    """POST /auth/: a token for an e-mail address (or username) and a password."""

    needs_identity = False
    shows_secrets = True
    authentication_classes = ()

    def post(self, request: Request) -> Response:
        """A new token, good for COGMENTO_TOKEN_DAYS from its last use on."""
        body = self.dialect.read_body(request)
        name = body.get("email") or body.get("username")
        password = body.get("password")
        refused = {
            key: [one]
            for key, value in (("email", name), ("password", password))
            if (one := refusal(value))
        }
        if refused:
            raise Refused(refused)
        self.notes[TOLD] = "Invalid email or password."
        user = sign_in(request._request, str(name), str(password))
        token = begin(user, SIGNED_IN, "cogmento", settings.COGMENTO_TOKEN_DAYS)
        return self.told(
            {"token": token, "urls": self.urls(request), "user": profile(user)}, status=201
        )

    def urls(self, request: Request) -> dict[str, str]:
        """The host and path by which the request came: nobody is led elsewhere."""
        api = self.dialect.mount(request)  # type: ignore[attr-defined]
        return {"api": api, "web": request.build_absolute_uri("/")}


class Myself(CogmentoPage):
    """GET /auth/user: who calls."""

    def get(self, request: Request) -> Response:
        """The caller."""
        read_parameters(request, ())
        return self.told({"user": profile(self.caller.user)})


class Templates(CogmentoPage):
    """GET /templates/ and /templates/{type}/: the fields of the resources."""

    def get(self, request: Request, model: str = "") -> Response:
        """All of them, or those of one. Raises Missing."""
        read_parameters(request, ())
        found = {
            MODELS[word]: templates.fields_of(self.dialect, record_type, word, self.caller)
            for record_type, word in served(self.dialect)
            if word in MODELS and level(self.caller, record_type, "read") != "none"
        }
        if model:
            if model not in found:
                raise Missing
            return self.told({"result": found[model]})
        whole = grouped(found) if settings.COGMENTO_TEMPLATES_FORM == "grouped" else found
        told = wrapped(whole, self.asked)
        return Response({**told, **whole})


class ByName(CogmentoPage):
    """GET /{resource}/name/?name=: the oldest record of exactly this name."""

    def get(self, request: Request) -> Response:
        """The record, short. Raises Missing, Refused."""
        assert self.record_type is not None
        name = read_parameters(request, ("name",)).get("name", "").strip()
        if not name:
            raise Refused({"name": [Refusal("Required")]})
        where = Is("name", "eq", name)
        query = Query(where=where, order=(By("id"),), per_page=1, counting="none")
        found = reading.page(self.record_type, self.caller, query).items
        if not found:
            raise Missing
        number = encode(self.record_type.code, found[0]["id"])
        return self.told({"result": {"id": number, "name": found[0]["name"]}})


class Credentials(CogmentoPage):
    """POST /ssi/issue/: verified credentials, which are not kept here."""

    def post(self, request: Request) -> Response:
        """Nothing."""
        return self.told({"result": {}})


def grouped(found: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The templates with the ids of each, as another description shows them."""
    places = {model: encode(TEMPLATES, place) for place, model in enumerate(MODELS.values(), 1)}
    whole: dict[str, Any] = {
        model: {"default": places[model], "templates": {places[model]: fields}, "total": 1}
        for model, fields in found.items()
    }
    return {**whole, "custom": {}}


def profile(user: User) -> Mapping[str, Any]:
    """Who is signed in."""
    return people.profile(user, encode(INSTALLATION, 1))


def refusal(value: Any) -> Refusal | None:
    """What speaks against a value as a name or a password."""
    if value in (None, ""):
        return Refusal("Required")
    if not isinstance(value, str) or len(value) > LONGEST or "\0" in value:
        return Refusal("Type", f"must be a text of at most {LONGEST} characters")
    return None


def endpoints(dialect: Worded) -> list[URLPattern]:
    """The addresses, with and without a slash at the end."""
    given = policies(dialect)

    def page(path: str, view: type[DialectView], **more: Any) -> URLPattern:
        own = {**given, **more}
        if view.authentication_classes == () or view is Download:
            own.pop("authentication_classes")
        return re_path(rf"^{path}/?\Z", view.as_view(**own))

    by_name: list[tuple[RecordType, str]] = [
        (record_type, word) for record_type, word in served(dialect) if word in NAMED
    ]
    return [
        page("auth", SignIn),
        page("auth/user", Myself),
        page("templates", Templates),
        page("templates/(?P<model>[^/]+)", Templates),
        page("documents/download/(?P<key>[^/]+)", Download),
        page("ssi/issue", Credentials),
        *(page(f"{word}/name", ByName, record_type=one, word=word) for one, word in by_name),
    ]
