"""Which rows make up an election's result: of all rounds together, in force, and no part of an alliance's row."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from elections.models import OVERALL

IN_FORCE = Q(round=OVERALL, result_set=None)  # the members of alliances with them


def is_in_force(row: Any) -> bool:
    """Whether a live or a history row is an overall result in force, of a contestant or of an alliance's member."""
    return row.round == OVERALL and row.result_set is None


def contestants(rows: Iterable[Any]) -> list[Any]:
    """Of the rows of one election those that count in sums: members of an alliance are in its row already.

    A member whose alliance has no row stands for itself, so that no vote is lost.
    """
    in_force = [row for row in rows if is_in_force(row)]
    alliances = {row.party_id for row in in_force if row.alliance_id is None and row.party_id}
    return [row for row in in_force if row.alliance_id is None or row.alliance_id not in alliances]
