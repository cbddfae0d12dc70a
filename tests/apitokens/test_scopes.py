"""Promises about scopes."""

from dataclasses import dataclass
from typing import Any

import pytest

from apitokens.scopes import Act, allows, read_scopes
from values.refusals import Refusal


@dataclass(frozen=True)
class Bearer:
    scopes: tuple[str, ...]


@pytest.mark.parametrize(
    ("scopes", "record_type", "act", "allowed"),
    [
        (("read",), "contacts", "read", True),
        (("read",), "contacts", "write", False),
        (("write",), "contacts", "read", True),
        (("write",), "contacts", "write", True),
        (("contacts:read",), "contacts", "read", True),
        (("contacts:read",), "contacts", "write", False),
        (("contacts:read",), "accounts", "read", False),
        (("contacts:write",), "contacts", "read", True),
        (("contacts:write",), "contacts", "write", True),
        (("contacts:write",), "accounts", "write", False),
        (("read", "cases:write"), "cases", "write", True),
        (("read", "cases:write"), "accounts", "write", False),
        ((), "contacts", "read", False),
    ],
)
def test_scopes_allow(scopes: tuple[str, ...], record_type: str, act: Act, allowed: bool) -> None:
    assert allows(Bearer(scopes), record_type, act) is allowed


def test_who_calls_without_a_token_is_bound_by_no_scope() -> None:
    assert allows(None, "contacts", "write")


def test_scopes_are_kept_in_order_each_once() -> None:
    assert read_scopes(["cases:read", "read", "cases:read"]) == ("cases:read", "read")


@pytest.mark.parametrize(
    "json",
    [[], "read", ["admin"], ["contacts:"], [":read"], ["Contacts:read"], ["read\n"], [None], {}],
)
def test_malformed_scopes_are_refused(json: Any) -> None:
    with pytest.raises(Refusal):
        read_scopes(json)
