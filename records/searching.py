"""Words are looked for across a type's texts: declared fields, channels, custom texts."""

from __future__ import annotations

from django.db.models import Q

from records.conditions import Scope, field_comparison
from records.fields import ChannelScalar, ChannelSet, Column, Custom, Field
from values.kinds import PATTERN_LIMIT
from values.refusals import Unanswerable

MOST_WORDS = 10
TEXTS = frozenset({"text", "textarea", "email", "url"})


def search(text: str, scope: Scope) -> Q:
    """The records in which every word stands somewhere. Raises Unanswerable."""
    words = text.split()
    if not words:
        raise Unanswerable("'search' needs a word to look for")
    if len(text) > PATTERN_LIMIT:
        raise Unanswerable(f"'search' has at most {PATTERN_LIMIT} characters")
    if len(words) > MOST_WORDS:
        raise Unanswerable(f"'search' has at most {MOST_WORDS} words")
    searched = [field for field in scope.fields.values() if is_searched(field, scope)]
    return Q(*(found_in(searched, word, scope) for word in words))


def found_in(fields: list[Field], word: str, scope: Scope) -> Q:
    """The records in which one word stands in one of the fields."""
    parts = [
        field_comparison(field, "contains", word, scope)
        for field in fields
        if may_hold(field, word)
    ]
    return Q(*parts, _connector=Q.OR) if parts else Q(pk__in=[])


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
