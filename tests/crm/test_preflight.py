"""Promises of the checks before serving: one clear line for what an operator can mend."""

import socket
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.test import override_settings

from crm import preflight
from crm.serving import Address

LINE = r"\A[^\n]+\Z"


TLS = Path(__file__).parent / "tls"  # a pair for localhost, made for these tests only


@pytest.fixture
def tls() -> tuple[Path, Path]:
    """A certificate and its key."""
    return TLS / "certificate.pem", TLS / "key.pem"


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"\A[^\n]*port {port}[^\n]*in use[^\n]*\Z"):
            preflight.check_address(Address("127.0.0.1", port))
    preflight.check_address(Address("127.0.0.1", port))


def test_a_host_that_is_not_ours_is_named() -> None:
    with pytest.raises(CommandError, match=LINE):
        preflight.check_address(Address("192.0.2.1", 8000))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with (
        override_settings(CRM_DATA=tmp_path / "gone"),
        pytest.raises(CommandError, match=r"\A[^\n]*gone[^\n]*CRM_DATA[^\n]*\Z"),
    ):
        preflight.check_folder()


@pytest.mark.django_db
def test_a_database_that_answers_passes() -> None:
    preflight.check_database()


def test_certificate_and_key_pass(tls: tuple[Path, Path]) -> None:
    preflight.check_tls(*tls)
    preflight.check_tls(None, None)


def test_certificate_without_key_is_refused(tls: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match="go together"):
        preflight.check_tls(tls[0], None)


def test_a_file_that_is_not_there_is_named(tls: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match=r"\A/nowhere cannot be read[^\n]*\Z"):
        preflight.check_tls(Path("/nowhere"), tls[1])


def test_a_key_in_another_form_is_told_how_to_change(tls: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match="openssl pkcs8"):
        preflight.check_tls(tls[0], tls[0])


def test_a_certificate_that_is_none_is_refused(tls: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match=LINE):
        preflight.check_tls(tls[1], tls[1])


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        (Address("0.0.0.0", 80), "http://127.0.0.1:80"),
        (Address("::1", 8000), "http://[::1]:8000"),
        (Address("crm.example", 443, Path("c"), Path("k")), "https://crm.example:443"),
    ],
)
def test_an_address_can_be_typed_into_a_browser(address: Address, url: str) -> None:
    assert address.url == url
