"""The app of the revision table."""

from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    """Keeps one row per thing that processes remember."""

    name = "revisions"
