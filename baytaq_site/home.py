"""The home page: ways into the encyclopedia."""

from dataclasses import dataclass

from articles.indexes import Index, build_index
from articles.kinds import kinds
from revisions.moments import Moment


@dataclass(frozen=True)
class Home:
    indexes: tuple[Index, ...]


def build_home(moment: Moment) -> Home:
    """Every kind with its articles: one query a kind."""
    return Home(tuple(build_index(moment, model) for model in kinds().values()))
