"""The part of a dialect's page in docs/ that is made from its tables, so that it cannot lie."""

from __future__ import annotations

from collections.abc import Iterator

from dialects.worded import SEEDED, Worded
from dialects.words import Made, Word
from records.types import RecordType, registry

BEGIN = "<!-- From here on made by `manage.py dialect_pages` from the dialect's tables. -->"
END = "<!-- To here. -->"
HEAD = "| field | ours | values |\n|---|---|---|"


def renewed(page: str, dialect: Worded) -> str:
    """A page with its made part as it should be. Raises ValueError where it has no such part."""
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{dialect.name}'s page has no part between the two marks")
    return f"{before}{BEGIN}\n\n{tables(dialect)}\n{END}{after}"


def tables(dialect: Worded) -> str:
    """A heading and a table for every word in paths that has a table."""
    parts = []
    for record_type in registry.values():
        for word in dialect.words(record_type):
            if word in dialect.tables:
                parts.append(section(dialect, record_type, word))
    return "\n".join(parts)


def section(dialect: Worded, record_type: RecordType, word: str) -> str:
    """One word in paths: where it stands, its fields, and what is below its records."""
    needed = sorted(
        one.name
        for one in dialect.table(record_type, word)
        if isinstance(one, Word)
        and not one.read_only
        and one.field in {*record_type.required, *dialect.required.get(word, ())}
    )
    below = dialect.children(record_type, word).items()
    children = sorted(name for name, target in below if target in dialect.tables)
    lines = [
        f"### {word}",
        "",
        f"`/{dialect.prefix}{word}`: our `{record_type.name}`."
        + (f" Required: {listed(needed)}." if needed else "")
        + (f" Below a record: {listed(children)}." if children else ""),
        "",
        HEAD,
        *rows(dialect, record_type, word),
        "",
    ]
    return "\n".join(lines)


def listed(names: list[str]) -> str:
    """Names as a page shows them."""
    return ", ".join(f"`{name}`" for name in names)


def rows(dialect: Worded, record_type: RecordType, word: str) -> Iterator[str]:
    """A row for each field's word."""
    seeds = {f"{SEEDED}{one.name}": one.type for one in dialect.seeded.get(record_type.name, ())}
    for one in dialect.table(record_type, word):
        if isinstance(one, Made):
            ours = listed(list(one.of)) if one.of else "worked out"
            kind, fixed = kind_of(one), one.take is None
        else:
            field = record_type.standard.get(one.field)
            kind = field.kind.name if field else seeds.get(one.field, "")
            fixed = one.read_only or bool(field and field.read_only)
            ours = f"`{one.field}`" if field else "its own"
        yield f"| `{one.name}` | {ours} | {kind}{', read only' if fixed else ''} |"


def kind_of(made: Made) -> str:
    """What the values of a made word are: by its schema, where it does not say."""
    named = (made.schema or {}).get("type", made.type) if made.type == "string" else made.type
    return named if isinstance(named, str) else ", ".join(one for one in named if one != "null")
