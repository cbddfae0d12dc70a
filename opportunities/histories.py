"""The steps of opportunities from stage to stage, written down as they happen."""

from collections.abc import Sequence
from typing import Any

from opportunities.amounts import weighted
from opportunities.stages import pipelines
from records.drafts import Draft, Effect


def steps(drafts: Sequence[Draft]) -> Sequence[Effect]:
    """A history row for each opportunity that was just made, or moved to another stage."""
    moved = [draft for draft in drafts if draft.created or draft.changes("stage_id")]
    rows = tuple((None, step(draft)) for draft in moved)
    return (Effect("opportunity_histories", "create", rows),) if rows else ()


def step(draft: Draft) -> dict[str, Any]:
    """An opportunity as it stands right after the step."""
    return {
        "opportunity_id": draft.record.pk,
        "stage_id": draft.new("stage_id"),
        "from_stage_id": draft.old("stage_id"),
        "probability": draft.new("probability"),
        "amount": draft.new("amount"),
        "close_date": draft.new("close_date"),
    }


def name_stages(drafts: Sequence[Draft]) -> None:
    """Keep the names of the stages beside their ids, and the forecast beside its factors."""
    known = pipelines()
    for draft in drafts:
        for relation in ("stage", "from_stage"):
            stage = known.stage(draft.new(f"{relation}_id"))
            if draft.changes(f"{relation}_id"):
                draft.set(f"{relation}_name", stage.name if stage else None)
        draft.set("forecast", weighted(draft.new("amount"), draft.new("probability")))
