"""The records of Cogmento: companies that are named are found or made, and deals bring lines."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from dialects.cogmento.deals import read_products, replace_lines
from dialects.cogmento.ids import UID, encode
from records import reading, writing
from records.answers import One
from records.query import By, Is, Query, Show
from records.types import registry
from records.viewsets import RecordViewSet
from values.refusals import Forbidden, Missing, Refusal, Refused

PRODUCTS, COMPANY, AMOUNT = "products", "company", "amount"


class CogmentoRecords(RecordViewSet):
    """Reads and writes one resource. What a body entails elsewhere is one transaction with it."""

    def create(self, request: Request) -> Response:
        """A new record, with all that its body says."""
        return writing.in_transaction(lambda: self.completed(super(CogmentoRecords, self).create))

    def update(self, request: Request, key: str, replace: bool) -> Response:
        """Change a record, with all that the body says."""

        def work(request: Request) -> Response:
            return super(CogmentoRecords, self).update(request, key, replace)

        return writing.in_transaction(lambda: self.completed(work))

    def completed(self, work: Any) -> Response:
        """Write a record and its lines. Raises Refused."""
        body = self.dialect.read_body(self.request)
        sends_lines = self.word == "deals" and PRODUCTS in body
        rows = read_products(body[PRODUCTS]) if sends_lines else []
        self.notes[COMPANY] = self.company_of(body.get(COMPANY))
        response: Response = work(self.request)
        if not sends_lines:
            return response
        found = response.data
        assert isinstance(found, One)
        replace_lines(found.id, rows, self.caller)
        if body.get(AMOUNT) is not None:  # what is sent counts, not the sum of the lines
            amount = {AMOUNT: found.item[AMOUNT]}
            writing.update(self.record_type, self.caller, found.id, amount)
        return self.answer(self.afresh(found))

    def afresh(self, found: One) -> One:
        """A record as it stands after its lines were written; as it was if it is out of sight."""
        show = self.dialect.read_show(self.asked)
        try:
            now = reading.one(self.record_type, self.caller, found.id, show)
        except Missing:
            return found
        return One(now.item, found.id, now.version, found.created)

    def company_of(self, value: Any) -> str | None:
        """The name of a company in the place of its id: its record is found, or else made.

        The company's id in their form; None where no name was sent. Raises Refused.
        """
        name = value.get("name") if isinstance(value, dict) and "id" not in value else value
        if not isinstance(name, str) or not name.strip() or UID.fullmatch(name):
            return None
        accounts = registry["accounts"]
        shown = Show(names=("id",))
        where = Is("name", "eq", name.strip())
        query = Query(where=where, order=(By("id"),), per_page=1, counting="none", show=shown)
        found = reading.page(accounts, self.caller, query).items
        if found:
            return encode(accounts.code, found[0]["id"])
        try:
            made = writing.create(accounts, self.caller, {"name": name}, allow_duplicate=True)
        except Refused as refused:
            ones = [one for refusals in refused.fields.values() for one in refusals]
            raise Refused({COMPANY: ones}) from None
        except Forbidden:
            raise Refused({COMPANY: [Refusal("Exists", "is not known")]}) from None
        return encode(accounts.code, made.id)
