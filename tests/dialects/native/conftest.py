"""The OpenAPI document, as people get it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.dialects.native.document import Document


@pytest.fixture
def document(call: Callable[..., Any]) -> Callable[..., Document]:
    """The document as a person gets it."""

    def read(person: str = "administrator") -> Document:
        reply = call("get", "/api/schema", person)
        assert reply.status_code == 200, reply.content
        found: Document = json.loads(reply.content)
        return found

    return read
