"""Promises of the generated secrets: private, agreed on by all processes, and able to rotate."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from crm.secret_files import secrets_in

PROGRAM = """
import sys
from pathlib import Path
from crm.secret_files import secrets_in
print(*secrets_in(Path(sys.argv[1])))
"""


def test_a_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    [made] = secrets_in(path)
    assert len(made) == 64
    assert secrets_in(path) == [made]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "secret")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(6)]
    assert len({run.communicate(timeout=60)[0] for run in runs}) == 1


def test_the_first_line_is_the_present_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(f"{'n' * 40}\n{'o' * 40}\n")
    assert secrets_in(path) == ["n" * 40, "o" * 40]


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 64])
def test_a_damaged_secret_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=r"\ACRM_DATA: [^\n]+\Z"):
        secrets_in(path)
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"CRM_DATA: .*No such file"):
        secrets_in(tmp_path / "nowhere" / "secret")
