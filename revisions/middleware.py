"""Gives each request one look at the revisions, taken when something remembered is first needed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from revisions.store import snapshot


class RevisionMiddleware:
    """Opens a snapshot of the revisions for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = snapshot.set({})
        try:
            return self.get_response(request)
        finally:
            snapshot.reset(token)
