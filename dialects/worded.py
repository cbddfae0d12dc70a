"""A dialect with words of its own: what it declares, and how that is put to use."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from dialects.base import Dialect
from dialects.forms import EMPTY, Form
from dialects.telling import Telling
from dialects.voices import Vocabulary
from dialects.wires import Wire, made_of, wire_of
from dialects.words import Made, Seed, Table, Word
from records.access import fields_for
from records.answers import Answer, Page, Problem
from records.drafts import Denied
from records.fields import Custom, Field, RelatedSet, Relation
from records.manners import Asked, Terms
from records.query import By, Show
from records.types import RecordType, fields_in, registry
from revisions.store import cached
from values.kinds import Kind
from values.refusals import Missing, Refusal

IGNORED = "X-Ignored-Fields"
MOST_NAMED = 20
SEEDED = "cf_"


class Worded(Dialect):
    """A dialect whose words differ from ours. What it declares:

    tables: word in paths → its fields' words, in order. common: theirs for fields that every
    record has, by ours, put behind the table's. rule: our name → theirs, for types without a table.
    forms: kind of value → the form of a field of that kind. related: word in paths → relation in
    theirs → (relation in ours, word in paths of what it leads to). required: word in paths → our
    names of what a new record needs here, besides what we demand. embedded: what is embedded in an
    item under a name of ours that is no field → the word in paths of what it holds.
    order: of lists, where none is asked for. sizes: of pages, usual and largest.
    seeded: record type → the custom fields that it brings along.
    """

    tables: ClassVar[Mapping[str, Table]] = {}
    common: ClassVar[Mapping[str, str]] = {}
    forms: ClassVar[Mapping[type[Kind], Callable[[Field], Form]]] = {}
    related: ClassVar[Mapping[str, Mapping[str, tuple[str, str]]]] = {}
    required: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    embedded: ClassVar[Mapping[str, str]] = {}
    order: ClassVar[tuple[By, ...]] = ()
    sizes: ClassVar[tuple[int, int]] = (15, 100)
    seeded: ClassVar[Mapping[str, tuple[Seed, ...]]] = {}
    telling: ClassVar[Telling] = Telling()
    ignores_unknown: ClassVar[bool] = True
    any_accept = True
    any_content_type = True

    @abstractmethod
    def rule(self, name: str) -> str:
        """Their word for a field of ours that no table names."""

    @abstractmethod
    def wire_name(self, key: str, label: str) -> str:
        """Their word for a custom field that is just made."""

    def form_of(self, field: Field) -> Form:
        """The form of a field's values, where its word does not say: by its kind."""
        for kind in type(field.kind).__mro__:
            if kind in self.forms:
                return self.forms[kind](field)
        return Form()

    # Words

    def vocabulary(self, record_type: RecordType, word: str) -> Vocabulary:
        """Their words for a type, under one of its words in paths; another stands for none."""
        known = self.words(record_type)
        spoken = word if word in known or not known else known[0]
        return vocabulary_of(self, record_type.name, spoken)

    def vocabulary_at(self, asked: Asked) -> Vocabulary:
        """Their words for the records asked for."""
        return self.vocabulary(asked.of, asked.word)

    def table(self, record_type: RecordType, word: str) -> Table:
        """The words of a type's standard fields: as declared, or all by the rule."""
        if word in self.tables:
            named = {one.name for one in self.tables[word]}
            more = [ours for ours, theirs in self.common.items() if theirs not in named]
            return (*self.tables[word], *self.usual(record_type, more))
        return self.usual(record_type, record_type.standard)

    def usual(self, record_type: RecordType, names: Any) -> Table:
        """Words for fields by the rule, those that every record has by their own."""
        return tuple(
            Word(self.common.get(name, self.rule(name)), name)
            for name in names
            if name in record_type.standard and not record_type.standard[name].kind.write_only
        )

    def standard_words(self, record_type: RecordType) -> set[str]:
        """All their words for a type's standard fields, which no custom field can have."""
        return {
            one.name
            for word in self.words(record_type)
            for one in self.table(record_type, word)
            if isinstance(one, Made) or not one.field.startswith(SEEDED)
        }

    def children(self, record_type: RecordType, word: str) -> Mapping[str, str]:
        """The relations below a record in their words → word in paths of what each leads to."""
        return {name: target for name, (_, target) in self.related.get(word, {}).items()}

    def seeded_keys(self, record_type: RecordType) -> frozenset[str]:
        """The keys of the custom fields that it brings along for a type."""
        return frozenset(f"{SEEDED}{one.name}" for one in self.seeded.get(record_type.name, ()))

    def pointing(self, record_type: RecordType, word: str) -> dict[str, str]:
        """Field → word in paths of what it points at, our name where that is not served."""
        fields = {name: one.field for name, one in self.vocabulary(record_type, word).wires.items()}
        return {
            name: (*self.words(registry[field.target]), field.target)[0]
            for name, field in fields.items()
            if isinstance(field, Relation | RelatedSet) and field.target in registry
        }

    # The way in

    def read_relation(self, word: str, asked: Asked) -> str:
        """Our name of the relation that a path names."""
        return self.follow(word, asked)[0]

    def related_word(self, word: str, asked: Asked) -> str:
        """The word in paths for what a relation leads to."""
        return self.follow(word, asked)[1]

    def follow(self, word: str, asked: Asked) -> tuple[str, str]:
        """The relation, and the word for what it leads to. Raises Missing."""
        try:
            return self.related[asked.word][word]
        except KeyError:
            raise Missing(f"'{asked.word}' have no '{word}'") from None

    def read_record(self, asked: Asked) -> dict[str, Any]:
        """The record in the body in our words, with what the address says of a new one.

        Keys that mean nothing are named in the reply, or left for the hall to refuse.
        """
        sent = self.read_body(asked.request)
        fields = fields_for(asked.of, asked.who)
        body, ignored = self.vocabulary_at(asked).read(self.rewrite(sent, asked), fields)
        if not self.ignores_unknown:
            body |= {name: sent[name] for name in ignored}
        asked.notes["ignored"] = ignored
        body |= asked.given or {}
        self.demand(body, asked, fields)
        return body

    def rewrite(self, body: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """A body in their words, freed of what only some of their clients send."""
        return body

    def demand(self, body: dict[str, Any], asked: Asked, fields: Mapping[str, Field]) -> None:
        """Refuse, with all else that is wrong, what is lacking that they require."""
        is_new = asked.given is not None
        for name in self.required.get(asked.word, ()):
            value = body.get(name) if is_new or name in body else name
            if name in fields and isinstance(value, str | None) and value in EMPTY:
                body[name] = Denied(Refusal("Required"))

    def show(self, asked: Asked, single: bool) -> Show:
        """What is read of records so that they can be said."""
        return self.vocabulary_at(asked).show(fields_for(asked.of, asked.who), single)

    def read_show(self, asked: Asked) -> Show:
        """How a single record shall be shown."""
        return self.show(asked, single=True)

    def read_terms(self, asked: Asked) -> Terms:
        """The terms of a write; nobody is told of duplicates who does not know of such replies."""
        return Terms(self.show(asked, single=True), allow_duplicate=True)

    # The way out

    def spoken(self, items: Sequence[Mapping[str, Any]], asked: Asked, single: bool) -> Any:
        """Items in their words and forms."""
        return self.vocabulary_at(asked).say(items, asked.who, single, asked.notes.get("only"))

    def named(self, fields: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """What is refused, under their names of the fields; each rule once. What they have no name
        for is told only if it is all."""
        theirs = self.vocabulary_at(asked).theirs
        found: dict[str, Any] = {}
        told = {name: one for name, one in fields.items() if name in theirs} or fields
        for name, refusals in told.items():
            known = found.setdefault(theirs.get(name, self.rule(name)), [])
            rules = {one.rule for one in known}
            known += [one for one in refusals if one.rule not in rules]
        return found

    def headers_of(self, answer: Answer, asked: Asked) -> dict[str, str]:
        """The keys of the body that meant nothing."""
        ignored = asked.notes.get("ignored")
        if not ignored or isinstance(answer, Problem | Page):
            return {}
        return {IGNORED: ", ".join(map(in_header, ignored[:MOST_NAMED]))}


def in_header(name: str) -> str:
    """A name as a header can hold it."""
    return name[:100].encode("unicode_escape").decode()


@cached("customfields", "lookups")
def vocabulary_of(dialect: Worded, name: str, word: str) -> Vocabulary:
    """The vocabulary of a type, made anew when its custom fields or the lists change."""
    record_type = registry[name]
    fields = fields_in(name, dialect.name)
    table = dialect.table(record_type, word)
    wires = [bound(dialect, one, fields) for one in table if is_there(one, fields)]
    claimed = {need for wire in wires if wire.field is not None for need in wire.needs}
    for field in fields.values():
        if isinstance(field, Custom) and field.name not in claimed:
            theirs = field.definition.wire_names.get(dialect.name, field.name)
            wires.append(wire_of(Word(theirs, field.name), field, dialect.form_of(field)))
    inner = {
        ours: partial(dialect.vocabulary, embedded_type(dialect, theirs), theirs)
        for ours, theirs in dialect.embedded.items()
    }
    return Vocabulary(record_type, wires, inner)


def is_there(word: Word | Made, fields: Mapping[str, Field]) -> bool:
    """Whether a word means something today: an administrator may take away what was seeded."""
    return isinstance(word, Made) or not word.field.startswith(SEEDED) or word.field in fields


def bound(dialect: Worded, word: Word | Made, fields: Mapping[str, Field]) -> Wire:
    """A declared word, bound to the field of today."""
    if isinstance(word, Made):
        return made_of(word)
    field = fields[word.field]
    return wire_of(word, field, word.form or dialect.form_of(field))


def embedded_type(dialect: Worded, word: str) -> RecordType:
    """The type that a word in paths stands for."""
    return next(one for one in registry.values() if word in dialect.words(one))
