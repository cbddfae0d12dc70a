"""The background worker: does queued tasks and ticks, shows that it lives, ends when told to."""

import threading
from collections.abc import Callable
from types import FrameType

from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from crm.health import beat
from crm.ticks import keep_time, reach_out

PULSE = 5  # seconds between two signs of life


class BackgroundWorker(Worker):
    """The task queue's worker; however often it is told to end, it first ends its present task."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Take no further task; leave at once if there is none."""
        self.running = False
        if not self.running_task:
            raise SystemExit(0)


def work() -> None:
    """Work until SIGTERM or SIGINT."""
    worker = BackgroundWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    end = threading.Event()
    for task in (show_life, keep_time, reach_out):
        start(task, end)
    try:
        worker.run()
    finally:
        end.set()


def start(task: Callable[[threading.Event], None], end: threading.Event) -> None:
    """Run a task beside the queue; it may be cut off when the process ends."""
    threading.Thread(target=task, args=(end,), name=task.__name__, daemon=True).start()


def show_life(end: threading.Event) -> None:
    """Beat until the end."""
    beat()
    while not end.wait(PULSE):
        beat()
