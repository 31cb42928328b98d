"""Two texts as runs: word by word, figures as a whole, long stretches that stayed the same folded."""

import pytest
from django.template.loader import render_to_string
from lxml import html

from revisions.comparison.compare import KEPT, LONG_RUN, FieldDiff, Run, runs

WORDS = " ".join(f"word{number}" for number in range(200))


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in runs(old, new)]


def side(found: tuple[Run, ...], left_out: str) -> str:
    return "".join(run.text for run in found if run.kind != left_out)


def test_prose_is_compared_word_by_word() -> None:
    assert kinds("Clean air now", "Clean water now") == [
        ("same", "Clean "),
        ("removed", "air"),
        ("added", "water"),
        ("same", " now"),
    ]


@pytest.mark.parametrize(("old", "new"), [("2022-11-30", "2022-12-30"), ("21000", "42000"), ("azattyq-1", "azattyq-2")])
def test_dates_figures_and_keys_change_as_a_whole(old: str, new: str) -> None:
    assert kinds(old, new) == [("removed", old), ("added", new)]


@pytest.mark.parametrize(("old", "new", "run"), [("", "a", ("added", "a")), ("a", "", ("removed", "a"))])
def test_what_came_or_went_has_one_run(old: str, new: str, run: tuple[str, str]) -> None:
    assert kinds(old, new) == [run]


def test_nothing_has_no_runs() -> None:
    assert runs("", "") == ()


def test_one_line_against_two_is_compared_by_words() -> None:
    assert ("same", "a") in kinds("a", "a\nb")


def test_each_side_leaves_out_the_other() -> None:
    found = runs("Clean air now", "Clean water now")
    field = FieldDiff("Slogan", "Clean air now", "Clean water now", found)
    assert "".join(run.text for run in field.old_runs) == field.old
    assert "".join(run.text for run in field.new_runs) == field.new


def test_runs_are_printed_without_white_space_of_their_own() -> None:
    """White space is shown as it stands where they are printed."""
    printed = render_to_string("revisions/_runs.html", {"runs": runs("Clean air\nnow", "Clean water\nnow")})
    assert "".join(html.fromstring(f"<p>{printed}</p>").itertext()) == "Clean airwater\nnow"


# Long stretches that stayed the same


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"old {WORDS}", f"new {WORDS}", ["removed", "added", "same", "folded"]),
        (f"{WORDS} old", f"{WORDS} new", ["folded", "same", "removed", "added"]),
        (f"old {WORDS} old", f"new {WORDS} new", ["removed", "added", "same", "folded", "same", "removed", "added"]),
        (WORDS, WORDS, ["folded"]),
    ],
)
def test_a_long_stretch_is_folded_but_for_what_stands_beside_a_change(old: str, new: str, expected: list[str]) -> None:
    assert [run.kind for run in runs(old, new)] == expected


@pytest.mark.parametrize("length", [LONG_RUN, LONG_RUN + 1])
def test_a_stretch_is_folded_beyond_its_bound(length: int) -> None:
    same = ("ab " * length)[: length - 1] + "."
    found = [run for run in runs(f"{same}\nold", f"{same}\nnew") if run.kind == "folded"]
    assert bool(found) == (length + 1 > LONG_RUN)


def test_a_fold_begins_and_ends_between_words() -> None:
    found = runs(f"old {WORDS} old", f"new {WORDS} new")
    [at] = [place for place, run in enumerate(found) if run.kind == "folded"]
    before, folded, after = found[at - 1], found[at], found[at + 1]
    assert before.text.endswith(" ") and folded.text.endswith(" ")
    assert not folded.text.startswith(" ") and not after.text.startswith(" ")


def test_beside_a_change_no_more_is_kept_than_is_needed() -> None:
    found = runs(f"old {WORDS} old", f"new {WORDS} new")
    assert all(run.length <= KEPT + 1 for run in found if run.kind == "same")


def test_a_fold_knows_how_long_it_is() -> None:
    assert [run.length for run in runs(WORDS, WORDS)] == [len(WORDS)]


def test_a_long_word_without_borders_is_folded_all_the_same() -> None:
    word = "x" * 3 * LONG_RUN
    found = runs(f"old {word} old", f"new {word} new")
    assert "folded" in [run.kind for run in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"old {WORDS} old", f"new {WORDS} new"),
        (f"{WORDS}. Байтақ", f"{WORDS}. Baytaq"),
        (f"old {'x' * 1000} old", f"new {'x' * 1000} new"),
        (f"a\n\n{WORDS}\nb", f"{WORDS}\n\nb"),
    ],
)
def test_folding_loses_nothing(old: str, new: str) -> None:
    found = runs(old, new)
    assert (side(found, "added"), side(found, "removed")) == (old, new)
