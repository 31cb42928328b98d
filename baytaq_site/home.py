"""The home page: search, the latest elections, the newest chamber drawn, and ways into the encyclopedia."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.urls import reverse

from articles.models import Article
from articles.page.build import build_page
from articles.page.facts import Link, Time
from articles.page.titles import linked
from articles.public import published_at
from baytaq_site.on_this_day import Anniversary, on_this_day
from citations.models import Citation
from common.dates import format_partial_date
from common.formatting import capitalise
from elections.charts.hemicycle import Hemicycle
from elections.models import Assembly, Election
from parties.models import Event, Party, Person
from revisions.log.pages import Filters, Group, Place, recent
from revisions.moments import Moment

WAYS_IN: tuple[type[Article], ...] = (Party, Election, Person, Event, Assembly)  # as at the head of every page
LATEST = 3
RECENT = 6  # revisions


@dataclass(frozen=True)
class LatestElection:
    """`chart` is drawn for the newest election whose seats are known."""

    link: Link
    date: Time
    chart: Hemicycle | None = None


@dataclass(frozen=True)
class WayIn:
    """A list with how much it holds."""

    title: str
    url: str
    count: int


@dataclass(frozen=True)
class Home:
    latest: tuple[LatestElection, ...]
    ways_in: tuple[WayIn, ...]
    on_this_day: tuple[Anniversary, ...]
    recent: tuple[tuple[Group, Time], ...]  # each with its day


def build_home(moment: Moment, today: datetime.date) -> Home:
    """As many queries whatever there is."""
    groups = recent(AnonymousUser(), Filters(), Place()).groups[:RECENT]
    changes = tuple((group, Time.of(group.attribution.time)) for group in groups)
    return Home(_latest(moment), tuple(_ways_in(moment)), on_this_day(moment, today), changes)


def _ways_in(moment: Moment) -> Iterator[WayIn]:
    counts = Article.objects.published().order_by().values_list("kind").annotate(Count("pk"))
    found = dict(counts)
    for model in WAYS_IN:
        name = model.kind_name
        moment.note_list(name)
        yield WayIn(capitalise(str(model._meta.verbose_name_plural)), reverse(f"{name}:index"), found.get(name, 0))
    yield WayIn(capitalise(str(Citation._meta.verbose_name_plural)), reverse("sources:index"), Citation.objects.count())


def _latest(moment: Moment) -> tuple[LatestElection, ...]:
    held = published_at(moment, Election, course=Election.Course.HELD).exclude(date="")
    rows = list(held.order_by("-date", "id").values_list("id", "slug", "date")[:LATEST])
    seated = held.exclude(category=Election.Category.PRESIDENTIAL).exclude(seats_total=None)
    newest = seated.order_by("-date", "id").values_list("slug", flat=True).first()
    charts = {newest: _chart(moment, newest)} if newest else {}
    links = linked(moment, Election, [pk for pk, _slug, _date in rows])
    return tuple(
        LatestElection(links[pk], Time(format_partial_date(date), date), charts.get(slug)) for pk, slug, date in rows
    )


def _chart(moment: Moment, slug: str) -> Hemicycle | None:
    page = build_page(moment, Election, slug)
    blocks = [block for section in page.sections for block in section.blocks] if page else []
    return next((block for block in blocks if isinstance(block, Hemicycle)), None)
