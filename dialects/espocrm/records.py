"""The records of EspoCRM: who looks like whom, what was changed meanwhile, and what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from channels import store as channels
from dialects.espocrm import keys, replies
from dialects.espocrm.ids import decode
from dialects.espocrm.replies import REASON
from dialects.worded import Worded
from records import access, reading, writing
from records.access import Caller, visible
from records.answers import One
from records.conditions import condition, scope_of
from records.query import All, Is, Query
from records.restoring import restore
from records.types import RecordType
from records.viewsets import RecordViewSet
from values.numbers import LARGEST
from values.refusals import Forbidden, Missing

SKIP = "_skipDuplicateCheck"
MOST = 5
LIKE: Mapping[str, tuple[str, ...]] = {
    "Account": ("name",),
    "Contact": ("first_name", "last_name"),
    "Lead": ("first_name", "last_name"),
}


class Alike(Exception):
    """Records like the one that was to be made; ids."""

    def __init__(self, ids: list[int]):
        super().__init__(ids)
        self.ids = ids


class EspoRecords(RecordViewSet):
    """Reads and writes one entity."""

    dialect: Worded

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Besides what every call passes: what may be done at all is told in their words."""
        super().initial(request, *args, **kwargs)
        acts = {"create": "create", "change": "edit", "destroy": "delete"}
        act = acts.get(self.action, "read")
        try:
            access.require(self.caller, self.record_type, act)  # type: ignore[arg-type]
        except Forbidden:
            raise Forbidden(f"No {act} access.") from None

    def create(self, request: Request) -> Response:
        """A new record, unless there is one like it."""
        body = self.dialect.read_body(request)
        skipped = request.headers.get("X-Skip-Duplicate-Check", "").lower() == "true"
        if self.word not in LIKE or skipped or body.get(SKIP) in (True, "true"):
            return self.keyed(lambda: super(EspoRecords, self).create(request))

        def work() -> Response:
            response = super(EspoRecords, self).create(request)
            found = alike(self.record_type, response.data.id, LIKE[self.word], self.caller)
            if found:
                raise Alike(found)
            return response

        try:
            return writing.in_transaction(work)
        except Alike as twins:
            return self.twins(twins.ids)

    def keyed(self, work: Callable[[], Response]) -> Response:
        """Write an API user, with a new key where the body says how he signs in."""
        method = keys.check(self.dialect.read_body(self.request))
        if self.word != "User" or method is None:
            return work()

        def both() -> Response:
            response = work()
            if isinstance(response.data, One):
                self.notes[keys.TOLD] = keys.give(response.data.id, method)
            return response

        return writing.in_transaction(both)

    def twins(self, ids: list[int]) -> Response:
        """The reply that names records like the one that was sent."""
        show = self.dialect.read_show(self.asked)
        items = [reading.one(self.record_type, self.caller, one, show).item for one in ids]
        said = self.dialect.spoken(items, self.asked, single=True)
        return Response(said, 409, headers={REASON: "duplicate", **replies.around()})

    def retrieve(self, request: Request, key: str) -> Response:
        """One record."""

        def work() -> Response:
            try:
                return super(EspoRecords, self).retrieve(request, key)
            except Missing:
                if found := self.recycled(key):
                    return self.answer(found)
                raise

        return self.reached(key, "does not exist")(work)

    def recycled(self, key: str) -> One | None:
        """A record in the bin, for administrators."""
        number = decode(self.record_type.name, key)
        if number is None or not self.caller.is_administrator or not self.record_type.has_bin:
            return None
        show = self.dialect.read_show(self.asked)
        where = Is("id", "eq", number)
        found = reading.page(self.record_type, self.caller, Query(where, trashed=True, show=show))
        return One(found.items[0], number) if found.items else None

    def bring_back(self, request: Request) -> Response:
        """Bring a record back from the bin: {"id": …}."""
        key = str(self.dialect.read_body(request).get("id", ""))
        if not self.caller.is_administrator:
            raise Forbidden("Only administrators may restore records.")

        def work() -> Response:
            restore(self.record_type, self.caller, self.dialect.read_id(key, self.asked), None)
            return Response(True, headers=replies.around())

        return self.reached(key, "not found")(work)

    def update(self, request: Request, key: str, replace: bool) -> Response:
        """Change a record, if what is written was not changed meanwhile."""

        def work() -> Response:
            if clash := self.overtaken(request, key):
                return clash
            return self.keyed(lambda: super(EspoRecords, self).update(request, key, replace))

        return self.reached(key, "does not exist")(lambda: writing.in_transaction(work))

    def destroy(self, request: Request, key: str) -> Response:
        """Put a record into the bin."""
        with_reason = self.reached(key, "not found")
        return with_reason(lambda: super(EspoRecords, self).destroy(request, key))

    def reached(self, key: str, how: str) -> Callable[[Callable[[], Response]], Response]:
        """Do something to a record; one that is hidden is told from one that is not there."""

        record_type = self.record_type

        def doing(work: Callable[[], Response]) -> Response:
            try:
                return work()
            except Missing:
                if self.is_hidden(record_type, key):
                    raise Forbidden("No read access.") from None
                raise Missing(f"Record {key} {how}.") from None
            except Forbidden:
                act = {"update": "edit", "change": "edit", "destroy": "delete"}
                raise Forbidden(f"No {act.get(self.action, 'read')} access.") from None

        return doing

    def is_hidden(self, record_type: RecordType, key: str) -> bool:
        """Whether a record is there that the caller may not see, and this may be told."""
        number = decode(record_type.name, key)
        if number is None or replies.hidden_status() == 404:
            return False
        records = record_type.model._default_manager.filter(pk=number)
        if record_type.name in self.caller.within:
            records = records.filter(self.caller.within[record_type.name])
        if record_type.has_bin:
            records = records.filter(deleted_at__isnull=True)
        return records.exists()

    def overtaken(self, request: Request, key: str) -> Response | None:
        """The reply to a change that was made on another version than the stored one."""
        sent = request.headers.get("X-Version-Number", "").strip()
        if not sent.isdecimal():
            return None
        show = self.dialect.read_show(self.asked)
        number = self.dialect.read_id(key, self.asked)
        stored = reading.one(self.record_type, self.caller, number, show)
        if int(sent) > LARGEST or stored.version == int(sent):
            return None
        item = self.dialect.spoken([stored.item], self.asked, single=True)[0]
        body = self.dialect.read_body(request)
        values = {name: item[name] for name in body if name in item and item[name] != body[name]}
        if "versionNumber" not in item or not values:
            return None
        told = {"values": values, "versionNumber": stored.version}
        return Response(told, 409, headers={REASON: "modified", **replies.around()})


def alike(record_type: RecordType, made: int, names: tuple[str, ...], caller: Caller) -> list[int]:
    """The ids of records with the names, or an e-mail address, of one just made: those that the
    caller may see."""
    row = record_type.model._default_manager.get(pk=made)
    values = {name: getattr(row, name) for name in names}
    same = Q(pk__in=[])
    if all(values.values()):
        scope = scope_of(record_type, caller)
        if values.keys() <= scope.fields.keys():
            where = All(tuple(Is(name, "eq", value) for name, value in values.items()))
            same |= condition(where, scope)
    entries = channels.read("email", record_type.code, [made]).get(made, [])
    if entries:
        addresses = [one["address"] for one in entries]
        same |= channels.where("email", record_type.code, "in", addresses)
    rows = visible(record_type, caller).filter(same).exclude(pk=made).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:MOST])
