"""The one door for writes: access, judgement, rows, values, relations, log; one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Model

from records import access, duplicates, judging, pairing, reading, uniqueness
from records.access import Caller, fields_for
from records.answers import Gone, One
from records.contents import Overtaken
from records.drafts import Draft
from records.effects import apply_effects as apply_effects
from records.effects import carry_out as carry_out
from records.effects import complete, refuse_bad
from records.effects import hold as hold
from records.effects import take_away as take_away
from records.hidden import keep_hidden
from records.listing import put_on_lists
from records.loading import load_before
from records.locking import check_version as check_version
from records.locking import editable as editable
from records.locking import lock as lock
from records.locking import lock_parents
from records.query import Show
from records.types import RecordType, fields_of
from revisions.store import forget
from values.refusals import Forbidden

T = TypeVar("T")
SHOWN = Show()
ATTEMPTS = 3
AGAIN = {"40001", "40P01"}
OVERTAKEN = {"23505"}


def in_transaction(work: Callable[[], T]) -> T:
    """Do it in one transaction; do it again where another writer came between.

    `work` may be done up to three times, each time from the start.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            with transaction.atomic():
                return work()
        except (OperationalError, IntegrityError, Overtaken) as error:
            if not was_overtaken(error):
                raise
            forget()  # what was remembered of a state that is rolled back
    with transaction.atomic():
        return work()


def was_overtaken(error: Exception) -> bool:
    """Whether another writer is the reason, so that it may go well the next time."""
    state = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, Overtaken) or state in OVERTAKEN:
        return True
    return state in AGAIN and not connection.in_atomic_block


def create(
    record_type: RecordType,
    caller: Caller,
    body: Mapping[str, Any],
    show: Show = SHOWN,
    allow_duplicate: bool = False,
) -> One:
    """Make a record. Raises Unanswerable, Refused, Clash (a duplicate), Forbidden."""
    access.require(caller, record_type, "create")

    def work() -> One:
        hold(record_type)
        draft = Draft(record_type.model(), created=True)
        judge(record_type, [draft], [body], caller)
        refuse_bad([draft])
        if not allow_duplicate:
            duplicates.take_turns(record_type, [draft])
            duplicates.check(record_type, draft, caller)
        carry_out(record_type, [draft], caller)
        return told(record_type, draft, caller, show)

    return in_transaction(work)


def update(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    body: Mapping[str, Any],
    replace: bool = False,
    version: int | None = None,
    show: Show = SHOWN,
) -> One:
    """Change a record: what is given, or with `replace` everything.

    version: the one that the caller knows. Raises Missing, Forbidden, Stale, Unanswerable, Refused.
    """

    def work() -> One:
        hold(record_type)
        row = editable(record_type, caller, record_id, "edit")
        check_version(row, version)
        draft = Draft(row, created=False)
        judge(record_type, [draft], [body], caller, replace)
        refuse_bad([draft])
        carry_out(record_type, [draft], caller)
        return spoken(record_type, row, caller, show)

    return in_transaction(work)


def delete(
    record_type: RecordType,
    caller: Caller,
    record_id: int,
    purge: bool = False,
    version: int | None = None,
) -> Gone:
    """Put a record into the bin, or purge it. Raises Missing, Forbidden, Stale, Clash."""
    if purge and not caller.is_administrator:
        raise Forbidden("Only administrators may purge records.")

    def work() -> Gone:
        hold(record_type)
        row = editable(record_type, caller, record_id, "delete", binned=purge)
        check_version(row, version)
        take_away(record_type, [row], caller, purge)
        return Gone(record_id)

    return in_transaction(work)


def judge(
    record_type: RecordType,
    drafts: Sequence[Draft],
    bodies: Sequence[Mapping[str, Any]],
    caller: Caller,
    replace: bool = False,
) -> None:
    """Judge what was sent for drafts of one kind of act; refusals stay in the drafts."""
    fields = fields_for(record_type, caller)
    for body in bodies:
        judging.check_names(body, fields)
    names = {name for body in bodies for name in body} if not replace else set(fields)
    load_before(record_type, drafts, fields_of(record_type.name), names | set(record_type.loads))
    for draft, body in zip(drafts, bodies, strict=True):
        judging.take_body(draft, body, fields)
        put_on_lists(record_type, draft, body, fields)
        if draft.created:
            judging.fill_defaults(draft, fields, caller)
        elif replace:
            judging.fill_replaced(draft, fields)
    lock_parents(record_type, parents_of(record_type, drafts))
    keep_hidden(drafts, fields, caller)
    for draft in drafts:
        pairing.settle(draft, fields, replace)
    complete(record_type, drafts, fields, replace)
    record_type.guard(drafts, caller.user, caller.dialect)
    judging.check_references(record_type, drafts, fields, caller)
    uniqueness.check_unique(record_type, drafts, fields, caller)


def parents_of(record_type: RecordType, drafts: Sequence[Draft]) -> set[int | None]:
    """The ids of what drafts of parts belong to, and shall belong to."""
    name = record_type.parent
    if name is None:
        return set()
    return {one for draft in drafts for one in (draft.new(name), draft.before.get(name))}


def spoken(record_type: RecordType, row: Model, caller: Caller, show: Show) -> One:
    """The record as it now stands, for the one who wrote it, even if he may not see it any more."""
    return told(record_type, Draft(row, created=False), caller, show)


def told(record_type: RecordType, draft: Draft, caller: Caller, show: Show) -> One:
    """The record of a draft that was written; sets that a new one was not given are not read."""
    row = draft.record
    records = record_type.model._default_manager.filter(pk=row.pk)
    shown = reading.plan(record_type, caller, show, single=True)
    filled = tuple(one for one in shown.sets if not draft.created or draft.new(one.name))
    item = reading.items(records, dataclasses.replace(shown, sets=filled), caller)[0]
    item |= {one.name: [] for one in shown.sets if one not in filled}
    version = item.get("version", getattr(row, "version", None))
    return One(item, row.pk, version, draft.created)
