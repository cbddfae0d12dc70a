"""Rows about sales agents become teams and users."""

from examples.sellers import agent_draft, manager_records, team_names, username
from tests.examples.doubles import line

ROWS = [
    line(2, sales_agent="Ann Elm", manager="Bo Oak", regional_office="East"),
    line(3, sales_agent="Mei-Mei Ash", manager="Bo Oak", regional_office="West"),
    line(4, sales_agent="Cy Fir", manager="", regional_office="West"),
]
TEAMS = {"East": 1, "Team Bo Oak": 2, "West": 3}


def test_each_office_and_each_manager_has_a_team() -> None:
    assert team_names(ROWS) == ["East", "Team Bo Oak", "West"]


def test_an_agent_stands_in_the_team_of_his_manager_first() -> None:
    record = agent_draft(ROWS[0], TEAMS).record
    assert (record["username"], record["first_name"], record["last_name"]) == (
        "ann.elm",
        "Ann",
        "Elm",
    )
    assert (record["team_ids"], record["default_team_id"]) == ([2, 1], 2)


def test_a_manager_is_made_once_with_the_teams_of_all_his_agents() -> None:
    [record] = manager_records(ROWS, TEAMS)
    assert (record["username"], record["team_ids"]) == ("bo.oak", [2, 1, 3])


def test_user_names_are_plain_letters() -> None:
    assert username("Mei-Mei O’Lévy") == "mei-mei.olevy"
