"""Deals: stage and status, which the original keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialects.concord.forms import Instant, maybe
from dialects.concord.pipelines import first_open, say_pipeline, say_stage, stages
from dialects.words import Body, Item, Made
from records.drafts import Denied
from values.refusals import Refusal

KEYS = frozenset({"stage_id", "pipeline_id", "status", "lost_reason"})
STANDING = ("stage_id", "last_stage_id", "status")
STORED = (*STANDING, "pipeline_id", "lost_reason")
EMPTY = (None, "")


def shown_stage(item: Item) -> int | None:
    """The stage that a deal shows: while it is closed, the last open one."""
    stage: int | None = item["stage_id"]
    last: int | None = item["last_stage_id"]
    return stage if last is None or item["status"] == "open" else last


def closed_at(outcome: str) -> Callable[[Item], Any]:
    """When a deal was closed, if that was its outcome."""

    def say(item: Item) -> Any:
        is_so = item["status"] == outcome and item["closed_at"] is not None
        return Instant().say(item["closed_at"]) if is_so else None

    return say


DEALS = (
    Made("stage_id", STANDING, say=shown_stage, by="stage_id", schema=maybe("integer")),
    Made("stage", STANDING, say=lambda item: say_stage(shown_stage(item)), schema=maybe("object")),
    Made(
        "pipeline_id",
        ("pipeline_id",),
        say=lambda item: item["pipeline_id"],
        schema=maybe("integer"),
    ),
    Made(
        "pipeline",
        ("pipeline_id",),
        say=lambda item: say_pipeline(item["pipeline_id"]),
        schema=maybe("object"),
    ),
    Made(
        "won_date",
        ("closed_at", "status"),
        say=closed_at("won"),
        schema=maybe("string", "date-time"),
    ),
    Made(
        "lost_date",
        ("closed_at", "status"),
        say=closed_at("lost"),
        schema=maybe("string", "date-time"),
    ),
)


def compose_deal(sent: Mapping[str, Any], stored: Item | None, body: Body) -> Body:
    """Put what the words of KEYS mean into a body of ours; what is left for a second write.

    In the original a stage can be chosen for a deal that is won or lost and stays so; with us the
    deal is opened on that stage first, and then closed again.
    """
    before: Item = stored or dict.fromkeys(STORED)
    for name in KEYS & body.keys():
        del body[name]
    stage = chosen_stage(sent, stored)
    status = sent.get("status") or before["status"] or "open"
    closing = reason(sent, status) | ({"status": status} if "status" in sent else {})
    if stage is not None:
        body["stage_id"] = stage
    known = stages().get(stage) if isinstance(stage, int) else None
    if known is None or status == known["outcome"]:
        body |= closing
        return {}
    if known["outcome"] != "open":
        told = Denied(Refusal("In", f"the stage is {known['outcome']}"))
        body |= reason(sent, known["outcome"]) | ({"status": told} if "status" in sent else {})
        return {}
    if status == "lost":
        closing.setdefault("lost_reason", before["lost_reason"])
    return {**closing, "status": status}


def chosen_stage(sent: Mapping[str, Any], stored: Item | None) -> Any:
    """The stage that a deal shall stand on, if it is to be another one. Refused where none is."""
    if sent.get("stage_id") not in EMPTY:
        is_same = stored is not None and sent["stage_id"] == shown_stage(stored)
        return None if is_same else sent["stage_id"]
    pipeline = sent.get("pipeline_id")
    if pipeline not in EMPTY and (stored is None or pipeline != stored["pipeline_id"]):
        return first_open(pipeline) or Denied(Refusal("Exists", "there is no such pipeline"))
    if stored is None or "stage_id" in sent:
        return Denied(Refusal("Required"))
    return None


def reason(sent: Mapping[str, Any], status: Any) -> Body:
    """Why a deal was lost, which is told only together with that."""
    if "lost_reason" not in sent:
        return {}
    value = sent["lost_reason"]
    if value not in EMPTY and status != "lost":
        return {"lost_reason": Denied(Refusal("In", "belongs to a deal that is lost"))}
    return {"lost_reason": value}
