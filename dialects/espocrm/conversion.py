"""A lead becomes a customer: POST Lead/action/convert {id, records: {Account, Contact, …}}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from dialects.espocrm.linked import settle_columns
from dialects.espocrm.records import EspoRecords
from dialects.espocrm.tables import TWINS
from records import reading
from records.access import fields_for
from records.types import registry
from values.refusals import Refused, Unanswerable

PARTS = {
    "Account": ("account", "accounts"),
    "Contact": ("contact", "contacts"),
    "Opportunity": ("opportunity", "opportunities"),
}


class EspoLeads(EspoRecords):
    """What is done to leads alone."""

    def convert(self, request: Request) -> Response:
        """Make of a lead what the body names, and nothing else; the lead as it stands then."""
        body = self.dialect.read_body(request)
        wanted = self.wishes(body.get("records"))
        key = str(body.get("id", ""))

        def work() -> Response:
            number = self.dialect.read_id(key, self.asked)
            try:
                self.record_type.actions["convert"].act(
                    self.record_type, self.caller, number, wanted, None
                )
            except Refused as refused:
                raise Refused(bare(refused.fields)) from None
            show = self.dialect.read_show(self.asked)
            return self.answer(reading.one(self.record_type, self.caller, number, show))

        return self.reached(key, "does not exist")(work)

    def wishes(self, records: Any) -> dict[str, Any]:
        """What shall be made, in our words; false for what is not named. Raises Unanswerable."""
        sent = {} if records is None else records
        if not isinstance(sent, dict) or not all(isinstance(one, dict) for one in sent.values()):
            raise Unanswerable('records is an object of objects: {"Account": {"name": …}}.')
        if unknown := [word for word in sent if word not in PARTS]:
            raise Unanswerable(f"A lead is not converted to '{unknown[0][:100]}'.")
        return {
            ours: self.read(word, type_name, sent[word]) if word in sent else False
            for word, (ours, type_name) in PARTS.items()
        }

    def read(self, word: str, type_name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a part, in our words; blank ones are left to be inherited."""
        record_type = registry[type_name]
        filled = {name: one for name, one in given.items() if one not in (None, "")}
        vocabulary = self.dialect.vocabulary(record_type, word)
        body, _ = vocabulary.read(filled, fields_for(record_type, self.caller))
        settle_columns(body, TWINS)
        return body


def bare(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is refused of a part, without the part's name."""
    return {name.partition(".")[2] or name: refusals for name, refusals in fields.items()}
