"""What the check expects, and how it judges."""

import pytest

from examples import expectations
from examples.check import Question, Row, differences, judge, table
from tests.examples.doubles import Remembering


def test_founded_is_the_first_year_of_the_text() -> None:
    rows = [
        {"GICS Sector": sector, "Security": name, "Founded": text}
        for sector, name, text in (
            ("B", "Elm", "1900"),
            ("A", "Oak", "1910 (1850)"),
            ("A", "Ash", "1911 (1905)"),
            ("A", "Fir", "unknown"),
        )
    ]
    assert expectations.companies_founded(rows, 1900, 1910) == [
        ("A", "Oak", "1910"),
        ("B", "Elm", "1900"),
    ]


def test_names_are_searched_whole_and_without_case() -> None:
    rows = [
        {
            "bioguide_id": f"X{number}",
            "first_name": first,
            "middle_name": "",
            "last_name": last,
            "birthday": birthday,
        }
        for number, (first, last, birthday) in enumerate(
            [
                ("Élie", "Elm", "1799-12-31"),
                ("Ann", "o'Oak", "1745-01-01"),
                ("Ann", "Éclair", "1800-01-01"),
                ("Ann", "Eclair", "1745-01-01"),
                ("Zoé", "Fir", ""),
            ]
        )
    ]
    found = expectations.early_members(rows, 1800, ("é", "O'"))
    assert [row[1] for row in found] == ["Élie Elm", "Ann o'Oak"]


def test_won_value_is_summed_by_agent_and_quarter() -> None:
    rows = [
        {"deal_stage": stage, "sales_agent": "Ann", "close_date": day, "close_value": value}
        for stage, day, value in (
            ("Won", "3/31/2017", "10.1"),
            ("Won", "1/1/2017", "0.2"),
            ("Won", "4/1/2017", "5"),
            ("Lost", "4/1/2017", "0"),
        )
    ]
    won = expectations.won_by_quarter(rows)
    assert won == [("Ann", "2017-Q1", "2", "10.3"), ("Ann", "2017-Q2", "1", "5")]
    assert expectations.quarters(won) == {
        "2017-Q1": ("2017-01-01", "2017-03-31"),
        "2017-Q2": ("2017-04-01", "2017-06-30"),
    }


def test_only_open_deals_of_accounts_with_a_parent_count() -> None:
    accounts = [
        {"account": "Elm", "subsidiary_of": "Oak"},
        {"account": "Oak", "subsidiary_of": ""},
    ]
    deals = [
        {"opportunity_id": str(number), "deal_stage": stage, "account": account}
        for number, (stage, account) in enumerate(
            [("Engaging", "Elm"), ("Won", "Elm"), ("Engaging", "Oak"), ("Prospecting", "")]
        )
    ]
    assert expectations.open_deals_of_subsidiaries(deals, accounts) == [("Oak", "Elm", "0")]


def test_differences_count_doubles() -> None:
    missing, extra = differences([("a",), ("b",)], [("b",), ("b",), ("c",)])
    assert missing == [("a",)]
    assert extra == [("b",), ("c",)]


@pytest.mark.parametrize(
    ("expected", "found", "passed"),
    [
        ([("a",)], [("a",)], True),
        ([("a",)], [("b",)], False),
        ([], [], False),
    ],
)
def test_a_wrong_answer_fails_and_an_empty_one_proves_nothing(
    expected: list[Row], found: list[Row], passed: bool
) -> None:
    question = Question("Which?", ("letter",), expected, lambda client: found)
    assert judge(question, Remembering(), 5) is passed


def test_a_long_answer_is_cut_and_says_so() -> None:
    assert table(("n",), [("1",), ("2",), ("3",)], 2).endswith("… and 1 more")
