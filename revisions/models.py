"""One row per thing that processes remember, with a token that is new after every change."""

from django.db import models


class Revision(models.Model):
    """A name and the token of its present state."""

    name = models.CharField(max_length=40, primary_key=True)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name
