"""What an exchange cannot tell of Concord's transport: the limit of calls, and the token's form."""

from collections.abc import Callable
from typing import Any

from apitokens.issuing import issue
from tests.people import Person

Call = Callable[..., Any]


def test_beyond_the_limit_calls_are_turned_away(call: Call, owner: Person) -> None:
    _, token = issue(owner.user, "short", scopes=["read"], rate_limit=2)
    headers = {"Authorization": f"Bearer {token}"}

    replies = [call("get", "/concord/api/users", "nobody", headers=headers) for _ in range(3)]

    assert [one.status_code for one in replies] == [200, 200, 429]
    assert [one["X-RateLimit-Remaining"] for one in replies] == ["1", "0", "0"]
    assert replies[2].json() == {"message": "Too Many Attempts."}
    assert int(replies[2]["Retry-After"]) >= 1


def test_a_number_before_the_token_is_skipped(call: Call, owner: Person) -> None:
    headers = {"Authorization": f"Bearer 12|{owner.token}"}

    assert call("get", "/concord/api/users", "nobody", headers=headers).status_code == 200


def test_a_token_for_other_dialects_is_none_here(call: Call, owner: Person) -> None:
    _, token = issue(owner.user, "native", scopes=["read"], dialects=["native"])
    headers = {"Authorization": f"Bearer {token}"}

    refused = call("get", "/concord/api/users", "nobody", headers=headers)

    assert (refused.status_code, refused.json()) == (401, {"message": "Unauthenticated."})
