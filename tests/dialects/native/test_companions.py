"""Comments, and who follows a record or has marked it, stand beside every main record."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apitokens.issuing import issue
from records.types import registry
from tests.calls import Api
from tests.people import Person

Call = Callable[[Person | str], Api]
SAID = {"body": "Called back."}


def upload(name: str) -> SimpleUploadedFile:
    """A file to send."""
    return SimpleUploadedFile(name, b"A plan.")


@pytest.fixture
def place(owner: Person, api: Call) -> str:
    """The address of an account of the owner's."""
    made = api(owner).post("/api/accounts", {"name": "Acme"}).body["id"]
    return f"/api/accounts/{made}"


def test_who_may_read_may_say_something(
    place: str, owner: Person, colleague: Person, api: Call
) -> None:
    first = api(owner).post(f"{place}/comments", SAID)
    second = api(colleague).post(f"{place}/comments", {"body": "  Grüße\n<script>  "})

    assert (first.status, first.headers["ETag"]) == (201, '"1"')
    assert first.headers["Location"].endswith(f"{place}/comments/{first.body['id']}")
    page = api(owner).get(f"{place}/comments").body
    assert [one["id"] for one in page["results"]] == [second.body["id"], first.body["id"]]
    assert page["results"][0]["created_by_id"] == colleague.id
    assert "<script>" in page["results"][0]["body"]
    assert api(owner).get(f"{place}/comments", per_page=1).body["has_more"] is True


def test_who_said_it_may_change_it_and_take_it_back(
    place: str, owner: Person, colleague: Person, api: Call
) -> None:
    made = api(colleague).post(f"{place}/comments", SAID).body["id"]
    there = f"{place}/comments/{made}"

    assert api(owner).patch(there, {"body": "x"}).status == 403
    assert api(owner).delete(there).status == 403
    assert api(colleague).patch(there, {"body": "New"}, version=7).status == 412
    changed = api(colleague).patch(there, {"body": "New"}, version=1)
    assert (changed.body["body"], changed.headers["ETag"]) == ("New", '"2"')
    assert api(colleague).patch(there, {"body": "New"}).body["version"] == 2
    assert api(colleague).delete(there, version=2).body == {}
    assert api(colleague).delete(there).status == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"body": "  "}, 422), ({"body": 5}, 422), ({"text": "x"}, 400), ([], 400)],
)
def test_what_is_no_comment(
    place: str, owner: Person, api: Call, body: object, status: int
) -> None:
    assert api(owner).post(f"{place}/comments", body).status == status


def test_beside_what_does_not_exist_for_him_is_nothing(
    place: str, owner: Person, stranger: Person, api: Call
) -> None:
    made = api(owner).post(f"{place}/comments", SAID).body["id"]

    for word in ("comments", "attachments", "follow", "star"):
        assert api(stranger).get(f"{place}/{word}").status == 404
    assert api(stranger).post(f"{place}/comments", SAID).status == 404
    assert api(stranger).delete(f"{place}/comments/{made}").status == 404
    assert api(stranger).call("PUT", f"{place}/follow").status == 404


def test_a_token_that_may_only_read_says_nothing(place: str, owner: Person, api: Call) -> None:
    reader = api(issue(owner.user, "reader", scopes=["read"])[1])

    assert reader.post(f"{place}/comments", SAID).status == 403
    assert reader.call("PUT", f"{place}/star").status == 403
    assert reader.get(f"{place}/comments").status == 200


def test_each_watches_for_himself(place: str, owner: Person, colleague: Person, api: Call) -> None:
    for _ in range(2):
        assert api(owner).call("PUT", f"{place}/follow").body == {
            "followed": True,
            "starred": False,
        }
    api(owner).call("PUT", f"{place}/star")

    assert api(colleague).get(f"{place}/star").body == {"followed": False, "starred": False}
    assert api(owner).delete(f"{place}/follow").body == {"followed": False, "starred": True}
    assert api(owner).call("PUT", f"{place}/follow", {"x": 1}).status == 400


def test_every_main_record_has_them(people: object, owner: Person, api: Call) -> None:
    for name, record_type in registry.items():
        found = api(owner).get(f"/api/{name}/999/comments").status
        message = api(owner).get(f"/api/{name}/999/comments").body["message"]
        assert found == 404
        assert ("no relation" in message) != record_type.has_bin


def test_what_happens_beside_a_record_stands_in_its_history(
    place: str, owner: Person, colleague: Person, stranger: Person, api: Call
) -> None:
    said = api(colleague).post(f"{place}/comments", {"body": "secret"}).body["id"]
    there = f"{place}/comments/{said}"
    for body in ("new secret", "new secret"):
        api(colleague).patch(there, {"body": body})
    api(colleague).delete(there)
    uploaded = api(owner).client.post(f"{place}/attachments", {"file": upload("plan.txt")}).json()
    file = {"id": uploaded["id"], "name": "plan.txt"}
    assert api(colleague).delete(f"/api/attachments/{file['id']}").status == 403
    assert api(owner).delete(f"/api/attachments/{file['id']}").status == 200

    history = api(owner).get(f"{place}/changes")
    told = [(one["action"], one["user"], one["changes"]) for one in history.body["results"][:-1]]
    versions = [{"id": said, "version": number} for number in (1, 2)]
    beside = [
        ("comment", colleague.id, "comments", None, versions[0]),
        ("revise", colleague.id, "comments", versions[0], versions[1]),
        ("withdraw", colleague.id, "comments", versions[1], None),
        ("attach", owner.id, "attachments", None, file),
        ("detach", owner.id, "attachments", file, None),
    ]
    assert told[::-1] == [
        (action, who, [{"field": field, "old": old, "new": new}])
        for action, who, field, old, new in beside
    ]
    assert b"secret" not in history.content
    assert api(owner).get(place).body["version"] == 1
    assert api(stranger).get(f"{place}/changes").status == 404
