"""EspoCRM: its REST API, as its clients know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import URLPattern

from dialects.base import Route, has_body
from dialects.bodies import NestedForm
from dialects.espocrm import keys, replies
from dialects.espocrm.application import endpoints
from dialects.espocrm.auth import AUTHENTICATION
from dialects.espocrm.beside import EspoBeside
from dialects.espocrm.conversion import EspoLeads
from dialects.espocrm.forms import FORMS
from dialects.espocrm.ids import decode
from dialects.espocrm.linked import settle_columns
from dialects.espocrm.query import read_query
from dialects.espocrm.records import EspoRecords
from dialects.espocrm.relating import RELATED
from dialects.espocrm.tables import PARTS, PATHS, REQUIRED, SEEDED, TABLES, TWINS, UNSERVED
from dialects.espocrm.telling import TELLING
from dialects.espocrm.watched import WATCHED
from dialects.worded import Worded
from records.access import fields_for, level
from records.answers import Answer, Gone, Page, Problem
from records.drafts import Denied
from records.fields import Field
from records.manners import Asked
from records.query import Query, Show
from records.types import RecordType
from values.refusals import Missing, Refusal, Unanswerable

OWN = ("id", "deleted", "createdAt", "modifiedAt", "createdById", "modifiedById", "versionNumber")
DEFAULTED = ("Task", "Call", "Meeting")


class EspoCRM(Worded):
    """The manner of EspoCRM's api/v1."""

    name = "espocrm"
    label = "EspoCRM"
    prefix = "espocrm/api/v1/"
    original = "api/v1/"
    authentication = AUTHENTICATION
    parsers = (NestedForm,)
    paths = PATHS
    parts = PARTS
    unserved = UNSERVED
    tables = TABLES
    forms = FORMS
    required = REQUIRED
    related = RELATED
    seeded = SEEDED
    telling = TELLING
    sizes = (200, 200)
    created_status = 200
    statuses = {406: 400, 412: 409, 413: 400, 414: 400, 415: 400, 422: 400, 429: 403}

    # Addresses

    def spelled(self, path: str) -> str:
        """The first letter of an entity may be small."""
        capital = path[:1].upper() + path[1:]
        return capital if capital.partition("/")[0] in SPELLED else path

    def words(self, record_type: RecordType) -> tuple[str, ...]:
        """The entities of a type; types that come later are called by their own name."""
        if record_type.name in self.unserved:
            return ()
        own = "".join(one.title() for one in record_type.name.split("_"))
        return self.paths.get(record_type.name, (own,))

    def routes(self, record_type: RecordType) -> tuple[Route, ...]:
        """Lists, single records, the way back from the bin, and what lies below records."""
        many, single, related = super().routes(record_type)
        verbs = {**self.record_verbs, "put": "change"}
        linking = {"get": "related", "post": "join", "delete": "part"}
        found = [
            replace(many, view=EspoRecords),
            replace(single, verbs=verbs, view=EspoRecords),
            Route("/action/restoreDeleted", {"post": "bring_back"}, view=EspoRecords),
        ]
        if record_type.name == "leads":
            found.append(Route("/action/convert", {"post": "convert"}, view=EspoLeads))
        if record_type.name in WATCHED:
            watching = {"put": "subscribe", "delete": "unsubscribe"}
            found.append(Route(f"{single.path}/subscription", watching, view=EspoBeside))
            starring = {"put": "star", "delete": "unstar"}
            found.append(Route(f"{single.path}/starSubscription", starring, view=EspoBeside))
        return (*found, replace(related, verbs=linking, view=EspoBeside))

    def follow(self, word: str, asked: Asked) -> tuple[str, str]:
        """The relation, and the word for what it leads to. Raises Missing."""
        try:
            return super().follow(word, asked)
        except Missing:
            raise Missing("Link does not exist.") from None

    def extras(self) -> list[URLPattern]:
        """What it says of itself."""
        return endpoints(self)

    def read_id(self, text: str, asked: Asked) -> int:
        """The id in a path. Raises Missing if it can be none."""
        number = decode(asked.of.name, text)
        if number is None:
            raise Missing(f"Record {text} does not exist.")
        return number

    # Words

    def rule(self, name: str) -> str:
        """Our own words, in theirs' form."""
        first, *rest = name.split("_")
        return first + "".join(one.title() for one in rest)

    def wire_name(self, key: str, label: str) -> str:
        """The key without its prefix, after a c."""
        return "c" + "".join(one[:1].upper() + one[1:] for one in key[3:].split("_"))

    # The way in

    def unwrap(self, body: Any) -> Any:
        """What a body says; a list is an object that holds it."""
        if isinstance(body, list):
            return {"list": body}
        if not isinstance(body, dict):
            raise Unanswerable("Body is not a JSON object.")
        return body

    def read_body(self, request: Any) -> dict[str, Any]:
        """The body as an object; nothing is an empty one."""
        return super().read_body(request) if has_body(request) else {}

    def rewrite(self, body: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A body with one name for each thing, and nothing in the place of blank texts."""
        found = {name: None if value == "" else value for name, value in body.items()}
        found.pop("_skipDuplicateCheck", None)
        if asked.word == "Email" and "subject" in found:
            found.setdefault("name", found.pop("subject"))
        for name in ("dateStart", "dateEnd"):
            if found.get(f"{name}Date"):
                found.pop(name, None)
        return found

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body, in our words."""
        body = super().read_record(asked)
        own = {*self.vocabulary_at(asked).wires, *OWN}
        asked.notes["ignored"] = [one for one in asked.notes["ignored"] if one not in own]
        settle_columns(body, TWINS)
        is_new = asked.given is not None
        fields = fields_for(asked.of, asked.who)
        may_be_nobodys = is_new and "owner_id" in fields and asked.word not in DEFAULTED
        if may_be_nobodys and level(asked.who, asked.of, "edit") == "all":
            body.setdefault("owner_id", None)  # others may not make what is nobody's
        if is_new and body.get("currency", "") is None:
            del body["currency"]
        return body

    def demand(self, body: dict[str, Any], asked: Asked, fields: Mapping[str, Field]) -> None:
        """What is required here; sent e-mails have an address on both sides."""
        super().demand(body, asked, fields)
        is_new = asked.given is not None
        needed: tuple[str, ...] = ()
        if asked.word == "Email" and is_new and body.get("status") != "Draft":
            needed = ("email_from", "email_to")
        if asked.word == "Note":
            needed = ("description",) if is_new or "description" in body else ()
        if settings.ESPO_STRICT_REQUIRED and is_new:
            needed += STRICT.get(asked.word, ())
        for name in needed:
            if name in fields and body.get(name) is None:
                body[name] = Denied(Refusal("Required"))

    def read_query(self, asked: Asked) -> Query:
        """What a list is asked for."""
        return read_query(asked, self)

    def show(self, asked: Asked, single: bool) -> Show:
        """What is read of records so that they can be said; of lists, what was selected too."""
        only = asked.notes.get("only")
        if single or only is None:
            return super().show(asked, single)
        fields = fields_for(asked.of, asked.who)
        return self.vocabulary_at(asked).show(fields, single=True, only=only)

    # The way out

    def spoken(self, items: Sequence[Mapping[str, Any]], asked: Asked, single: bool) -> Any:
        """Items in their words and forms."""
        only = asked.notes.get("only")
        whole = single or only is not None
        return self.vocabulary_at(asked).say(items, asked.who, whole, None if single else only)

    def named(self, fields: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """What is refused, under their names; a lead without any name lacks its name."""
        found = super().named(fields, asked)
        if asked.word == "Lead" and "lastName" in found and found["lastName"][0].rule == "Required":
            return {"name": found["lastName"]}
        return found

    def status_of(self, answer: Answer) -> int:
        """The status of a reply."""
        if isinstance(answer, Problem) and replies.is_dangling(answer.fields):
            return 403
        return super().status_of(answer)

    def headers_of(self, answer: Answer, asked: Asked) -> dict[str, str]:
        """The reason first, so that it is not the last header; and what every reply carries."""
        found = {}
        if isinstance(answer, Problem):
            fields = self.named(answer.fields, asked) if asked.record_type else answer.fields
            reason = replies.reason_of(replace(answer, fields=fields), asked)
            if answer.status != 401:
                found[replies.REASON] = replies.in_header(reason)
        return {**found, **super().headers_of(answer, asked), **replies.around()}

    def one(self, item: Mapping[str, Any], asked: Asked) -> Any:
        """A single record; beside a new key of an API user, that key."""
        return {**item, **asked.notes.get(keys.TOLD, {})}

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        """A list; -1 for a total that was not asked for where more follow, -2 where none do."""
        uncounted = -1 if page.has_more else -2
        return {"total": uncounted if page.count is None else page.count, "list": items}

    def gone(self, gone: Gone, asked: Asked) -> Any:
        """True."""
        return True

    def problem(self, problem: Problem, asked: Asked) -> Any:
        """The body of a problem."""
        return replies.body_of(problem, asked)

    def unknown_path(self, asked: Asked) -> Problem:
        """What is said of an entity or an address that is not there."""
        path = self.path_of(asked.request).strip("/")
        word = self.spelled(path.partition("/")[0])
        found = super().unknown_path(asked)
        known = word in SPELLED or not word
        return replace(
            found, message="Not Found" if known else f"Controller '{word}' does not exist."
        )


SPELLED = frozenset({*TABLES, "App", "Settings"})
STRICT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(DEFAULTED, ("owner_id",)),
    "Document": ("attachment_id", "publish_date"),
}
