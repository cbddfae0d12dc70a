"""What a list and a record cost in queries, however many records there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

Call = Callable[..., Any]
CEILINGS: dict[str, dict[str, Any]] = {
    "contacts": {"first_name": "A", "phones": "1", "tags": ["x"]},
    "companies": {"name": "A", "phones": "1", "tags": ["x"]},
    "activities": {"due_date": "2024-05-01", "tags": ["x"]},
    "products": {"name": "A"},
}


def queries(call: Call, path: str) -> int:
    """How many queries a second request for a path makes."""
    call("get", path)
    with CaptureQueriesContext(connection) as captured:
        assert call("get", path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("word", CEILINGS)
def test_a_list_costs_the_same_for_more_records(call: Call, word: str) -> None:
    path = f"/concord/api/{word}"
    made = call("post", path, body=CEILINGS[word])
    assert made.status_code == 201
    few = queries(call, path)

    for number in range(3):
        call("post", path, body=CEILINGS[word] | {"phones": f"2{number}"})

    assert queries(call, path) == few <= 8
    assert queries(call, f"{path}/{made.json()['id']}") <= 16
