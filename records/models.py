"""What the rows of all record types share."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from values.columns import TextColumn


class Part(models.Model):
    """A stamped, versioned row, open to custom fields; alone, it follows its parent's rights."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    custom = models.TextField(default="{}", editable=False)
    custom_revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Record(Part):
    """A main record: owned, shared with teams, tagged, and deleted into the recycle bin."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    teams = models.ManyToManyField("users.Team", blank=True, related_name="+")
    tags = models.ManyToManyField("lookups.Tag", blank=True, related_name="+")
    is_private = models.BooleanField(default=False)
    external_id = TextColumn(max_length=100)
    external_source = TextColumn(max_length=100)
    deleted_at = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True


class Tally(models.Model):
    """A step in the number of a type's live records; the sum of its rows is their count."""

    record_type = models.CharField(max_length=60)
    step = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["record_type", "step"], name="tally_by_type")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.step:+d}"


class TypeCode(models.Model):
    """The number that a record type of somebody else's was given when it first appeared."""

    name = models.CharField(max_length=60, unique=True)
    code = models.PositiveSmallIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.name} {self.code:#x}"
