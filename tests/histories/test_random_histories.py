"""Whatever editors do, the past is what was served then, and changing back is exact.

Sequences of at least 20 steps: edits of roots, parts, sources, renames, changes of status, deletes, restores, undos.
The ordinary run takes a few; SEQUENCES=200 asks for more. The number is printed.
"""

import os
import random
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from revisions.actions.restore import Aim, carry_out, plan
from revisions.models import Action, Change
from revisions.moments import AsOf, Present, head
from revisions.state.differences import apply, differences
from revisions.state.read import read_state
from revisions.states import same_state
from revisions.tracking.tracked import Tracked
from revisions.verify import verify
from tests.histories.world import STEPS, Refused, World, make_world, page_at
from tests.tiers import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.wider]

CHUNKS = 4 if WHOLE else 1  # so that several processes share them
USUAL = {"sqlite": 8, "postgresql": 4}[connection.vendor] if WHOLE else 1
SEQUENCES = int(os.environ.get("SEQUENCES", USUAL))
FROM = re.compile(r'(?:FROM|JOIN) "(\w+)"')


class AsServed(AsOf):
    """The past with all that was public then, whatever has become of it since."""

    def still_public(self, model: type[Any], ids: Iterable[int], **public: Any) -> set[int]:
        return set(ids)

    def may_tell(self, change: Change) -> bool:
        return change.published


steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2**20)), min_size=20, max_size=26)


class TakenBack(Exception):
    """Ends an attempt that shall leave nothing."""


@contextmanager
def taken_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise TakenBack
    except TakenBack:
        pass


@contextmanager
def only_history() -> Iterator[None]:
    """Fail on any SELECT from a live tracked table: a past page would show today's rows."""
    live = {model._meta.db_table for model in apps.get_models() if issubclass(model, Tracked)}

    def heed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        read = set(FROM.findall(sql)) & live
        assert not read, f"a past page reads {read}: {sql}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(heed):
        yield


class Served:
    """What was served and what stood after each revision."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pages: dict[tuple[int, Any, int], Any] = {}
        self.states: dict[tuple[int, Any, int], Any] = {}

    def take(self) -> None:
        number = head()
        for model, pk in self.world.roots:
            if (number, model, pk) not in self.pages:
                self.pages[number, model, pk] = page_at(Present(), model, pk)
                self.states[number, model, pk] = read_state(Present(), model, pk)


def live_through(sequence: list[tuple[Any, int]]) -> Served:
    served = Served(make_world())
    served.take()
    for step, chance in sequence:
        before = head()
        try:
            with transaction.atomic():
                step(served.world, random.Random(chance))
        except Refused:
            assert head() == before, "a refused edit left a revision"
        served.take()
    return served


def past_pages_are_what_was_served(served: Served) -> None:
    with only_history():
        for (number, model, pk), page in served.pages.items():
            assert page_at(AsServed(number), model, pk) == page, (number, model, pk)
            assert same_state(read_state(AsOf(number), model, pk), served.states[number, model, pk])


def restoring_gives_the_state_of_then(served: Served, chance: random.Random) -> None:
    for number, model, pk in chance.sample(sorted(served.states, key=str), 6):
        with taken_back():
            aim = Aim(model, pk, Action.RESTORE, number, head())
            if plan(aim).missing:  # what it named is gone: the preview says so
                continue
            try:
                carry_out(aim, None, "back")
            except Refused:  # nothing would change, others still name it, its address is taken
                continue
            assert same_state(read_state(Present(), model, pk), served.states[number, model, pk])


def undoing_the_newest_is_restoring_the_one_before(served: Served) -> None:
    number = head()
    for model, pk in served.world.roots:
        ends = []
        for action, aimed in ((Action.UNDO, number), (Action.RESTORE, number - 1)):
            with taken_back():
                try:
                    carry_out(Aim(model, pk, action, aimed, number), None, "back")
                except Refused as refused:
                    ends.append(str(refused))
                else:
                    ends.append(read_state(Present(), model, pk))
        assert ends[0] == ends[1] or same_state(ends[0], ends[1])


def comparisons_leave_nothing_out(served: Served, chance: random.Random) -> None:
    for model, pk in served.world.roots:
        numbers = [number for number, m, p in served.states if (m, p) == (model, pk)]
        one, other = (served.states[chance.choice(numbers), model, pk] for _ in range(2))
        assert same_state(apply(one, differences(one, other)), other)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_past_is_what_was_served_and_changing_back_is_exact(chunk: int, capsys: pytest.CaptureFixture[str]) -> None:
    count = 0

    @seed(chunk)
    # No shrinking: it takes minutes, and the steps of a failure are printed with their chances anyway.
    @settings(
        max_examples=SEQUENCES // CHUNKS,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=(Phase.explicit, Phase.generate),
    )
    @given(steps, st.integers(0, 2**20))
    def live(sequence: list[tuple[Any, int]], chance: int) -> None:
        nonlocal count
        with taken_back():
            served = live_through(sequence)
            past_pages_are_what_was_served(served)
            assert verify().faults == ()  # the chain holds; every current row equals its newest version
            restoring_gives_the_state_of_then(served, random.Random(chance))
            undoing_the_newest_is_restoring_the_one_before(served)
            comparisons_leave_nothing_out(served, random.Random(chance))
        count += 1

    live()
    with capsys.disabled():
        sys.stdout.write(f"\n{count} histories lived through on {connection.vendor}\n")
    assert count >= SEQUENCES // CHUNKS
