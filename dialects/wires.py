"""Words bound to the fields of today: each knows how it is said, taken, asked and sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialects.forms import Form
from dialects.words import Body, Item, Made, Word
from records.access import Caller
from records.fields import Custom, Field
from records.query import By, Where
from values.kinds import Computed


@dataclass(frozen=True)
class Wire:
    """One word on the wire.

    plain: our field whose value it says, with how that is done (None: as it is); else `made` of an
    item, or gathered. put: takes a value into a body of ours; None: read only. required: told in
    the dictionary. field: where it stands for a single one.
    """

    name: str
    needs: tuple[str, ...]
    writes: tuple[str, ...]
    reads: tuple[str, ...]
    field: Field | None = None
    form: Form | None = None
    plain: Callable[[Any], Any] | None = None
    made: Callable[[Item], Any] | None = None
    gather: Callable[[Sequence[int], Caller], Mapping[int, Any]] | None = None
    pick: Callable[[Any], Any] | None = None
    put: Callable[[Any, Body], None] | None = None
    where: Callable[[str, Any], Where] | None = None
    by: str | By | None = None
    expand: tuple[str, ...] = ()
    lists: bool = True
    type: str = ""
    schema: Mapping[str, Any] | None = None
    lookup: str | None = None

    def is_fixed(self, fields: Mapping[str, Field]) -> bool:
        """Whether the caller, who sees these fields, may only read it."""
        return self.put is None or any(
            fields[one].read_only for one in self.writes if one in fields
        )

    @property
    def custom(self) -> Custom | None:
        """The field that an administrator made, if it stands for one."""
        return self.field if isinstance(self.field, Custom) else None


def wire_of(word: Word, own: Field, form: Form) -> Wire:
    """A word for one field."""

    def put(value: Any, body: Body) -> None:
        body[own.name] = form.take(value, own)

    fixed = word.read_only or own.read_only or isinstance(own.kind, Computed)
    return Wire(
        name=word.name,
        needs=(own.name,),
        writes=(own.name,),
        reads=(own.name,),
        field=own,
        form=form,
        plain=saying(form),
        put=None if fixed else put,
        where=(lambda op, value: form.where(op, value, own)) if own.filterable else None,
        by=own.name if own.sortable else None,
        lists=word.lists,
    )


def saying(form: Form) -> Callable[[Any], Any] | None:
    """How a value that may be None is said; None where it is said as it is."""
    empty, say = form.empty, form.say
    if form.plain:
        return None if empty is None else lambda value: empty if value is None else value
    return lambda value: empty if value is None else say(value)


def made_of(made: Made) -> Wire:
    """A word that is made."""
    return Wire(
        name=made.name,
        needs=made.of,
        writes=made.of if made.writes is None else made.writes,
        reads=made.of if made.reads is None else made.reads,
        made=made.say,
        gather=made.gather,
        pick=made.pick,
        put=made.take,
        where=made.where,
        by=made.by,
        expand=made.expand,
        lists=made.lists,
        type=made.type,
        schema=made.schema,
        lookup=made.lookup,
    )
