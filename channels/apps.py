"""The app of e-mail addresses and phone numbers."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The addresses and numbers of records."""

    name = "channels"
