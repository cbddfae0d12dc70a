"""Our manner, where a dialect says nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpRequest
from rest_framework.request import Request

from dialects.base import Dialect
from records.answers import Gone, One, Page, Problem
from records.manners import Asked
from records.query import Query
from records.types import registry
from values.refusals import Missing

ASKED = Asked(Request(HttpRequest()), "", registry["accounts"])


class Plain(Dialect):
    """A dialect that says only what it must."""

    def read_query(self, asked: Asked) -> Query:
        return Query()

    def many(self, items: list[Mapping[str, Any]], page: Page, asked: Asked) -> Any:
        return items

    def problem(self, problem: Problem, asked: Asked) -> Any:
        return problem.message


class Theirs(Plain):
    """A dialect that differs a little."""

    created_status = 200
    gone_status = 204
    statuses = {401: 403}
    paths = {"accounts": ("companies", "firms")}
    unserved = frozenset({"roles"})


def test_statuses_and_paths_are_theirs_where_they_say_so() -> None:
    theirs, ours = Theirs(), Plain()
    made = One({}, 1, created=True)

    assert (ours.status_of(made), theirs.status_of(made)) == (201, 200)
    assert (ours.status_of(Gone(1)), theirs.status_of(Gone(1))) == (200, 204)
    assert theirs.status_of(Problem(401, "Authentication", "")) == 403
    assert theirs.status_of(Problem(404, "Not Found", "")) == 404
    assert theirs.words(registry["accounts"]) == ("companies", "firms")
    assert theirs.words(registry["contacts"]) == ("contacts",)
    assert theirs.words(registry["roles"]) == ()


@pytest.mark.parametrize("text", ["", "0", "01", "-1", "1.0", " 1", "١", "9" * 19, "9" * 5000])
def test_an_id_that_can_be_none_is_missing(text: str) -> None:
    with pytest.raises(Missing):
        Plain().read_id(text, ASKED)


def test_an_id_has_at_most_64_bits() -> None:
    assert Plain().read_id("9223372036854775807", ASKED) == 2**63 - 1
