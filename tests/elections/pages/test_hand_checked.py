"""The electoral histories of the demo's parties, against a list checked by hand.

Votes, shares and seats were compared with the dossier that the demo is made of; positions and changes of seats were
worked out by hand from its figures, election by election.
"""

from pathlib import Path

import pytest

from articles.page.page import Table
from parties.models import Party
from tests.page_words import page_of

# Party | election (and name then) | leader or candidate | votes | share | seats / all | change | position | outcome;
# of a presidential election: party | election | candidate | votes | share | position | outcome.
CHECKED = (Path(__file__).parent / "electoral_histories.txt").read_text(encoding="utf-8")


def printed(slug: str) -> list[str]:
    """The rows of a party's electoral history as a reader sees them."""
    rows = []
    for section in page_of("party", slug).sections:
        for block in section.blocks:
            if isinstance(block, Table) and section.level == 3 and block.columns[0].text == "Election":
                for row in block.rows:
                    cells = [
                        " ".join(f"{value.text} {fact.after}".strip() for fact in cell.facts for value in fact.values)
                        for cell in row
                    ]
                    rows.append(" | ".join([slug, *cells]))
    return rows


def checked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in CHECKED.splitlines():
        found.setdefault(line.split(" | ")[0], []).append(line)
    return found


def test_the_list_is_long_enough_to_mean_something():
    assert sum(len(lines) for lines in checked().values()) >= 40


@pytest.mark.parametrize("slug", sorted(checked()))
def test_the_generated_table_is_the_checked_one(demo, slug):
    assert printed(slug) == checked()[slug]


def test_no_party_of_the_demo_has_a_history_that_was_not_checked(demo):
    slugs = Party.objects.published().values_list("slug", flat=True)
    assert {slug for slug in slugs if printed(slug)} == set(checked())
