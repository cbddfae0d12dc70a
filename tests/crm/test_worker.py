"""Promises of the background worker: it shows that it lives, and ends its task before itself."""

import signal
import threading

import pytest
from django.conf import settings
from django.db import connection
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from crm.worker import BackgroundWorker, show_life

done: list[int] = []


@task()
def note(number: int) -> None:
    """Note that the task was done."""
    done.append(number)


def worker() -> BackgroundWorker:
    """A worker that ends when nothing is left to do."""
    return BackgroundWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="of a test",
    )


@pytest.mark.django_db(transaction=True)
def test_each_queued_task_is_done_once() -> None:
    done.clear()
    for number in range(3):
        note.enqueue(number)
    worker().run()
    worker().run()
    connection.close()
    assert sorted(done) == [0, 1, 2]
    assert {task.status for task in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_an_idle_worker_leaves_at_once_and_a_busy_one_after_its_task() -> None:
    idle, busy = worker(), worker()
    with pytest.raises(SystemExit) as left:
        idle.shutdown(signal.SIGTERM, None)
    assert left.value.code == 0
    busy.running_task = True
    busy.shutdown(signal.SIGTERM, None)
    busy.shutdown(signal.SIGINT, None)
    assert not busy.running


def test_a_sign_of_life_is_given_at_once() -> None:
    settings.HEARTBEAT.unlink(missing_ok=True)
    end = threading.Event()
    end.set()
    show_life(end)
    assert settings.HEARTBEAT.exists()
