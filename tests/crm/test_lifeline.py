"""Promises of the lifeline: nothing outlives the process that started it, however that ended."""

import os
import signal
import subprocess
import sys
import time

PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
print(child.pid, flush=True)
time.sleep(60)
"""
CHILD = """
import sys, time
from crm import lifeline
lifeline.hold(int(sys.argv[1]))
time.sleep(60)
"""


def is_alive(process: int) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_ends_soon_after_its_parent_was_killed() -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(2)
        assert is_alive(child)
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 10
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.1)
    alive = is_alive(child)
    if alive:
        os.kill(child, signal.SIGKILL)
    assert not alive
