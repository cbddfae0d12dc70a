"""What dialects bring to the custom fields: rules that name them, and fields of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from customfields import definitions, naming
from dialects.base import Dialect
from dialects.worded import Worded
from dialects.words import Seed
from records.types import registry

PREFIX = "cf_"


def register(dialects: Iterable[Dialect]) -> None:
    """Tell the custom fields how each dialect names them; at start-up, before any is made."""
    for one in worded(dialects):
        naming.register(one.name, naming.Naming(one.wire_name, taken_by(one)))


def worded(dialects: Iterable[Dialect]) -> list[Worded]:
    """Those that have words of their own."""
    return [one for one in dialects if isinstance(one, Worded)]


def taken_by(dialect: Worded) -> Any:
    """The words that a dialect has for the standard fields of a type, and for its own."""

    def taken(name: str) -> set[str]:
        if name not in registry:
            return set()
        return dialect.standard_words(registry[name])

    return taken


def install(dialects: Iterable[Dialect]) -> None:
    """Make the fields that dialects bring, where nobody has made or deleted them yet, and name all
    fields in dialects that are new."""
    made = definitions.ever_made()
    for dialect in worded(dialects):
        for type_name, seeds in dialect.seeded.items():
            for seed in seeds:
                if (type_name, f"{PREFIX}{seed.name}") not in made:
                    definitions.create(attributes(dialect, type_name, seed), None, registry)
    naming.name_all()


def attributes(dialect: Worded, type_name: str, seed: Seed) -> dict[str, Any]:
    """The definition of a field that a dialect brings: it shows there alone, under its own name."""
    return {
        "record_type": type_name,
        "key": f"{PREFIX}{seed.name}",
        "label": seed.name.replace("_", " ").capitalize(),
        "type": seed.type,
        "group": dialect.label,
        "dialects": [dialect.name],
        "wire_names": {dialect.name: seed.wire or seed.name},
    }
