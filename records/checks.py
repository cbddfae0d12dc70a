"""Bad declarations of record types fail when the process starts, not at the first call."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from records.fields import Relation
from records.relations import relations
from records.types import RecordType, registry


@register()
def check_declarations(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every declared name stands for something, and every type can be reached and named."""
    found: list[CheckMessage] = []
    for record_type in registry.values():
        try:
            found += check_declaration(record_type)
        except ImproperlyConfigured as error:
            found.append(Error(str(error), obj=record_type.model, id="records.E001"))
    return found


def check_declaration(record_type: RecordType) -> list[CheckMessage]:
    """What is wrong with one declaration."""
    fields = record_type.standard
    named = {*record_type.required, *record_type.unique, *record_type.defaults}
    named |= {*record_type.read_only, *record_type.search}
    named |= {*record_type.columns, *record_type.named_by}
    messages = [
        f"{record_type.name} names a field that it has not: {name!r}."
        for name in named - set(fields)
    ]
    if record_type.parent and not isinstance(fields.get(record_type.parent), Relation):
        messages.append(f"{record_type.name}: the parent must be a to-one relation.")
    if record_type.lines and record_type.lines not in relations(record_type.name):
        messages.append(f"{record_type.name}: there are no lines {record_type.lines!r}.")
    messages += [
        f"{record_type.name}: there are no inlines {name!r}."
        for name in record_type.inlines
        if name not in relations(record_type.name)
    ]
    return [Error(message, obj=record_type.model, id="records.E002") for message in messages]
