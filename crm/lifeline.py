"""Ends a process when the one that started it is gone, so that nothing outlives `up`."""

import os
import signal
import threading
import time

GRACE = 8  # seconds to end in peace


def hold(parent: int) -> None:
    """End this process soon after its parent (a process id) has ended, however that ended."""
    threading.Thread(target=watch, args=(parent,), name="lifeline", daemon=True).start()


def watch(parent: int) -> None:
    """Wait until the parent has ended, then end, gently at first."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
