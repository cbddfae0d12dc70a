"""The application as a server loads it."""

import io
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]


def measured(handle: Wsgi) -> Wsgi:
    """Say how long bodies are, on the way in and out.

    Django takes a body that came without its length for empty, so it is read here; of one beyond
    the limit one byte more than allowed, enough for it to be refused. On the way out a body that
    is there as a whole goes as a whole, not in chunks.
    """

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not environ.get("CONTENT_LENGTH") and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            body = environ["wsgi.input"].read(settings.LARGEST_BODY + 1)
            environ["wsgi.input"] = io.BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
        response = handle(environ, start_response)
        if not isinstance(response, HttpResponse):
            return response
        response.close()
        return [response.content]

    return application


application = measured(get_wsgi_application())
