"""An installation as `up` leaves it: furnished, with its administrator and the sample company."""

from crm import demo, first_start
from revisions.store import bump
from tests.people import REMEMBERED


def begin() -> str:
    """Make it in an empty database; the administrator's token."""
    bump(*REMEMBERED)
    first_start.furnish()
    admission = first_start.admit()
    assert admission is not None
    assert demo.build()
    return admission.token
