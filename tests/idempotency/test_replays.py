"""A POST that is sent again under its key is replied to again, and not done again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Account
from idempotency import store
from idempotency.models import Keyed
from records.viewsets import RecordViewSet
from tests.calls import Api, Reply
from tests.people import Person
from values.refusals import Clash

ACME = {"name": "Acme"}


def send(person: Person, body: object, key: str = "k", path: str = "/api/accounts") -> Reply:
    """A POST under a key."""
    api = Api(person.token)
    api.client.defaults["HTTP_IDEMPOTENCY_KEY"] = key
    return api.post(path, body)


def test_the_reply_is_the_same_and_the_record_is_one(owner: Person) -> None:
    first, second = send(owner, ACME), send(owner, ACME)

    assert (first.status, second.status) == (201, 201)
    assert first.content == second.content
    for name in ("ETag", "Location", "Content-Type"):
        assert first.headers[name] == second.headers[name]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "X-RateLimit-Remaining" in second.headers
    assert Account.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(owner: Person) -> None:
    send(owner, ACME)

    assert send(owner, {"name": "Other"}).rules("Idempotency-Key") == ["Unique"]
    assert Account.objects.count() == 1


def test_a_key_is_its_callers_and_its_addresses_own(owner: Person, colleague: Person) -> None:
    made = send(owner, ACME).body["id"]
    other = send(colleague, ACME).body["id"]
    contact = send(owner, {"last_name": "Ada"}, path="/api/contacts")

    assert other != made
    assert contact.status == 201


def test_a_refusal_leaves_the_key_free(owner: Person) -> None:
    assert send(owner, {"name": ""}).status == 422
    assert send(owner, b"{").status == 400
    assert Keyed.objects.count() == 0
    assert send(owner, ACME).status == 201


def test_refused_rows_leave_the_key_free(owner: Person) -> None:
    bad, good = {"create": [{"name": None}]}, {"create": [ACME]}

    assert send(owner, bad, path="/api/accounts/bulk").status == 422
    assert send(owner, good, path="/api/accounts/bulk").status == 200


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_has_1_to_255_characters(owner: Person, key: str) -> None:
    assert send(owner, ACME, key).status == 400
    assert send(owner, ACME, "x" * 255).status == 201


def test_after_a_day_a_key_is_free_again(owner: Person) -> None:
    send(owner, ACME)
    Keyed.objects.update(created_at=timezone.now() - store.KEPT - timedelta(seconds=1))

    assert send(owner, {"name": "Other"}).status == 201
    store.forget_old()
    assert Keyed.objects.count() == 1


def test_the_worker_forgets_old_keys(owner: Person) -> None:
    send(owner, ACME)
    Keyed.objects.update(created_at=timezone.now() - store.KEPT - timedelta(seconds=1))
    store.forget_old()

    assert not Keyed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_still_running_is_done_once(owner: Person) -> None:
    begun, release, replies = threading.Event(), threading.Event(), []
    asked = store.Request("name", "body")

    def slow() -> store.Reply:
        begun.set()
        release.wait(10)
        return store.Reply(201, {}, b"done")

    def run() -> None:
        replies.append(store.once(asked, slow))
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait(10)
    if connection.vendor == "postgresql":  # on SQLite the second waits for the only writer
        with pytest.raises(Clash), transaction.atomic():
            store.once(asked, slow)
    release.set()
    thread.join()

    assert store.once(asked, slow).replayed
    assert [reply.replayed for reply in replies] == [False]


def test_a_reply_that_shows_a_secret_is_kept_nowhere(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordViewSet, "shows_secrets", True)
    body = {"name": "crm_secret"}
    first, second = send(owner, body), send(owner, body)

    assert (first.status, first.body["name"], second.status) == (201, "crm_secret", 409)
    assert "secret" in second.body["message"] and b"crm_secret" not in second.content
    row = Keyed.objects.get()
    assert (row.status, row.headers, row.body) == (201, {}, None)
    assert send(owner, ACME).status == 422
    assert Account.objects.count() == 1


def test_a_tokens_text_is_not_kept(owner: Person) -> None:
    first, second = (send(owner, {"name": "t"}, path="/api/tokens") for _ in "ab")

    assert (first.status, second.status) == (201, 409)
    assert first.body["token"].startswith("crm_")
    assert (Keyed.objects.get().body, Keyed.objects.get().headers) == (None, {})
