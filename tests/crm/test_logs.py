"""Promises of the logs: one JSON line an event, with the request's id and without secrets."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from crm.logs import logging_of

TOKEN = "crm_Ab3dEf6hIj9k_" + "s" * 49


class Lines(logging.Handler):
    """Keeps what would be written."""

    def __init__(self) -> None:
        super().__init__()
        config = logging_of("INFO")["formatters"]["events"]
        factory = config.pop("()")
        self.setFormatter(factory(**config))
        self.found: list[Any] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.found.append(json.loads(self.format(record)))


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = Lines()
    logger = logging.getLogger("tests.logs")
    logger.setLevel("INFO")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def test_both_kinds_of_logger_tell_the_request(lines: Lines) -> None:
    with bound_contextvars(request_id="order-66"):
        logging.getLogger("tests.logs").warning("%s is slow", "it", extra={"seconds": 3})
        structlog.get_logger("tests.logs").warning("it is slow", seconds=3)
    for line in lines.found:
        assert (line["request_id"], line["level"], line["seconds"]) == ("order-66", "warning", 3)
        assert line["event"] == "it is slow"


def test_secrets_are_blackened(lines: Lines) -> None:
    logger = structlog.get_logger("tests.logs")
    logger.info(f"got {TOKEN} by Authorization: Bearer abc.def.ghi", password="hunter2", token_id=7)
    try:
        raise ValueError(f"bad token {TOKEN}")
    except ValueError:
        logger.exception("it failed", authorization="hunter2")
    assert lines.found[0]["token_id"] == 7
    said = json.dumps(lines.found)
    for secret in (TOKEN, "abc.def", "hunter2"):
        assert secret not in said
    assert "Traceback" in lines.found[1]["exception"]
