"""The gate: work that was begun on an older revision is done over again there, taken back, and merged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.models import Name, Statement
from citations.models import Author, Citation
from parties.models import Party, Person, Role
from revisions.actions.hide import hide_content
from revisions.actions.merge_stale import merge_since, moved_since, refuse_hidden
from revisions.models import Revision
from revisions.moments import Present, head
from revisions.state.merge import Choice, Merge
from revisions.state.read import read_state
from revisions.states import same_state
from revisions.subjects import find_subject
from revisions.tracking.recording import recording
from revisions.verify import verify

pytestmark = pytest.mark.django_db


def say(party: Party, **values: Any) -> int:
    party.refresh_from_db()
    for name, value in values.items():
        setattr(party, name, value)
    party.save()
    return head()


def through(party: Party, base: int, work: Callable[[], Any], **more: Any) -> tuple[Any, Merge | None]:
    """Do `work` through the gate, in a recording of its own."""
    with recording(comment="mine"):
        return merge_since(Party, party.pk, base, work, **{"done": lambda result: True} | more)


def rows_there() -> dict[str, int]:
    """How many rows there are of everything that a history consists of."""
    histories = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    return {model.__name__: model._base_manager.count() for model in (Revision, *histories)}


# The head, and whether somebody has saved since


def test_before_the_first_revision_the_head_is_nought(db: None) -> None:
    assert head() == 0


def test_a_root_has_moved_when_a_later_revision_edited_it(party: Party) -> None:
    number = say(party, slogan="a")
    assert [moved_since(Party, party.pk, base) for base in (number - 1, number)] == [True, False]


def test_a_root_has_moved_when_one_of_its_parts_was_edited(party: Party) -> None:
    number = head()
    Name.objects.create(article=party, text="Baytaq", language="en")
    assert moved_since(Party, party.pk, number)


def test_a_root_has_moved_when_it_was_deleted(party: Party) -> None:
    number, pk = head(), party.pk
    party.delete()
    assert moved_since(Party, pk, number)


def test_a_root_that_was_only_named_by_others_has_not_moved(party: Party, person: Person) -> None:
    number = head()
    Role.objects.create(party=party, person=person)
    assert not moved_since(Person, person.pk, number)


def test_a_source_and_an_article_of_one_key_are_told_apart(party: Party) -> None:
    number = head()
    Citation(pk=party.pk, key="a", title="News").save()
    assert moved_since(Citation, party.pk, number) and not moved_since(Party, party.pk, number)


def test_what_is_no_root_never_moves(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    assert not moved_since(Name, name.pk, 0) and not moved_since(User, 1, 0)


# What does not overlap


def test_work_on_an_older_revision_joins_what_was_saved_since(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    result, merged = through(party, base, lambda: say(party, slogan="mine") and "saved")
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == ("mine", "Astana")
    assert result == "saved" and merged is not None and merged.conflicts == []


def test_the_work_is_done_on_what_stood_then(party: Party) -> None:
    base = say(party, slogan="old")
    say(party, slogan="new", headquarters="Astana")
    seen = []
    through(party, base, lambda: seen.append(Party.objects.values_list("slogan", "headquarters").get()))
    assert seen == [("old", "")]


def test_the_work_sees_parts_that_were_deleted_since(party: Party) -> None:
    name = Name.objects.create(article=party, text="Baytaq", language="en")
    base, pk = head(), name.pk
    name.delete()
    seen = []
    through(party, base, lambda: seen.extend(Name.objects.values_list("pk", "text")))
    assert seen == [(pk, "Baytaq")] and not Name.objects.exists()


def test_the_trial_leaves_one_revision_with_the_work_alone(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    Statement.objects.create(article=party, label="Fact", value="theirs")
    before = rows_there()
    through(party, base, lambda: say(party, slogan="mine"))
    grown = {name: count - before[name] for name, count in rows_there().items() if count != before[name]}
    assert grown == {"Revision": 1, "HistoricalParty": 1}


def test_the_history_verifies_after_a_trial(party: Party) -> None:
    base = head()
    Name.objects.create(article=party, text="Baytaq", language="en")
    through(party, base, lambda: Statement.objects.create(article=party, label="Fact", value="mine"))
    assert verify().faults == ()


def test_who_set_a_fact_is_told_by_the_revision_that_came_of_it(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    through(party, base, lambda: say(party, slogan="mine"))
    party.refresh_from_db()
    assert (party.set_in["slogan"], party.set_in["headquarters"]) == (head(), head() - 1)


def test_work_that_changes_nothing_leaves_no_revision(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    before = rows_there()
    _result, merged = through(party, base, lambda: None)
    assert rows_there() == before and merged is not None and merged.conflicts == []


def test_a_source_passes_the_gate_with_its_authors(db: None) -> None:
    source = Citation.objects.create(key="a", title="News")
    base = head()
    Author.objects.create(citation=source, literal="Азаттық")
    with recording():
        merge_since(
            Citation,
            source.pk,
            base,
            lambda: Author.objects.create(citation=source, family="Serikova"),
            done=lambda result: True,
        )
    assert {str(author) for author in source.authors.all()} == {"Азаттық", "Serikova"}


# What is not to be saved


def test_work_that_says_it_is_not_done_leaves_nothing(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    state, before = read_state(Present(), Party, party.pk), rows_there()
    result, merged = through(
        party,
        base,
        lambda: say(party, slogan="mine") and "a form with errors",
        done=lambda result: result != "a form with errors",
    )
    assert (result, merged) == ("a form with errors", None)
    assert rows_there() == before and same_state(read_state(Present(), Party, party.pk), state)


def test_work_that_fails_leaves_nothing(party: Party) -> None:
    base = head()
    say(party, headquarters="Astana")
    before = rows_there()

    def fail() -> None:
        say(party, slogan="mine")
        raise ValidationError("no")

    with pytest.raises(ValidationError, match="no"):
        through(party, base, fail)
    assert rows_there() == before and Party.objects.get().slogan == ""


def test_what_breaks_a_rule_only_together_is_refused_and_leaves_nothing(party: Party) -> None:
    base = head()
    say(party, dissolved="2020")
    before = rows_there()
    with pytest.raises(ValidationError, match="Dissolved before it was founded"):
        through(party, base, lambda: say(party, founded="2022"))
    assert rows_there() == before


# What overlaps


def test_an_overlap_comes_back_and_writes_nothing(party: Party) -> None:
    base = say(party, slogan="old")
    say(party, slogan="theirs")
    before = rows_there()
    result, merged = through(party, base, lambda: say(party, slogan="mine", headquarters="Astana") and "saved")
    assert merged is not None and result == "saved" and rows_there() == before
    assert [(found.column, found.base, found.mine, found.theirs) for found in merged.conflicts] == [
        ("slogan", "old", "mine", "theirs")
    ]


def test_a_choice_carries_the_work_through(party: Party) -> None:
    base = head()
    say(party, slogan="theirs")

    def work() -> int:
        return say(party, slogan="mine", headquarters="Astana")

    _result, merged = through(party, base, work)
    choices = {found.id: Choice("mine", found.seen) for found in merged.conflicts} if merged else {}
    through(party, base, work, choices=choices)
    party.refresh_from_db()
    assert (party.slogan, party.headquarters) == ("mine", "Astana")


def test_work_on_what_was_deleted_since_asks_about_the_whole(party: Party) -> None:
    base, pk = head(), party.pk
    Party.objects.get().delete()
    _result, merged = through(party, base, lambda: say(party, slogan="mine"))
    assert merged is not None and [found.key for found in merged.conflicts] == [("parties.party", pk)]
    assert not Party.objects.exists()


# Hidden content


def test_nobody_builds_on_a_revision_whose_content_is_hidden(party: Party, editor: User) -> None:
    base = say(party, slogan="unlawful")
    say(party, slogan="")
    subject: Any = find_subject(Party, "baytaq")
    hide_content(subject, base, base, editor, "the law")
    with pytest.raises(ValidationError) as refused:
        through(party, base, lambda: pytest.fail("the work was begun"))
    assert refused.value.code == "hidden"


def test_one_hidden_row_is_enough(party: Party) -> None:
    state = read_state(Present(), Party, party.pk)
    refuse_hidden(state)
    with pytest.raises(ValidationError):
        refuse_hidden({**state, ("articles.name", 1): {"text": "", "hidden": True}})
