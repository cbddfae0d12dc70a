"""The filters of a list: read from its address, asked as neutral conditions, told as chips and `q`.

In the address they stand in `where`, a JSON list of [field, word, value].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lookups.kinds import CurrencyKind, LookupKind
from records.fields import Field, RelatedSet, Relation
from records.pages.cells import cell_of
from records.pages.entries import picker, spelling_of
from records.pages.exact import loads
from records.pages.links import Names
from records.pages.spelling import Spelling, read_text, read_whole, show_text, typed
from records.query import All, Is, Not, Where
from records.types import RecordType
from values.kinds import Boolean, Choice
from values.numbers import Decimal, Integer
from values.refusals import Refusal, Unanswerable
from values.times import Date, DateTime

NO_FILES: Any = {}
MOST_CONDITIONS = 30
LONGEST = 16 * 1024


@dataclass(frozen=True)
class Word:
    """How people ask. op: the neutral comparison; operands: how many values it takes.

    said: the comparison's word in `q`; "" for plain equality.
    """

    label: str
    op: str
    operands: int = 1
    negated: bool = False
    said: str = ""


WORDS: dict[str, Word] = {
    "is": Word("is", "eq"),
    "not": Word("is not", "eq", negated=True, said="$not"),
    "contains": Word("contains", "contains", said="$con"),
    "starts": Word("starts with", "starts", said="$sw"),
    "ends": Word("ends with", "ends", said="$ew"),
    "gt": Word("is more than", "gt", said="$gt"),
    "gte": Word("is at least", "gte", said="$gte"),
    "lt": Word("is less than", "lt", said="$lt"),
    "lte": Word("is at most", "lte", said="$lte"),
    "between": Word("is between", "between", 2, said="$bt"),
    "empty": Word("is empty", "eq", 0),
    "filled": Word("is not empty", "eq", 0, True, "$not"),
}
TIMES = {
    "gt": "is after",
    "gte": "is on or after",
    "lt": "is before",
    "lte": "is on or before",
}
LISTED = ("is", "not", "empty", "filled")
COMPARED = ("is", "not", "gt", "gte", "lt", "lte", "between", "empty", "filled")
WRITTEN = ("contains", "is", "not", "starts", "ends", "empty", "filled")


@dataclass(frozen=True)
class Filter:
    """One condition of a list: field, word, and the JSON value that is compared with."""

    name: str
    word: str
    value: Any = None

    @property
    def where(self) -> Where:
        """The neutral condition."""
        word = WORDS[self.word]
        asked = Is(self.name, word.op, self.value if word.operands else None)
        return Not(asked) if word.negated else asked

    @property
    def condition(self) -> Any:
        """What stands behind the field's name in `q`."""
        word = WORDS[self.word]
        value = self.value if word.operands else None
        return {word.said: value} if word.said else value

    def triple(self) -> list[Any]:
        """The filter as it stands in the address."""
        return [self.name, self.word, self.value]


def words_of(field: Field) -> tuple[str, ...]:
    """The words by which a field can be asked for; the likeliest first."""
    kind = field.kind
    named = isinstance(kind, LookupKind | CurrencyKind | Choice | Boolean)
    wanted: tuple[str, ...]
    if named or isinstance(field, Relation | RelatedSet) or "contains" not in kind.operators:
        wanted = COMPARED if is_measured(field) else LISTED
    else:
        wanted = WRITTEN
    return tuple(word for word in wanted if WORDS[word].op in kind.operators)


def is_measured(field: Field) -> bool:
    """Whether a field's values are more or less than others."""
    return isinstance(field.kind, Integer | Decimal | Date | DateTime)


def label_of(word: str, field: Field) -> str:
    """The word for people."""
    is_time = isinstance(field.kind, Date | DateTime)
    return TIMES.get(word, WORDS[word].label) if is_time else WORDS[word].label


def operand_of(record_type: RecordType, field: Field, names: Names) -> Spelling:
    """How a value that is compared with stands in the panel."""
    match field:
        case Relation(target=target) | RelatedSet(target=target):
            return Spelling(picker(target, names), show_text, read_whole)
    if isinstance(field.kind, DateTime):  # a whole day: nobody filters by the second
        return Spelling(forms.DateInput({"type": "date"}), show_text, read_text)
    if field.kind.many:
        options = getattr(field.kind, "options", ())
        choices = [("", "—"), *((str(one.id), one.label) for one in options)]
        select = forms.Select(choices=choices)
        return Spelling(
            select if options else typed(), show_text, read_whole if options else read_text
        )
    return spelling_of(record_type, field, None, names)


def read_filters(text: str, fields: Mapping[str, Field]) -> list[Filter]:
    """The filters in an address. Raises Unanswerable."""
    if not text:
        return []
    try:
        rows: Any = loads(text) if len(text) <= LONGEST else None
        found = [Filter(*row) for row in rows]
    except (ValueError, TypeError):
        raise Unanswerable("the filter in the address cannot be read") from None
    for one in found:
        if not isinstance(one.name, str) or one.name not in fields or not is_word(one.word):
            raise Unanswerable(f"there is no filter '{one.name!s:.60}'")
    if len(found) > MOST_CONDITIONS:
        raise Unanswerable(f"at most {MOST_CONDITIONS} filters")
    return found


def is_word(word: Any) -> bool:
    """Whether it is one of our words."""
    return isinstance(word, str) and word in WORDS


def added(
    record_type: RecordType, fields: Mapping[str, Field], data: Any, names: Names
) -> Filter | None:
    """The filter that the panel was filled in for. Raises Unanswerable."""
    name, word = data.get("field", ""), data.get("word", "")
    field = fields.get(name)
    if field is None or word not in words_of(field):
        return None
    spelling = operand_of(record_type, field, names)
    try:
        values = [
            spelling.read(spelling.widget.value_from_datadict(data, NO_FILES, f"value{place}"))
            for place in range(WORDS[word].operands)
        ]
    except Refusal as refusal:
        raise Unanswerable(f"the field '{name}': {refusal}") from None
    if None in values:
        word = "filled" if WORDS[word].negated else "empty"
        values = []
    return Filter(name, word, values if len(values) > 1 else values[0] if values else None)


def where_of(filters: Sequence[Filter]) -> Where:
    """All filters together."""
    return All(tuple(one.where for one in filters))


def q_of(filters: Sequence[Filter]) -> dict[str, Any]:
    """The same question as the `q` of an API call."""
    names = [one.name for one in filters]
    if len(set(names)) == len(names):
        return {one.name: one.condition for one in filters}
    return {"$and": [{one.name: one.condition} for one in filters]}


def told(one: Filter, field: Field, names: Names) -> str:
    """A filter as a sentence for its chip."""
    said = f"{field.label} {label_of(one.word, field)}"
    if WORDS[one.word].operands == 0:
        return said
    values = one.value if isinstance(one.value, list) else [one.value]
    return f"{said} {' and '.join(value_text(field, value, names) for value in values)}"


def value_text(field: Field, value: Any, names: Names) -> str:
    """A compared value as people write it."""
    match field:
        case Relation(target=target) | RelatedSet(target=target) if isinstance(value, int):
            return names.get(target, {}).get(value, f"#{value}")
    if getattr(field.kind, "options", ()):
        labels = {option.id: option.label for option in field.kind.options}  # type: ignore[attr-defined]
        return str(labels.get(value, value))
    if field.kind.many or isinstance(field.kind, DateTime):
        return str(value)
    return cell_of(field, value, names).text
