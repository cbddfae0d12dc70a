"""What holds pipelines together: one of them is the default, and each can be won and lost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from opportunities.models import OUTCOMES, Opportunity, Pipeline, PipelineStage
from records.drafts import Draft, Effect
from revisions.store import bump
from values.refusals import Clash
from values.text import fold

FIRST_STAGES = (("Open", 10, "open"), ("Won", 100, "won"), ("Lost", 0, "lost"))
USUAL_PROBABILITY = {"open": 0, "won": 100, "lost": 0}
IN_USE = "Opportunities use the {}; move them first."
INCOMPLETE = "A pipeline has at least one open, one won and one lost stage."


def announce() -> None:
    """Let every process read pipelines and stages anew."""
    bump("pipelines")


def hold() -> dict[int, bool]:
    """All pipelines, each with whether it is the default; held until the transaction ends."""
    rows = Pipeline.objects.select_for_update().order_by("pk")
    return dict(rows.values_list("pk", "is_default"))


def settle_default(drafts: Sequence[Draft]) -> None:
    """Let exactly one pipeline be the default: the first one ever, then whichever is named."""
    stored = hold()
    wanting = [draft for draft in drafts if draft.new("is_default")]
    if not stored and not wanting and drafts:
        drafts[0].set("is_default", True)
    for draft in wanting[1:]:
        draft.refuse("is_default", "Unique", "one pipeline is the default")
    for draft in drafts:
        others = {key for key, is_default in stored.items() if is_default} - {draft.record.pk}
        if draft.old("is_default") and not draft.new("is_default") and not others and not wanting:
            draft.refuse("is_default", "In", "make another pipeline the default instead")


def after_pipelines(drafts: Sequence[Draft]) -> list[Effect]:
    """New pipelines get three stages; a new default takes over from the old one."""
    announce()
    effects = []
    chosen = [draft.record.pk for draft in drafts if draft.new("is_default")]
    if chosen:
        others = Pipeline.objects.filter(is_default=True).exclude(pk__in=chosen)
        rows = tuple((key, {"is_default": False}) for key in others.values_list("pk", flat=True))
        effects.append(Effect("pipelines", "update", rows))
    made = tuple(
        (None, first_stage(draft.record.pk, place))
        for draft in drafts
        if draft.created
        for place in range(len(FIRST_STAGES))
    )
    effects.append(Effect("pipeline_stages", "create", made))
    return [effect for effect in effects if effect.rows]


def first_stage(pipeline_id: int, place: int) -> dict[str, Any]:
    """One of the stages that a new pipeline begins with."""
    name, probability, outcome = FIRST_STAGES[place]
    return {
        "pipeline_id": pipeline_id,
        "name": name,
        "probability": probability,
        "position": place + 1,
        "outcome": outcome,
    }


def check_stages(drafts: Sequence[Draft]) -> None:
    """Complete stages and refuse what would break their pipelines. Raises Clash."""
    hold()
    ids = {draft.new("pipeline_id") for draft in drafts} - {None}
    rows = PipelineStage.objects.filter(pipeline_id__in=ids).values_list(
        "pk", "pipeline_id", "name"
    )
    for draft in drafts:
        complete(draft)
    check_names(drafts, list(rows))
    check_outcomes(drafts)


def complete(draft: Draft) -> None:
    """Fill in outcome and probability; a stage stays in its pipeline."""
    if draft.new("outcome") is None:
        draft.set("outcome", "open")
    if draft.new("probability") is None:
        draft.set("probability", USUAL_PROBABILITY[draft.new("outcome")])
    if not draft.created and draft.changes("pipeline_id"):
        draft.refuse("pipeline_id", "ReadOnly", "a stage stays in its pipeline")


def check_names(drafts: Sequence[Draft], stored: Sequence[tuple[int, int, str | None]]) -> None:
    """Refuse names that another stage of the same pipeline has."""
    own = {draft.record.pk for draft in drafts}
    taken = {
        (pipeline_id, fold(name or "")): key for key, pipeline_id, name in stored if key not in own
    }
    for draft in drafts:
        if draft.new("name") is None:
            continue
        place = (draft.new("pipeline_id"), fold(draft.new("name")))
        if place in taken:
            holder = [taken[place]] if taken[place] else []
            draft.refuse("name", "Unique", "another stage of the pipeline has it", *holder)
        taken.setdefault(place, 0)


def check_outcomes(drafts: Sequence[Draft]) -> None:
    """Refuse another outcome for stages that opportunities stand on. Raises Clash."""
    changed = [draft.record.pk for draft in drafts if has_new_outcome(draft)]
    if changed and Opportunity.objects.filter(stage_id__in=changed).exists():
        raise Clash(IN_USE.format("stage"))


def has_new_outcome(draft: Draft) -> bool:
    """Whether a stored stage gets another outcome."""
    return not draft.created and draft.changes("outcome")


def after_stages(drafts: Sequence[Draft]) -> list[Effect]:
    """Let every process know; pipelines must still have a stage of every outcome. Raises Clash."""
    concerned = {draft.new("pipeline_id") for draft in drafts if has_new_outcome(draft)}
    rows = PipelineStage.objects.filter(pipeline_id__in=concerned)
    check_complete(concerned, rows.values_list("pipeline_id", "outcome"))
    announce()
    return []


def check_complete(pipeline_ids: Iterable[int], stages: Iterable[tuple[int, str | None]]) -> None:
    """Make sure that each of the pipelines has a stage of every outcome. Raises Clash."""
    present = Counter(stages)
    for pipeline_id in pipeline_ids:
        if not all(present[pipeline_id, outcome] for outcome in OUTCOMES):
            raise Clash(INCOMPLETE)


def release_stages(stages: Sequence[PipelineStage]) -> None:
    """Before stages are deleted: they are unused, and not the last of theirs. Raises Clash."""
    hold()
    ids = [stage.pk for stage in stages]
    if Opportunity.objects.filter(stage_id__in=ids).exists():
        raise Clash(IN_USE.format("stage"))
    concerned = {stage.pipeline_id for stage in stages}
    rows = PipelineStage.objects.filter(pipeline_id__in=concerned).exclude(pk__in=ids)
    check_complete(concerned, rows.values_list("pipeline_id", "outcome"))
    announce()


def release_pipelines(leaving: Sequence[Pipeline]) -> None:
    """Before pipelines are deleted: they are unused, and not the default. Raises Clash."""
    hold()
    if Opportunity.objects.filter(pipeline_id__in=[one.pk for one in leaving]).exists():
        raise Clash(IN_USE.format("pipeline"))
    if any(one.is_default for one in leaving):
        raise Clash("The default pipeline cannot be deleted; make another one the default first.")
    announce()
