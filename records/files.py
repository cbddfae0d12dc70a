"""The files that records point at: which of them a caller may bind, and what binding does."""

from __future__ import annotations

from collections.abc import Iterable

from attachments import store
from attachments.models import Attachment
from records.access import Caller
from records.drafts import Draft
from records.fields import Field, Relation
from records.types import RecordType

NAME = "attachments"


def bindable(caller: Caller, ids: Iterable[int]) -> set[int]:
    """Those of the ids whose files the caller may bind to a record: his own, still unbound."""
    free = Attachment.objects.filter(store.UNBOUND, pk__in=list(ids))
    if not caller.is_administrator:
        free = free.filter(created_by_id=caller.rights.user_id)
    return set(free.values_list("pk", flat=True))


def rebind(record_type: RecordType, drafts: Iterable[Draft], fields: Iterable[Field]) -> None:
    """Bind the files that written drafts point at, and let go of those that they no longer do."""
    pointing = [one for one in fields if isinstance(one, Relation) and one.target == NAME]
    for field in pointing:
        for draft in [one for one in drafts if one.changes(field.name)]:
            record_id: int = draft.record.pk
            old, new = draft.before.get(field.name), draft.new(field.name)
            if old is not None:
                store.unbind(old, record_type.code, record_id)
            if new is not None:
                store.bind(new, record_type.code, record_id, field.name)
