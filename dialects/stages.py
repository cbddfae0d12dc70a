"""The stages of pipelines by name, as dialects speak of them: one query after a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from records.types import registry
from revisions.store import cached
from values.text import fold


@dataclass(frozen=True)
class Stage:
    """One stage. rank: where its pipeline stands, the default one first."""

    id: int
    name: str
    pipeline_id: int
    rank: tuple[bool, int, int]


@cached("pipelines")
def stages() -> dict[int, Stage]:
    """Every stage by its id, those of the default pipeline first, in order."""
    columns = ("id", "name", "pipeline_id", "pipeline__is_default", "pipeline__position")
    rows = registry["pipeline_stages"].model._default_manager.order_by("position", "id")
    found = [
        Stage(number, name, pipeline, (not is_default, position, pipeline))
        for number, name, pipeline, is_default, position in rows.values_list(*columns)
    ]
    return {one.id: one for one in sorted(found, key=lambda one: one.rank)}


def name_of(stage_id: int | None) -> str | None:
    """The name of a stage."""
    found = stages().get(stage_id or 0)
    return found.name if found else None


def find(name: str, pipeline_id: int | None) -> Stage | None:
    """The stage of this name, ignoring case: of the pipeline, else of the default one, else of the
    others."""
    wanted = fold(name)
    found = [one for one in stages().values() if fold(one.name) == wanted]
    own = [one for one in found if one.pipeline_id == pipeline_id]
    return next(iter([*own, *found]), None)


def ids_where(passes: Callable[[str], Any]) -> list[int]:
    """The ids of the stages whose names pass."""
    return [one.id for one in stages().values() if passes(one.name)]


def names() -> list[str]:
    """The names of all stages, each once, in order."""
    return list({fold(one.name): one.name for one in reversed(stages().values())}.values())[::-1]
