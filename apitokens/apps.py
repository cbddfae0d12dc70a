"""The app of the personal access tokens."""

from django.apps import AppConfig


class ApitokensConfig(AppConfig):
    """Tokens by which programs act as a user."""

    name = "apitokens"
    verbose_name = "API"
