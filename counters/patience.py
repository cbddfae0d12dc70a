"""Patience with a server that is away: after a failure it is not asked for some seconds."""

import logging
import time

PAUSE = 5.0  # seconds

logger = logging.getLogger(__name__)


class Patience:
    """Whether a server may be asked. A failure is logged once per pause, not once per call."""

    def __init__(self, about: str):
        self.about = about
        self.until = 0.0

    @property
    def is_over(self) -> bool:
        """Whether the server failed just now, so that it is better left alone."""
        return time.monotonic() < self.until

    def failed(self) -> None:
        """Note a failure, inside the handler of its exception."""
        if not self.is_over:
            logger.warning("%s does not answer", self.about, exc_info=True)
        self.until = time.monotonic() + PAUSE

    def forget(self) -> None:
        """Ask again."""
        self.until = 0.0
