"""Whatever is done to a history behind the back of the code, the verifier finds it.

A thousand tamperings, by seed: a hundred in every run, the others in `make audit`. `-s` shows the count of each sort.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from revisions.verify import current_head, verify
from tests.revisions.lively import live_lively
from tests.revisions.past_the_models import rolled_back
from tests.revisions.tampering import SORTS, WEIGHTS, Tamperer

TAMPERINGS = 100  # of each seed
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in range(1, 10))]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_every_tampering_is_found(seed: int, tmp_path: Path) -> None:
    live_lively(tmp_path)
    assert not verify().faults
    anchor, chance = current_head(), random.Random(seed)
    tamperer, done = Tamperer(chance), Counter[str]()
    missed = []
    while done.total() < TAMPERINGS:
        [sort] = chance.choices(list(SORTS), WEIGHTS)
        with rolled_back():
            said = tamperer.tamper(SORTS[sort])
            if said is None:
                continue
            done[sort] += 1
            if sort == "cut off":
                assert not verify().faults, f"{said}: no tail cut off without a trace"
            if not verify(anchor if sort == "cut off" else None).faults:
                missed.append(f"{sort}: {said}")
    print(f"seed {seed}: {', '.join(f'{count} {sort}' for sort, count in sorted(done.items()))}")  # noqa: T201
    assert not missed
    assert not verify(anchor).faults, "nothing was rolled back by halves"
