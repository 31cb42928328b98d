"""Which rows make up an election's result: of all rounds together, in force, and no part of an alliance's row."""

from typing import Any

from django.db.models import Q

from elections.models import OVERALL

IN_FORCE = Q(round=OVERALL, result_set=None)  # the members of alliances with them
CONTESTANTS = IN_FORCE & Q(alliance=None)


def is_in_force(row: Any) -> bool:
    """Whether a live or a history row is an overall result in force, of a contestant or of an alliance's member."""
    return row.round == OVERALL and row.result_set is None


def is_contestant(row: Any) -> bool:
    """Whether a live or a history row counts in sums: members of an alliance are in its row already."""
    return is_in_force(row) and row.alliance_id is None
