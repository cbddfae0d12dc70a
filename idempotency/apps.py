"""The app of kept replies."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """What was replied to requests that may be sent again."""

    name = "idempotency"
