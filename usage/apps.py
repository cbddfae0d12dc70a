"""The app of the used calls."""

from django.apps import AppConfig


class UsageConfig(AppConfig):
    """Calls used and failed, by day and token, and who is told of them."""

    name = "usage"
    verbose_name = "API usage"
