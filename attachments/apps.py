"""The app of stored files."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Files that are kept for records."""

    name = "attachments"
