"""When a token was last used, written at most once a minute and never at a request's expense."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Q

from apitokens.format import Presented, digest, pepper_id
from apitokens.models import Token
from revisions.store import bump

EVERY = 60.0  # seconds
AGAIN = 10.0  # seconds until the next try, where the database was busy
PATIENCE = 50  # milliseconds that a request may wait for another writer here
MOST_REMEMBERED = 10_000

logger = logging.getLogger(__name__)
_due: dict[str, float] = {}


def note_use(presented: Presented, known_pepper: str, until: datetime | None = None) -> None:
    """Write down that a token was used, unless some process did within the last minute.

    A token whose digest stands under an older pepper gets one under the present pepper by the way,
    so that the older one can be dropped once all tokens in use have come by. until: when it shall
    expire from now on, if that is later than before.
    """
    now = time.time()
    if now < _due.get(presented.public_id, 0):
        return
    if len(_due) >= MOST_REMEMBERED:
        _due.clear()
    _due[presented.public_id] = now + EVERY
    try:
        with _brief_patience():
            _write(presented, known_pepper, datetime.fromtimestamp(now, UTC), until)
    except OperationalError:
        _due[presented.public_id] = now + AGAIN
        logger.info("the last use of token %s will be noted later", presented.public_id)


def _write(presented: Presented, known_pepper: str, now: datetime, until: datetime | None) -> None:
    changes: dict[str, object] = {"last_used_at": now}
    present = settings.CRM_TOKEN_PEPPERS[0]
    if pepper_id(present) != known_pepper:
        changes["digest"] = digest(presented.plaintext, present)
        changes["pepper_id"] = pepper_id(present)
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lte=now - timedelta(seconds=EVERY))
    tokens = Token.objects.filter(public_id=presented.public_id)
    tokens.filter(stale).update(**changes)
    if until is not None:
        with transaction.atomic():
            tokens.update(expires_at=until)
            bump("tokens")


@contextmanager
def _brief_patience() -> Iterator[None]:
    """On SQLite a read request must not queue behind a long write only for this note."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {usual}")
