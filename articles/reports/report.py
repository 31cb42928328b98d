"""A report as frozen values: one page of its rows, what narrows it, and the ways to its other pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page

from articles.reports.facts import FactId, Subject
from common.http import neighbours, query_of

Row = TypeVar("Row")
Remarks = Mapping[FactId, tuple[str, ...]]  # words by the fact that they stand beside


@dataclass(frozen=True)
class Narrowing:
    """A kind or a tag that can be asked for, with how much there is of it."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class AboutArticle(Generic[Row]):
    """An article with what the report has found in it."""

    subject: Subject
    facts: tuple[Row, ...]


@dataclass(frozen=True)
class ReportPage(Generic[Row]):
    """`count` is of the rows of all pages, `facts` of what is found in them; `before` and `after` are queries."""

    rows: tuple[Row, ...]
    count: int
    facts: int = 0
    narrowings: tuple[Narrowing, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def narrowed(self) -> bool:
        return any(one.chosen for one in self.narrowings)


def report_page(
    page: Page, rows: Iterable[Row], facts: int = 0, name: str = "", chosen: str = "", counts: Iterable[Any] = ()
) -> ReportPage[Row]:
    """The report of a page. What narrows it is asked for as `name`; `counts` are its values, words and numbers."""
    before, after = neighbours(page, {name: chosen})
    narrowings = (Narrowing(words, count, query_of({name: value}), value == chosen) for value, words, count in counts)
    return ReportPage(tuple(rows), page.paginator.count, facts, tuple(narrowings), before, after)


@dataclass(frozen=True)
class Report:
    """`build` makes, of what an address asks, the page that `admin/reports/<name>.html` prints.

    `remarks` gives what the report has to say of an article that is being edited, an instance of its kind.
    """

    name: str
    title: Any
    build: Callable[[Mapping[str, str]], ReportPage]
    remarks: Callable[[Any], Remarks] = lambda article: {}
