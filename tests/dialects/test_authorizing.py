"""OAuth 2.0: people let applications in, whose tokens pass the same gate as all others."""

import re
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from apitokens.applications import register
from apitokens.issuing import revoke
from apitokens.models import Application, Consent, Token
from tests.people import Person
from values.refusals import Refused

BACK = "https://tool.example/callback"
HERE = {"Host": "localhost"}
AUTHORIZE, TOKEN = "/spotler/oauth/authorize", "/spotler/oauth/token"


@pytest.fixture
def tool(administrator: Person) -> tuple[Application, str]:
    return register("Tool", [BACK], administrator.user)


@pytest.fixture
def client() -> Client:
    return Client(headers=HERE)


def question(application: Application, **more: str) -> str:
    asked = {"response_type": "code", "client_id": application.client_id, "redirect_uri": BACK}
    return f"{AUTHORIZE}?{urlencode({**asked, 'scope': 'write', 'state': 'xyz', **more})}"


def agreed(client: Client, path: str, answer: str = "yes") -> dict[str, list[str]]:
    reply = client.post(path, {"answer": answer})
    assert reply.status_code == 302 and reply["Location"].startswith(BACK)
    return parse_qs(urlsplit(reply["Location"]).query)


def exchange(tool: tuple[Application, str], **given: str) -> Any:
    application, secret = tool
    return Client(headers=HERE).post(
        TOKEN, {"client_id": application.client_id, "client_secret": secret, **given}
    )


def with_code(tool: tuple[Application, str], code: str) -> Any:
    return exchange(tool, grant_type="authorization_code", code=code, redirect_uri=BACK)


def accounts(token: str) -> int:
    return (
        Client(headers=HERE)
        .get("/spotler/accounts", headers={"Authorization": f"Bearer {token}"})
        .status_code
    )


def test_a_person_lets_a_tool_in_and_it_goes_on(
    owner: Person, tool: tuple[Application, str], client: Client
) -> None:
    path = question(tool[0])
    assert client.get(path)["Location"].startswith("/admin/login/")
    client.force_login(owner.user)
    page = client.get(path)
    assert b"Let Tool in?" in page.content
    assert "https://tool.example" in page["Content-Security-Policy"]
    back = agreed(client, path)
    assert back["state"] == ["xyz"]

    first = with_code(tool, back["code"][0]).json()

    assert (first["token_type"], first["scope"]) == ("Bearer", "write")
    assert accounts(first["access_token"]) == 200
    native = Client(headers=HERE).get(
        "/api/accounts", headers={"Authorization": f"Bearer {first['access_token']}"}
    )
    assert native.status_code == 401
    assert with_code(tool, back["code"][0]).status_code == 400
    second = exchange(tool, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert accounts(second["access_token"]) == 200
    assert accounts(first["access_token"]) == 403
    again = exchange(tool, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    stored = str(list(Consent.objects.values())) + str(list(Application.objects.values()))
    assert second["refresh_token"] not in stored and tool[1] not in stored

    revoke(Token.objects.get(name="Tool (OAuth)"))

    assert accounts(second["access_token"]) == 403
    ended = exchange(tool, grant_type="refresh_token", refresh_token=second["refresh_token"])
    assert ended.status_code == 400


def test_who_says_no_or_may_not_is_led_nowhere_with_a_code(
    owner: Person, tool: tuple[Application, str], client: Client
) -> None:
    client.force_login(owner.user)
    assert agreed(client, question(tool[0]), "no")["error"] == ["access_denied"]
    for wrong in ({"redirect_uri": "https://evil.example/"}, {"client_id": "none"}):
        refused = client.get(question(tool[0], **wrong))
        assert refused.status_code == 400 and refused["Content-Type"] == "application/json"
    owner.user.api_access = False
    owner.user.save()
    assert client.get(question(tool[0])).status_code == 403
    assert not Consent.objects.exists()


def test_the_answer_needs_the_page_it_was_asked_on(
    owner: Person, tool: tuple[Application, str]
) -> None:
    strict = Client(enforce_csrf_checks=True, headers=HERE)
    strict.force_login(owner.user)

    path = question(tool[0])
    assert strict.post(path, {"answer": "yes"}).status_code == 403
    assert not Consent.objects.exists()

    page = strict.get(path).content.decode()
    asked = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert asked, page
    answer = urlencode({"answer": "yes", "csrfmiddlewaretoken": asked[1]})
    reply = strict.post(path, answer, content_type="application/x-www-form-urlencoded")
    assert reply.status_code == 302, reply.content
    assert reply["Location"].startswith(f"{BACK}?code=")


def test_a_wrong_secret_or_verifier_gets_nothing(
    owner: Person, tool: tuple[Application, str], client: Client
) -> None:
    client.force_login(owner.user)
    challenge = {"code_challenge": "c" * 43, "code_challenge_method": "plain"}
    code = agreed(client, question(tool[0], **challenge))["code"][0]
    application, secret = tool

    wrong = exchange((application, "wrong"), grant_type="authorization_code", code=code)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    assert with_code(tool, code).status_code == 400
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    basic = b64encode(f"{application.client_id}:{secret}".encode()).decode()
    found = Client(headers=HERE).post(
        TOKEN, {**given, "code_verifier": "c" * 43}, headers={"Authorization": f"Basic {basic}"}
    )
    assert found.status_code == 200


@pytest.mark.parametrize(
    ("name", "addresses"),
    [("", [BACK]), ("Tool", []), ("Tool", ["http://tool.example"]), ("Tool", ["javascript:x"])],
)
def test_an_application_that_cannot_be_is_refused(
    administrator: Person, name: str, addresses: list[str]
) -> None:
    with pytest.raises(Refused):
        register(name, addresses, administrator.user)
