"""Files that come with the dashboard's forms are weighed as they come, like those of the API."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig

from attachments.intake import FileTooLarge, Scale


class Ceiling(Scale):
    """Breaks off a request whose files are too large together, before they fill the disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The same bytes, for those who store them. Raises RequestDataTooBig."""
        try:
            return super().receive_data_chunk(raw_data, start)
        except FileTooLarge:
            told = f"A file has at most {settings.UPLOAD_MAX_MB} MiB."
            raise RequestDataTooBig(told) from None
