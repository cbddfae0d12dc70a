"""Files on their way out: their bytes, to be saved and never to be shown."""

from django.http import FileResponse

from attachments.models import Attachment

CHARSET = "; charset=utf-8"
LOCKED_UP = "sandbox; default-src 'none'"  # should a browser show it after all


def handed_out(file: Attachment) -> FileResponse:
    """The bytes of a stored file."""
    kind = file.mime + (CHARSET if file.mime.startswith("text/") else "")
    content = file.file.open("rb")
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = LOCKED_UP
    return response
