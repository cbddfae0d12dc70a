"""Rows of another table of which a record may have one that passes a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, Q

from values.statements import TRUE, Sql, both, compared, key_index, on_sqlite, quoted, table_of

SHORTEST = 3  # letters of a text that an index of trigrams can look for


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a model that pass a test.

    record: the attribute that holds the record's id. fixed: what narrows the table to one field or
    channel; test: the comparison, none for 'has any'. key: the attribute that is compared.
    ordered: an index over (fixed, key, record) lists the records of one key in order of their ids.
    text: what is looked for anywhere in the key, folded. several: one record may have many rows
    that pass. parts: the fields or channels as numbers; everywhere: any of their texts counts.
    partial: the index holds rows with a key alone, which has to be said for it to be used.
    """

    model: type[Model]
    record: str
    fixed: Q
    key: str
    test: Q = Q()  # noqa: RUF009
    ordered: bool = False
    text: str | None = None
    several: bool = False
    parts: tuple[int, ...] = ()
    everywhere: bool = False
    partial: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the records that pass stand in the index in order of their ids."""
        return self.ordered and is_equality(self.test)

    @property
    def columns(self) -> tuple[str, str]:
        """The columns of the record's id and of the key, quoted."""
        meta = self.model._meta
        names = (self.record, self.key)
        record, key = (quoted(str(meta.get_field(name).column)) for name in names)  # type: ignore[union-attr]
        return record, key

    def condition(self, row: str, shielded: bool = False) -> Sql:
        """What a row must pass, by its alias. shielded: the row is looked up by its record, so the
        index over the values shall not tempt the planner unless it leads to one row."""
        shields = shielded and not is_equality(self.test)
        filled = Q(**{f"{self.key}__isnull": False}) if self.partial else Q()
        return both(
            [
                compared(self.fixed, self.model, row),
                compared(filled, self.model, row, shields),
                compared(self.test, self.model, row, shields),
            ]
        )

    @property
    def is_containment(self) -> bool:
        """Whether a row passes by holding the text, wherever."""
        return all(str(one[0]).endswith("__contains") for one in self.test.children)  # type: ignore[index]

    def ids(self, besides: Sql = TRUE) -> Sql:
        """The ids of the records, some of them more than once. besides: a demand on the row `h`."""
        condition = both([self.condition("h"), besides])
        text = f"SELECT h.{self.columns[0]} AS id FROM {table_of(self.model)} h WHERE "
        return Sql(text + condition.text, condition.params)

    def exists(self, record: str, fenced: bool, besides: Sql = TRUE) -> Sql:
        """Whether a record has such a row. record: the expression of its id; fenced: PostgreSQL
        shall look row by row rather than turn it into a join; besides: a demand on the row `h`."""
        condition = both([self.condition("h", shielded=True), besides])
        text = (
            f"EXISTS (SELECT 1 FROM {self.at_hand('h')} WHERE h.{self.columns[0]} = {record} AND "
        )
        return Sql(f"{text}{condition.text}{' OFFSET 0' if fenced else ''})", condition.params)

    def value(self, record: str, expression: Sql) -> Sql:
        """What an expression over the rows `k` of one record says."""
        condition = self.condition("k", shielded=True)
        text = f"(SELECT {expression.text} FROM {self.at_hand('k')} WHERE k.{self.columns[0]} = "
        params = (*expression.params, *condition.params)
        return Sql(f"{text}{record} AND {condition.text})", params)

    def at_hand(self, row: str) -> str:
        """The table by an alias, to be read by its key of record and field: without statistics
        SQLite's planner would rather walk an index of values."""
        if not on_sqlite() or not self.partial or is_equality(self.test):
            return f"{table_of(self.model)} {row}"
        return f"{table_of(self.model)} {row} INDEXED BY {quoted(key_index(self.model))}"


def is_equality(test: Q) -> bool:
    """Whether a comparison asks for exactly one value."""
    if len(test.children) != 1 or test.negated:
        return False
    (child,) = test.children
    if isinstance(child, Q):
        return is_equality(child)
    path, value = child  # type: ignore[misc]
    lookup = str(path).partition("__")[2]
    return lookup in {"", "exact"} or (lookup == "in" and len(list(value)) == 1)
