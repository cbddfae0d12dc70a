"""Rows that the API refuses come home to their lines."""

from collections.abc import Callable
from typing import Any

import pytest

from examples.client import ApiError, JsonObject
from examples.ledger import Ledger
from examples.sending import Draft, Mismatch, Sender, enter_refusals, settle
from tests.examples.doubles import Remembering, line


def refusal(**validation: list[JsonObject]) -> JsonObject:
    return {"code": 422, "message": "The given data was invalid.", "validation": validation}


def no_bad_url(record: JsonObject) -> JsonObject | None:
    return refusal(cf_url=[{"Url": []}]) if str(record.get("cf_url")).startswith("feed:") else None


def drafts(*urls: str) -> list[Draft]:
    return [
        Draft(line(number), url, {"external_id": url, "cf_url": url})
        for number, url in enumerate(urls, start=2)
    ]


def read_by(ledger: Ledger, made: list[Draft]) -> list[Draft]:
    for draft in made:
        ledger.read(draft.line.file, draft.line.number)
    return made


def sent(
    judge: Callable[[JsonObject], JsonObject | None], optional: frozenset[str]
) -> tuple[Remembering, Ledger, dict[str, int]]:
    client, ledger = Remembering(judge), Ledger()
    made = read_by(ledger, drafts("https://a", "feed://b", "https://c"))
    found = Sender(client, ledger, batch=2).upsert("contacts", made, "external_id", optional)
    return client, ledger, settle(found, ledger)


def test_a_refused_optional_value_is_left_out_and_told() -> None:
    _, ledger, ids = sent(no_bad_url, frozenset({"cf_url"}))
    assert sorted(ids) == ["feed://b", "https://a", "https://c"]
    assert [(e.line, e.outcome, e.field, e.value) for e in ledger.entries] == [
        (3, "left out", "cf_url", "feed://b")
    ]
    assert ledger.faults() == []


def test_a_refused_row_is_reported_with_the_rule() -> None:
    _, ledger, ids = sent(no_bad_url, frozenset())
    assert sorted(ids) == ["https://a", "https://c"]
    assert [(e.line, e.outcome) for e in ledger.entries] == [(3, "refused")]
    assert "cf_url: Url" in ledger.entries[0].reason
    assert ledger.faults() == []


def test_a_row_without_a_chance_is_not_sent_for_ever() -> None:
    def nothing_pleases(record: JsonObject) -> JsonObject:
        return refusal(cf_url=[{"Url": []}])

    client, ledger, ids = sent(nothing_pleases, frozenset({"cf_url"}))
    assert ids == {}
    assert len(client.calls) == 4
    assert ledger.faults() == []


def test_calls_hold_no_more_rows_than_a_batch() -> None:
    client, _, _ = sent(lambda _: None, frozenset())
    assert [len(rows["upsert"]) for _, rows in client.calls] == [2, 1]


def test_a_second_run_creates_nothing() -> None:
    client = Remembering()
    for created in (3, 0):
        ledger = Ledger()
        made = read_by(ledger, drafts("a", "b", "c"))
        settle(Sender(client, ledger).upsert("contacts", made, "external_id"), ledger)
        assert ledger.totals("a.csv")["created"] == created


def test_lines_inside_a_record_share_its_fate() -> None:
    ledger = Ledger()
    draft = Draft(line(2), "k", {"external_id": "k"}, also=(line(7, file="b.csv"),))
    ledger.read("b.csv", 7)
    ledger.read("a.csv", 2)
    client = Remembering(lambda _: refusal(last_name=[{"Required": []}]))
    settle(Sender(client, ledger).upsert("contacts", [draft], "external_id"), ledger)
    assert [(e.file, e.outcome) for e in ledger.entries] == [
        ("a.csv", "refused"),
        ("b.csv", "refused"),
    ]


def test_a_refused_part_is_entered_and_the_line_stays_stored() -> None:
    ledger = Ledger()
    draft = Draft(line(2, subsidiary_of="X"), "k", {"id": 1, "parent_id": 1})
    ledger.read("a.csv", 2)
    ledger.store("a.csv", 2, created=True)
    client = Remembering(lambda _: refusal(parent_id=[{"Exists": []}]))
    enter_refusals(Sender(client, ledger).update("accounts", [draft]), "subsidiary_of", ledger)
    assert [(e.outcome, e.field, e.value) for e in ledger.entries] == [
        ("left out", "subsidiary_of", "X")
    ]
    assert ledger.faults() == []


def test_a_reply_that_forgets_a_row_stops_the_import() -> None:
    class Forgetful(Remembering):
        def bulk(self, record_type: str, **rows: Any) -> list[JsonObject]:
            return super().bulk(record_type, **rows)[1:]

    with pytest.raises(Mismatch):
        Sender(Forgetful(), Ledger()).upsert("contacts", drafts("a", "b"), "external_id")


def test_a_record_that_all_else_needs_must_be_taken() -> None:
    client = Remembering(lambda _: refusal(name=[{"Unique": []}]))
    with pytest.raises(ApiError, match="name: Unique"):
        Sender(client, Ledger()).ensure("teams", [{"name": "East"}], "name")
