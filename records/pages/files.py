"""Stored files on the dashboard's pages: sent with a form, named in a record, handed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from attachments.models import Attachment
from records import filing
from records.access import Caller, fields_for, visible
from records.fields import Field, Relation
from records.files import NAME
from records.pages.asking import caller_from
from records.types import registry
from values.refusals import Missing, Refusal, Refused

SENT = "-file"  # what the name of a file's own input ends in


class FilePick(forms.Widget):
    """A stored file, held by its id: what there is, with the way to it, and an input for another.

    names: what the files are called that the reader may have.
    """

    template_name = "records/widgets/file.html"
    needs_multipart_form = True

    def __init__(self, names: dict[int, str]):
        super().__init__()
        self.names = names

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return "" if data.get(f"{name}-clear") else data.get(name) or ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = self.names.get(int(value)) if str(value or "").isdigit() else None
        url = file_url(int(value)) if known else ""
        return context | {"held": value or "", "file": known, "url": url, "sent": f"{name}{SENT}"}

    def format_value(self, value: Any) -> Any:
        return value


def file_url(file_id: int) -> str:
    """Where the dashboard hands a file out."""
    return reverse("admin:file", args=[file_id])


def is_file(field: Field) -> bool:
    """Whether a field points at a stored file."""
    return isinstance(field, Relation) and field.target == NAME


def keep_sent(form: Any, files: MultiValueDict[str, Any]) -> bool:
    """Store the files that came with a record's form, and put their ids into its inputs.

    False where one is refused; that stands at its input then. What is kept is bound when the
    record is saved; if that never comes about, it is swept away.
    """
    refused: dict[str, list[Refusal]] = {}
    for name in [one.name for one in form.fields.values() if is_file(one)]:
        sent = files.get(form.html_name(name) + SENT)
        if sent is None:
            continue
        try:
            kept = filing.take(form.caller, sent)
        except Refused as refusal:
            refused[name] = [told for one in refusal.fields.values() for told in one]
        else:
            form.raws[name] = str(kept.id)
            form.learn()
    form.refuse(refused)
    return not refused


def file_names(caller: Caller, ids: Iterable[int]) -> dict[int, str]:
    """The names of those files that the caller may have: a query for each type of their records."""
    by_code: dict[int | None, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(pk__in=set(ids)):
        by_code[file.object_type].append(file)
    found: dict[int, str] = {}
    for code, files in by_code.items():
        found |= {one.pk: one.name for one in shown(caller, code, files)}
    return found


def shown(caller: Caller, code: int | None, files: list[Attachment]) -> list[Attachment]:
    """Those of the files of one type's records that the caller may have."""
    if code is None:
        mine = caller.rights.user_id
        return [one for one in files if caller.is_administrator or one.created_by_id == mine]
    record_type = next((one for one in registry.values() if one.code == code), None)
    if record_type is None:
        return []
    fields = fields_for(record_type, caller)
    open_ones = visible(record_type, caller).filter(pk__in={one.object_id for one in files})
    ids = set(open_ones.values_list("pk", flat=True))
    return [one for one in files if one.object_id in ids and one.field in (None, *fields)]


def hand_out(request: HttpRequest, file_id: int) -> FileResponse:
    """A file's bytes, to be saved and never shown, by the same right as over the API."""
    try:
        file = filing.reach(caller_from(request), file_id)
        content = file.file.open("rb")
    except (Missing, FileNotFoundError):
        raise Http404 from None
    kind = "application/octet-stream"
    reply = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    reply["X-Content-Type-Options"] = "nosniff"
    reply["Content-Security-Policy"] = "sandbox"
    reply["Cache-Control"] = "private, no-store"
    return reply
