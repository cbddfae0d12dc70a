"""The tables of the definitions: fields, their options, and the revision of each type's schema."""

from django.db import models
from django.db.models import Q

from users.models import Stamped
from values.columns import TextColumn


class Schema(models.Model):
    """The state of one record type's custom fields.

    revision: raised by every change of a definition. shape: the revision since which a mirror looks
    as it does now. Writers of records hold its row in common, a change of a definition alone.
    """

    record_type = models.CharField(max_length=60, primary_key=True)
    revision = models.PositiveIntegerField(default=0)
    shape = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.record_type} {self.revision}"


class Sweep(models.Model):
    """How far one record type has been cleared up behind changes of its schema.

    swept: the revision whose shape all mirrors are known to have. target: the one that the walk
    under way brings them to, 0 for none; reached: the id of the last record that it has done.
    """

    record_type = models.CharField(max_length=60, primary_key=True)
    swept = models.PositiveIntegerField(default=0)
    target = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.record_type} {self.swept}"


class CustomField(Stamped):
    """One field. A deleted one stays as a name for what history tells; its values go.

    since: the schema revision from which on mirrors hold its values in their present form; of a
    deleted field, the revision that deleted it. default: JSON text. dialects: where it shows;
    null: everywhere. wire_names: dialect → name.
    """

    record_type = models.CharField(max_length=60)
    key = models.CharField(max_length=63)
    label = TextColumn(max_length=255, null=False, blank=False)
    type = models.CharField(max_length=20)
    required = models.BooleanField(default=False)
    unique = models.BooleanField(default=False)
    default = models.TextField(null=True, blank=True)
    help_text = models.TextField(default="", blank=True)
    group = models.CharField(max_length=255, default="", blank=True)
    order = models.IntegerField(default=0)
    dialects = models.JSONField(null=True, blank=True)
    wire_names = models.JSONField(default=dict, blank=True)
    since = models.PositiveIntegerField(default=0, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    swept_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "key"],
                condition=Q(deleted_at__isnull=True),
                name="custom_field_key",
            )
        ]
        ordering = ["record_type", "order", "id"]

    def __str__(self) -> str:
        return str(self.label)


class Option(models.Model):
    """One choice of a field. A removed one stays as a name for what history tells."""

    field = models.ForeignKey(CustomField, models.CASCADE, related_name="options")
    label = TextColumn(max_length=255, null=False, blank=False)
    color = models.CharField(max_length=7, null=True, blank=True)
    order = models.IntegerField(default=0)
    active = models.BooleanField(default=True)
    gone = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["field", "label_key"],
                condition=Q(gone=False),
                name="custom_field_option_label",
            )
        ]
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return str(self.label)
