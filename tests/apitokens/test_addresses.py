"""Promises about addresses and networks."""

from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apitokens.addresses import client_key, inside, read_address, read_networks
from values.refusals import Refusal


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5001", "192.0.2.7"),
        (" 2001:db8::1 ", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_addresses_are_read_in_the_spellings_of_proxies(text: str, address: str) -> None:
    assert read_address(text) == ip_address(address)


@given(st.text())
def test_no_text_upsets_the_reader(text: str) -> None:
    found = read_address(text)
    assert found is None or str(found)


def test_one_ipv6_customer_is_one_client() -> None:
    assert client_key("2001:db8:1:2::1") == client_key("2001:db8:1:2:ffff::9")
    assert client_key("2001:db8:1:2::1") != client_key("2001:db8:1:3::1")
    assert client_key("192.0.2.7") != client_key("192.0.2.8")
    assert client_key("::ffff:192.0.2.7") == client_key("192.0.2.7")
    assert client_key("") == client_key("a socket") == "unknown"


def test_networks_are_read_in_their_usual_spelling_each_once() -> None:
    read = read_networks(["192.0.2.7/24", "192.0.2.0/24", "2001:DB8::/32", "192.0.2.7"])
    assert read == ("192.0.2.0/24", "2001:db8::/32", "192.0.2.7/32")


@pytest.mark.parametrize("json", ["192.0.2.7", [7], [None], ["somewhere"], ["10.0.0.0/33"], {}])
def test_a_malformed_network_is_refused(json: Any) -> None:
    with pytest.raises(Refusal):
        read_networks(json)


def test_too_many_networks_are_refused() -> None:
    with pytest.raises(Refusal, match="at most 100"):
        read_networks(["192.0.2.7"] * 101)


def test_an_address_is_inside_a_network_of_its_own_kind_only() -> None:
    networks = [ip_network("192.0.2.0/24"), ip_network("2001:db8::/32")]
    assert inside(ip_address("192.0.2.255"), networks)
    assert inside(ip_address("2001:db8::5"), networks)
    assert not inside(ip_address("192.0.3.0"), networks)
    assert not inside(ip_address("2001:db9::5"), networks)
