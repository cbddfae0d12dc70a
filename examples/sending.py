"""Many records sent by /bulk, each row that the API refuses brought home to its line."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from examples.client import ApiError, Client, JsonObject, describe
from examples.ledger import Ledger
from examples.table import Line

BATCH = 1000
Call = Callable[[list[JsonObject]], list[JsonObject]]


class Mismatch(Exception):
    """A reply of /bulk that does not speak of each row exactly once."""


@dataclass(frozen=True)
class Draft:
    """A record to be sent: the line it comes from, its key in the file, and further lines in it."""

    line: Line
    key: str
    record: JsonObject
    also: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Sent:
    """What became of a draft: the id of its record, or else the error of the refusal."""

    draft: Draft
    id: int | None
    created: bool = False
    error: JsonObject = field(default_factory=dict)


class Sender:
    """Sends drafts in calls of `batch` rows, and enters in the ledger what is left out."""

    def __init__(self, client: Client, ledger: Ledger, batch: int = BATCH) -> None:
        self._client = client
        self._ledger = ledger
        self._batch = batch

    def upsert(
        self, record_type: str, drafts: Iterable[Draft], by: str, optional: Collection[str] = ()
    ) -> list[Sent]:
        """Create or update a record per draft, found again by its field `by`.

        A record refused only for fields named in `optional` is sent again without them, and each
        value so left out is entered. Whatever else is refused comes back with its error.
        """
        return list(
            self._send(
                lambda records: self._client.bulk(record_type, upsert=records, by=by),
                list(drafts),
                optional,
            )
        )

    def update(self, record_type: str, drafts: Iterable[Draft]) -> list[Sent]:
        """Change stored records; each draft's record holds the `id` and what changes."""
        return list(
            self._send(
                lambda records: self._client.bulk(record_type, update=records), list(drafts), ()
            )
        )

    def ensure(self, record_type: str, records: Sequence[JsonObject], by: str) -> dict[str, int]:
        """Create or update records that stand in no line of their own; ApiError if one is refused.

        Gives their ids by the value of the field `by`.
        """
        ids: dict[str, int] = {}
        for result in self._client.bulk(record_type, upsert=list(records), by=by):
            if result.get("id") is None:
                status = int(result["status"])
                raise ApiError("POST", f"{record_type}/bulk", status, _error(result))
            ids[str(records[int(result["index"])][by])] = int(result["id"])
        return ids

    def _send(
        self, call: Call, drafts: Sequence[Draft], optional: Collection[str]
    ) -> Iterator[Sent]:
        for start in range(0, len(drafts), self._batch):
            waiting = drafts[start : start + self._batch]
            while waiting:
                sent = list(_paired(waiting, call([draft.record for draft in waiting])))
                lighter = [lighter_draft(item, optional) for item in sent]
                waiting = [draft for draft in lighter if draft]
                for item, again in zip(sent, lighter, strict=True):
                    if again:
                        self._enter(item, again)
                    else:
                        yield item

    def _enter(self, item: Sent, again: Draft) -> None:
        line = item.draft.line
        for name in item.draft.record.keys() - again.record.keys():
            rules = {"message": "refused", "validation": {name: item.error["validation"][name]}}
            self._ledger.left_out(
                line.file,
                line.number,
                describe(rules),
                key=item.draft.key,
                field=name,
                value=str(item.draft.record[name]),
            )


def settle(sent: Iterable[Sent], ledger: Ledger) -> dict[str, int]:
    """Close the account of the lines sent; gives the ids of the stored records by key."""
    ids: dict[str, int] = {}
    for item in sent:
        for line in (item.draft.line, *item.draft.also):
            if item.id is None:
                reason = f"refused: {describe(item.error)}"
                ledger.refuse(line.file, line.number, reason, key=item.draft.key)
            else:
                ledger.store(line.file, line.number, created=item.created)
        if item.id is not None:
            ids[item.draft.key] = item.id
    return ids


def enter_refusals(sent: Iterable[Sent], column: str, ledger: Ledger) -> None:
    """For records that carry a part of a line stored already: enter the part that was refused."""
    for item in sent:
        if item.id is None:
            line = item.draft.line
            reason = f"refused: {describe(item.error)}"
            ledger.left_out(
                line.file,
                line.number,
                reason,
                key=item.draft.key,
                field=column,
                value=line[column],
            )


def lighter_draft(item: Sent, optional: Collection[str]) -> Draft | None:
    """The draft without the optional fields that were refused; None if that would not help."""
    faults = set(item.error.get("validation") or {})
    if item.id is not None or not faults or not faults <= set(optional) & set(item.draft.record):
        return None
    record = {name: value for name, value in item.draft.record.items() if name not in faults}
    return replace(item.draft, record=record)


def _paired(drafts: Sequence[Draft], results: Sequence[JsonObject]) -> Iterator[Sent]:
    if [int(result["index"]) for result in results] != list(range(len(drafts))):
        raise Mismatch(
            f"{len(drafts)} rows were sent, the reply speaks of {len(results)} otherwise"
        )
    for draft, result in zip(drafts, results, strict=True):
        if result.get("error") is not None or result.get("id") is None:
            yield Sent(draft, None, error=_error(result))
        else:
            yield Sent(draft, int(result["id"]), created=result["status"] == 201)


def _error(result: JsonObject) -> JsonObject:
    error = result.get("error")
    return error if isinstance(error, dict) else {"message": str(error)}
