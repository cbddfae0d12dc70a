"""What the processes say about themselves: an event a line, with its request's id, no secrets.

On a terminal lines are for people, elsewhere they are JSON.
"""

import logging.config
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

Event = MutableMapping[str, Any]

SECRET_NAMES = re.compile(r"(authorization|cookie|password|secret|token|key|pepper)$", re.I)
SECRET_WORDS = re.compile(
    r"\b(Bearer|Basic|Token)\s+\S+|\bcrm_[0-9A-Za-z]{12}_\S+|\beyJ[\w-]+\.[\w-]+\.[\w-]+", re.I
)


def hide_secrets(logger: Any, method: str, event: Event) -> Event:
    """Blacken values under telling names, and credentials inside texts."""
    for name, value in event.items():
        if SECRET_NAMES.search(name):
            event[name] = "…"
        elif isinstance(value, str):
            event[name] = SECRET_WORDS.sub("…", value)
    return event


def drop_objects(logger: Any, method: str, event: Event) -> Event:
    """Leave out what Django attaches for its own handlers."""
    for name in ("request", "server"):
        event.pop(name, None)
    return event


def is_news(record: logging.LogRecord) -> bool:
    """Whether a line of Django's about a reply tells more than that the CRM is still starting."""
    return record.args != ("Service Unavailable", "/readyz")


BEFORE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    hide_secrets,
]


def logging_of(level: str) -> dict[str, Any]:
    """The standard library's logging, in our format, on standard error."""
    renderer = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": ProcessorFormatter,
                "foreign_pre_chain": [structlog.stdlib.ExtraAdder(), drop_objects, *BEFORE],
                "processors": [
                    ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
            }
        },
        "filters": {"news": {"()": "django.utils.log.CallbackFilter", "callback": is_news}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR", "filters": ["news"]},  # not each refused call
            "axes": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "_granian": {"level": "WARNING"},
            "granian.access": {"level": "WARNING"},
        },
    }


def configure(config: dict[str, Any]) -> None:
    """Put the logging in place, for loggers of structlog and of the standard library alike."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*BEFORE, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
