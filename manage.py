#!/usr/bin/env python3
"""The way in: makes `.venv` beside this file from requirements.lock, then runs a command in it.

Only the standard library is used here, and nothing that an old Python could not read: it has to
be able to say that it is too old. `test` goes to pytest, all other commands to Django.
"""

import fcntl
import importlib.util
import os
import runpy
import subprocess
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCK = os.path.join(HERE, "requirements.lock")
STAMP = os.path.join(VENV, "installed")
OLDEST = (3, 11)


def main() -> None:
    """Run the command in sys.argv, inside `.venv`."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:2]))
        sys.exit("Polyglot CRM needs Python 3.11 or newer; this is Python " + have + ".")
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        return run(*sys.argv[1:])
    with open(LOCK) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two at once the second finds all done
        if not is_fresh():
            install()
    os.execv(PYTHON, [PYTHON, os.path.join(HERE, "manage.py"), *sys.argv[1:]])


def run(*arguments: str) -> None:
    """Hand over to pytest or to Django."""
    module = "crm"
    if arguments[:1] == ("test",):
        os.chdir(HERE)
        module, arguments = "pytest", arguments[1:]
    sys.argv = [os.path.join(HERE, "manage.py"), *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def is_fresh() -> bool:
    """Whether all of the present lock is installed: the stamp is written when it is."""
    try:
        return os.path.getmtime(STAMP) > os.path.getmtime(LOCK) and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


def install() -> None:
    """Make `.venv` and put into it what the lock says, each file checked by its hash."""
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python's ensurepip is missing. On Debian and Ubuntu: apt install python3-venv")
    print("Setting up .venv from requirements.lock; this happens once …", file=sys.stderr)
    if not os.access(PYTHON, os.X_OK):
        step(
            "The virtual environment could not be made",
            sys.executable,
            "-m",
            "venv",
            "--clear",
            VENV,
        )
    step(
        "The packages could not be installed (is there a network?)",
        *(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--require-hashes", "-r", LOCK),
    )
    open(STAMP, "w").close()


def step(trouble: str, *command: str) -> None:
    """Run a command; if it fails, say so in one line and end."""
    for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME"):
        os.environ.pop(name, None)  # each would lead the packages elsewhere
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        errors = (
            [line for line in lines if line.startswith("ERROR")] or lines or ["no reason given"]
        )
        sys.exit(trouble + ". " + errors[-1])


if __name__ == "__main__":
    main()
