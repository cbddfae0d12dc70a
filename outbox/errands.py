"""What is tried again until it is done: whose turn it is, and when the next one comes.

A table of errands extends Errand; mails do, and whatever else is sent to machines that may be away.
"""

from datetime import timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

# Between one attempt and the next; after the last of them it is given up.
WAITS = tuple(timedelta(minutes=one) for one in (1, 2, 5, 15, 60, 180, 360, 720, 1440, 1440))
LEASE = timedelta(minutes=5)  # for an attempt; one that was cut off is made again after it
LONGEST_ERROR = 1000


class Errand(models.Model):
    """Something to be done elsewhere. due_at: not before; done_at, given_up_at: it is over."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    given_up_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(default="", editable=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="%(app_label)s_%(class)s_due",
                condition=Q(done_at=None, given_up_at=None),
            )
        ]

    def finish(self) -> None:
        """It is done."""
        self.done_at, self.error = timezone.now(), ""
        self.save(update_fields=["done_at", "error"])

    def postpone(self, error: str, waits: tuple[timedelta, ...] = WAITS) -> None:
        """It went wrong: try again later, or give up after the last of the waits."""
        self.error = error[:LONGEST_ERROR]
        if self.attempts > len(waits):
            self.given_up_at = timezone.now()
        else:
            self.due_at = timezone.now() + waits[self.attempts - 1]
        self.save(update_fields=["error", "given_up_at", "due_at"])


E = TypeVar("E", bound=Errand)


def take(errands: models.QuerySet[E], lease: timedelta = LEASE) -> E | None:
    """The errand that is due longest, now ours for the length of a lease; None if none is due.

    Several processes may ask: the one whose update finds the row as it was read gets it.
    """
    while True:
        now = timezone.now()
        waiting = errands.filter(done_at=None, given_up_at=None, due_at__lte=now)
        found = waiting.order_by("due_at", "pk").first()
        if found is None:
            return None
        mine: dict[str, Any] = {"due_at": now + lease, "attempts": found.attempts + 1}
        unchanged = errands.filter(pk=found.pk, due_at=found.due_at, attempts=found.attempts)
        if unchanged.update(**mine):
            found.due_at, found.attempts = mine["due_at"], mine["attempts"]
            return found
