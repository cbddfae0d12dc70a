"""What is wrong is refused in Spotler's own form, and leaves nothing behind."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
DEEP = '{"name": ' + "[" * 40 + "]" * 40 + "}"
BODIES = [
    *(b"\xff\xfe", b"{", b"null", b'"x"', b"[]", b"{}{}", b'{"name": NaN}', DEEP.encode()),
    *(b'{"name": "\\ud800"}', b'{"name": "a", "name": "b"}'),
    b'{"name": "' + b"x" * (1024 * 1024) + b'"}',
]
QUERIES = [
    *("page=1.5", "page=", "limit=-1", "limit=1e3", "nosuch=1", "q=%00", "q=%ff", "q={", "q=[]"),
    *('q={"name":{"$regex":"a"}}', 'q={"name__in":["a"]}', 'q={"owner":{"email":"a"}}'),
    *('q={"pk":1}', 'q={"account.name":"a"}', 'q={"$where":"1"}', 'q={"ownerid":{"$gt":"x"}}'),
    *('q={"createddate":"2024-02-30"}', "q[name]=a&q[name][$con]=b", "q[name][$in]=a", "order=id"),
    *('order={"id":"sideways"}', 'order={"password":"asc"}', "lines=true", "page=" + "9" * 40),
    'q={"name":"' + "x" * 9000 + '"}',
]
VALUES: list[Any] = [1, 1.5, True, [], {}, ["a"], {"a": 1}, "x" * 256]
TEXTS = ("name", "website", "addresscity", "phone", "email")


def is_told(reply: Any, *statuses: int) -> bool:
    """Whether a reply is an error of the original's form, with one of these statuses."""
    body = json.loads(reply.content)
    form = body["code"] == reply.status_code and body["type"].endswith(" error")
    return reply.status_code in statuses and form and bool(body["message"])


def count(call: Call) -> int:
    """How many accounts there are."""
    return int(call("get", "/spotler/accounts").json()["metadata"]["total_count"])


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_cannot_be_read(call: Call, body: bytes) -> None:
    assert is_told(call("post", "/spotler/accounts", body=body), 400)
    assert count(call) == 0


def test_a_question_that_cannot_be_answered(call: Call) -> None:
    call("post", "/spotler/accounts", body={"name": "There"})

    wrong = [one for one in QUERIES if not is_told(call("get", f"/spotler/accounts?{one}"), 400)]

    assert wrong == []


def test_a_value_that_does_not_fit_is_named_and_nothing_is_written(call: Call) -> None:
    made = call("post", "/spotler/accounts", body={"name": "There"}).json()["record"]
    place = f"/spotler/accounts/{made['id']}"

    for name in TEXTS:
        for value in VALUES:
            reply = call("patch", place, body={"notes": "changed", name: value})
            assert is_told(reply, 422), (name, value)
            assert list(reply.json()["validation"]) == [name], (name, value)
    assert call("get", place).json()["record"] == made


def test_paths_verbs_and_types_that_there_are_not(call: Call) -> None:
    for verb, path, status in (
        ("get", "accounts/1/2/3/4", 404),
        ("get", "accounts/-1", 404),
        ("get", "accounts/1;drop", 404),
        ("post", "lookup/accounts/type", 405),
        ("delete", "datadictionary/accounts", 405),
        ("patch", "documents/1/content", 405),
        ("get", "..%2f..%2fetc", 500),
    ):
        reply = call(verb, f"/spotler/{path}", "administrator", body={} if verb != "get" else None)
        assert is_told(reply, status), (verb, path, reply.content)
    plain = call("post", "/spotler/accounts", body="<a/>", content_type="text/xml")
    packed = call("post", "/spotler/accounts", body={}, headers={"Content-Encoding": "gzip"})
    assert is_told(plain, 400) and is_told(packed, 400)
