"""The home page: the latest elections, the newest chamber drawn, and ways into the encyclopedia."""

from dataclasses import dataclass

from django.urls import reverse

from articles.building import build_page
from articles.indexes import Index, build_index
from articles.kinds import kinds
from articles.models import Status
from articles.pages import Link, Time
from citations.partial_dates import format_partial_date
from elections.charts.hemicycle import Hemicycle
from elections.models import Election
from revisions.moments import Moment

LATEST = 3


@dataclass(frozen=True)
class LatestElection:
    """`chart` is drawn for the newest election whose seats are known."""

    link: Link
    date: Time
    chart: Hemicycle | None = None


@dataclass(frozen=True)
class Home:
    latest: tuple[LatestElection, ...]
    indexes: tuple[Index, ...]


def build_home(moment: Moment) -> Home:
    """Every kind with its articles, and the latest elections: as many queries whatever there is."""
    return Home(_latest(moment), tuple(build_index(moment, model) for model in kinds().values()))


def _latest(moment: Moment) -> tuple[LatestElection, ...]:
    held = moment.rows(Election, status=Status.PUBLISHED, course=Election.Course.HELD).exclude(date="")
    rows = list(held.order_by("-date", "id").values_list("slug", "title", "language", "date")[:LATEST])
    seated = held.exclude(category=Election.Category.PRESIDENTIAL).exclude(seats_total=None)
    newest = seated.order_by("-date", "id").values_list("slug", flat=True).first()
    charts = {newest: _chart(moment, newest)} if newest else {}
    return tuple(
        LatestElection(
            Link(title, reverse("election:article", args=[slug]), language),
            Time(format_partial_date(date), date),
            charts.get(slug),
        )
        for slug, title, language, date in rows
    )


def _chart(moment: Moment, slug: str) -> Hemicycle | None:
    page = build_page(moment, Election, slug)
    blocks = [block for section in page.sections for block in section.blocks] if page else []
    return next((block for block in blocks if isinstance(block, Hemicycle)), None)
