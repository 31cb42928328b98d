"""What later rooms remark on facts of an article while it is edited: the registry behind the words at a source line."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from articles.reports.doubts import said_of
from articles.reports.facts import FactId

Remarks = Mapping[FactId, tuple[str, ...]]

_finders: list[Callable[[Any], Remarks]] = []


def register_remarks(finder: Callable[[Any], Remarks]) -> None:
    """Add a function that gives the remarks on an article, which is an instance of its kind, by fact."""
    _finders.append(finder)


def remarks_on(article: Any) -> Remarks:
    """All remarks on the facts of an article: rules of use, and what later rooms have to say."""
    found: dict[FactId, tuple[str, ...]] = defaultdict(tuple)
    for remarks in (said_of(article.pk), *(finder(article) for finder in _finders)):
        for fact, words in remarks.items():
            found[fact] += words
    return found
