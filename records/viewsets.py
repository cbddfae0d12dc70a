"""The one view through which every record of every type is read and written, in every dialect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from records import bulk, linking, reading, writing
from records.answers import One
from records.explaining import explain
from records.history import history
from records.narrowing import narrowed
from records.problems import problem
from records.query import Query
from records.relations import filling, relation_of
from records.restoring import restore
from records.types import RecordType
from records.views import DialectView
from values.refusals import Unanswerable


class RecordViewSet(ViewSetMixin, DialectView):
    """Reads and writes one record type. The dialect hands its policies to as_view()."""

    record_type: RecordType

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Besides what every call passes: the part of the type that the path's word stands for."""
        super().initial(request, *args, **kwargs)
        self.turn_to(self.record_type, self.word)

    def turn_to(self, record_type: RecordType, word: str) -> None:
        """From here on it is about these records, as far as they belong to the word."""
        self.record_type, self.word = record_type, word
        self.caller = narrowed(self.caller, record_type, self.dialect.part(word).where)
        self.dialect.admit(self.asked)

    def list(self, request: Request) -> Response:
        """A page of records."""
        return self.page_of(self.dialect.read_query(self.asked))

    def search(self, request: Request) -> Response:
        """A page of records, asked for at length in the body."""
        return self.page_of(self.dialect.read_search(self.asked))

    def page_of(self, query: Query) -> Response:
        """The records that a query asks for, or how it is understood."""
        if query.explain:
            return self.explanation(query, Q())
        return self.answer(reading.page(self.record_type, self.caller, query))

    def explanation(self, query: Query, within: Q) -> Response:
        """How a query is understood, and by what it is served."""
        word = self.dialect.operator
        return Response(explain(self.record_type, self.caller, query, word, within))

    def create(self, request: Request) -> Response:
        """A new record."""
        self.given = {**self.dialect.part(self.word).given, **(self.given or {})}
        terms = self.dialect.read_terms(self.asked)
        body = self.dialect.read_record(self.asked)
        made = writing.create(
            self.record_type, self.caller, body, terms.show, terms.allow_duplicate is True
        )
        return self.answer(made)

    def retrieve(self, request: Request, key: str) -> Response:
        """One record."""
        record_id = self.dialect.read_id(key, self.asked)
        show = self.dialect.read_show(self.asked)
        return self.answer(reading.one(self.record_type, self.caller, record_id, show))

    def change(self, request: Request, key: str) -> Response:
        """Change what the body names."""
        return self.update(request, key, replace=False)

    def replace(self, request: Request, key: str) -> Response:
        """Replace the record by what the body names."""
        return self.update(request, key, replace=True)

    def update(self, request: Request, key: str, replace: bool) -> Response:
        """Write what the body says to a record."""
        record_id = self.dialect.read_id(key, self.asked)
        terms = self.dialect.read_terms(self.asked)
        body = self.dialect.read_record(self.asked)
        written = writing.update(
            self.record_type, self.caller, record_id, body, replace, terms.version, terms.show
        )
        return self.answer(written)

    def destroy(self, request: Request, key: str) -> Response:
        """Put a record into the bin, or delete it for good."""
        record_id = self.dialect.read_id(key, self.asked)
        terms = self.dialect.read_terms(self.asked)
        gone = writing.delete(self.record_type, self.caller, record_id, terms.purge, terms.version)
        return self.answer(gone)

    def related(self, request: Request, key: str, relation: str) -> Response:
        """A page of the records that belong to one record."""
        owner, record_id, name = self.follow(key, relation)
        query = self.dialect.read_query(self.asked)
        if query.explain:
            reading.exists(owner, self.caller, record_id)
            return self.explanation(query, relation_of(owner, name).of(record_id))
        return self.answer(reading.related(owner, self.caller, record_id, name, query))

    def follow(self, key: str, relation: str) -> tuple[RecordType, int, str]:
        """Go along a relation: from here on it is about the records there. Whose they are."""
        owner = self.record_type
        record_id = self.dialect.read_id(key, self.asked)
        name = self.dialect.read_relation(relation, self.asked)
        target = relation_of(owner, name).target
        word = self.dialect.related_word(relation, self.asked)
        self.parent = (owner, record_id, name)
        self.turn_to(target, word)
        return self.parent

    def create_related(self, request: Request, key: str, relation: str) -> Response:
        """A new record among those that belong to one record."""
        owner, record_id, name = self.follow(key, relation)
        reading.exists(owner, self.caller, record_id)
        self.given = filling(relation_of(owner, name), record_id)
        return self.create(request)

    def unaddressed(self, request: Request) -> Response:
        """What is done to a single record, without saying to which. Raises Unanswerable."""
        raise Unanswerable(f"{request.method} needs the record's id at the end of the address")

    def link(self, request: Request, key: str, relation: str) -> Response:
        """Link a record to others."""
        return self.relink(linking.link, key, relation)

    def unlink(self, request: Request, key: str, relation: str) -> Response:
        """Unlink a record from others."""
        return self.relink(linking.unlink, key, relation)

    def relink(self, act: Callable[..., One], key: str, relation: str) -> Response:
        """Link or unlink; a relation that is a field's is written there."""
        record_id = self.dialect.read_id(key, self.asked)
        name = self.dialect.read_relation(relation, self.asked)
        target = relation_of(self.record_type, name).target
        part = self.dialect.part(self.dialect.related_word(relation, self.asked))
        self.caller = narrowed(self.caller, target, part.where)
        ids = self.dialect.read_ids(self.asked)
        version = self.dialect.read_version(self.asked)
        try:
            return self.answer(act(self.record_type, self.caller, record_id, name, ids, version))
        except linking.NotLinkable:
            self.headers["Allow"] = "GET, HEAD"
            raise MethodNotAllowed(self.request.method or "") from None

    def restore(self, request: Request, key: str) -> Response:
        """Bring a record back from the bin."""
        record_id = self.dialect.read_id(key, self.asked)
        self.dialect.read_nothing(self.asked)
        version = self.dialect.read_version(self.asked)
        return self.answer(restore(self.record_type, self.caller, record_id, version))

    def act(self, request: Request, key: str, action: str) -> Response:
        """Do what the record's type alone can do."""
        record_id = self.dialect.read_id(key, self.asked)
        verb = self.record_type.actions[action]
        version = self.dialect.read_version(self.asked)
        body = self.dialect.read_object(self.asked, tuple(verb.parts))
        return self.answer(verb.act(self.record_type, self.caller, record_id, body, version))

    def changes(self, request: Request, key: str) -> Response:
        """A page of a record's history, newest first."""
        record_id = self.dialect.read_id(key, self.asked)
        query = self.dialect.read_pages(self.asked)
        return self.answer(history(self.record_type, self.caller, record_id, query))

    def bulk(self, request: Request) -> Response:
        """Many writes at once."""
        terms = self.dialect.read_bulk_terms(self.asked)
        body = self.dialect.read_body(request)
        allow_duplicate = terms.allow_duplicate is not False
        try:
            return Response(bulk.run(self.record_type, self.caller, body, allow_duplicate))
        except bulk.BulkRefused as refused:
            message = "Nothing was written: some rows are refused."
            return self.refusal(problem(422, message, details={"results": refused.results}))
