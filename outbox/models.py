"""The table of mails."""

from django.db import models

from outbox.errands import Errand


class Mail(Errand):
    """A plain mail to one person. key: names what it tells, so that it is told once."""

    key = models.CharField(max_length=100, unique=True, editable=False)
    name = models.CharField(max_length=255, default="")
    address = models.EmailField()
    subject = models.CharField(max_length=255)
    body = models.TextField()

    class Meta(Errand.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.subject} to {self.address}"
