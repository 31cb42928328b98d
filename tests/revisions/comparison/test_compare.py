"""Two states as a reader compares them: in the page's own order, in words, prose word by word."""

from typing import Any

import pytest

from articles.models import FactCitation, Name, Statement
from citations.models import Author, Citation
from elections.models import Election, Result
from parties.models import MembershipCount, Party, Person, Role
from revisions.actions.hide import hide_content
from revisions.comparison.compare import Comparison, FieldDiff, GroupDiff, compare
from revisions.comparison.wording import names_at, wording_of
from revisions.moments import AsOf, head
from revisions.state.read import read_state
from revisions.subjects import find_subject
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


def compared(root: Any, old: int, new: int | None = None) -> Comparison:
    """Revision `old` of a root against `new`, by default the newest."""
    model, moments = type(root), (AsOf(old), AsOf(head() if new is None else new))
    states = [(moment, read_state(moment, model, root.pk)) for moment in moments]
    before, after = (wording_of(model, state, names_at(moment, model, state)) for moment, state in states)
    return compare(before, after)


def fields(comparison: Comparison) -> dict[str, tuple[str, str]]:
    """Fields of the root that changed: label -> (old, new)."""
    return {field.label: (field.old, field.new) for group in comparison.groups for field in group.fields}


def rows(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(group.heading, row.label, row.sign) for group in comparison.groups for row in group.rows]


def values(found: tuple[FieldDiff, ...]) -> dict[str, tuple[str, str]]:
    return {field.label: (field.old, field.new) for field in found}


def name(party: Party, text: str, **more: Any) -> Name:
    return Name.objects.create(article=party, text=text, language="en", **more)


# The order of the page


def test_groups_come_in_the_order_of_the_page(party: Party, person: Person) -> None:
    before = head()
    source = Citation.objects.create(key="a", title="News")
    with recording():
        party.title, party.slogan, party.body = "Baytaq Party", "Clean air", "Text"
        party.save()
        name(party, "Baytaq")
        FactCitation.objects.create(article=party, citation=source, field="title")
        Statement.objects.create(article=party, label="Fact", value="one")
        Role.objects.create(party=party, person=person)
    assert [group.heading for group in compared(party, before).changed] == [
        "Head",
        "Names",
        "Infobox",
        "Roles",
        "Picture and text",
        "Statements",
        "Sources of facts",
    ]


def test_fields_come_in_the_order_of_the_form(party: Party) -> None:
    before = head()
    party.slogan, party.founded, party.short_description, party.title = "a", "2022", "b", "Baytaq Party"
    party.save()
    assert list(fields(compared(party, before))) == ["Title", "Short description", "Founded", "Slogan"]


def test_a_source_is_compared_in_the_order_of_its_form(db: None) -> None:
    source = Citation.objects.create(key="a", title="News")
    before = head()
    with recording():
        source.note, source.publisher = "later", "Azattyq"
        source.save()
        Author.objects.create(citation=source, literal="Азаттық")
    groups = compared(source, before).changed
    assert [group.heading for group in groups] == ["Record", "Authors", "Record"]
    assert [list(values(group.fields)) for group in groups] == [["Publisher"], [], ["Remark"]]


def test_what_no_order_names_is_not_left_out(db: None) -> None:
    election = Election.objects.create(slug="2023", title="2023")
    before, states = head(), []
    for field in Election._meta.concrete_fields:
        if field.get_internal_type() == "PositiveIntegerField":
            setattr(election, field.name, 7)
            states.append(str(field.verbose_name).capitalize())
    election.save()
    assert set(fields(compared(election, before))) == set(states) and len(states) > 5


# Fields


def test_a_field_shows_what_it_was_and_what_it_is(party: Party) -> None:
    before = head()
    party.slogan, party.state = "Clean air", "merged"
    party.save()
    assert fields(compared(party, before)) == {"Slogan": ("", "Clean air"), "State": ("active", "merged")}


def test_a_field_that_names_something_is_called_as_then(db: None) -> None:
    first = Election.objects.create(slug="2021", title="2021")
    election = Election.objects.create(slug="2023", title="2023", previous=first)
    before = head()
    first.title = "Election of 2021"
    first.save()
    election.previous = None
    election.save()
    assert fields(compared(election, before)) == {"Previous": ("2021", "")}


def test_who_set_a_fact_is_no_difference(party: Party) -> None:
    before = head()
    for slogan in ("a", ""):
        party.slogan = slogan
        party.save()
    assert compared(party, before).changed == ()


def test_what_did_not_change_is_named_without_blanks(party: Party) -> None:
    before = head()
    party.slogan = "a"
    party.save()
    [group] = [group for group in compared(party, before).groups if group.heading == "Head"]
    assert not group.changed and group.same == ("Title", "Address", "Status", "Country", "Language")


def test_a_new_article_shows_its_values_and_no_blanks(party: Party) -> None:
    found = fields(compared(party, 0))
    assert found["Title"] == ("", "Baytaq") and all(new for _old, new in found.values())


def test_a_deleted_article_shows_what_went(party: Party) -> None:
    before, pk = head(), party.pk
    party.delete()
    party.pk = pk
    found = fields(compared(party, before))
    assert found["Title"] == ("Baytaq", "") and all(old for old, _new in found.values())


def test_two_times_nothing_is_nothing(party: Party) -> None:
    assert compared(party, 0, 0) == Comparison(())


def test_another_name_of_what_a_field_points_to_is_no_difference(db: None) -> None:
    first = Election.objects.create(slug="2021", title="2021")
    election = Election.objects.create(slug="2023", title="2023", previous=first)
    before = head()
    first.title = "Election of 2021"
    first.save()
    assert compared(election, before).changed == ()


def test_two_of_one_name_are_a_difference(db: None) -> None:
    first, second = (Election.objects.create(slug=slug, title="2021") for slug in ("a", "b"))
    election = Election.objects.create(slug="2023", title="2023", previous=first)
    before = head()
    election.previous = second
    election.save()
    assert fields(compared(election, before)) == {"Previous": ("2021", "2021")}


# Rows


def test_an_added_row_shows_its_values_on_one_side(party: Party) -> None:
    before = head()
    name(party, "Baytaq", kind="short")
    [row] = compared(party, before).changed[0].rows
    assert (row.label, row.sign, row.word, row.kind, row.whole) == ("Baytaq", "+", "added", "added", True)
    assert values(row.fields) == {"Name": ("", "Baytaq"), "Language and script": ("", "en"), "Kind": ("", "short")}


def test_a_removed_row_shows_what_it_was(party: Party) -> None:
    gone = name(party, "Baytaq")
    before = head()
    gone.delete()
    [row] = compared(party, before).changed[0].rows
    assert (row.label, row.word, row.kind, row.whole) == ("Baytaq", "removed", "removed", True)
    assert values(row.fields)["Name"] == ("Baytaq", "")


def test_a_changed_row_shows_the_fields_that_changed_alone(party: Party) -> None:
    count = MembershipCount.objects.create(party=party, count=21000, on_date="2022")
    before = head()
    count.count = 42000
    count.save()
    [row] = compared(party, before).changed[0].rows
    assert (row.label, row.word, row.kind, row.whole) == ("42000 (2022)", "changed", "changed", False)
    assert values(row.fields) == {"Members": ("21000", "42000")}


def test_a_row_that_was_moved_has_changed_its_order(party: Party) -> None:
    moved = name(party, "Baytaq")
    before = head()
    moved.position = 3
    moved.save()
    assert [values(row.fields) for row in compared(party, before).changed[0].rows] == [{"Order": ("0", "3")}]


def test_a_removed_row_stands_where_it_stood(party: Party) -> None:
    made = [name(party, text, position=place) for place, text in enumerate("abc")]
    before = head()
    with recording():
        made[1].delete()
        name(party, "d", position=9)
    assert rows(compared(party, before)) == [("Names", "b", "-"), ("Names", "d", "+")]


def test_rows_that_stayed_are_named(party: Party) -> None:
    name(party, "Baytaq")
    before = head()
    name(party, "Baitaq", position=1)
    [group] = [group for group in compared(party, before).groups if group.heading == "Names"]
    assert group.same == ("Baytaq",) and group.changed


def test_a_row_that_names_something_is_worded_as_then(party: Party, person: Person) -> None:
    role = Role.objects.create(party=party, person=person)
    before = head()
    other = Person.objects.create(slug="other", title="Other")
    role.person = other
    role.save()
    [row] = compared(party, before).changed[0].rows
    assert values(row.fields) == {"Person": ("Azamatkhan Amirtaev", "Other")}


def test_a_source_of_a_fact_is_called_by_its_key_and_the_fact_by_its_name(party: Party) -> None:
    source = Citation.objects.create(key="azattyq", title="News")
    before = head()
    FactCitation.objects.create(article=party, citation=source, field="founded", locator="p. 4", printed=False)
    [row] = compared(party, before).changed[0].rows
    assert row.label == "Founded"
    assert values(row.fields) == {
        "Source": ("", "[@azattyq]"),
        "Place in the source": ("", "p. 4"),
        "Printed as a mark": ("", "no"),
    }


def test_shares_are_compared_without_idle_zeros(party: Party) -> None:
    election = Election.objects.create(slug="2023", title="2023")
    result = Result.objects.create(election=election, party=party, label="Baytaq", percent="2.3")
    before = head()
    result.percent = "53.90"
    result.save()
    [row] = compared(election, before).changed[0].rows
    assert values(row.fields) == {"Published %": ("2.3", "53.9")}


def test_hidden_content_is_called_hidden_on_its_side(party: Party, editor: Any) -> None:
    for slogan in ("unlawful", "Clean air"):
        party.slogan = slogan
        party.save()
    subject: Any = find_subject(Party, "baytaq")
    hide_content(subject, 2, 2, editor, "the law")
    assert fields(compared(party, 2, 3))["Slogan"] == ("hidden", "Clean air")


def test_groups_without_a_change_are_kept_apart(party: Party) -> None:
    before = head()
    party.slogan = "a"
    party.save()
    comparison = compared(party, before)
    assert {group.heading for group in comparison.changed} == {"Infobox"} and comparison.same
    assert not set(comparison.changed) & set(comparison.same)


def test_a_group_of_nothing_is_neither_changed_nor_the_same() -> None:
    comparison = Comparison((GroupDiff("Names"),))
    assert (comparison.changed, comparison.same) == ((), ())
