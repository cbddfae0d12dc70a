"""Internet addresses and networks: read, compared, and shortened to what one client owns."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from values.refusals import Refusal

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
MOST_NETWORKS = 100
CLIENT_BITS = 64  # what one IPv6 customer is given: all of it is the same client


@lru_cache(maxsize=1000)
def read_address(text: str) -> Address | None:
    """An address, perhaps with a port or brackets; an IPv4 one inside IPv6 comes out as IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def read_network(text: str) -> Network:
    """A network or one address: 10.0.0.0/8, 2001:db8::/32, 192.0.2.7. Raises ValueError."""
    return ip_network(text.strip(), strict=False)


def read_networks(json: Any) -> tuple[str, ...]:
    """A list of networks or addresses → in their usual spelling. Raises Refusal."""
    if not isinstance(json, list | tuple):
        raise Refusal("Type", "must be a list of addresses or networks")
    if len(json) > MOST_NETWORKS:
        raise Refusal("Max", f"at most {MOST_NETWORKS} networks", MOST_NETWORKS)
    networks = []
    for text in json:
        if not isinstance(text, str):
            raise Refusal("Type", "must be a list of addresses or networks")
        try:
            networks.append(str(read_network(text)))
        except ValueError:
            message = f"{text!r:.60} is neither an address nor a network such as 192.0.2.0/24"
            raise Refusal("Address", message) from None
    return tuple(dict.fromkeys(networks))


def inside(address: Address, networks: Iterable[Network]) -> bool:
    """Whether an address belongs to one of the networks."""
    return any(address in network for network in networks)


def client_key(address: str) -> str:
    """What counts as one client: an IPv4 address, the /64 of an IPv6 one, or "unknown"."""
    found = read_address(address)
    match found:
        case None:
            return "unknown"
        case IPv6Address():
            return str(ip_network((found, CLIENT_BITS), strict=False))
        case _:
            return str(found)
