"""The app of what waits to be sent."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Mails and other errands, which outlive a dead server on the other side."""

    name = "outbox"
