"""Promises of the environment: every setting is known, typed, and refused by name if malformed."""

from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from crm import environment
from crm.environment import SETTINGS, optional, read, whole

NAMES = (
    "CRM_DATA",
    "CRM_ADMIN_PASSWORD",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "CRM_HOSTS",
    "CRM_TRUSTED_PROXIES",
    "CRM_RATE_LIMIT",
    "CRM_CALL_QUOTA",
    "CRM_QUERY_SECONDS",
    "CRM_TIME_ZONE",
    "CRM_CURRENCY",
    "CORS_ORIGINS",
    "RECYCLE_DAYS",
    "UPLOAD_MAX_MB",
    "WEBHOOKS_ALLOW_PRIVATE",
    "DIALECT_HOSTS",
)


@pytest.fixture(autouse=True)
def known_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests read is not remembered as a setting of the CRM."""
    monkeypatch.setattr(environment, "SETTINGS", dict(SETTINGS))


def given(monkeypatch: pytest.MonkeyPatch, text: str, parse: Callable[[str], Any]) -> Any:
    """What a reader makes of this text in the environment."""
    monkeypatch.setenv("CRM_EXAMPLE", text)
    return read("CRM_EXAMPLE", parse, "", "an example")


def test_every_setting_is_declared_and_read() -> None:
    assert set(NAMES) <= SETTINGS.keys()
    for name in NAMES:
        assert SETTINGS[name].meaning
        assert hasattr(settings, name)


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_EXAMPLE", " ")
    assert read("CRM_EXAMPLE", whole(1), "600", "an example") == 600


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (whole(1), "7", 7),
        (optional(whole(1)), "", None),
        (environment.flag, "true", True),
        (environment.flag, "false", False),
        (environment.hosts, "crm.example.com, [::1]", ["crm.example.com", "[::1]"]),
        (environment.origins, "https://a.example:8443", ["https://a.example:8443"]),
        (environment.networks, "10.1.0.0/8,::1", [ip_network("10.0.0.0/8"), ip_network("::1")]),
        (environment.time_zone, "Europe/Paris", "Europe/Paris"),
        (environment.currency, "EUR", "EUR"),
        (environment.dialect_hosts, '{"crm.example.com": "native"}', {"crm.example.com": "native"}),
        (environment.redis, "redis://localhost/0", "redis://localhost/0"),
    ],
)
def test_a_reader_takes(
    monkeypatch: pytest.MonkeyPatch, parse: Callable[[str], Any], text: str, value: Any
) -> None:
    assert given(monkeypatch, text, parse) == value


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (whole(1), "0"),
        (whole(1), "-1"),
        (whole(1), "1.5"),
        (whole(1), "٣"),
        (environment.flag, "yes"),
        (environment.flag, "True"),
        (environment.hosts, "https://crm.example.com"),
        (environment.hosts, "crm.example.com:8000"),
        (environment.origins, "crm.example.com"),
        (environment.origins, "https://crm.example.com/"),
        (environment.networks, "10.0.0.0/99"),
        (environment.time_zone, "Mars/Base"),
        (environment.time_zone, "../../etc/passwd"),
        (environment.currency, "euro"),
        (environment.dialect_hosts, "[]"),
        (environment.dialect_hosts, '{"a.example": 1}'),
        (environment.dialect_hosts, "{"),
        (environment.database, "mysql://a:b@c/d"),
        (environment.database, "postgres://a:b@c/"),
        (environment.database, "postgres://a:b@c:port/d"),
        (environment.redis, "http://localhost"),
        (environment.mail_server, "imap://localhost"),
        (environment.mail_server, "smtp://localhost:99999"),
    ],
)
def test_a_reader_refuses_in_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, parse: Callable[[str], Any], text: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"\ACRM_EXAMPLE: [^\n]+\Z"):
        given(monkeypatch, text, parse)


@pytest.mark.parametrize("parse", [environment.database, environment.redis])
def test_a_password_in_an_address_is_never_said(
    monkeypatch: pytest.MonkeyPatch, parse: Callable[[str], Any]
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        given(monkeypatch, "mysql://user:hunter2@host/name", parse)
    assert "hunter2" not in str(refused.value)


def test_a_database_address_keeps_its_options() -> None:
    found = environment.database("postgresql://u:p%40@db.example:6432/crm?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["PORT"]) == ("u", "p@", 6432)
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_mail_address_tells_how_to_send() -> None:
    plain = environment.mail_server("smtp://user:p%40ss@mail.example")
    assert (plain["PORT"], plain["HOST_PASSWORD"], plain["USE_TLS"]) == (587, "p@ss", True)
    at_once = environment.mail_server("smtps://mail.example")
    assert (at_once["PORT"], at_once["USE_SSL"], at_once["USE_TLS"]) == (465, True, False)


def test_a_relative_data_folder_lies_beside_the_project(tmp_path: Path) -> None:
    found = environment.folder_beside(tmp_path)("./data")
    assert found == tmp_path / "data"
    assert found.stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="cannot be used"):
        environment.folder_beside(tmp_path)("file/data")
