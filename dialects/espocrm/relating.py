"""Links between entities: which there are, and how records are linked and unlinked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialects.bodies import nest
from dialects.espocrm.ids import decode
from dialects.parameters import pairs
from records import linking, reading, writing
from records.access import Caller
from records.fields import Relation
from records.query import Show
from records.relations import Related, relation_of
from records.types import RecordType
from values.refusals import Forbidden, Missing, Refused

MOST = 1000
DONE = {word.lower() + "s": ("activities", word) for word in ("Meeting", "Call", "Task", "Email")}
DOCUMENTS = {"documents": ("documents", "Document")}
LISTS = {"targetLists": ("target_lists", "TargetList")}
PEOPLE = {
    "accounts": ("accounts", "Account"),
    "contacts": ("contacts", "Contact"),
    "leads": ("leads", "Lead"),
}
USERS = {"users": ("users", "User")}
DEALS = {"opportunities": ("opportunities", "Opportunity")}
CASES = {"cases": ("cases", "Case")}


def some(known: Mapping[str, tuple[str, str]], *names: str) -> dict[str, tuple[str, str]]:
    """Those of some links that are named."""
    return {name: known[name] for name in names}


RELATED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Account": some(PEOPLE, "contacts") | DEALS | CASES | DONE | DOCUMENTS | LISTS,
    "Contact": some(PEOPLE, "accounts") | DEALS | CASES | DONE | DOCUMENTS | LISTS,
    "Lead": CASES | DONE | DOCUMENTS | LISTS,
    "Opportunity": some(PEOPLE, "contacts") | DONE | DOCUMENTS,
    "Case": some(PEOPLE, "contacts") | DONE,
    "Meeting": some(PEOPLE, "contacts", "leads") | USERS,
    "Call": some(PEOPLE, "contacts", "leads") | USERS,
    "Document": PEOPLE | DEALS,
    "Campaign": PEOPLE | DEALS,
    "TargetList": PEOPLE | USERS,
    "User": {"teams": ("teams", "Team")},
}


def sent_ids(body: Mapping[str, Any], request: Any) -> list[Any]:
    """The ids that a request names, in its body or else in its address. Raises Forbidden."""
    if body.get("massRelate"):
        raise Forbidden("Mass relating is not possible here.")
    for given in (body, nest(pairs(request))):
        many = given.get("ids", [])
        found = many if isinstance(many, list) else [many]
        if given.get("id") is not None:
            found = [given["id"], *found]
        if found:
            return found[:MOST]
    return []


def relate(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    name: str,
    sent: Sequence[Any],
    joining: bool,
) -> None:
    """Link a record with others, or unlink it. Raises Missing for one that is not there, and
    Forbidden."""
    relation = relation_of(record_type, name)
    ids = [decode(relation.target.name, one) for one in sent]
    known = [one for one in ids if one is not None]
    if len(known) < len(ids):
        raise Missing("A record to link does not exist.")
    if isinstance(relation.field, Relation):
        writing.in_transaction(lambda: point(relation, caller, record_id, known, joining))
        return
    act = linking.link if joining else linking.unlink
    try:
        act(record_type, caller, record_id, name, known)
    except Refused as refused:
        if "ids" in refused.fields:
            raise Missing("A record to link does not exist.") from None
        raise


def point(
    relation: Related, caller: Caller, record_id: int, ids: Sequence[int], joining: bool
) -> None:
    """The same where the others point at the record: each of them is written."""
    field = relation.field.name
    for one in ids:
        held = reading.one(relation.target, caller, one, Show(names=("id", field))).item[field]
        if joining and held != record_id:
            writing.update(relation.target, caller, one, {field: record_id})
        elif not joining and held == record_id:
            writing.update(relation.target, caller, one, {field: None})
