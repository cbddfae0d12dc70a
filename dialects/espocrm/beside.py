"""What lies below a record: those that it is linked with, and who follows it."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from dialects.espocrm import replies
from dialects.espocrm.records import EspoRecords
from dialects.espocrm.relating import relate, sent_ids
from records import reading
from records.narrowing import narrowed
from records.relations import relation_of
from records.watching import watch
from values.refusals import Forbidden

GONE = "does not exist"


class EspoBeside(EspoRecords):
    """Reads and writes what lies below the records of one entity."""

    def related(self, request: Request, key: str, relation: str) -> Response:
        """A page of the records that one is linked with."""
        self.dialect.read_relation(relation, self.asked)
        whole = super().related
        return self.reached(key, GONE)(lambda: whole(request, key, relation))

    def join(self, request: Request, key: str, relation: str) -> Response:
        """Link a record with others."""
        return self.relinked(key, relation, True)

    def part(self, request: Request, key: str, relation: str) -> Response:
        """Unlink a record from others."""
        return self.relinked(key, relation, False)

    def relinked(self, key: str, relation: str, joining: bool) -> Response:
        """Link or unlink: true, or false where nothing is named. Raises Forbidden for a link that
        is a field of the record, Missing."""
        if f"{relation}Id" in self.dialect.vocabulary_at(self.asked).wires:
            raise Forbidden("Only has-many links can be linked.")
        name = self.dialect.read_relation(relation, self.asked)
        sent = sent_ids(self.dialect.read_body(self.request), self.request)
        target = relation_of(self.record_type, name).target
        part = self.dialect.part(self.dialect.related_word(relation, self.asked))
        number = self.reached(key, GONE)(lambda: self.found(key))
        if sent:
            caller = narrowed(self.caller, target, part.where)
            relate(self.record_type, caller, number.data, name, sent, joining)
        return Response(bool(sent), headers=replies.around())

    def found(self, key: str) -> Response:
        """The number of a record that the caller can see. Raises Missing."""
        number = self.dialect.read_id(key, self.asked)
        reading.exists(self.record_type, self.caller, number)
        return Response(number)

    def subscribe(self, request: Request, key: str) -> Response:
        """Follow a record."""
        return self.watched(key, "follow", True)

    def unsubscribe(self, request: Request, key: str) -> Response:
        """Follow it no more."""
        return self.watched(key, "follow", False)

    def star(self, request: Request, key: str) -> Response:
        """Mark a record with a star."""
        return self.watched(key, "star", True)

    def unstar(self, request: Request, key: str) -> Response:
        """Take the star away."""
        return self.watched(key, "star", False)

    def watched(self, key: str, kind: str, wanted: bool) -> Response:
        """Begin or end it: true."""

        def work() -> Response:
            number = self.dialect.read_id(key, self.asked)
            watch(self.record_type, self.caller, number, kind, wanted)
            return Response(True, headers=replies.around())

        return self.reached(key, GONE)(work)
