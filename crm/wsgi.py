"""The application as a server loads it."""

import io
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]


def measured(handle: Wsgi) -> Wsgi:
    """Give a body that came without its length one: Django would take it for empty.

    Of a body beyond the limit one byte more than allowed is read, enough for it to be refused.
    """

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not environ.get("CONTENT_LENGTH") and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            body = environ["wsgi.input"].read(settings.LARGEST_BODY + 1)
            environ["wsgi.input"] = io.BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
        return handle(environ, start_response)

    return application


application = measured(get_wsgi_application())
