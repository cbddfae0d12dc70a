"""The door to kept replies: a marker first, then work and reply in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from django.db import OperationalError, transaction
from django.utils import timezone

from idempotency.models import Keyed
from values.refusals import Clash, Refusal, Refused

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
ATTEMPTS = 3
LOCKED = "55P03"  # what PostgreSQL says of a row that somebody else holds
TRANSIENT = {"40001", "40P01"}  # and of transactions that are to be tried again


@dataclass(frozen=True)
class Reply:
    """What is replied: the bytes, and the headers that belong to them."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    replayed: bool = False
    secret: bool = False  # shown this once, and not kept


@dataclass(frozen=True)
class Request:
    """A request under a key: digests of who asks where under which key, and of what he asks."""

    name: str
    fingerprint: str


def digest(*parts: str | bytes, key: bytes = b"") -> str:
    """One short text for several, each with its length, so that none runs into the next.

    key: up to 64 bytes, without which nobody finds out by trying what the parts were.
    """
    found = blake2b(digest_size=32, key=key)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode(errors="surrogatepass")
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


def once(request: Request, work: Callable[[], Reply]) -> Reply:
    """Do the work of a request that was not done before; else replay what was replied.

    Work and reply are committed together, so whoever is killed in between leaves nothing but a
    marker, which the next one takes over. A reply of 400 or more is not kept and frees its key.
    Raises Clash while another does the work, or where the reply was a secret; Refused if the key
    was used for something else.
    """
    for attempt in range(1, ATTEMPTS + 1):
        mark(request)
        try:
            with transaction.atomic():
                row = take(request)
                found = None if row is None else reply_to(row, work)
        except OperationalError as error:
            if state_of(error) not in TRANSIENT or attempt == ATTEMPTS:
                raise
            continue
        if isinstance(found, Exception):
            raise found
        if found is not None:  # else whoever marked it was refused meanwhile, and freed the key
            return found
    raise Clash("A request with this Idempotency-Key is being worked on; ask again.")


def state_of(error: OperationalError) -> str | None:
    """PostgreSQL's word for what went wrong; None on SQLite."""
    return getattr(error.__cause__, "sqlstate", None)


def mark(request: Request) -> None:
    """Note that the request came; what is older than a day counts no more."""
    stale = Keyed.objects.filter(pk=request.name, created_at__lt=timezone.now() - KEPT)
    stale.filter(status__isnull=False).delete()
    row = Keyed(name=request.name, fingerprint=request.fingerprint)
    Keyed.objects.bulk_create([row], ignore_conflicts=True)


def take(request: Request) -> Keyed | None:
    """The marker, held until the transaction ends. SQLite's single writer holds it anyway.

    Raises Clash if another holds it, Refused if it marks another body.
    """
    try:
        row = Keyed.objects.select_for_update(nowait=True).filter(pk=request.name).first()
    except OperationalError as error:
        if state_of(error) != LOCKED:
            raise
        raise Clash("A request with this Idempotency-Key is still running.") from None
    if row is not None and row.fingerprint != request.fingerprint:
        message = "was sent before with another body"
        raise Refused({HEADER: [Refusal("Unique", message)]})
    return row


def reply_to(row: Keyed, work: Callable[[], Reply]) -> Reply | Exception:
    """What was replied before, else what comes of the work; a refusal frees the key."""
    if row.status is not None:
        if row.body is None:
            return Clash("This was done before; the reply showed a secret, and is not kept.")
        return Reply(row.status, row.headers, bytes(row.body), replayed=True)
    try:
        with transaction.atomic():
            reply = work()
    except Exception as error:
        if isinstance(error, OperationalError) and state_of(error) in TRANSIENT:
            raise
        row.delete()
        return error
    if reply.status >= 400:
        row.delete()
        return reply
    row.status = reply.status
    row.headers, row.body = ({}, None) if reply.secret else (dict(reply.headers), reply.body)
    row.save(update_fields=["status", "headers", "body"])
    return reply


def forget_old() -> None:
    """Drop what is older than a day."""
    Keyed.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
