"""Promises of the ledger, wherever it is kept: nothing lost, nothing beyond the quota."""

from concurrent.futures import ThreadPoolExecutor

from usage.ledger import Count, Failure, Ledger

DAY, OTHER, MONTH = "2026-11-22", "2026-11-21", "2026-11"


def call(token: int, used: int = 1, failed: int = 0) -> Count:
    return Count(DAY, token, 7, used, failed)


def test_calls_at_once_are_all_counted_and_the_quota_is_met_exactly(ledger: Ledger) -> None:
    def one(number: int) -> bool:
        if not ledger.take(MONTH, 150):
            return False
        ledger.count(call(number % 3))
        return True

    with ThreadPoolExecutor(8) as pool:
        admitted = list(pool.map(one, range(200)))
    assert sum(admitted) == 150
    assert sum(count.used for count in ledger.days([DAY])) == 150
    assert {count.token for count in ledger.days([DAY, OTHER])} == {0, 1, 2}
    assert ledger.days([OTHER]) == []


def test_used_and_failed_calls_stand_apart(ledger: Ledger) -> None:
    ledger.count(call(1))
    ledger.count(call(1, 0, 1))
    ledger.count(call(1, 0, 1))
    assert ledger.days([DAY]) == [Count(DAY, 1, 7, 1, 2)]


def test_what_is_used_elsewhere_leaves_the_quota(ledger: Ledger) -> None:
    ledger.square(MONTH, 0, 7)
    assert [ledger.take(MONTH, 10) for _ in range(4)] == [True, True, True, False]
    ledger.square(MONTH, 2, 7)
    assert not ledger.take(MONTH, 10)
    assert ledger.take(MONTH, 11)


def test_a_month_that_was_counted_without_a_quota_is_taken_over(ledger: Ledger) -> None:
    ledger.square(MONTH, 9, 0)
    assert [ledger.take(MONTH, 10) for _ in range(2)] == [True, False]


def test_equal_failures_of_a_minute_are_one_line_with_the_last_request(ledger: Ledger) -> None:
    for name in ("first", "last"):
        ledger.fail(Failure(100, 1, 7, 404, "GET /api/x?q=…", 1, name))
    ledger.fail(Failure(103, 0, 0, 401, "GET /api/x", 1, "other"))
    assert ledger.failures(100, 103) == [
        Failure(100, 1, 7, 404, "GET /api/x?q=…", 2, "last"),
        Failure(103, 0, 0, 401, "GET /api/x", 1, "other"),
    ]
    assert ledger.failures(101, 102) == []


def test_a_ledger_keeps_its_name(ledger: Ledger) -> None:
    assert ledger.source() == ledger.source() != ""
