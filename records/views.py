"""The walk of a call, whatever it asks for: who calls, how often, and how it is refused."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.exceptions import (
    APIException,
    AuthenticationFailed,
    NotAuthenticated,
    Throttled,
)
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback

from apitokens import failures, limits
from records import replaying
from records.access import Caller, caller_of
from records.answers import Answer, Problem
from records.manners import Asked, Manner
from records.problems import fault, problem_of
from records.types import RecordType
from values.refusals import Incomparable, Unanswerable

logger = logging.getLogger(__name__)


class DialectView(APIView):
    """What every endpoint of a dialect does: identify and count, refuse in the dialect's words.

    The dialect's policies are handed to as_view(). Handlers return a Response with an Answer or
    with JSON-ready data, and may raise anything that records.problems knows. shows_secrets: whether
    the reply to a POST shows a token or the like; sent again under its Idempotency-Key, such a
    request is not done again and its reply, which is nowhere kept, is not replayed.
    """

    dialect: Manner = None  # type: ignore[assignment]
    record_type: RecordType | None = None
    word = ""
    needs_identity = True
    body_limit: int | None = None  # bytes; None: the dialect's
    shows_secrets = False
    http_method_names = ["get", "post", "put", "patch", "delete", "head"]
    permission_classes = ()
    throttle_classes = ()
    usage: limits.Standing | None = None
    parent: tuple[RecordType, int, str] | None = None
    given: Mapping[str, Any] | None = None

    @cached_property
    def request_id(self) -> str:
        """The id of this call, in its log lines and in its reply."""
        return str(self.request.META.get("HTTP_X_REQUEST_ID", ""))

    @cached_property
    def caller(self) -> Caller:
        """Who asks."""
        user, identity = self.request.user, self.request.auth
        return caller_of(user, identity, self.dialect.name, self.request_id)  # type: ignore[arg-type]

    @property
    def asked(self) -> Asked:
        """This request, as far as it is understood."""
        return Asked(
            self.request,
            self.request_id,
            self.record_type,
            self.word,
            self.parent,
            self.__dict__.get("caller"),
            self.given,
            self.notes,
        )

    @cached_property
    def notes(self) -> dict[str, Any]:
        """What reading the request leaves to be told with its reply."""
        return {}

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """The request as handlers get it; what is often asked of it is at hand."""
        made = super().initialize_request(request, *args, **kwargs)
        made.META, made.method = request.META, request.method
        return made

    @property
    def default_response_headers(self) -> dict[str, str]:
        """What a reply says of its address: the methods."""
        acting = tuple(getattr(self, "action_map", ()))
        return {"Allow": verbs_of(type(self), acting)}  # type: ignore[arg-type]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, rendered here and now, so that a fault of rendering is answered likewise."""
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, Response):
            try:
                response.render()
            except Exception as error:
                response = self.finalize_response(self.request, self.handle_exception(error))
                response.render()
        if self.usage is not None:
            limits.conclude(self.request, self.usage, response.status_code)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Identify, count, refuse: in this order, so that failed calls count too."""
        failure = self.identify(request)
        user_id = request.user.pk if request.user else None
        self.usage = limits.count(request._request, request.auth, user_id)  # type: ignore[arg-type]
        if self.usage.wait is not None:
            raise Throttled(detail=self.usage.refusal)
        if failure and self.needs_identity:
            raise failure
        negotiated = self.perform_content_negotiation(request)
        request.accepted_renderer, request.accepted_media_type = negotiated
        if self.needs_identity and user_id is None:
            raise NotAuthenticated
        if user_id is not None and self.dialect.replays and replaying.is_keyed(request):
            handler = getattr(self, "post", self.http_method_not_allowed)
            self.__dict__["post"] = partial(self.answer_once, handler)

    def answer_once(
        self, handler: Callable[..., Any], request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """The reply to a request that carries a key, rendered so that it can be kept."""

        def work() -> Response:
            response = handler(request, *args, **kwargs)
            response = self.finalize_response(request, response, *args, **kwargs)
            response.render()
            return response

        return replaying.once(request, work, self.shows_secrets)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The renderer, and the media type that it makes."""
        self.format_kwarg = None
        return super().perform_content_negotiation(request, force)

    def identify(self, request: Request) -> Exception | None:
        """Find out who calls; what speaks against it is told after the call was counted."""
        try:
            self.perform_authentication(request)
        except (APIException, Unanswerable, PermissionDenied) as failure:
            if isinstance(failure, AuthenticationFailed):
                failures.note(request)
            return failure
        return None

    def answer(self, answer: Answer) -> Response:
        """The reply to a request for records."""
        status = self.dialect.status_of(answer)
        return Response(answer, status, headers=self.dialect.headers_of(answer, self.asked))

    def handle_exception(self, error: Exception) -> Response:
        """Refuse in the dialect's words; a fault of ours is logged, and nothing of it is told."""
        set_rollback()
        if isinstance(error, Incomparable):
            error = Unanswerable(error.told(self.dialect.operator))
        found = problem_of(error)
        if found is None or found.status >= 500:
            logger.error("%s %s failed", self.request.method, self.request.path, exc_info=error)
        if found is None:
            found = fault()
            got_request_exception.send(sender=type(self), request=self.request._request)
        return self.refusal(found)

    def refusal(self, found: Problem) -> Response:
        """The reply to what went wrong."""
        response = self.answer(found)
        for name, value in found.headers.items():
            response[name] = value
        challenge = found.status == 401 and self.get_authenticate_header(self.request)
        if challenge:
            response["WWW-Authenticate"] = challenge
        return response

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Add what every reply carries."""
        if self.usage is None:  # refused before it was counted
            self.usage = limits.count(request, None)
        for name, value in limits.headers(self.usage).items():
            response[name] = value
        if self.request_id:
            response["X-Request-ID"] = self.request_id
        response.headers.setdefault("Cache-Control", "no-store")
        return super().finalize_response(request, response, *args, **kwargs)


@cache
def verbs_of(view: type[DialectView], acting: tuple[str, ...]) -> str:
    """The methods that a view has a handler for, its own or those of a route."""
    known = [one for one in view.http_method_names if one in acting or hasattr(view, one)]
    return ", ".join(map(str.upper, known))


class UnknownPath(DialectView):
    """What lies under a dialect's mount, but is no address of it."""

    needs_identity = False

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Whatever is asked for, it is not there."""
        return self.refusal(self.dialect.unknown_path(self.asked))

    get = post = put = patch = delete = head = http_method_not_allowed
