"""Pipelines and their stages, as processes remember them; pipelines sent together with stages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.concord.forms import maybe
from dialects.words import Made
from records import writing
from records.access import Caller
from records.types import registry
from revisions.store import cached
from values.refusals import Refusal, Refused
from values.text import fold

Stage = dict[str, Any]
SHOWN = ("id", "name", "win_probability", "display_order")
WORDS = {"name": "name", "win_probability": "probability", "display_order": "position"}
MOST = 100


@cached("pipelines")
def stages() -> Mapping[int, Stage]:
    """Every stage by its id, in order: one query after a change, none otherwise."""
    rows = registry["pipeline_stages"].model._default_manager.order_by("position", "pk")
    columns = ("pk", "name", "probability", "position", "pipeline_id", "outcome")
    names = (*SHOWN, "pipeline_id", "outcome")
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows.values_list(*columns)}


@cached("pipelines")
def pipelines() -> Mapping[int, str]:
    """The name of every pipeline by its id."""
    return dict(registry["pipelines"].model._default_manager.values_list("pk", "name"))


def say_stage(stage_id: int | None) -> Stage | None:
    """A stage as it stands inside a deal or a pipeline."""
    found = stages().get(stage_id or 0)
    return {name: found[name] for name in SHOWN} if found else None


def say_pipeline(pipeline_id: int | None) -> dict[str, Any] | None:
    """A pipeline as it stands inside a deal."""
    name = pipelines().get(pipeline_id or 0)
    return None if name is None else {"id": pipeline_id, "name": name}


def stages_in(pipeline_id: int) -> list[Stage]:
    """The stages of a pipeline, in order."""
    return [one for one in stages().values() if one["pipeline_id"] == pipeline_id]


def first_open(pipeline_id: Any) -> int | None:
    """The first open stage of a pipeline; None if there is no such pipeline."""
    known = pipeline_id if isinstance(pipeline_id, int) else 0
    return next((one["id"] for one in stages_in(known) if one["outcome"] == "open"), None)


PIPELINES = (
    Made(
        "stages",
        ("id",),
        say=lambda item: [say_stage(one["id"]) for one in stages_in(item["id"])],
        schema=maybe("array"),
    ),
)


def write_stages(pipeline_id: int, sent: Any, caller: Caller, is_new: bool) -> None:
    """Make and change the stages that are sent with a pipeline. Raises Refused, Forbidden."""
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        told = 'must be a list of objects like {"name": "…", "win_probability": 20}'
        raise Refused({"stages": [Refusal("Type", told)]})
    if len(sent) > MOST:
        raise Refused({"stages": [Refusal("Max", f"at most {MOST} stages", MOST)]})
    rows = settled(pipeline_id, sent) if is_new else sent
    for number, row in enumerate(rows):
        try:
            write_stage(pipeline_id, row, caller)
        except Refused as found:
            raise named(number, found) from None


def settled(pipeline_id: int, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stages of a new pipeline, with those that it begins with: the first one that is sent
    takes over the open one; those for what is won and lost come last, unless they are named."""
    there = stages_in(pipeline_id)
    closing = {fold(one["name"]): one["id"] for one in there if one["outcome"] != "open"}
    free = [one["id"] for one in there if one["outcome"] == "open"]
    rows = []
    for number, row in enumerate(sent, 1):
        stage_id = closing.pop(fold(str(row.get("name"))), None)
        if stage_id is None and free:
            stage_id = free.pop()
        rows.append({"display_order": number, **row, "id": stage_id})
    last = ({"id": one, "display_order": len(sent) + 1} for one in closing.values())
    return [*rows, *last]


def write_stage(pipeline_id: int, row: Mapping[str, Any], caller: Caller) -> None:
    """Make one stage, or change it. Raises Refused."""
    record_type = registry["pipeline_stages"]
    body = {ours: row[theirs] for theirs, ours in WORDS.items() if theirs in row}
    stage_id = row.get("id")
    if stage_id is None:
        writing.create(record_type, caller, {"pipeline_id": pipeline_id, **body})
        return
    if stage_id not in [one["id"] for one in stages_in(pipeline_id)]:
        raise Refused({"id": [Refusal("Exists", f"the pipeline has no stage {stage_id}")]})
    writing.update(record_type, caller, stage_id, body)


def named(number: int, found: Refused) -> Refused:
    """What is refused of a stage, by its place in the body."""
    theirs = {ours: name for name, ours in WORDS.items()}
    return Refused(
        {f"stages.{number}.{theirs.get(name, name)}": ones for name, ones in found.fields.items()}
    )
