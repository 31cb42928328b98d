"""Conflicts in words: base, yours and theirs, and what was chosen about them before."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from articles.models import Name
from parties.models import Party, Person
from revisions.comparison.conflicts import Choices, Question, questions
from revisions.state.merge import Conflict

pytestmark = pytest.mark.django_db

NOTHING = Choices({}, {})


def asked(*conflicts: Conflict, data: str = "", choices: Choices = NOTHING) -> tuple[Question, ...]:
    return questions(Party, conflicts, QueryDict(data), choices)


def field(key: tuple[str, int], column: str, *values: Any) -> Conflict:
    return Conflict(key, column, *values)


def test_a_field_of_the_root_shows_three_sides() -> None:
    [question] = asked(field(("parties.party", 1), "state", "active", "merged", "banned"))
    assert (question.row, question.column) == ("", "State")
    assert (question.base, question.mine, question.theirs) == ("active", "merged", "banned")
    assert [(run.kind, run.text) for run in question.theirs_runs] == [("removed", "active"), ("added", "banned")]


def test_two_fields_of_one_row_are_two_questions(party: Party) -> None:
    name = Name.objects.create(article=party, text="Theirs", language="en")
    key = ("articles.name", name.pk)
    found = asked(field(key, "text", "Base", "Mine", "Theirs"), field(key, "in_infobox", False, True, None))
    assert [question.row for question in found] == ["Name: Theirs", "Name: Theirs"]
    assert found[0].column == "Name" != found[1].column
    assert [(question.base, question.mine, question.theirs) for question in found] == [
        ("Base", "Mine", "Theirs"),
        ("no", "yes", ""),
    ]


@pytest.mark.parametrize("deleted", ["mine", "theirs"])
def test_a_row_that_one_side_deleted_is_shown_in_full(deleted: str) -> None:
    base, edited = ({"text": text, "language": "en", "position": 2} for text in ("Base", "Edited"))
    sides: dict[str, Any] = {"mine": edited, "theirs": edited, deleted: None}
    [question] = asked(Conflict(("articles.name", 1), "", base, **sides))
    assert (question.row, question.column, question.editable) == ("Name: Edited", "", False)
    assert question.base == "Name: Base\nLanguage and script: en"
    assert getattr(question, deleted) == "deleted"


def test_people_are_named_in_one_query_for_all_sides(db: None) -> None:
    people = [Person.objects.create(slug=f"p-{n}", title=f"Person {n}") for n in range(3)]
    with CaptureQueriesContext(connection) as queries:
        [question] = asked(field(("parties.role", 1), "person_id", *(person.pk for person in people)))
    assert (question.base, question.mine, question.theirs) == ("Person 0", "Person 1", "Person 2")
    assert len(queries) == 2  # the people, and what the row is called now


def test_what_was_chosen_and_typed_before_stands_in_the_question() -> None:
    conflict = field(("parties.party", 1), "slogan", "a", "b", "c")
    data = f"choose-{conflict.id}=edited&edit-{conflict.id}=d"
    [question] = asked(conflict, data=data, choices=Choices({}, {conflict.id: "Too long."}))
    assert (question.chosen, question.edited, question.error) == ("edited", "d", "Too long.")


@pytest.mark.parametrize(("column", "editable"), [("slogan", True), ("state", False), ("image_id", False)])
def test_text_may_be_typed_anew_choices_and_relations_not(column: str, editable: bool) -> None:
    [question] = asked(field(("parties.party", 1), column, None, None, None))
    assert question.editable is editable
