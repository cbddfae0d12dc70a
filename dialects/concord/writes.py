"""What a body says that goes beyond its record: others, lines, stages, tasks; one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from channels import store as channels
from channels.turns import take_turns
from dialects.concord import activities, deals
from dialects.concord.associations import HOLDERS, OTHERS, OWN, read_ids, relate
from dialects.concord.lines import read_billable, write_billable
from dialects.concord.pipelines import write_stages
from dialects.concord.tables import BY_DEFAULT
from dialects.worded import Worded
from dialects.words import Body
from lookups.lists import find
from records import reading, writing
from records.access import fields_for
from records.answers import One
from records.drafts import Denied
from records.manners import Asked
from records.query import Show
from values.refusals import Refusal, Refused
from values.times import DAY, day_of, instant_of

EMPTY = (None, "")
CHECKED = {
    "contacts": {"email": ("email",), "phone": ("phones",)},
    "companies": {"email": ("email",)},
}
STORED = {"activities": activities.STORED, "deals": deals.STORED}
PARENTS = {word: name for name, word in activities.PARENTS.items()}
Sent = Mapping[str, Any]


def create(asked: Asked, dialect: Worded) -> One:
    """Make a record and all that its body asks for besides. Raises as `writing.create`."""

    def work() -> One:
        sent = dialect.rewrite(dialect.read_body(asked.request), asked)
        show = dialect.read_terms(asked).show
        body = dialect.read_record(asked)
        later = compose(asked, sent, None, body)
        made = writing.create(asked.of, asked.who, body, show, True)
        return finished(asked, sent, later, made, show, is_new=True)

    return writing.in_transaction(work)


def update(asked: Asked, dialect: Worded, record_id: int) -> One:
    """Change what a body names of a record, and what it asks for besides."""

    def work() -> One:
        sent = dialect.rewrite(dialect.read_body(asked.request), asked)
        show = dialect.read_terms(asked).show
        writing.editable(asked.of, asked.who, record_id, "edit")
        body = dialect.read_record(asked)
        later = compose(asked, sent, stored_of(asked, record_id), body)
        changed = writing.update(asked.of, asked.who, record_id, body, show=show)
        return finished(asked, sent, later, changed, show, is_new=False)

    return writing.in_transaction(work)


def stored_of(asked: Asked, record_id: int) -> dict[str, Any]:
    """What is stored of a record, as far as what is sent has to be seen beside it."""
    wanted = STORED.get(asked.word, ())
    if not wanted:
        return {}
    names = tuple(name for name in wanted if name in fields_for(asked.of, asked.who))
    item = reading.one(asked.of, asked.who, record_id, Show(names=names)).item
    return {**dict.fromkeys(wanted), **item}


def compose(asked: Asked, sent: Sent, stored: Mapping[str, Any] | None, body: Body) -> Body:
    """Complete a body of ours by words that mean something together. What is written after it."""
    match asked.word:
        case "deals":
            return deals.compose_deal(sent, stored, body)
        case "activities":
            activities.compose_activity(sent, stored, body)
        case "notes" | "calls":
            activities.compose_talk(sent, stored is None, body)
            join_via(sent, body)
    if stored is None:
        known = fields_for(asked.of, asked.who)
        usual = BY_DEFAULT.get(asked.of.name, {}).items()
        body |= {name: value for name, value in usual if name in known and name not in body}
    return {}


def join_via(sent: Sent, body: Body) -> None:
    """Associate a note or a call with the record that it is written at."""
    word, record_id = sent.get("via_resource"), sent.get("via_resource_id")
    if word in EMPTY and record_id in EMPTY:
        return
    if not isinstance(word, str) or word not in PARENTS:
        known = ", ".join(PARENTS)
        body["parent_type"] = Denied(Refusal("In", f"must be one of {known}"))
        return
    own, parent = OWN[word], PARENTS[word]
    body[f"{parent}_id"] = Denied(Refusal("Required")) if record_id in EMPTY else record_id
    if record_id not in EMPTY:
        body["parent_type"] = parent
    if isinstance(body.get(own), list) and record_id not in body[own]:
        body[own] = [*body[own], record_id]


def finished(asked: Asked, sent: Sent, later: Body, written: One, show: Show, is_new: bool) -> One:
    """Do what a body asks for besides its record, and show how that now stands."""
    record_id, caller = written.id, asked.who
    check_unique(asked, sent, record_id)
    beside = [
        name for name in OTHERS if name in sent and name not in HOLDERS.get(asked.of.name, OTHERS)
    ]
    for name in beside:
        ids = read_ids(sent[name], name)
        relate(asked.of, record_id, name, ids, caller, "attach" if is_new else "sync")
    if later:
        writing.update(asked.of, caller, record_id, later)
    has_lines = asked.word == "deals" and sent.get("billable") is not None
    if has_lines:
        sell(asked, sent, record_id)
    has_stages = asked.word == "pipelines" and sent.get("stages") is not None
    if has_stages:
        write_stages(record_id, sent["stages"], caller, is_new)
    if is_new and asked.word in ("notes", "calls") and sent.get("task_date") not in EMPTY:
        follow_up(asked, sent["task_date"], written)
    if not (later or has_lines):
        return written
    row = writing.lock(asked.of, [record_id])[record_id]
    now = writing.spoken(asked.of, row, caller, show)
    return One(now.item, now.id, now.version, written.created)


def check_unique(asked: Asked, sent: Sent, record_id: int) -> None:
    """Refuse an address or number that another live record holds, whoever may see that.

    Looked for after the record was written, by writers who take turns. Raises Refused.
    """
    if not settings.CONCORD_UNIQUE_CONTACTS:
        return
    refusals: dict[str, list[Refusal]] = {}
    for channel, words in CHECKED.get(asked.word, {}).items():
        if any(word in sent for word in words) and is_held(asked, channel, record_id):
            refusals[words[0]] = [Refusal("Unique")]
    if refusals:
        raise Refused(refusals)


def is_held(asked: Asked, channel: str, record_id: int) -> bool:
    """Whether another live record has one of the addresses or numbers of this one."""
    code, word = asked.of.code, {"email": "address", "phone": "number"}[channel]
    texts = [one[word] for one in channels.read(channel, code, [record_id])[record_id]]
    take_turns(channel, code, texts)
    found = channels.holders(channel, code, texts).values()
    others = {one for ids in found for one in ids} - {record_id}
    live = asked.of.model._default_manager.filter(pk__in=others, deleted_at__isnull=True)
    return bool(others) and live.exists()


def sell(asked: Asked, sent: Sent, record_id: int) -> None:
    """Write the lines of a deal; an amount that is sent beside them stays."""
    billable = read_billable(sent["billable"])
    own = {
        name: value
        for name, value in (("tax_type", billable.get("tax_type")), ("amount", sent.get("amount")))
        if value is not None
    }
    write_billable(record_id, billable, asked.who)
    if own:
        writing.update(asked.of, asked.who, record_id, own)


def follow_up(asked: Asked, sent: Any, written: One) -> None:
    """Make the task that follows a note or a call. Raises Refused on task_date."""
    try:
        is_day = isinstance(sent, str) and DAY.fullmatch(sent)
        due = f"{day_of(sent)} 00:00:00" if is_day else instant_of(sent).isoformat()
    except Refusal as refusal:
        raise Refused({"task_date": [refusal]}) from None
    subtype = find("activity_type", "Follow-up")
    names = ("owner_id", "contact_ids", "account_ids", "opportunity_ids")
    task = {
        "type": "task",
        "ends_at": due,
        "all_day": bool(is_day),
        **{name: written.item[name] for name in names if name in written.item},
        **({"subtype": subtype.value} if subtype and subtype.active else {}),
    }
    writing.create(asked.of, asked.who, task)
