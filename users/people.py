"""Users as processes remember them, so that a request by token costs no query for its user."""

from copy import copy

from revisions.store import cached
from users.models import User


def person(user_id: int) -> User:
    """A stored user: a copy of one's own of what is remembered. Raises User.DoesNotExist."""
    return copy(_person(user_id))


@cached("users", size=10_000)
def _person(user_id: int) -> User:
    return User.objects.get(pk=user_id)
