"""Invoices of the guest type with custom values, written as the hall writes them."""

from itertools import count
from typing import Any

from django.db import transaction

from customfields import definitions, store
from customfields.store import Definition
from tests.house.guest.models import Invoice

numbers = count(1)


def define(type_name: str, **attributes: Any) -> Definition:
    """A new custom field of invoices; options may be given as labels."""
    options = [
        {"label": one} if isinstance(one, str) else one for one in attributes.pop("options", [])
    ]
    data = {"record_type": "invoices", "label": type_name.capitalize(), "type": type_name}
    told = {**data, **({"options": options} if options else {}), **attributes}
    return definitions.create(told, by=None, known_types=["invoices"])


def change(definition: Definition, **attributes: Any) -> Definition:
    """The field after a change."""
    return definitions.change(definition.id, attributes, by=None)


def invoice(**values: Any) -> Invoice:
    """A new invoice with these custom values, in JSON."""
    made: Invoice = Invoice._default_manager.create(number=f"I{next(numbers)}")
    put(made, fresh=True, **values)
    return made


def put(made: Invoice, fresh: bool = False, **values: Any) -> None:
    """Write custom values, in JSON, to an invoice."""
    with transaction.atomic():
        schema = store.hold("invoices")
        taken = {key: schema.by_key[key].kind.take(value) for key, value in values.items()}
        store.write(Invoice, schema, [(made.pk, taken)], fresh=fresh)
        decoded = store.decode(schema, made.custom, made.custom_revision)
        made.custom = store.encode(schema, store.python_values(schema, decoded) | taken)
        made.custom_revision = schema.revision
        made.save(update_fields=["custom", "custom_revision"])


def shown(made: Invoice) -> dict[str, Any]:
    """The custom values of an invoice in JSON, by its mirror."""
    made.refresh_from_db()
    return store.decode(store.schema_of("invoices"), made.custom, made.custom_revision)


def stored(made: Invoice) -> dict[str, Any]:
    """The custom values of an invoice in Python, by its value rows; empty ones are absent."""
    return store.read(Invoice, store.schema_of("invoices"), [made.pk])[made.pk]


def ids(definition: Definition) -> dict[str, int]:
    """The ids of a field's options by label."""
    return {option.label: option.id for option in definition.options}
