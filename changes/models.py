"""The tables of what happened on records, what is said about them, and who watches them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from changes.columns import ExactJson
from users.models import Stamped
from values.columns import LongTextColumn


class Action(models.TextChoices):
    """What can happen to a record, and beside it: to its comments and files."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"
    PURGE = "purge"
    COMMENT = "comment"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    ATTACH = "attach"
    DETACH = "detach"


class Change(models.Model):
    """One act on one record; never changed and never deleted. record_type: the type's code.

    differences: [{"field", "label" of a custom field, "old", "new"}], the values in JSON's terms.
    The log outlives the user and the token: it keeps their ids without holding on to their rows.
    """

    record_type = models.PositiveSmallIntegerField()
    record_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=10, choices=Action.choices)
    differences = ExactJson(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    token_id = models.BigIntegerField(null=True)
    token_name = models.CharField(max_length=255, null=True)
    dialect = models.CharField(max_length=40, null=True)
    request_id = models.CharField(max_length=255, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["record_type", "record_id", "-id"], name="changes_of_a_record")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.record_type:#04x} {self.record_id}"


class Comment(Stamped):
    """What somebody says about a record. object_type: the record type's code."""

    object_type = models.PositiveSmallIntegerField()
    object_id = models.BigIntegerField()
    body = LongTextColumn(null=False, blank=False)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="changes_comments")
        ]

    def __str__(self) -> str:
        return str(self.body)[:60]


class Follow(models.Model):
    """Somebody follows a record, or has marked it with a star."""

    class Kind(models.TextChoices):
        """The two ways of watching."""

        FOLLOW = "follow"
        STAR = "star"

    object_type = models.PositiveSmallIntegerField()
    object_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FOLLOW)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "kind", "user"], name="changes_follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.object_type:#04x} {self.object_id}"
