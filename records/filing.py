"""Who may reach a stored file: whoever may read its record, or who made it while it is unbound."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from apitokens.scopes import allows
from attachments import store
from attachments.models import Attachment
from changes.models import Action
from records import access
from records.access import Caller, fields_for, visible
from records.answers import One, Page
from records.files import NAME
from records.journal import note
from records.query import Query
from records.reading import exists
from records.types import RecordType, registry
from records.writing import editable, in_transaction
from values.refusals import Forbidden, Missing, Refusal, Refused
from values.times import DateTime

INSTANT = DateTime()


def take(caller: Caller, file: UploadedFile[Any]) -> One:
    """Store a file that belongs to no record yet. Raises Refused, Forbidden."""
    scopes = caller.identity.scopes if caller.identity else ("write",)
    if not any(scope.endswith("write") for scope in scopes):
        raise Forbidden("This token may only read.")
    made = kept(caller, file, None)
    return One(told(made), made.pk, created=True)


def attach(record_type: RecordType, caller: Caller, record_id: int, file: UploadedFile[Any]) -> One:
    """Store a file for a record that the caller may edit. Raises Missing, Forbidden, Refused."""

    def work() -> One:
        editable(record_type, caller, record_id, "edit")
        made = kept(caller, file, (record_type.code, record_id))
        note(record_type, caller, record_id, Action.ATTACH, difference(None, mark(made)))
        return One(told(made), made.pk, created=True)

    return in_transaction(work)


def kept(caller: Caller, file: UploadedFile[Any], owner: tuple[int, int] | None) -> Attachment:
    """The stored file. Raises Refused."""
    try:
        return store.keep(file, caller.rights.user_id, owner)
    except Refusal as refusal:
        raise Refused({"file": [refusal]}) from None


def files_of(record_type: RecordType, caller: Caller, record_id: int, query: Query) -> Page:
    """A page of a record's files, the newest first, but for those in fields hidden from him."""
    exists(record_type, caller, record_id)
    hidden = record_type.standard.keys() - fields_for(record_type, caller).keys()
    files = store.of_record(record_type.code, record_id)
    files = files.filter(Q(field=None) | ~Q(field__in=hidden))
    start = (query.page - 1) * query.per_page
    found = list(files[start : start + query.per_page + 1]) if start < 2**62 else []
    return Page(
        items=[told(one) | stamps(one) for one in found[: query.per_page]],
        query=query,
        count=None if query.counting == "none" else files.count(),
        has_more=len(found) > query.per_page,
    )


def reach(caller: Caller, attachment_id: int, action: access.Action = "read") -> Attachment:
    """A file that the caller may read, or remove. Raises Missing, Forbidden."""
    file = Attachment.objects.filter(pk=attachment_id).first()
    if file is None:
        raise Missing
    if file.object_id is None:
        if file.created_by_id != caller.rights.user_id and not caller.is_administrator:
            raise Missing
        return file
    record_type = type_of(file)
    if not shows(record_type, caller, file):
        raise Missing
    if action != "read":
        editable(record_type, caller, file.object_id, "edit")
        if not Attachment.objects.filter(pk=attachment_id).exists():
            raise Missing  # another has removed it, while this one waited for the record
    return file


def shows(record_type: RecordType, caller: Caller, file: Attachment) -> bool:
    """Whether the record that a file is bound to exists for the caller, and the file's field."""
    if file.field is not None and file.field not in fields_for(record_type, caller):
        return False
    return visible(record_type, caller).filter(pk=file.object_id).exists()


def remove(caller: Caller, attachment_id: int) -> None:
    """Delete a file: an unbound one of his own, or one beside a record that he may edit.

    Raises Missing, Forbidden; the file in a record's field goes with that field's value.
    """

    def work() -> None:
        file = reach(caller, attachment_id, "edit")
        if file.object_id is None and not allows(caller.identity, NAME, "write"):
            raise Forbidden("This token may only read.")
        if file.field is not None:
            raise Forbidden(f"This file is the record's {file.field}: change that instead.")
        if file.object_id is not None:
            holder = type_of(file)
            note(holder, caller, file.object_id, Action.DETACH, difference(mark(file), None))
        store.drop([file])

    in_transaction(work)


def type_of(file: Attachment) -> RecordType:
    """The type of the record that a file is bound to. Raises Missing."""
    for record_type in registry.values():
        if record_type.code == file.object_type:
            return record_type
    raise Missing


def mark(file: Attachment) -> dict[str, Any]:
    """What the change log says of a file: its name outlives it."""
    return {"id": file.pk, "name": file.name}


def difference(old: Any, new: Any) -> dict[str, Any]:
    """How the files beside a record change."""
    return {"field": "attachments", "old": old, "new": new}


def told(file: Attachment) -> dict[str, Any]:
    """What is said of a file."""
    return {"id": file.pk, "name": file.name, "mime": file.mime, "size": file.size}


def stamps(file: Attachment) -> dict[str, Any]:
    """Where a file stands and who made it."""
    made = INSTANT.say(file.created_at)
    return {"field": file.field, "created_at": made, "created_by_id": file.created_by_id}
