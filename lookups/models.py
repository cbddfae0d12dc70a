"""The tables of drop-down lists, tags and currencies."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from revisions.store import bump
from values.columns import DecimalColumn, TextColumn
from values.text import fold

BASE_TYPES = ("task", "call", "meeting", "email", "note")


class LookupList(models.Model):
    """A drop-down list, addressed by its name."""

    name = models.CharField(max_length=100, unique=True)
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label


class LookupValue(models.Model):
    """One value of a list; renaming it keeps its id, and with it every record that uses it."""

    list = models.ForeignKey(LookupList, models.PROTECT, related_name="values")
    value = TextColumn(255, null=False, blank=False)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True, help_text="Inactive ones stay readable.")
    is_default = models.BooleanField("default", default=False)
    color = models.CharField(max_length=7, null=True, blank=True)
    code = models.CharField(max_length=10, null=True, blank=True)
    calling_code = models.CharField(max_length=10, null=True, blank=True)
    base_type = models.CharField(
        max_length=10, null=True, blank=True, choices=[(word, word) for word in BASE_TYPES]
    )
    is_done = models.BooleanField("done", default=False)
    is_closed = models.BooleanField("counts as closed", default=False)

    class Meta:
        ordering = ["list", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "value_key"], name="lookups_value_once"),
            models.UniqueConstraint(
                fields=["list"], condition=Q(is_default=True), name="lookups_one_default"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)


class Supporting(models.Model):
    """A stamped, versioned row that processes remember under the revision of the lookups."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump("lookups")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            bump("lookups")
            return super().delete(*args, **kwargs)


def check_free(row: models.Model, column: str) -> None:
    """Refuse a text that another row of the table has, ignoring case."""
    others = type(row)._default_manager.exclude(pk=row.pk)
    if others.filter(**{f"{column}_key": fold(str(getattr(row, column)))}).exists():
        raise ValidationError({column: ValidationError("is taken already", code="unique")})


class Tag(Supporting):
    """A word that records are marked with."""

    name = TextColumn(100, null=False, blank=False)
    color = TextColumn(7)

    class Meta:
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(fields=["name_key"], name="lookups_tag_once")]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        check_free(self, "name")


class Currency(Supporting):
    """A currency of ISO 4217. rate: how much of it one US dollar buys."""

    code = TextColumn(3, null=False, blank=False, validators=[RegexValidator("^[A-Z]{3}$")])
    name = TextColumn(100, null=False, blank=False)
    rate = DecimalColumn(
        18,
        6,
        validators=[MinValueValidator(0)],
        help_text="How much of this currency one US dollar buys.",
    )
    is_active = models.BooleanField("active", default=False)

    class Meta:
        ordering = ["code_key"]
        verbose_name_plural = "currencies"
        constraints = [models.UniqueConstraint(fields=["code_key"], name="lookups_currency_once")]

    def __str__(self) -> str:
        return str(self.code)

    def clean(self) -> None:
        check_free(self, "code")
