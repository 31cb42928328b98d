"""Names are matched across scripts and spellings; what is merely near is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.entering.names import Match, Names, fold, special_kind, total_of

KNOWN = {
    1: ["Baytaq Green Party", "Baytaq", "Қазақстанның «Байтақ» жасылдар партиясы"],
    2: ["Amanat", "Nur Otan", "Нұр Отан"],
    3: ["Aq Jol", "Ak Zhol", "Ақ жол"],
    4: ["Auyl"],
    5: ["Nationwide Social Democratic Party", "ОСДП"],
}


def match(name: str, known: dict[int, list[str]]) -> Match:
    return Names(known).match(name)


@pytest.mark.parametrize(
    ("name", "pk"),
    [
        ("Байтақ", 1),
        ("Байтак", 1),
        ("Baitaq", 1),
        ("«БАЙТАҚ»", 1),
        ("Baytaq [a]", 1),
        ("Партия «Байтақ»", 1),
        ("Аманат", 2),
        ("AMANAT (Аманат)", 2),
        ("Нур Отан", 2),
        ("Ак жол", 3),
        ("Ak  Jol", 3),
        ("Ауыл", 4),
        ("Партия «Ауыл»", 4),
        ("осдп", 5),
    ],
)
def test_a_spelling_of_a_name_is_sure(name, pk):
    assert match(name, KNOWN).sure == pk


@pytest.mark.parametrize(("name", "pk"), [("Amanta", 2), ("Bayraq", 1), ("Auyl People's Democratic Party", 4)])
def test_what_is_near_is_offered_and_not_taken(name, pk):
    found = match(name, KNOWN)
    assert found.sure is None and pk in found.near


def test_brackets_that_tell_two_parties_apart_are_not_thrown_away():
    known = {1: ["Communist Party of India"]}
    assert match("Communist Party of India (Marxist)", known) == Match(None, (1,))
    assert match("Communist Party of India (CPI)", known).sure == 1


def test_a_name_that_two_have_is_asked():
    found = match("Together", {1: ["Together"], 2: ["Together"]})
    assert found.sure is None and set(found.near) == {1, 2}


def test_a_stranger_is_nobody():
    assert match("Rukhaniyat", KNOWN) == Match(None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Against all", "against_all"),
        ("Против всех", "against_all"),
        ("Самовыдвиженцы", "independents"),
        ("Amanat", None),
    ],
)
def test_options_that_are_no_contestants_are_known(name, kind):
    assert special_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("Total", "total"),
        ("Итого", "total"),
        ("Valid votes", "valid"),
        ("Недействительные", "invalid"),
        ("Registered voters/turnout", "registered"),
        ("Auyl", None),
    ],
)
def test_totals_are_told_from_contestants(name, total):
    assert total_of(name) == total


@given(st.text(max_size=80))
def test_folding_any_text_twice_is_folding_it_once(text):
    assert fold(fold(text)) == fold(text)
