"""How much a native call may bring: bodies, filters and addresses end somewhere."""

import json
from collections.abc import Callable
from typing import Any

from dialects.native import BULK_LIMIT
from dialects.strict import MIB

Call = Callable[..., Any]


def padded(size: int) -> str:
    body = json.dumps({"name": "A"})
    return body + " " * (size - len(body))


def test_a_body_has_at_most_a_mebibyte(call: Call) -> None:
    assert call("post", "/api/accounts", body=padded(MIB)).status_code == 201

    refused = call("post", "/api/accounts", body=padded(MIB + 1))

    assert refused.status_code == 413
    assert refused.json()["message"] == "The body is larger than 1 MiB."


def test_a_bulk_body_has_at_most_ten(call: Call) -> None:
    rows = json.dumps({"create": [{"name": "A"}]})
    fitting = rows + " " * (BULK_LIMIT - len(rows))

    assert call("post", "/api/accounts/bulk", body=fitting).status_code == 200
    assert call("post", "/api/accounts/bulk", body=fitting + " ").status_code == 413


def test_a_filter_has_at_most_eight_kib_in_an_address(call: Call) -> None:
    rest = "%C3%A9" * 50
    query = '{"$or":[' + ",".join(['{"name":"' + "x" * 900 + '"}'] * 8) + "]}"
    assert call("get", f"/api/accounts?q={query}").status_code == 200

    refused = call("get", f"/api/accounts?q={query}{' ' * (8193 - len(query))}")

    assert refused.status_code == 400
    assert refused.json()["message"] == "'q' has at most 8 KiB in an address."
    assert call("get", f'/api/accounts?q={{"name":"{rest}"}}').status_code == 200


def test_an_endless_address_is_414(call: Call) -> None:
    refused = call("get", "/api/accounts?q=" + "x" * 100_000)

    assert refused.status_code == 414
    assert refused.json()["code"] == 414
    assert refused.headers["X-RateLimit-Limit"] == "600"


def test_a_head_is_a_get_without_its_body(call: Call) -> None:
    reply = call("head", "/api/accounts")

    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["X-RateLimit-Limit"]
    assert call("head", "/api/accounts/5").status_code == 404
