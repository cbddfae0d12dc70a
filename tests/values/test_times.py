"""Days and instants: every one of the calendar, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.kinds import Kind
from values.refusals import Refusal
from values.times import Date, DateTime, Day

NOON = datetime(2020, 2, 29, 12, tzinfo=UTC)


def rule(kind: Kind, value: Any) -> str:
    """The rule by which a value is refused."""
    with pytest.raises(Refusal) as caught:
        kind.take(value)
    return caught.value.rule


@given(st.dates())
def test_every_day_comes_back(day: date) -> None:
    assert Date().take(Date().say(day)) == day


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_instant_comes_back(instant: datetime) -> None:
    assert DateTime().take(DateTime().say(instant)) == instant


@pytest.mark.parametrize("value", ["0001-01-01", "1582-10-10", "2000-02-29", "9999-12-31"])
def test_days_are_said_as_they_were_sent(value: str) -> None:
    assert Date().say(Date().take(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        *("2021-02-29", "0000-01-01", "2020-13-01", "2020-1-1", "20200101", "2020-W01-1"),
        *("2020-01-01T00:00:00Z", " 2020-01-01", "2020-01-01\n", "٢٠٢٠-٠١-٠١", 20200101, True, []),
    ],
)
def test_what_is_no_day_is_refused(value: Any) -> None:
    assert rule(Date(), value) == "Date"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2020-11-26 06:00:00", "2020-11-26T06:00:00Z"),
        ("2020-11-26T06:00:00Z", "2020-11-26T06:00:00Z"),
        ("2020-11-26T06:00", "2020-11-26T06:00:00Z"),
        ("2020-11-26T06:00:00+05:30", "2020-11-26T00:30:00Z"),
        ("2020-11-26 06:00:00-0800", "2020-11-26T14:00:00Z"),
        ("2020-11-26T06:00:00.500000Z", "2020-11-26T06:00:00.5Z"),
        ("2020-11-26T06:00:00.000001", "2020-11-26T06:00:00.000001Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_instants_are_said_in_utc(value: str, said: str) -> None:
    assert DateTime().say(DateTime().take(value)) == said


@pytest.mark.parametrize(
    "value",
    [
        *("2020-11-26", "2020-11-26T25:00:00Z", "2020-11-26T06:60:00Z", "2020-02-30T06:00:00Z"),
        *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2020-11-26T06:00:00+25:00"),
        *("2020-11-26T06:00:00.1234567Z", "2020-11-26T06:00:00 UTC", "2020-11-26T6:00:00Z"),
        *("now", 1606370400, True, {}),
    ],
)
def test_what_is_no_instant_is_refused(value: Any) -> None:
    assert rule(DateTime(), value) == "Date"


@pytest.mark.parametrize("kind", [Date(), DateTime()])
def test_no_time_is_no_value(kind: Kind) -> None:
    assert kind.take(None) is None
    assert kind.say(None) is None


def test_a_bare_day_asks_for_the_whole_utc_day() -> None:
    day = DateTime().ask("eq", "2020-02-29")
    assert day == Day(datetime(2020, 2, 29, tzinfo=UTC), datetime(2020, 3, 1, tzinfo=UTC))
    assert DateTime().ask("eq", "9999-12-31").end is None


@pytest.mark.parametrize(
    ("op", "before", "within", "after"),
    [
        ("eq", False, True, False),
        ("gt", False, False, True),
        ("gte", False, True, True),
        ("lt", True, False, False),
        ("lte", True, True, False),
    ],
)
def test_instants_are_compared_with_a_whole_day(
    op: str, before: bool, within: bool, after: bool
) -> None:
    kind = DateTime()
    day = kind.ask(op, "2020-02-29")
    start, end = datetime(2020, 2, 29, tzinfo=UTC), datetime(2020, 3, 1, tzinfo=UTC)
    tick = timedelta(microseconds=1)
    assert kind.matches(start - tick, op, day) is before
    assert [kind.matches(one, op, day) for one in (start, NOON, end - tick)] == [within] * 3
    assert kind.matches(end, op, day) is after
    assert kind.matches(None, op, day) is False


def test_days_between_include_both_ends() -> None:
    kind = DateTime()
    asked = kind.ask("between", ["2020-02-29", "2020-02-29"])
    assert kind.matches(NOON, "between", asked)
    assert not kind.matches(NOON, "between", kind.ask("between", ["2020-03-01", "2020-02-28"]))


@pytest.mark.parametrize("operand", ["x", 5, True, "2021-02-29"])
@pytest.mark.parametrize("kind", [Date(), DateTime()])
def test_what_is_no_time_is_not_asked_for(kind: Kind, operand: Any) -> None:
    for op in ("eq", "gt"):
        with pytest.raises(Refusal):
            kind.ask(op, operand)
    with pytest.raises(Refusal):
        kind.ask("gt", None)
