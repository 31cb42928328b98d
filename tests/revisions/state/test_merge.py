"""Two editors of one article: what does not overlap goes together, what overlaps is asked."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from revisions.state.merge import Choice, Conflict, Merge, merge
from revisions.states import Shape, State, same_state

PARTY, NAME, SOURCE = "party", "name", "source"
ROOT = (PARTY, 1)
SHAPES = {
    PARTY: Shape(("title", "slogan", "body"), prose=frozenset({"body"})),
    NAME: Shape(("text", "position"), natural_key=("text",), loose=frozenset({"position"})),
    SOURCE: Shape(
        ("kind", "row", "key", "page"),
        natural_key=("kind", "row", "key"),
        about=("kind", "row"),
        content_types={7: NAME},
    ),
}


def root(**values: Any) -> dict[str, Any]:
    return {"title": "Baytaq", "slogan": "", "body": "one\ntwo\nthree", "set_in": {}, **values}


def name(text: str, position: int = 0) -> dict[str, Any]:
    return {"text": text, "position": position, "set_in": {}}


def source(row: int | None, key: str, page: str = "") -> dict[str, Any]:
    return {"kind": 7 if row else None, "row": row, "key": key, "page": page, "set_in": {}}


BASE: State = {ROOT: root(), (NAME, 1): name("Байтақ"), (SOURCE, 1): source(1, "a")}


def merged(mine: State, theirs: State, base: State = BASE, choices: dict[str, Choice] | None = None) -> Merge:
    return merge(base, mine, theirs, ROOT, SHAPES, choices)


def without(*keys: Any) -> State:
    return {key: values for key, values in BASE.items() if key not in keys}


def test_edits_of_different_fields_go_together() -> None:
    found = merged({**BASE, ROOT: root(slogan="Green")}, {**BASE, ROOT: root(title="Baytaq party")})
    assert found.conflicts == []
    assert found.state[ROOT] == root(slogan="Green", title="Baytaq party")


def test_edits_of_one_field_overlap_and_theirs_stands_meanwhile() -> None:
    found = merged({**BASE, ROOT: root(slogan="Mine")}, {**BASE, ROOT: root(slogan="Theirs")})
    assert found.conflicts == [Conflict(ROOT, "slogan", "", "Mine", "Theirs")]
    assert found.state[ROOT]["slogan"] == "Theirs"


def test_the_same_edit_by_both_does_not_overlap() -> None:
    same = {**BASE, ROOT: root(slogan="Green")}
    assert merged(same, same).conflicts == []


def test_two_lines_of_one_text_go_together() -> None:
    found = merged({**BASE, ROOT: root(body="ONE\ntwo\nthree")}, {**BASE, ROOT: root(body="one\nTWO\nthree")})
    assert found.conflicts == [] and found.state[ROOT]["body"] == "ONE\nTWO\nthree"


def test_one_line_edited_by_both_overlaps_with_the_whole_texts() -> None:
    found = merged({**BASE, ROOT: root(body="1\ntwo\nthree")}, {**BASE, ROOT: root(body="I\ntwo\nthree")})
    assert [(c.column, c.mine, c.theirs) for c in found.conflicts] == [("body", "1\ntwo\nthree", "I\ntwo\nthree")]


def test_a_row_that_only_they_added_stays() -> None:
    theirs = {**BASE, (NAME, 2): name("Baytaq")}
    assert same_state(
        merged({**BASE, ROOT: root(slogan="Green")}, theirs).state, {**theirs, ROOT: root(slogan="Green")}
    )


def test_a_row_that_only_i_deleted_goes_with_its_sources() -> None:
    found = merged(without((NAME, 1), (SOURCE, 1)), {**BASE, ROOT: root(slogan="Green")})
    assert found.conflicts == [] and found.state == {ROOT: root(slogan="Green")}


def test_a_row_deleted_by_one_and_edited_by_the_other_overlaps() -> None:
    found = merged(without((NAME, 1), (SOURCE, 1)), {**BASE, (NAME, 1): name("Байтак")})
    assert [(c.key, c.column, c.mine) for c in found.conflicts] == [((NAME, 1), "", None)]
    assert (SOURCE, 1) in found.state  # its sources follow what stands meanwhile


def test_a_row_deleted_by_one_whose_source_the_other_edited_overlaps() -> None:
    found = merged(without((NAME, 1), (SOURCE, 1)), {**BASE, (SOURCE, 1): source(1, "a", "p. 4")})
    assert [c.key for c in found.conflicts] == [(NAME, 1)]


def test_a_row_deleted_by_one_to_which_the_other_added_a_source_overlaps() -> None:
    found = merged({**BASE, (SOURCE, 2): source(1, "b")}, without((NAME, 1), (SOURCE, 1)))
    assert [c.key for c in found.conflicts] == [(NAME, 1)]


def test_the_order_of_rows_never_overlaps() -> None:
    found = merged({**BASE, (NAME, 1): name("Байтақ", 3)}, {**BASE, (NAME, 1): name("Байтақ", 5)})
    assert found.conflicts == []


def test_a_moved_row_may_be_deleted() -> None:
    assert merged(without((NAME, 1), (SOURCE, 1)), {**BASE, (NAME, 1): name("Байтақ", 9)}).conflicts == []


def test_the_same_new_row_of_both_is_added_once_with_its_sources() -> None:
    mine = {**BASE, (NAME, 20): name("Baytaq"), (SOURCE, 20): source(20, "b")}
    theirs = {**BASE, (NAME, 30): name("Baytaq", 2), (SOURCE, 30): source(30, "b")}
    found = merged(mine, theirs)
    assert found.conflicts == [] and same_state(found.state, theirs)


def test_a_source_that_i_added_to_the_row_that_both_added_is_kept() -> None:
    mine = {**BASE, (NAME, 20): name("Baytaq"), (SOURCE, 20): source(20, "b")}
    found = merged(mine, {**BASE, (NAME, 30): name("Baytaq")})
    assert found.state[SOURCE, 20]["row"] == 30


def test_two_new_rows_of_one_natural_key_overlap() -> None:
    mine = {**BASE, (SOURCE, 20): source(None, "b", "p. 1")}
    found = merged(mine, {**BASE, (SOURCE, 30): source(None, "b", "p. 2")})
    assert [(c.key, c.column, c.mine, c.theirs) for c in found.conflicts] == [((SOURCE, 30), "page", "p. 1", "p. 2")]


def test_an_article_deleted_by_one_and_edited_by_the_other_overlaps_as_a_whole() -> None:
    found = merged({**BASE, ROOT: root(slogan="Green")}, {})
    assert [(c.key, c.column, c.theirs) for c in found.conflicts] == [(ROOT, "", None)] and found.state == {}


def test_an_article_that_nobody_else_touched_may_be_deleted() -> None:
    assert merged({}, BASE) == Merge()


def choice(found: Merge, side: Any, value: Any = None) -> dict[str, Choice]:
    return {conflict.id: Choice(side, conflict.seen, value) for conflict in found.conflicts}


def test_a_choice_decides() -> None:
    mine, theirs = {**BASE, ROOT: root(slogan="Mine")}, {**BASE, ROOT: root(slogan="Theirs")}
    asked = merged(mine, theirs)
    for side, slogan in (("mine", "Mine"), ("theirs", "Theirs"), ("edited", "Both")):
        decided = merged(mine, theirs, choices=choice(asked, side, "Both"))
        assert decided.conflicts == [] and decided.state[ROOT]["slogan"] == slogan


def test_choosing_my_deleted_article_brings_all_of_it_back() -> None:
    mine = {**BASE, ROOT: root(slogan="Green")}
    assert merged(mine, {}, choices=choice(merged(mine, {}), "mine")).state == mine


def test_a_choice_no_longer_holds_when_they_have_changed_it_again() -> None:
    mine = {**BASE, ROOT: root(slogan="Mine")}
    asked = merged(mine, {**BASE, ROOT: root(slogan="Theirs")})
    again = merged(mine, {**BASE, ROOT: root(slogan="Theirs anew")}, choices=choice(asked, "mine"))
    assert [c.theirs for c in again.conflicts] == ["Theirs anew"]


roots = st.builds(root, slogan=st.sampled_from(["", "a", "b"]), body=st.sampled_from(["x\ny", "x\nz", "w\ny"]))
rows = st.dictionaries(st.integers(1, 4), st.builds(name, st.sampled_from(["a", "b"]), st.integers(0, 2)), max_size=4)
states = st.builds(lambda r, names: {ROOT: r} | {(NAME, pk): values for pk, values in names.items()}, roots, rows)
maybe_states = states | st.just({})


@given(maybe_states, maybe_states)
def test_what_only_one_did_is_taken(base: State, other: State) -> None:
    assert merged(base, other, base).conflicts == []
    assert same_state(merged(base, other, base).state, other)
    assert merged(other, base, base).conflicts == []


@given(maybe_states, maybe_states, maybe_states)
def test_without_conflicts_every_row_is_somebodys(base: State, mine: State, theirs: State) -> None:
    found = merged(mine, theirs, base)
    assert set(found.state) <= {*mine, *theirs}
    assert all(
        found.state[key][column] in {str(s[key][column]) for s in (base, mine, theirs) if key in s}
        for key in found.state
        if key[0] == NAME
        for column in ("text",)
    )
