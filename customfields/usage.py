"""In how many records custom fields and their options have values, those in the bin included."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count

from customfields.models import CustomField
from customfields.schemas import record_models
from customfields.tables import table_of


def uses_by_field(fields: Iterable[CustomField]) -> dict[int, int]:
    """Field id → number of records; fields without values are absent. One query a record type."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for field in fields:
        by_type[field.record_type].append(field.pk)
    found: dict[int, int] = {}
    for record_type, ids in by_type.items():
        if record_type in record_models:
            rows = table_of(record_models[record_type])._default_manager.filter(field_id__in=ids)
            counted = rows.values("field_id").annotate(records=Count("record_id", distinct=True))
            found |= dict(counted.values_list("field_id", "records"))
    return found


def uses_by_option(field: CustomField) -> dict[int, int]:
    """Option id → number of records; options that no record has are absent. One query."""
    if field.record_type not in record_models:
        return {}
    rows = table_of(record_models[field.record_type])._default_manager
    rows = rows.filter(field_id=field.pk, option_id__isnull=False)
    counted = rows.values("option_id").annotate(records=Count("record_id", distinct=True))
    return dict(counted.values_list("option_id", "records"))
