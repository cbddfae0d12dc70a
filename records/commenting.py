"""What people say about a record: read by whoever may read it, changed by who said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.utils import timezone

from apitokens.scopes import allows
from changes.models import Action, Comment
from records.access import Caller
from records.answers import Gone, One, Page
from records.journal import note
from records.query import Query
from records.reading import exists
from records.types import RecordType, registry
from records.writing import check_version, in_transaction
from values.kinds import LongText
from values.refusals import Forbidden, Missing, Refusal, Refused
from values.times import DateTime

INSTANT = DateTime()
BODY = LongText()


def comments_of(record_type: RecordType, caller: Caller, record_id: int, query: Query) -> Page:
    """A page of a record's comments, the newest first. Raises Missing, Forbidden."""
    exists(record_type, caller, record_id)
    comments = Comment.objects.filter(object_type=record_type.code, object_id=record_id)
    start = (query.page - 1) * query.per_page
    ordered = comments.order_by("-pk")
    found = list(ordered[start : start + query.per_page + 1]) if start < 2**62 else []
    return Page(
        items=[told(one) for one in found[: query.per_page]],
        query=query,
        count=None if query.counting == "none" else comments.count(),
        has_more=len(found) > query.per_page,
    )


def counts(record_type: RecordType, record_ids: Sequence[int]) -> dict[int, int]:
    """How many comments each of these records has: one query."""
    rows = Comment.objects.filter(object_type=record_type.code, object_id__in=record_ids)
    counted = rows.order_by().values_list("object_id").annotate(n=Count("pk"))
    return dict.fromkeys(record_ids, 0) | dict(counted)


def place_of(comment_id: int) -> tuple[RecordType, int]:
    """The record that a comment is about, whoever may see it. Raises Missing."""
    row = Comment.objects.filter(pk=comment_id).values_list("object_type", "object_id").first()
    found = next((one for one in registry.values() if row and one.code == row[0]), None)
    if row is None or found is None:
        raise Missing
    return found, row[1]


def comment(
    record_type: RecordType, caller: Caller, record_id: int, body: Mapping[str, Any]
) -> One:
    """Say something about a record that the caller can see. Raises Missing, Forbidden, Refused."""

    def work() -> One:
        exists(record_type, caller, record_id)
        require_writing(record_type, caller)
        user_id = caller.rights.user_id
        made = Comment.objects.create(
            object_type=record_type.code,
            object_id=record_id,
            body=text_in(body),
            created_by_id=user_id,
            modified_by_id=user_id,
        )
        note(record_type, caller, record_id, Action.COMMENT, difference(None, mark(made)))
        return One(told(made), made.pk, made.version, created=True)

    return in_transaction(work)


def revise(
    record_type: RecordType,
    caller: Caller,
    place: tuple[int, int],
    body: Mapping[str, Any],
    version: int | None,
) -> One:
    """Say it otherwise. place: the ids of record and comment. Raises as `withdraw`, Refused."""

    def work() -> One:
        row = own(record_type, caller, place, version)
        text, before = text_in(body), mark(row)
        if text != row.body:
            row.body, row.version = text, row.version + 1
            row.modified_at, row.modified_by_id = timezone.now(), caller.rights.user_id
            row.save()
            note(record_type, caller, place[0], Action.REVISE, difference(before, mark(row)))
        return One(told(row), row.pk, row.version)

    return in_transaction(work)


def withdraw(
    record_type: RecordType, caller: Caller, place: tuple[int, int], version: int | None
) -> Gone:
    """Take a comment back. Raises Missing, Forbidden for others' comments, Stale."""

    def work() -> Gone:
        row = own(record_type, caller, place, version)
        note(record_type, caller, place[0], Action.WITHDRAW, difference(mark(row), None))
        row.delete()
        return Gone(place[1])

    return in_transaction(work)


def own(
    record_type: RecordType, caller: Caller, place: tuple[int, int], version: int | None
) -> Comment:
    """A comment, locked, if the caller made it or is an administrator."""
    record_id, comment_id = place
    exists(record_type, caller, record_id)
    comments = Comment.objects.filter(object_type=record_type.code, object_id=record_id)
    row = comments.select_for_update().filter(pk=comment_id).first()
    if row is None:
        raise Missing
    require_writing(record_type, caller)
    if row.created_by_id != caller.rights.user_id and not caller.is_administrator:
        raise Forbidden("Only who wrote a comment may change it.")
    check_version(row, version)
    return row


def mark(row: Comment) -> dict[str, Any]:
    """What the change log says of a comment: not its text, which goes when it is taken back."""
    return {"id": row.pk, "version": row.version}


def difference(old: Any, new: Any) -> dict[str, Any]:
    """How the comments of a record change."""
    return {"field": "comments", "old": old, "new": new}


def require_writing(record_type: RecordType, caller: Caller) -> None:
    """Refuse tokens that may only read. Raises Forbidden."""
    if not allows(caller.identity, record_type.name, "write"):
        raise Forbidden("This token may only read.")


def text_in(body: Mapping[str, Any]) -> str:
    """The text of a comment in a body. Raises Refused."""
    try:
        text = BODY.take(body.get("body"))
    except Refusal as refusal:
        raise Refused({"body": [refusal]}) from None
    if text is None:
        raise Refused({"body": [Refusal("Required")]})
    return str(text)


def told(row: Comment) -> dict[str, Any]:
    """A comment as Python values ready for JSON."""
    return {
        "id": row.pk,
        "body": row.body,
        "created_at": INSTANT.say(row.created_at),
        "created_by_id": row.created_by_id,
        "modified_at": INSTANT.say(row.modified_at),
        "modified_by_id": row.modified_by_id,
        "version": row.version,
    }
