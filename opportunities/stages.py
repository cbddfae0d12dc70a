"""Pipelines and their stages as every process remembers them."""

from collections.abc import Mapping
from dataclasses import dataclass

from opportunities.models import Pipeline, PipelineStage
from revisions.store import cached


@dataclass(frozen=True)
class Stage:
    """One stage of a pipeline."""

    id: int
    pipeline_id: int
    name: str
    probability: int
    outcome: str


@dataclass(frozen=True)
class Pipelines:
    """All pipelines at one revision. of: the stages of each, in order; default: its id."""

    stages: Mapping[int, Stage]
    of: Mapping[int, tuple[Stage, ...]]
    default: int | None

    def first(self, pipeline_id: int | None, outcome: str | None = None) -> Stage | None:
        """The first stage of a pipeline, or its first of an outcome."""
        stages = self.of.get(pipeline_id or 0, ())
        return next((one for one in stages if outcome in (None, one.outcome)), None)

    def stage(self, stage_id: int | None) -> Stage | None:
        """The stage with this id."""
        return self.stages.get(stage_id or 0)


@cached("pipelines")
def pipelines() -> Pipelines:
    """Every pipeline with its stages: two queries after a change, none otherwise."""
    columns = ("id", "pipeline_id", "name", "probability", "outcome")
    rows = PipelineStage.objects.order_by("position", "id").values_list(*columns)
    stages = {row[0]: Stage(*row) for row in rows}
    order = Pipeline.objects.order_by("-is_default", "position", "id")
    known = list(order.values_list("id", "is_default"))
    return Pipelines(
        stages=stages,
        of={
            pipeline_id: tuple(one for one in stages.values() if one.pipeline_id == pipeline_id)
            for pipeline_id, _ in known
        },
        default=known[0][0] if known else None,
    )
