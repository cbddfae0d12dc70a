"""The factory of value tables: one for each record type, typed, its indexes covering."""

import sys
from typing import Any, ClassVar

from django.db import models
from django.db.backends.utils import names_digest
from django.db.models import Q

from values.columns import DecimalColumn, KeyColumn
from values.trigrams import declare

KEYS = {"text": "text_key", "long": "long_key"}
COLUMNS = ("text", "long", "whole", "exact", "truth", "day", "instant", "option")
INDEXED = ("text_key", "whole", "exact", "truth", "day", "instant", "option")

value_tables: dict[str, type["ValueRow"]] = {}


class ValueRow(models.Model):
    """One value of one field of one record; of its typed columns exactly one is set.

    claim: the digest of a value that no other live record may have in this field. It stands only
    in rows of unique fields, and not while the record is in the bin.
    """

    record: ClassVar[Any]
    record_id: int

    field = models.ForeignKey(
        "customfields.CustomField", models.DO_NOTHING, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(null=True)
    text_key = KeyColumn(source="text")
    long = models.TextField(null=True)
    long_key = KeyColumn(source="long")
    whole = models.BigIntegerField(null=True)
    exact = DecimalColumn(max_digits=15, decimal_places=3, null=True)
    truth = models.BooleanField(null=True)
    day = models.DateField(null=True)
    instant = models.DateTimeField(null=True)
    option = models.ForeignKey(
        "customfields.Option", models.DO_NOTHING, null=True, related_name="+", db_index=False
    )
    claim = models.CharField(max_length=40, null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.record_id}/{self.field_id}"


def value_table(label: str) -> type[ValueRow]:
    """The value table of the record model 'app.Model', to be named in that app's models module:
    `ContactValue = value_table("contacts.Contact")`."""
    app_label, _, name = label.partition(".")
    table = f"{app_label}_{name.lower()}_value"
    attributes = {
        "__module__": sys._getframe(1).f_globals["__name__"],
        "__doc__": f"The custom values of {label}, one row each.",
        "Meta": type("Meta", (), table_options(app_label, table)),
        "pk": models.CompositePrimaryKey("record_id", "field_id", "position"),
        "record": models.ForeignKey(label, models.CASCADE, related_name="+", db_index=False),
    }
    table_class: type[ValueRow] = type(f"{name}Value", (ValueRow,), attributes)
    value_tables[label.lower()] = table_class
    declare(table_class, tuple(KEYS.values()), part="field_id", packed=True)
    return table_class


def table_of(model: type[models.Model]) -> Any:
    """The value table of a record model, a ValueRow class whose `record` no type checker knows.
    Raises LookupError if it has none."""
    return value_tables[model._meta.label_lower]


def table_options(app_label: str, table: str) -> dict[str, Any]:
    """What the Meta of a value table says."""
    stem = f"{table[:14]}_{names_digest(table, length=4)}"
    return {
        "app_label": app_label,
        "db_table": table,
        "indexes": [covering(stem, column) for column in INDEXED],
        "constraints": [
            models.CheckConstraint(condition=exactly_one(), name=f"{stem}_one"),
            models.UniqueConstraint(
                fields=["field", "claim"],
                condition=Q(claim__isnull=False),
                name=f"{stem}_claim",
            ),
        ],
    }


def covering(stem: str, column: str) -> models.Index:
    """An index that answers a condition on one field's values without touching the table."""
    return models.Index(
        fields=["field", column, "record"],
        condition=Q(**{f"{column}__isnull": False}),
        name=f"{stem}_{column.removesuffix('_key')}",
    )


def exactly_one() -> Q:
    """One typed column is set, with its key if it has one, and no other."""
    condition = Q()
    for chosen in COLUMNS:
        filled = {chosen, KEYS.get(chosen, chosen)}
        every = (*COLUMNS, *KEYS.values())
        condition |= Q(**{f"{column}__isnull": column not in filled for column in every})
    return condition
