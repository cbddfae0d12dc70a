"""Files that come with a record: in the part of a form, or in base 64 inside JSON."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from rest_framework.request import Request

from values.refusals import Refusal, Refused

MIB = 1024 * 1024


def sent_file(request: Request, key: str) -> UploadedFile[Any] | None:
    """The file of a request: its part `file`, or in JSON `filename` and, under the key, base 64.

    Raises Refused.
    """
    files = request.FILES.getlist("file") if request.FILES else []
    if len(files) > 1:
        raise Refused({"file": [Refusal("Max", "send one file at a time", 1)]})
    if files:
        found: UploadedFile[Any] = files[0]
        return found
    data = request.data
    if not isinstance(data, dict) or data.get(key) is None:
        return None
    name = data.get("filename")
    if not isinstance(name, str) or not name.strip():
        raise Refused({"filename": [Refusal("Required")]})
    return SimpleUploadedFile(name, decoded(data[key], key))


def decoded(content: Any, key: str) -> bytes:
    """The bytes of base 64. Raises Refused."""
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError, AttributeError, TypeError):
        raise Refused({key: [Refusal("Type", "must be base 64")]}) from None


def largest_body() -> int:
    """The bytes of the largest body that carries a file in base 64, and some words."""
    return int(settings.UPLOAD_MAX_MB) * MIB * 4 // 3 + MIB
