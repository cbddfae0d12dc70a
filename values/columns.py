"""The columns of standard fields: texts with a folded key beside them, and exact decimals."""

from collections.abc import Sequence
from decimal import Decimal as Exact
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from values.text import fold


class KeyColumn(models.TextField):  # type: ignore[type-arg]
    """The folded key of a text column, by which it is compared; code-point order everywhere."""

    def __init__(self, source: str = "", **kwargs: Any):
        self.source = source
        super().__init__(**{"null": True, "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "null": self.null}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return dict(parameters)

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        text = getattr(model_instance, self.source) if self.source else None
        key = fold(text) if isinstance(text, str) else getattr(model_instance, self.attname)
        if text is None and self.source:
            key = None
        setattr(model_instance, self.attname, key)
        return key


def add_key(column: Any, model: type[models.Model], name: str) -> None:
    """Give a concrete model the key column of its text column; migrations name it themselves."""
    if not model._meta.abstract and model.__module__ != "__fake__":
        KeyColumn(source=name).contribute_to_class(model, f"{name}_key")


def stated(
    column: Any, parts: tuple[str, str, Sequence[Any], dict[str, Any]]
) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
    """What a migration writes of a column, with what Django leaves out though it is not ours."""
    name, path, args, kwargs = parts
    return name, path, args, {**kwargs, "null": column.null, "blank": column.blank}


class TextColumn(models.CharField):  # type: ignore[type-arg]
    """A text of limited length; empty is NULL."""

    def __init__(self, max_length: int = 255, **kwargs: Any):
        super().__init__(**{"max_length": max_length, "null": True, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return stated(self, super().deconstruct())

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        add_key(self, cls, name)


class LongTextColumn(models.TextField):  # type: ignore[type-arg]
    """A text of up to a mebibyte; empty is NULL."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"null": True, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return stated(self, super().deconstruct())

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        add_key(self, cls, name)


class DecimalColumn(models.BigIntegerField):  # type: ignore[type-arg]
    """An exact decimal, stored as a whole number of its smallest unit on both databases."""

    def __init__(self, max_digits: int = 18, decimal_places: int = 3, **kwargs: Any):
        self.max_digits = max_digits
        self.decimal_places = decimal_places
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        limits = {"max_digits": self.max_digits, "decimal_places": self.decimal_places}
        return name, path, args, {**kwargs, **limits}

    def to_python(self, value: Any) -> Exact | None:
        return None if value is None else Exact(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        scaled = Exact(value).scaleb(self.decimal_places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self.name}: {value} has over {self.decimal_places} decimals")
        return int(scaled)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Exact | None:
        return None if value is None else Exact(value).scaleb(-self.decimal_places)

    def formfield(self, **kwargs: Any) -> Any:
        from_decimal = models.DecimalField(
            max_digits=self.max_digits, decimal_places=self.decimal_places, blank=self.blank
        )
        return from_decimal.formfield(**kwargs)
