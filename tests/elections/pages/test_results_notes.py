"""Notes under results say why a change of seats is what it is; what no source dates is not said."""

import pytest

from elections.models import Assembly, Election, Result
from parties.models import Lineage, Party
from tests.page_words import page_of, table

SINCE = " since the election before; its seats are not counted in."


def notes(slug: str) -> tuple[str, ...]:
    return table(page_of("election", slug), "Results").notes


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("mazhilis-1999", ("The assembly had 67 seats at the election before, and has 77.",)),
        (
            "mazhilis-2004",
            (
                "Ak Zhol split from Democratic Choice of Kazakhstan.",
                "Communist People's Party of Kazakhstan split from Communist Party of Kazakhstan.",
            ),
        ),
        (
            "mazhilis-2007",
            (
                "The assembly had 77 seats at the election before, and has 107.",
                f"Nur Otan has absorbed Asar{SINCE}",
                f"Nur Otan has absorbed Civic Party of Kazakhstan{SINCE}",
                f"Nur Otan has absorbed Agrarian Party of Kazakhstan{SINCE}",
            ),
        ),
        ("mazhilis-2012", ("Adilet did not stand at the election before.",)),
        ("mazhilis-2016", (f"Auyl has absorbed Party of Patriots of Kazakhstan{SINCE}",)),
        ("mazhilis-2021", ()),
        (
            "mazhilis-2023",
            (
                "The assembly had 107 seats at the election before, and has 98.",
                f"Amanat has absorbed Adal{SINCE}",
                "Nationwide Social Democratic Party did not stand at the election before.",
            ),
        ),
    ],
)
def test_the_notes_of_the_mazhilis(demo, slug, expected):
    assert notes(slug) == expected


@pytest.mark.parametrize(
    ("date", "said"),
    [("2018", True), ("2018-05", True), ("2016", False), ("2016-03-20", False), ("2021-01-11", False), ("", False)],
)
def test_only_what_happened_between_the_two_elections_is_said(db, date, said):
    assembly = Assembly.objects.create(slug="a", title="A", status="published")
    big = Party.objects.create(slug="big", title="Big", status="published")
    Lineage.objects.create(party=big, kind=Lineage.Kind.ABSORBED, label="Small", on_date=date)
    for slug, day in (("one", "2016-03-20"), ("two", "2021-01-10")):
        election = Election.objects.create(slug=slug, title=slug, date=day, assembly=assembly, status="published")
        Result.objects.create(election=election, party=big, label="Big", seats=5)
    assert any("absorbed Small" in note for note in notes("two")) is said
