"""Words are looked for across a type's texts: declared fields, channels, custom texts."""

from __future__ import annotations

from dataclasses import replace

from customfields import store as customs
from records.conditions import Scope, field_comparison
from records.demands import Has
from records.fields import ChannelScalar, ChannelSet, Column, Custom, Field
from records.terms import Term, every, some
from values.kinds import PATTERN_LIMIT
from values.refusals import Unanswerable

MOST_WORDS = 10
TEXTS = frozenset({"text", "textarea", "email", "url"})


def search(text: str, scope: Scope) -> Term:
    """That every word stands somewhere in the record. Raises Unanswerable."""
    words = text.split()
    if not words:
        raise Unanswerable("'search' needs a word to look for")
    if len(text) > PATTERN_LIMIT:
        raise Unanswerable(f"'search' has at most {PATTERN_LIMIT} characters")
    if len(words) > MOST_WORDS:
        raise Unanswerable(f"'search' has at most {MOST_WORDS} words")
    searched = [field for field in scope.fields.values() if is_searched(field, scope)]
    return every(found_in(searched, word, scope) for word in words)


def found_in(fields: list[Field], word: str, scope: Scope) -> Term:
    """That one word stands in one of the fields; custom ones are looked through together."""
    own = [one.definition for one in fields if isinstance(one, Custom)]
    terms = [
        field_comparison(field, "contains", word, scope)
        for field in fields
        if not isinstance(field, Custom) and may_hold(field, word)
    ]
    if own:
        terms.append(Has(customs.mentioning(scope.record_type.model, own, word)))
    return replace(some(terms), path="search")


def may_hold(field: Field, word: str) -> bool:
    """Whether a word can stand in a field: one with letters is no part of a phone number.

    A phone number is compared by its digits, so that 'bay9f40' would be found in '+49 40 …'.
    """
    is_phone = isinstance(field, ChannelScalar) and field.channel == "phone"
    return not (is_phone and any(letter.isalpha() for letter in word))


def is_searched(field: Field, scope: Scope) -> bool:
    """Whether words are looked for in a field."""
    match field:
        case ChannelScalar():
            return True
        case ChannelSet():
            return False
        case Custom(definition=definition):
            return definition.type in TEXTS
        case Column(name=name):
            return name in scope.record_type.search
    return False
