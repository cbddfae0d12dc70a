"""The tables of used calls by day, and of who is told when they run out or fail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from values.columns import TextColumn


class UsedDay(models.Model):
    """The calls of a day by a token of a user, as one ledger (source) counted them.

    0 stands for no token and for nobody known. Token and user may be gone; the calls were made.
    """

    day = models.DateField()
    source = models.CharField(max_length=16)
    token_id = models.BigIntegerField(default=0)
    user_id = models.BigIntegerField(default=0)
    used = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "token_id", "user_id", "source"], name="usage_day_of_a_token"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} token {self.token_id}: {self.used} used, {self.failed} failed"


class Alert(models.Model):
    """Somebody who is told: at a percentage of the month's quota, or of failed calls.

    He is a user, or a free address with a name. told_month (YYYY-MM): the last month of which he
    was told; told_minute: the last one (since the epoch) whose failed calls he was told of.
    """

    class Kind(models.TextChoices):
        """What somebody is told of."""

        USAGE = "usage", "Usage of the quota"
        FAILURES = "failed", "Failed calls"

    kind = models.CharField(
        "what", max_length=10, choices=Kind.choices, help_text="What a mail is sent about."
    )
    percent = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the month's calls, 1 to 100; usage alerts only."
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = TextColumn(100, null=True, blank=True)
    email = models.EmailField("address", blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    told_month = models.CharField(max_length=7, default="", editable=False)
    told_minute = models.BigIntegerField(default=0, editable=False)
    told_at = models.DateTimeField("last mail", null=True, editable=False)

    class Meta:
        verbose_name = "API alert"
        ordering = ["kind", "percent", "id"]
        constraints = [
            models.CheckConstraint(
                name="usage_alert_percent",
                condition=Q(kind="usage", percent__gte=1, percent__lte=100)
                | Q(kind="failed", percent=None),
            ),
            models.CheckConstraint(
                name="usage_alert_recipient",
                condition=(Q(user=None) & ~Q(email="")) | (Q(user__isnull=False) & Q(email="")),
            ),
        ]

    def __str__(self) -> str:
        what = f"{self.percent} % of the quota" if self.kind == self.Kind.USAGE else "failed calls"
        return f"{what} to {self.address}"

    @property
    def address(self) -> str:
        """Where the mail goes."""
        return str(self.user.email) if self.user is not None else self.email
