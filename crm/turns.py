"""Turns of requests that are done one after another; whoever would wait too long gets none."""

from __future__ import annotations

import time
from threading import Lock
from types import TracebackType

PATIENCE = 0.6  # seconds that a request may expect to wait
USUAL = 0.01  # seconds that a turn takes, before any was measured
WEIGHT = 0.1  # of the last turn, in what is expected of the next
LONGEST = 1.0  # second of a turn that counts: one that is out of the way tells little of the next


class Turn:
    """A turn is taken with take() and, if that was granted, spent inside `with`.

    How long one waits is reckoned from those ahead and from what turns took of late: under a load
    beyond what can be done it is better to say so at once than to let everybody wait in vain.
    """

    def __init__(self) -> None:
        self.turn = Lock()
        self.count = Lock()
        self.ahead = 0
        self.takes = USUAL
        self.started = 0.0

    def take(self) -> bool:
        """Get in line, unless that is too long; then nothing is to be given back."""
        with self.count:
            if self.ahead > 1 and self.ahead * self.takes > PATIENCE:
                return False
            self.ahead += 1
            return True

    def __enter__(self) -> None:
        self.turn.acquire()
        self.started = time.monotonic()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        took = time.monotonic() - self.started
        self.turn.release()
        with self.count:
            self.ahead -= 1
            self.takes += WEIGHT * (min(took, LONGEST) - self.takes)
