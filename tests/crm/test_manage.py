"""Promises of manage.py: it needs only Python, and says in one line what it lacks."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

MANAGE = settings.BASE_DIR / "manage.py"


@pytest.fixture
def manage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """manage.py as a module, beside which lies an empty project."""
    spec = importlib.util.spec_from_file_location("manage_of_a_test", MANAGE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    paths = {
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "LOCK": tmp_path / "requirements.lock",
        "STAMP": venv / "installed",
    }
    for name, path in paths.items():
        monkeypatch.setattr(module, name, str(path))
    (tmp_path / "requirements.lock").touch()
    yield module


def test_a_stamp_newer_than_the_lock_says_that_all_is_installed(manage: ModuleType) -> None:
    assert not manage.is_fresh()
    os.symlink(sys.executable, manage.PYTHON)
    assert not manage.is_fresh()
    Path(manage.STAMP).touch()
    os.utime(manage.LOCK, (1000, 1000))
    assert manage.is_fresh()
    os.utime(manage.STAMP, (500, 500))
    assert not manage.is_fresh()


def test_an_old_python_is_named(manage: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manage, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"\A[^\n]*needs Python 3\.11[^\n]*\Z"):
        manage.main()


def test_a_missing_ensurepip_is_named(manage: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"\A[^\n]*apt install python3-venv\Z"):
        manage.install()


def test_a_step_that_fails_is_told_in_one_line(manage: ModuleType) -> None:
    program = "print('one'); print('ERROR: no network'); print('hint'); raise SystemExit(3)"
    with pytest.raises(SystemExit, match=r"\AIt failed\. ERROR: no network\Z"):
        manage.step("It failed", sys.executable, "-c", program)


def test_packages_cannot_be_led_elsewhere(
    manage: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    program = "import os; raise SystemExit(int(bool({'PIP_TARGET', 'PIP_USER'} & {*os.environ})))"
    manage.step("It failed", sys.executable, "-c", program)


def test_an_old_python_can_read_it() -> None:
    compile(MANAGE.read_text(), "manage.py", "exec")
    import ast

    ast.parse(MANAGE.read_text(), feature_version=(3, 7))


def test_test_goes_to_pytest() -> None:
    command = [sys.executable, str(MANAGE), "test", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60)
    assert done.stdout.startswith("pytest ")


def test_the_lock_names_no_place() -> None:
    lock = (settings.BASE_DIR / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    for word in ("://", "file:", "--index-url", "--find-links", str(settings.BASE_DIR)):
        assert word not in lock


@pytest.mark.parametrize(
    ("package", "floor"), [("django", (5, 2, 19)), ("djangorestframework", (3, 17, 2))]
)
def test_the_lock_stays_above_the_floors(package: str, floor: tuple[int, ...]) -> None:
    lines = (settings.BASE_DIR / "requirements.lock").read_text().splitlines()
    [pinned] = [
        line.split()[0].partition("==")[2] for line in lines if line.startswith(f"{package}==")
    ]
    assert tuple(map(int, pinned.split("."))) >= floor
