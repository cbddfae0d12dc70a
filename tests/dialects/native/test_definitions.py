"""The definitions of custom fields over the API: made, read, changed, deleted; live at once."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from revisions.store import bump
from users.models import Role

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]
ADMIN = "administrator"
PATH = "/api/customfields"
TYPES: dict[str, Any] = {
    "boolean": True,
    "color_swatch": "#333333",
    "checkbox": ["A", "B"],
    "multi_select": ["B"],
    "radio": "A",
    "select": "B",
    "date": "2020-11-26",
    "datetime": "2020-11-26T06:00:00Z",
    "email": "a@example.com",
    "number": 200,
    "numeric": 1250.33,
    "text": "Good",
    "textarea": "Good\nBetter",
    "timezone": "America/Toronto",
    "url": "https://example.com/",
}


def make(call: Call, type_name: str = "text", **more: Any) -> dict[str, Any]:
    """A new field of accounts, in the words of the reply."""
    body: dict[str, Any] = {
        "record_type": "accounts",
        "key": f"cf_{type_name}",
        "label": "L",
        "type": type_name,
    }
    if type_name in ("checkbox", "multi_select", "radio", "select"):
        body["options"] = [{"label": "A"}, {"label": "B"}]
    reply = call("post", PATH, ADMIN, body | more)
    assert reply.status_code == 201, reply.content
    found: dict[str, Any] = reply.json()
    return found


def test_a_new_field_comes_back_whole_with_its_address(call: Call) -> None:
    body = {"record_type": "accounts", "key": "cf_founded", "label": "Founded", "type": "number"}
    reply = call("post", PATH, ADMIN, body)
    made = reply.json()

    assert reply.status_code == 201
    assert body.items() <= made.items()
    assert call("get", reply["Location"].removeprefix("http://testserver"), ADMIN).json() == made


@pytest.mark.parametrize("type_name", TYPES)
def test_a_field_of_each_type_is_written_shown_filtered_and_sorted_at_once(
    call: Call, type_name: str
) -> None:
    made = make(call, type_name)
    ids = {option["label"]: option["id"] for option in made["options"]}
    value = TYPES[type_name]
    body = {"name": "Acme", made["key"]: value}
    record = call("post", "/api/accounts", ADMIN, body).json()

    if isinstance(value, list):
        assert record[made["key"]] == [ids[one] for one in value]
    else:
        assert record[made["key"]] == ids.get(value, value)
    asked = value[0] if isinstance(value, list) else value
    query = {"q": json.dumps({made["key"]: asked})}
    if not isinstance(value, list):
        query["order"] = json.dumps({made["key"]: "desc"})
    reply = call("get", f"/api/accounts?{urlencode(query)}", ADMIN)
    assert [one["id"] for one in reply.json()["results"]] == [record["id"]], reply.content


def test_everybody_reads_the_definitions_of_types_that_he_may_read(call: Call) -> None:
    made = make(call)

    assert call("get", PATH, "owner").json()["results"] == [made]
    Role.objects.update(grants=[{"record_type": "contacts", "read": "all"}])
    bump("users")
    assert call("get", PATH, "owner").json()["results"] == []
    assert call("get", f"{PATH}/{made['id']}", "owner").status_code == 404


def test_a_hidden_field_has_no_definition(call: Call) -> None:
    made = make(call)
    Role.objects.update(hidden_fields={"accounts": [made["key"]]})
    bump("users")

    assert call("get", f"{PATH}/{made['id']}", "owner").status_code == 404
    assert call("get", PATH, "owner").json()["count"] == 0


def test_the_list_is_a_page_and_can_be_of_one_type(call: Call) -> None:
    make(call, "text")
    make(call, "number")
    make(call, "date", record_type="contacts")
    page = call("get", f"{PATH}?record_type=accounts&per_page=1&page=2", ADMIN).json()

    assert [one["key"] for one in page["results"]] == ["cf_number"]
    assert (page["count"], page["has_more"], page["next"]) == (2, False, None)
    assert call("get", f"{PATH}?record_type=contacts", ADMIN).json()["count"] == 1


@pytest.mark.parametrize(
    "query", ["record_type=acounts", "page=0", "type=text", "page=1&page=2", "record_type="]
)
def test_parameters_are_judged(call: Call, query: str) -> None:
    assert call("get", f"{PATH}?{query}", ADMIN).status_code == 400


@pytest.mark.parametrize(("verb", "status"), [("post", 403), ("patch", 403), ("delete", 403)])
def test_only_administrators_write(call: Call, verb: str, status: int) -> None:
    made = make(call)
    path = PATH if verb == "post" else f"{PATH}/{made['id']}"

    assert call(verb, path, "owner", None if verb == "delete" else {}).status_code == status


def test_all_that_is_wrong_is_told_at_once(call: Call) -> None:
    reply = call("post", PATH, ADMIN, {"key": "x", "type": "txt", "required": "yes"})

    assert reply.status_code == 422
    assert {"record_type", "key", "label", "type", "required"} == set(reply.json()["validation"])


def test_an_unknown_attribute_is_refused_with_the_nearest(call: Call) -> None:
    reply = call("post", PATH, ADMIN, {"record_type": "accounts", "labl": "L", "type": "text"})

    assert reply.status_code == 400
    assert "did you mean 'label'" in reply.json()["message"]


def test_only_types_that_take_custom_fields_get_some(call: Call) -> None:
    body = {"record_type": "currencies", "label": "L", "type": "text"}

    assert call("post", PATH, ADMIN, body).status_code == 422


def test_a_change_is_live_at_once_and_the_key_stays(call: Call) -> None:
    made = make(call)
    path = f"{PATH}/{made['id']}"

    changed = call("patch", path, ADMIN, {**made, "label": "Better", "required": True}).json()
    assert changed == {**made, "label": "Better", "required": True}
    assert call("post", "/api/accounts", ADMIN, {"name": "Acme"}).status_code == 422
    assert call("patch", path, ADMIN, {"key": "cf_other"}).status_code == 422


def test_values_that_a_new_type_changes_are_told_in_the_history(call: Call) -> None:
    made = make(call, "number")
    record = call("post", "/api/accounts", ADMIN, {"name": "Acme", "cf_number": 7}).json()
    reply = call("patch", f"{PATH}/{made['id']}", ADMIN, {"type": "text"})

    assert reply.status_code == 200, reply.content
    now = call("get", f"/api/accounts/{record['id']}", ADMIN).json()
    assert (now["cf_number"], now["version"]) == ("7", 2)
    history = call("get", f"/api/accounts/{record['id']}/changes", ADMIN).json()["results"]
    assert history[0]["changes"] == [{"field": "cf_number", "label": "L", "old": 7, "new": "7"}]


def test_a_type_that_would_lose_values_is_refused_with_their_count(call: Call) -> None:
    made = make(call)
    call("post", "/api/accounts", ADMIN, {"name": "Acme", "cf_text": "many"})
    reply = call("patch", f"{PATH}/{made['id']}", ADMIN, {"type": "number"})

    assert reply.status_code == 409
    assert reply.json()["count"] == 1


def test_a_deleted_field_is_unknown_everywhere(call: Call) -> None:
    made = make(call)
    record = call("post", "/api/accounts", ADMIN, {"name": "Acme", "cf_text": "x"}).json()

    assert call("delete", f"{PATH}/{made['id']}", ADMIN).json() == {}
    assert "cf_text" not in call("get", f"/api/accounts/{record['id']}", ADMIN).json()
    assert call("patch", f"/api/accounts/{record['id']}", ADMIN, {"cf_text": 1}).status_code == 400
    assert call("get", '/api/accounts?q={"cf_text":"x"}', ADMIN).status_code == 400
    assert call("get", f"{PATH}/{made['id']}", ADMIN).status_code == 404
    assert call("delete", f"{PATH}/{made['id']}", ADMIN).status_code == 404


def test_a_field_of_other_dialects_does_not_show_here(call: Call) -> None:
    made = make(call, dialects=[], required=True)
    record = call("post", "/api/accounts", ADMIN, {"name": "Acme"}).json()

    assert made["dialects"] == [] and made["key"] not in record
    assert call("post", "/api/accounts", ADMIN, {"name": "A", made["key"]: "x"}).status_code == 400
    assert call("get", f'/api/accounts?q={{"{made["key"]}":null}}', ADMIN).status_code == 400
    dictionary = call("get", "/api/datadictionary/accounts", ADMIN).json()
    assert made["key"] not in [one["name"] for one in dictionary["fields"]]
    assert call("get", f"{PATH}/{made['id']}", ADMIN).json() == made


def test_ticking_a_dialect_shows_the_field_there(call: Call) -> None:
    made = make(call, dialects=[])
    call("patch", f"{PATH}/{made['id']}", ADMIN, {"dialects": ["native"]})

    assert made["key"] in call("post", "/api/accounts", ADMIN, {"name": "Acme"}).json()


def test_a_dialect_that_nobody_speaks_is_refused(call: Call) -> None:
    made = make(call)
    reply = call("patch", f"{PATH}/{made['id']}", ADMIN, {"dialects": ["esperanto"]})

    assert reply.status_code == 422
