"""Columns are told by their head in three languages, or by what their cells look like."""

import pytest

from elections.entering.columns import CONSTITUENCY, LIST, NAME, PERCENT, SEATS, VOTES, table_of


def columns(text: str) -> dict[str, str]:
    """The first row below the head by column."""
    return table_of([line.split("|") for line in text.splitlines()]).rows[0]


@pytest.mark.parametrize(
    "head",
    [
        "Party|Votes|%|Seats",
        "Партия|Голоса|Доля, %|Мандаты",
        "Партия атауы|Дауыс саны|Пайызы|Орындар",
        "party name|votes|share|mandates",
    ],
)
def test_a_head_in_any_of_three_languages_names_the_columns(head):
    assert columns(f"{head}\nAmanat|3431510|53.90|62") == {
        NAME: "Amanat",
        VOTES: "3431510",
        PERCENT: "53.90",
        SEATS: "62",
    }


def test_seats_by_kind_are_told_from_all_seats():
    found = columns("Party|Seats|List seats|Constituency seats\nAmanat|62|40|22")
    assert (found[SEATS], found[LIST], found[CONSTITUENCY]) == ("62", "40", "22")


def test_columns_in_another_order_are_found():
    assert columns("Seats|Party|Votes\n62|Amanat|3431510") == {SEATS: "62", NAME: "Amanat", VOTES: "3431510"}


def test_a_name_without_a_head_of_its_own_is_the_column_of_words():
    assert columns("No.||Votes\n1|Amanat|3431510")[NAME] == "Amanat"


def test_without_a_head_votes_shares_and_seats_tell_by_their_look():
    found = table_of([["Amanat", "3,431,510", "53.90%", "62"], ["Auyl", "693,938", "10.90%", "8"]])
    assert found.rows[1] == {NAME: "Auyl", VOTES: "693,938", PERCENT: "10.90%", SEATS: "8"}


def test_a_row_that_is_too_short_has_blank_cells():
    assert columns("Party|Votes|Seats\nAmanat|5") == {NAME: "Amanat", VOTES: "5", SEATS: ""}


def test_the_first_column_of_votes_counts():
    assert columns("Party|Votes|Votes abroad\nAmanat|5|1")[VOTES] == "5"


def test_our_own_file_is_known_by_its_columns():
    grid = [
        ["election", "kind", "party", "name", "votes", "share_published"],
        ["e", "party", "amanat", "Amanat", "5", "1"],
    ]
    found = table_of(grid)
    assert found.own_file and found.rows[0]["party"] == "amanat"
