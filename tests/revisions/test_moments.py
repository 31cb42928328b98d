"""Moments: the past is what was live then, whatever happened since."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Name
from citations.models import Author, Citation
from elections.models import Election, Result
from parties.models import Party, Person, Role
from revisions.models import OPEN, Revision
from revisions.moments import AsOf, Moment, Present
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db

Head = Callable[[], int]


def test_the_past_shows_what_was_live_then(party: Party, head: Head) -> None:
    then = head()
    party.title = "Renamed"
    party.save()
    assert AsOf(then).rows(Party).get().title == "Baytaq"
    assert AsOf(head()).rows(Party).get().title == "Renamed"


def test_before_it_was_created_a_row_is_not_there(party: Party, head: Head) -> None:
    assert not AsOf(head() - 1).rows(Party).exists()


def test_nothing_is_there_before_the_first_revision(party: Party, person: Person) -> None:
    assert not AsOf(0).rows(Party).exists() and not AsOf(0).rows(Person).exists()


def test_a_deleted_row_is_there_until_its_deletion(party: Party, head: Head) -> None:
    then = head()
    party.delete()
    assert AsOf(then).rows(Party).get().title == "Baytaq"
    assert not AsOf(head()).rows(Party).exists()


def test_a_row_brought_back_is_not_there_in_between(party: Party, head: Head) -> None:
    pk = party.pk
    party.delete()
    between = head()
    Party.history.filter(id=pk).first().instance.save()
    assert not AsOf(between).rows(Party).exists() and AsOf(head()).rows(Party).get().id == pk


def test_of_two_saves_in_one_revision_the_last_counts(party: Party, head: Head) -> None:
    with recording():
        for title in ("One", "Two"):
            party.title = title
            party.save()
    assert [row.title for row in AsOf(head()).rows(Party)] == ["Two"]


def test_a_row_created_and_deleted_in_one_revision_never_was_there(head: Head) -> None:
    with recording():
        Party.objects.create(slug="baytaq", title="Baytaq").delete()
    assert not AsOf(head()).rows(Party).exists()


def test_a_row_that_moved_is_found_where_it_stood_then(party: Party, person: Person, head: Head) -> None:
    other = Person.objects.create(slug="other", title="Other")
    role = Role.objects.create(party=party, person=person)
    then = head()
    role.person = other
    role.save()
    assert [row.id for row in AsOf(then).rows(Role, person=person.pk)] == [role.pk]
    assert not AsOf(then).rows(Role, person=other.pk).exists()
    assert not AsOf(head()).rows(Role, person=person.pk).exists()


def test_a_moment_beyond_the_head_is_the_present(party: Party, head: Head) -> None:
    assert AsOf(head() + 100).rows(Party).get().title == "Baytaq"


@pytest.mark.parametrize("clock", ["present", "past"])
def test_rows_take_filters_and_conditions(party: Party, head: Head, clock: str) -> None:
    for text, language in (("Baytaq", "en"), ("Байтақ", "kk-Cyrl"), ("Байтак", "ru")):
        Name.objects.create(article=party, text=text, language=language)
    moment: Moment = Present() if clock == "present" else AsOf(head())
    rows = moment.rows(Name, Q(language="en") | Q(text__contains="қ"), article=party.pk)
    assert [row.text for row in rows] == ["Baytaq", "Байтақ"]
    assert [row.text for row in rows.filter(language="en")] == ["Baytaq"]


@pytest.mark.parametrize("clock", ["present", "past"])
def test_rows_come_in_the_order_of_their_model(head: Head, clock: str) -> None:
    for date in ("2012", "2022-11-20", "2016-03"):
        Election.objects.create(slug=f"e-{date}", title=date, date=date)
    moment: Moment = Present() if clock == "present" else AsOf(head())
    assert [row.date for row in moment.rows(Election)] == ["2022-11-20", "2016-03", "2012"]


@pytest.mark.parametrize("clock", ["present", "past"])
def test_a_row_has_the_same_key_and_columns_in_both(party: Party, head: Head, clock: str) -> None:
    role = Role.objects.create(party=party, label="Somebody", start_date="2022")
    moment: Moment = Present() if clock == "present" else AsOf(head())
    row = moment.rows(Role).get(id=role.pk)
    assert (row.id, row.party_id, row.person_id, row.label, row.start_date) == (
        role.pk,
        party.pk,
        None,
        "Somebody",
        "2022",
    )


def test_the_present_has_no_number() -> None:
    assert Present().number is None


def test_the_past_knows_its_number() -> None:
    assert AsOf(7).number == 7


def test_the_past_reads_no_live_row(party: Party, person: Person, head: Head) -> None:
    Role.objects.create(party=party, person=person)
    moment = AsOf(head())
    with CaptureQueriesContext(connection) as queries:
        moment.fetch(Party, slug="baytaq")
        moment.fetch(Role, party=party.pk)
    tables = [model._meta.db_table for model in (Party, Party.__base__, Person, Role)]  # type: ignore[union-attr]
    assert len(queries) == 3  # the first asks which revision is the newest
    assert not [table for table in tables for query in queries if f'"{table}"' in query["sql"]]


@pytest.mark.parametrize("clock", ["present", "past"])
def test_a_moment_notes_the_roots_that_it_handed_out(party: Party, person: Person, head: Head, clock: str) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    Result.objects.create(election=election, party=party, label="Baytaq")
    moment: Moment = Present() if clock == "present" else AsOf(head())
    moment.fetch(Person)
    moment.fetch(Result, party=party.pk)
    assert moment.reads.roots == {("articles.article", person.pk), ("articles.article", election.pk)}


@pytest.mark.parametrize("clock", ["present", "past"])
def test_a_moment_notes_the_source_that_an_author_belongs_to(head: Head, clock: str) -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    Author.objects.create(citation=citation, literal="Азаттық")
    moment: Moment = Present() if clock == "present" else AsOf(head())
    moment.fetch(Author)
    assert moment.reads.roots == {("citations.citation", citation.pk)}


def test_a_moment_that_found_nothing_notes_nothing() -> None:
    moment = Present()
    assert moment.fetch(Party) == [] and moment.reads.roots == set()


def test_a_moment_notes_lists_and_what_was_looked_for_in_vain() -> None:
    moment = Present()
    moment.note_list("party:KZ")
    moment.note_missing("no-such-party")
    assert (moment.reads.lists, moment.reads.missing) == ({"party:KZ"}, {"no-such-party"})


def test_two_moments_keep_notes_of_their_own(party: Party) -> None:
    one, other = Present(), Present()
    one.fetch(Party)
    assert one.reads.roots and not other.reads.roots


class Undone(Exception):
    """Takes a savepoint back."""


# One step changes one role; a revision is a few steps, of which the last ones may be taken back by a savepoint.
step = st.tuples(
    st.sampled_from(["create", "rename", "move_person", "move_party", "delete", "bring_back", "save_unchanged"]),
    st.integers(0, 5),
    st.integers(0, 2),
)
revision = st.tuples(st.lists(step, min_size=1, max_size=4), st.lists(step, max_size=2))


@pytest.mark.slow
class ThePastIsWhatWasLiveThen(TestCase):
    """Any sequence of edits, with a snapshot of the live rows after each revision."""

    columns = ("id", "party_id", "person_id", "label")

    def play(self, action: str, which: int, target: int) -> None:
        """Do one step to a role; steps that do not fit the rows at hand do nothing."""
        live = list(Role.objects.order_by("id"))
        gone = list(Role.history.filter(until=OPEN, history_type="-").order_by("id"))
        if action == "create":
            Role.objects.create(party=self.parties[target], person=self.people[which % 3], label=f"new {which}")
        elif action == "bring_back" and gone:
            gone[which % len(gone)].instance.save()
        elif live and action not in ("create", "bring_back"):
            role = live[which % len(live)]
            if action == "delete":
                role.delete()
                return
            if action == "rename":
                role.label = f"renamed {target}"
            elif action == "move_person":
                role.person = self.people[target]
            elif action == "move_party":
                role.party = self.parties[target]
            role.save()

    def record(self, kept: list[tuple[str, int, int]], undone: list[tuple[str, int, int]]) -> None:
        with recording():
            for one in kept:
                self.play(*one)
            try:
                with transaction.atomic():
                    for one in undone:
                        self.play(*one)
                    raise Undone
            except Undone:
                pass

    def live(self, **filters: Any) -> list[tuple[Any, ...]]:
        return sorted(Role.objects.filter(**filters).values_list(*self.columns))

    @settings(deadline=None, max_examples=50)
    @given(st.lists(revision, min_size=1, max_size=8))
    def test_at_every_revision_and_under_every_filter(self, edits: list[Any]) -> None:
        with recording():
            self.parties = [Party.objects.create(slug=f"party-{n}", title=str(n)) for n in range(3)]
            self.people = [Person.objects.create(slug=f"person-{n}", title=str(n)) for n in range(3)]
        filters: list[dict[str, Any]] = [{}, {"label__startswith": "new"}]
        filters += [{"party": party.pk} for party in self.parties]
        filters += [{"person": person.pk} for person in self.people]
        filters += [{"party": self.parties[0].pk, "person__in": [self.people[0].pk, self.people[1].pk]}]
        snapshots = {}
        for kept, undone in edits:
            self.record(kept, undone)
            number = Revision.objects.latest("number").number
            snapshots[number] = [self.live(**one) for one in filters]
        for number, snapshot in snapshots.items():
            moment = AsOf(number)
            assert [sorted(moment.rows(Role, **one).values_list(*self.columns)) for one in filters] == snapshot
            assert sorted(Present().rows(Role).values_list(*self.columns)) == self.live()
            assert self.oracle(number) == snapshot[0]

    def oracle(self, number: int) -> list[tuple[Any, ...]]:
        """The slow shape: of each row the newest version up to `number`, unless that is its deletion."""
        newest = {
            row.id: row for row in Role.history.filter(revision__lte=number).order_by("revision_id", "history_id")
        }
        return sorted(
            tuple(getattr(row, column) for column in self.columns) for row in newest.values() if row.history_type != "-"
        )
