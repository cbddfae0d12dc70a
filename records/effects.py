"""Judged drafts are written, and what they entail for other records with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from customfields import store as customs
from records import judging, pairing
from records.access import Caller
from records.drafts import Draft, Effect
from records.fields import Field
from records.loading import load_before
from records.locking import lock
from records.releasing import released
from records.removing import remove
from records.saving import save
from records.types import RecordType, fields_of, registry
from values.refusals import Refused


def hold(record_type: RecordType) -> None:
    """Keep the type's custom fields as they are until the transaction ends; before any row."""
    if record_type.custom:
        customs.hold(record_type.name)


def complete(
    record_type: RecordType, drafts: Sequence[Draft], fields: Mapping[str, Field], whole: bool
) -> None:
    """Let the domain's rules complete the drafts; then everything required must be there."""
    record_type.prepare(drafts)
    every = fields_of(record_type.name)
    for draft in drafts:
        pairing.settle(draft, every)
        judging.settle_nulls(draft, fields, record_type)
        judging.check_required(draft, fields, whole or draft.created)


def refuse_bad(drafts: Sequence[Draft]) -> None:
    """Refuse the whole if any draft is refused. Raises Refused."""
    for draft in drafts:
        if draft.refusals:
            raise Refused(draft.refusals)


def carry_out(record_type: RecordType, drafts: Sequence[Draft], caller: Caller) -> None:
    """Write judged drafts, and what they entail."""
    written = save(record_type, drafts, caller)
    if written:
        apply_effects(record_type.follow_up(written), caller)


def apply_effects(effects: Sequence[Effect], caller: Caller) -> None:
    """Write what a write entails elsewhere: already judged, with the product's authority."""
    for effect in effects:
        if effect.rows:
            apply_effect(registry[effect.record_type], effect, caller)


def apply_effect(record_type: RecordType, effect: Effect, caller: Caller) -> None:
    """Write one effect's rows through the same rules, without asking what the caller may."""
    hold(record_type)
    fields = fields_of(record_type.name)
    creating = effect.action == "create"
    rows = {} if creating else lock(record_type, [one for one, _ in effect.rows if one])
    drafts = []
    for record_id, values in effect.rows:
        row = record_type.model() if creating else rows.get(record_id or 0)
        if row is not None:
            drafts.append(
                Draft(row, created=creating, values=dict(values), given=frozenset(values))
            )
    names = {name for _, values in effect.rows for name in values}
    load_before(record_type, drafts, fields, names | set(record_type.loads))
    for draft in drafts:
        pairing.settle(draft, fields)
    if effect.bare:
        save(record_type, drafts, caller)
        return
    complete(record_type, drafts, fields, creating)
    refuse_bad(drafts)
    carry_out(record_type, drafts, caller)


def take_away(record_type: RecordType, rows: Sequence[Any], caller: Caller, purge: bool) -> None:
    """Take locked rows away, with what that entails elsewhere: whatever points at records that go
    for good lets go of them first. Raises Clash where they are needed."""
    if purge or not record_type.has_bin:
        for effect in released(record_type, [row.pk for row in rows]):
            apply_effects([effect], caller)
    apply_effects(remove(record_type, rows, caller, purge), caller)
