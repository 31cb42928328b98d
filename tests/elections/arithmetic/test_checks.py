"""What does not add up is found, and nothing is made of what is not known."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from elections.arithmetic.checks import Count, Row, check, more_seats_than_there_are
from elections.arithmetic.shares import Contestant, Totals


def row(
    key: int,
    votes: int | None,
    percent: str | None = None,
    seats: int | None = None,
    by_list: int | None = None,
    by_constituency: int | None = None,
) -> Row:
    share = None if percent is None else Decimal(percent)
    return Row(Contestant(key, "party", key, f"P{key}", votes, share, seats), by_list, by_constituency)


SOUND = Count(
    rows=(row(1, 600, "60.0", 7, 6, 1), row(2, 300, "30.0", 3, 3, 0), row(3, 100, "10.0", 0, 0, 0)),
    totals=Totals(valid=1000, cast=1010, invalid=10),
    registered=2000,
    turnout=Decimal("50.5"),
    seats_elected=10,
    seats_list=9,
    seats_constituency=1,
)


def found(count: Count = SOUND, **values: object) -> list[str]:
    return [finding.check for finding in check(replace(count, **values))]


def rows(*changed: Row) -> tuple[Row, ...]:
    by_key = {one.contestant.key: one for one in changed}
    return tuple(by_key.get(one.contestant.key, one) for one in SOUND.rows)


def test_figures_that_agree_raise_nothing():
    assert found() == []


@pytest.mark.parametrize(
    ("values", "check_name"),
    [
        ({"totals": Totals(1000, 1020, 10)}, ["cast", "turnout"]),
        ({"totals": Totals(None, 1010, 20)}, ["votes", "share"]),
        ({"registered": 1000}, ["registered", "turnout"]),
        ({"turnout": Decimal("54.21")}, ["turnout"]),
        ({"seats_elected": 12}, ["seats"]),
        ({"seats_elected": 9}, ["seats"]),
        ({"seats_list": 10}, ["list-seats"]),
        ({"seats_constituency": 2}, ["constituency-seats"]),
        ({"rows": rows(row(1, 610, "60.0", 7, 6, 1))}, ["votes", "share"]),
        ({"rows": rows(row(2, 300, "31.0", 3, 3, 0))}, ["share"]),
        ({"rows": rows(row(1, 600, "60.0", 8, 6, 1))}, ["seats", "parts"]),
    ],
)
def test_what_does_not_add_up_is_found(values, check_name):
    assert found(**values) == check_name


@pytest.mark.parametrize(
    "values",
    [
        {"totals": Totals(None, None, None)},
        {"totals": Totals(None, 1010, None)},
        {"registered": None},
        {"turnout": None},
        {"registered": 900, "registered_rounded": True},
        {"seats_elected": None},
        {"rows": rows(row(1, None, "60.0", 7, 6, 1), row(2, None, None, 3, 3), row(3, None))},
        {"rows": ()},
    ],
)
def test_what_is_unknown_is_not_checked(values):
    assert found(**values) == []


def test_a_share_is_read_at_the_precision_of_its_column():
    shares = rows(row(1, 600, "60", 7, 6, 1), row(2, 300, "30", 3, 3, 0), row(3, 100, "10.04", 0, 0, 0))
    assert found(rows=shares) == ["share"]
    assert found(rows=rows(row(3, 100, "10.4", 0, 0, 0))) == ["share"]


def test_more_seats_than_there_are_is_an_error_and_fewer_a_warning():
    assert [finding.severity for finding in check(replace(SOUND, seats_elected=9))] == ["error"]
    assert [finding.severity for finding in check(replace(SOUND, seats_elected=12))] == ["warning"]


def test_a_finding_says_by_how_much():
    [finding] = check(replace(SOUND, seats_elected=67))
    assert finding.words == "Seats make 10, 67 were to be had: −57."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "All votes make 7,196,562, valid votes are 7,241,562: −45,000."),
        ("kk", "Барлық дауыстар қосындысы – 7 196 562, жарамды дауыстар – 7 241 562: −45 000."),
        ("ru", "Сумма голосов — 7 196 562, действительных голосов — 7 241 562: −45 000."),
    ],
)
def test_figures_are_grouped_as_the_reader_groups_them(language, words):
    with override(language):
        [finding] = check(Count((row(1, 7_196_562),), Totals(7_241_562, None, None)))
    assert finding.words.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "P1: 61.235 per cent of the votes, published is 60.5."),
        ("kk", "P1: дауыстардың 61,235 пайызы, жарияланғаны – 60,5."),
        ("ru", "P1: 61,235 процента голосов, опубликовано 60,5."),
    ],
)
def test_places_stand_behind_the_readers_decimal_sign(language, words):
    with override(language):
        [finding] = check(Count((row(1, 61_235, "60.5000"),), Totals(None, 100_000, None), percent_base="cast"))
    assert finding.words == words


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_nothing_that_is_found_is_said_in_english(language):
    wrong = Count(
        rows=(
            row(1, 90_000, "60.0", 1_007, 1_006, 2),
            replace(row(2, 30_000, "30.0", 3, 3, 0), led=False),
            row(3, 0, "0.0", 1, 1, 0),
        ),
        totals=Totals(valid=100_000, cast=300_000, invalid=100_000),
        registered=200_000,
        turnout=Decimal("50.5"),
        seats_elected=2_000,
        seats_list=2_000,
        seats_constituency=2_000,
    )
    english = check(wrong)
    assert len({finding.check for finding in english}) == 11
    with override(language):
        told = check(wrong)
        refused = more_seats_than_there_are([1_000, 200], 1_100)
    assert [finding.check for finding in told] == [finding.check for finding in english]
    assert not {finding.words for finding in told} & {finding.words for finding in english}
    counts = [finding.words for finding in told if finding.check not in ("turnout", "share")]
    assert not [words for words in (*counts, refused) if "," in words.replace(", ", "")]
    assert "1\u00a0200" in refused and "1\u00a0100" in refused


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=10), st.integers(0, 1000))
def test_counts_that_add_up_raise_nothing(votes, invalid):
    count = Count(
        tuple(row(key, number) for key, number in enumerate(votes)), Totals(sum(votes), sum(votes) + invalid, invalid)
    )
    assert check(count) == ()
