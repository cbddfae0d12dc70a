"""How an opportunity moves through its pipeline: stage, status and probability go together."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from opportunities.stages import Pipelines, Stage, pipelines
from records.drafts import Draft


def advance(drafts: Sequence[Draft]) -> None:
    """Put each draft on the stage that it asks for, and derive what follows from that."""
    known = pipelines()
    for draft in drafts:
        stage = chosen_stage(draft, known)
        if stage is not None:
            stand_on(draft, stage)


def wish(draft: Draft, name: str) -> Any:
    """The value that a field is newly given, or None: one sent as it is stored is no wish."""
    return draft.new(name) if draft.changes(name) else None


def chosen_stage(draft: Draft, known: Pipelines) -> Stage | None:
    """The stage that the draft is to stand on; None if there is no telling, or it is refused."""
    if draft.new("stage_id") is None:
        return starting_stage(draft, known)
    stage = known.stage(draft.new("stage_id"))
    if stage is None:
        return None
    status, pipeline_id = wish(draft, "status"), wish(draft, "pipeline_id")
    if status not in (None, stage.outcome):
        if draft.changes("stage_id"):
            draft.refuse("status", "In", f"the stage {stage.name} is {stage.outcome}")
        else:
            stage = stage_for_status(draft, stage, known)
    if pipeline_id is not None and pipeline_id not in known.of:
        draft.refuse("pipeline_id", "Exists", f"there are no pipelines {pipeline_id}", pipeline_id)
    elif pipeline_id not in (None, stage.pipeline_id):
        draft.refuse("pipeline_id", "In", "the stage belongs to another pipeline; send a stage_id")
    return stage


def starting_stage(draft: Draft, known: Pipelines) -> Stage | None:
    """Where one begins that names no stage: on the first one, or the first of its status."""
    if "stage_id" in draft.refusals or "pipeline_id" in draft.refusals:
        return None
    pipeline_id = draft.new("pipeline_id") or known.default
    stage = known.first(pipeline_id, wish(draft, "status"))
    if stage is None and pipeline_id in (None, known.default):
        draft.refuse("stage_id", "Required", "there is no pipeline to begin in")
    return stage


def stage_for_status(draft: Draft, stage: Stage, known: Pipelines) -> Stage:
    """The stage of a status in the present pipeline; open ones return to where they were."""
    status = draft.new("status")
    last = known.stage(draft.old("last_stage_id"))
    if status == "open" and last and last.outcome == "open":
        return last
    return known.first(stage.pipeline_id, status) or stage


def stand_on(draft: Draft, stage: Stage) -> None:
    """Set what follows from standing on a stage."""
    is_moved = stage.id != draft.old("stage_id")
    draft.set("stage_id", stage.id)
    draft.set("pipeline_id", stage.pipeline_id)
    if "status" not in draft.refusals:
        draft.set("status", stage.outcome)
    is_sent = "probability" in draft.values or "probability" in draft.refusals
    if draft.new("probability") is None or (is_moved and not is_sent):
        draft.set("probability", stage.probability)
    if stage.outcome == "open":
        draft.set("last_stage_id", stage.id)
    mark_closed(draft, stage.outcome)
    clear_reason(draft, stage.outcome)


def mark_closed(draft: Draft, outcome: str) -> None:
    """Winning and losing set when it was closed; opening again clears that."""
    if outcome == "open":
        draft.set("closed_at", None)
    elif outcome != draft.old("status"):
        draft.set("closed_at", timezone.now())


def clear_reason(draft: Draft, outcome: str) -> None:
    """Only a lost opportunity has a reason for it; it is forgotten when no longer lost."""
    if outcome == "lost" or draft.new("lost_reason") is None:
        return
    if draft.changes("lost_reason"):
        draft.refuse("lost_reason", "In", "only a lost opportunity has a reason for being lost")
    else:
        draft.set("lost_reason", None)
