"""What a revision changed, in a form that is stored, and that form in words."""

from typing import Any

import pytest

from articles.models import FactCitation, FactNote, Name, Statement
from citations.models import Citation
from parties.models import MembershipCount, Party, Person, Role
from revisions.log.summaries import RowChange, changed_fields, field_words, is_creation, size_of, summary_words
from revisions.models import Change, Revision
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db


def change(root: Any) -> Change:
    """What the newest revision did to a root."""
    return Change.objects.get(revision=Revision.objects.latest("number"), object_id=root.pk, own=True)


def words(root: Any) -> str:
    return summary_words(change(root).summary)


def names(party: Party, *texts: str) -> list[Name]:
    with recording():
        return [Name.objects.create(article=party, text=text, language="en") for text in texts]


def source(key: str = "azattyq-2022") -> Citation:
    return Citation.objects.create(key=key, title="News")


# Fields


def test_a_changed_field_is_named_as_the_form_names_it(party: Party) -> None:
    party.political_position = "centre"
    party.save()
    assert words(party) == "political position"


def test_a_field_is_stored_by_its_name_and_model(party: Party) -> None:
    party.slogan = "Clean air"
    party.save()
    assert change(party).summary == [["field", "slogan", "parties.party"]]


def test_fields_are_told_in_the_order_of_the_model(party: Party) -> None:
    party.slogan, party.title, party.founded = "Clean air", "Baytaq Party", "2022"
    party.save()
    assert words(party) == "title; founded; slogan"


def test_a_field_changed_and_changed_back_within_a_revision_is_not_told(party: Party) -> None:
    with recording():
        for slogan in ("Clean air", ""):
            party.slogan = slogan
            party.save()
        party.founded = "2022"
        party.save()
    assert words(party) == "founded"


def test_who_set_a_fact_is_no_changed_field() -> None:
    old, new = Party(slogan="a", set_in={"": 1}), Party(slogan="b", set_in={"": 1, "slogan": 2})
    assert changed_fields(RowChange(Party, old, new)) == ["slogan"]


def test_a_field_that_is_gone_is_called_by_its_own_name() -> None:
    assert summary_words([["field", "anthem", "parties.party"]]) == "anthem"


@pytest.mark.parametrize("label", ["parties.gone", "gone.party"])
def test_a_field_of_a_model_that_is_gone_is_called_by_its_own_name(label: str) -> None:
    assert field_words(label, "anthem") == "anthem"


# Rows


@pytest.mark.parametrize("count", [1, 3])
def test_up_to_three_rows_of_a_sort_are_named(party: Party, count: int) -> None:
    texts = ("Baytaq", "Baitaq", "Байтақ")[:count]
    names(party, *texts)
    assert words(party) == "; ".join(f"name {text} added" for text in texts)


def test_more_than_three_rows_of_a_sort_are_counted(party: Party) -> None:
    names(party, "a", "b", "c", "d")
    assert words(party) == "4 names added"


def test_a_removed_row_is_named_by_what_it_was(party: Party) -> None:
    [name] = names(party, "Baytaq")
    name.delete()
    assert words(party) == "name Baytaq removed"


def test_a_changed_row_is_named_by_what_it_is_now(party: Party) -> None:
    count = MembershipCount.objects.create(party=party, count=21000, on_date="2022")
    count.count, count.on_date = 42000, "2023"
    count.save()
    assert words(party) == "membership count 42000 (2023)"


def test_added_and_removed_rows_of_one_sort_are_counted_apart(party: Party) -> None:
    old = names(party, "a", "b", "c", "d")
    with recording():
        for name in old:
            name.delete()
        names(party, "e")
    assert set(words(party).split("; ")) == {"4 names removed", "name e added"}


def test_a_row_that_came_and_went_within_a_revision_is_not_told(party: Party) -> None:
    with recording():
        Name.objects.create(article=party, text="Baytaq", language="en").delete()
        party.slogan = "Clean air"
        party.save()
    assert words(party) == "slogan"


def test_a_long_label_of_a_row_is_cut(party: Party) -> None:
    names(party, "x" * 300)
    assert words(party) == f"name {'x' * 60} added"


def test_a_row_without_a_label_is_called_by_its_sort() -> None:
    assert summary_words([["row", "articles.name", "+", ""]]) == "name added"


def test_sources_are_counted_even_when_it_is_one(party: Party) -> None:
    FactCitation.objects.create(article=party, citation=source(), field="title")
    assert words(party) == "1 source added"


def test_several_sources_and_remarks_are_counted(party: Party) -> None:
    sources = [source("a"), source("b")]
    with recording():
        for one in sources:
            FactCitation.objects.create(article=party, citation=one, field="title")
        FactNote.objects.create(article=party, field="title", text="Checked")
    assert words(party) == "2 sources added; 1 remark added"


def test_the_article_comes_first_then_its_parts_then_their_sources(party: Party) -> None:
    one = source()
    with recording():
        FactCitation.objects.create(article=party, citation=one, field="title")
        Statement.objects.create(article=party, label="Fact", value="one")
        party.slogan = "Clean air"
        party.save()
    assert words(party) == "slogan; statement Fact: one added; 1 source added"


@pytest.mark.parametrize("item", [["row", "parties.gone", "+", "x"], ["rows", "gone.part", "-", 7], ["new sort"]])
def test_what_nobody_can_read_any_more_is_left_out(item: list[Any]) -> None:
    assert summary_words([item, ["field", "slogan", "parties.party"]]) == "slogan"


def test_one_counted_row_of_a_sort_without_a_word_for_it_is_in_the_singular() -> None:
    assert summary_words([["rows", "articles.name", "-", 1]]) == "1 name removed"


# The whole


def test_what_was_created_is_left_to_a_tag(party: Party) -> None:
    assert (words(party), is_creation(change(party).summary)) == ("", True)


def test_rows_that_come_with_a_new_article_are_counted_only(db: None) -> None:
    with recording():
        party = Party.objects.create(slug="nur", title="Nur")
        names(party, "Nur")
    assert change(party).summary == [["created"], ["rows", "articles.name", "+", 1]]


def test_a_deleted_article_says_so_and_counts_what_went_with_it(party: Party) -> None:
    names(party, "Baytaq", "Baitaq")
    pk = party.pk
    party.delete()
    party.pk = pk
    assert words(party) == "deleted; 2 names removed"


def test_an_edit_is_no_creation(party: Party) -> None:
    party.slogan = "Clean air"
    party.save()
    assert not is_creation(change(party).summary)


# The size


@pytest.mark.parametrize(("old", "new", "size"), [("", "Clean air", 9), ("Clean air", "", -9), ("air", "sky", 0)])
def test_the_size_is_characters_added_less_those_removed(old: str, new: str, size: int) -> None:
    before, after = Party(slogan=old), Party(slogan=new)
    assert size_of([RowChange(Party, before, after)]) == size


def test_the_size_of_a_row_that_came_is_that_of_the_row_that_goes(party: Party) -> None:
    [name] = names(party, "Baytaq")
    came = change(party).size
    name.delete()
    assert change(party).size == -came < 0


def test_a_longer_key_makes_no_larger_size(db: None) -> None:
    small, large = (Name(id=pk, text="Baytaq", language="en") for pk in (7, 70000))
    assert size_of([RowChange(Name, small, large)]) == 0


def test_another_person_in_a_role_makes_no_size(party: Party, person: Person) -> None:
    before, after = (Role(party=party, person_id=pk, title="chair") for pk in (person.pk, 10**6 + person.pk))
    assert size_of([RowChange(Role, before, after)]) == 0


def test_the_size_of_a_revision_adds_up_its_rows(party: Party) -> None:
    with recording():
        party.slogan = "12345"
        party.save()
        party.lead = "123"
        party.save()
    assert change(party).size == 8
