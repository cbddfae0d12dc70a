"""The app of the people who use the CRM."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Users, their teams and their roles."""

    name = "users"
