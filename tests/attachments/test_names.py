"""What is left of a file's name is plain."""

import pytest

from attachments.names import clean_name, ending_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\Größe.txt", "Größe.txt"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('"><script>.txt', "___script_.txt"),
        ("  ..  ", "file"),
        ("", "file"),
    ],
)
def test_a_name_without_tricks(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 300 + ".pdf")
    assert len(name) == 255 and name.endswith("x.pdf")


def test_the_ending_is_what_stands_behind_the_last_point() -> None:
    assert [ending_of(one) for one in ("a.tar.GZ", "noending", ".hidden")] == ["gz", "", ""]
