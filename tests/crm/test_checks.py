"""Promises of the checks at start: a mistyped name is noticed, a host goes to a known dialect."""

import pytest
from django.test import override_settings

from crm.checks import known_dialects, known_names


def test_a_mistyped_setting_is_pointed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_names(None) == []
    monkeypatch.setenv("CRM_RATELIMIT", "5")
    [found] = known_names(None)
    assert (found.id, found.hint) == ("crm.W001", "Did you mean CRM_RATE_LIMIT?")


def test_a_host_goes_to_a_dialect_that_there_is() -> None:
    with override_settings(DIALECT_HOSTS={"a.example": "native"}):
        assert known_dialects(None) == []
    with override_settings(DIALECT_HOSTS={"a.example": "klingon"}):
        [found] = known_dialects(None)
        assert (found.id, "klingon" in found.msg) == ("crm.E001", True)
