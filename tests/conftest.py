"""Which database a run of the suite is on, said aloud."""

from django.conf import settings


def pytest_report_header() -> str:
    """One line: the engine under test."""
    return f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"
