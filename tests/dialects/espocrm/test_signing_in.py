"""Signatures and pairs of name and token, which have to be made anew for each call."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from apitokens.models import Program
from tests.people import People

ROOT = "/espocrm/api/v1"
Call = Callable[..., Any]


def encoded(*parts: bytes) -> str:
    """The parts as base 64."""
    return base64.b64encode(b"".join(parts)).decode()


def user(call: Call, method: str, name: str) -> dict[str, str]:
    """The keys of a new API user."""
    body = {"userName": name, "lastName": name, "type": "api", "authMethod": method}
    made = call("POST", f"{ROOT}/User", "administrator", body)
    assert made.status_code == 200, made.content
    told: dict[str, str] = made.json()
    return told


def test_an_api_user_signs_in_by_his_key(call: Call) -> None:
    keys = user(call, "ApiKey", "robot")
    me = call("GET", f"{ROOT}/App/user", "", headers={"X-Api-Key": keys["apiKey"]})

    assert len(keys["apiKey"]) == 32 and "secretKey" not in keys
    assert me.status_code == 200 and me.json()["token"] is None
    assert me.json()["user"]["type"] == "api" and "apiKey" not in me.json()["user"]
    again = call("GET", f"{ROOT}/User/{keys['id']}", "administrator").json()
    assert again["authMethod"] == "ApiKey" and "apiKey" not in again
    assert call("GET", f"{ROOT}/User/{keys['id']}", "owner").json()["authMethod"] is None
    pair = encoded(f"robot:{keys['apiKey']}".encode())
    assert call("GET", f"{ROOT}/User", "", headers={"Espo-Authorization": pair}).status_code == 401
    body = {"userName": "p", "lastName": "P", "authMethod": "Hmac"}
    assert call("POST", f"{ROOT}/User", "administrator", body).status_code == 400


def test_signatures_in_every_form(call: Call) -> None:
    keys = user(call, "Hmac", "signer")
    key, secret = keys["apiKey"].encode(), keys["secretKey"].encode()

    def status(text: str, verb: str = "GET", path: str = "/Team", secret: bytes = secret) -> int:
        made = hmac.new(secret, text.encode(), hashlib.sha256)
        hexed, raw = made.hexdigest().encode(), made.digest()
        glued = encoded(key, b":") + "=" + encoded(raw)
        forms = [encoded(key, b":", hexed), encoded(key, b":", raw), glued]
        found = {
            call(verb, f"{ROOT}{path}", "", headers={"X-Hmac-Authorization": one}).status_code
            for one in forms
        }
        assert len(found) == 1
        return int(found.pop())

    assert status("GET /Team") == 200
    assert status("GET /Team", path="/Team?maxSize=5") == 200
    assert status("GET /team", path="/team") == 200
    assert status("POST /Team") == 401
    assert status("GET /User") == 401
    assert status("GET /Team", secret=b"0" * 32) == 401
    assert secret.decode() not in Program.objects.get().secret
    headers = {"X-Api-Key": keys["apiKey"]}
    assert call("GET", f"{ROOT}/Team", "", headers=headers).status_code == 401
    for text in ("", "=", "abc", encoded(key), encoded(key, b":"), encoded(b"x" * 40)):
        sent = {"X-Hmac-Authorization": text}
        assert call("GET", f"{ROOT}/Team", "", headers=sent).status_code in (401, 403)


def test_a_token_stands_in_for_the_password(call: Call, people: People) -> None:
    token = people.owner.token

    def status(name: str, **more: str) -> int:
        pair = encoded(f"{name}:{token}".encode())
        headers = {"Espo-Authorization": pair, **more}
        return int(call("GET", f"{ROOT}/App/user", "", headers=headers).status_code)

    by_token = {"Espo-Authorization-By-Token": "true"}
    assert status("owner") == status("owner@example.com") == status("owner", **by_token) == 200
    assert status("colleague") == 401
    assert status("owner", **by_token, **{"X-Api-Key": token}) == 401
    pair = encoded(f"owner:{token}".encode())
    found = call("GET", f"{ROOT}/App/user", "", headers={"Espo-Authorization": pair})
    assert found.json()["token"] == token
