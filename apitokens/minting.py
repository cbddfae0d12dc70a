"""What a token may make of another: nothing wider, nothing longer-lived, nothing for others."""

from collections.abc import Mapping
from typing import Any

from apitokens.addresses import Network, read_network
from apitokens.identity import TokenIdentity
from apitokens.scopes import covers
from values.refusals import Refusal
from values.times import utc_text

Values = Mapping[str, Any]


def exceeding(through: TokenIdentity, values: Values) -> dict[str, list[Refusal]]:
    """Where the columns of a new token go beyond the token that makes it: field → refusals."""
    wider = {
        "user_id": values["user_id"] != through.user.pk
        and "a token makes tokens for its own user only",
        "scopes": uncovered(through, values),
        "expires_at": values["expires_at"] > through.expires_at
        and f"not later than the token that makes it: {utc_text(through.expires_at)}",
        "dialects": is_wider(through.dialects, values["dialects"])
        and "not more than the token that makes it",
        "allowed_ips": not is_within(through.networks, values["allowed_ips"])
        and "only addresses from where the token that makes it may be used",
        "rate_limit": is_faster(through.rate_limit, values["rate_limit"])
        and f"at most {through.rate_limit}, as the token that makes it",
    }
    return {field: [Refusal("Max", words)] for field, words in wider.items() if words}


def uncovered(through: TokenIdentity, values: Values) -> str:
    """What is said of scopes that the token has not; nothing if it has all."""
    missing = [one for one in values["scopes"] if not covers(through.scopes, one)]
    return f"the token that makes it has no {', '.join(missing)}" if missing else ""


def is_wider(held: tuple[str, ...] | None, wanted: list[str] | None) -> bool:
    """Whether a list of dialects (None: all) holds one that the other has not."""
    return held is not None and (wanted is None or not set(wanted) <= set(held))


def is_within(held: tuple[Network, ...], wanted: list[str]) -> bool:
    """Whether networks (none: everywhere) lie inside others."""
    if not held:
        return True
    networks = map(read_network, wanted)
    return bool(wanted) and all(any(inside(one, other) for other in held) for one in networks)


def inside(network: Network, other: Network) -> bool:
    """Whether a network is a part of another, or the same."""
    return network.version == other.version and network.subnet_of(other)  # type: ignore[arg-type]


def is_faster(held: int | None, wanted: int | None) -> bool:
    """Whether a limit (None: the installation's) allows more calls than one that a token has."""
    return held is not None and (wanted is None or wanted > held)


def inherited(through: TokenIdentity) -> dict[str, Any]:
    """What a new token is given where nothing is said: what the token that makes it has."""
    return {
        "scopes": list(through.scopes),
        "dialects": None if through.dialects is None else list(through.dialects),
        "allowed_ips": [str(one) for one in through.networks],
        "rate_limit": through.rate_limit,
    }
