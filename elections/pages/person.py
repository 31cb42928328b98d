"""A person's elections: results and candidacies, which belong to the elections' articles."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.page.context import PageContext
from articles.page.page import FactList, Section
from articles.page.pieces import sections
from articles.page.reading import Reading
from elections.formatting import format_count
from elections.models import Candidacy, Result
from elections.standings import IN_FORCE


def _read(reading: Reading) -> dict[int, list[str]]:
    """What is known of the person at each election, by the election's id."""
    found: dict[int, list[str]] = {}
    for row in reading.moment.fetch(Candidacy, person_id=reading.root.id):
        found.setdefault(row.election_id, []).extend(filter(None, (row.remark, row.constituency, row.label)))
    stood_or_led = Q(person_id=reading.root.id) | Q(leader_id=reading.root.id)
    for row in reading.moment.fetch(Result, IN_FORCE, stood_or_led):
        known = found.setdefault(row.election_id, [])
        stood = row.person_id == reading.root.id
        known.extend(words for words in (_stood(row) if stood else _led(row)) if words and words not in known)
    reading.want_article(*found)
    reading.want_columns("election", "date")
    return found


def _stood(row: Any) -> Iterable[str]:
    yield row.label
    if row.votes is not None:
        yield ngettext("%s vote", "%s votes", row.votes) % format_count(row.votes)


def _led(row: Any) -> Iterable[str]:
    yield _("led %s") % row.label
    if row.seats is not None:
        yield ngettext("%s seat", "%s seats", row.seats) % format_count(row.seats)


@sections.supply("candidacies of a person", _read)
def _build(reading: PageContext, found: dict[int, list[str]]) -> Iterable[Section]:
    elections: list[Any] = [reading.articles[pk] for pk in found if pk in reading.articles and reading.articles[pk].url]
    elections.sort(key=lambda election: election.more["date"])
    if elections:
        facts = tuple(
            reading.fact(election.link(), marks=False, after=", ".join(found[election.id])) for election in elections
        )
        yield Section(_("Elections"), 2, "", (FactList(facts),))
