"""Whether the addresses of sources still answer: a polite look at each, with a history of what was seen.

Polite: one request to a host at a time, with a pause between two; robots.txt is asked first and obeyed; the guarded
client is used (`citations.fetching`). Resumable: what was checked lately is not asked again, and each answer is kept
as it comes. A check changes no source: whether an address is dead is an editor's word, or that of `mark_dead`.
"""

import datetime
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from citations.canonical_urls import canonical_url
from citations.fetching import INTERNET, LIMITS, USER_AGENT, Limits, Network, Refused, fetch
from citations.models import Citation, LinkCheck
from revisions.models import Action
from revisions.recording import recording

Outcome = LinkCheck.Outcome
GONE = (404, 410)
TIMES = 3  # checks in a row, on different days, that say "gone" before an address is called dead


@dataclass(frozen=True)
class Answer:
    """What one address answered."""

    outcome: str
    status: int | None = None
    location: str = ""
    says: str = ""


def due(older_than: datetime.timedelta) -> QuerySet:
    """Sources with an address that was not checked since, those never checked first."""
    limit = timezone.now() - older_than
    last = Max("link_checks__checked_at", filter=Q(link_checks__url=F("url")))
    found = Citation.objects.exclude(url="").annotate(last_check=last)
    return found.filter(Q(last_check=None) | Q(last_check__lt=limit)).order_by(
        F("last_check").asc(nulls_first=True), "pk"
    )


def check_links(
    sources: Iterable[Citation], pause: float = 2.0, network: Network = INTERNET, limits: Limits = LIMITS,
    sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic,
) -> Iterator[LinkCheck]:  # fmt: skip
    """Check each source's address and keep what it answered; yields the checks as they are made.

    `pause` is the least time in seconds between two requests to one host; other hosts are asked meanwhile.
    """
    waiting: dict[str, deque[Citation]] = defaultdict(deque)
    for source in sources:
        waiting[_host(source.url)].append(source)
    free_at = dict.fromkeys(waiting, 0.0)
    robots: dict[str, RobotFileParser | None] = {}
    while waiting:
        host = min(waiting, key=lambda name: free_at[name])
        sleep(max(0.0, free_at[host] - clock()))
        source = waiting[host].popleft()
        if not waiting[host]:
            del waiting[host]
        if host not in robots:
            robots[host] = _robots(source.url, network, limits)
            sleep(pause)
        answer = _ask(source.url, robots[host], network, limits)
        free_at[host] = clock() + pause
        yield keep(source, answer)


def keep(source: Citation, answer: Answer, at: datetime.datetime | None = None) -> LinkCheck:
    """Add a check to the history of a source's address."""
    return LinkCheck.objects.create(
        citation=source, url=source.url, checked_at=at or timezone.now(), outcome=answer.outcome, status=answer.status,
        location=answer.location[:1000], says=answer.says[:300],
    )  # fmt: skip


def outcome_of(status: int, url: str, location: str) -> str:
    """What a status means for an address that finally led to `location`."""
    if status in GONE:
        return Outcome.GONE
    if not 200 <= status < 300:
        return Outcome.FAILED  # a block or a fault of the server: it says nothing of the page
    return Outcome.ALIVE if canonical_url(url) == canonical_url(location) else Outcome.MOVED


def lasting_dead() -> list[Citation]:
    """Live sources whose address was gone in the last checks of at least `TIMES` different days."""
    found = []
    for source in Citation.objects.filter(url_state=Citation.UrlState.LIVE).exclude(url=""):
        days = set()
        for check in source.link_checks.filter(url=source.url):
            if check.outcome != Outcome.GONE:
                break
            days.add(check.checked_at.date())
        if len(days) >= TIMES:
            found.append(source)
    return found


def mark_dead(sources: Iterable[Citation]) -> int | None:
    """Set the state of these addresses to dead, as one revision; its number, None when there was nothing to do."""
    comment = _("Their addresses have been gone for days")
    with recording(comment=comment, action=Action.COMMAND) as opened:
        for source in sources:
            source.url_state = Citation.UrlState.DEAD
            source.full_clean()
            source.save()
    return opened.number


def _ask(url: str, robots: RobotFileParser | None, network: Network, limits: Limits) -> Answer:
    if robots is not None and not robots.can_fetch(USER_AGENT, url):
        return Answer(Outcome.FORBIDDEN, says=_("The site asks robots to stay away."))
    try:
        answer = fetch(url, limits, network)
    except Refused as error:
        return Answer(Outcome.FAILED, says=str(error))
    location = answer.url if answer.url != url else ""
    return Answer(outcome_of(answer.status, url, answer.url), answer.status, location)


def _robots(url: str, network: Network, limits: Limits) -> RobotFileParser | None:
    """The host's wishes; None where it has none, or does not say."""
    parts = urlsplit(url)
    try:
        answer = fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), limits, network)
    except Refused:
        return None
    if not 200 <= answer.status < 300:
        return None
    robots = RobotFileParser()
    robots.parse(answer.body.decode("utf-8", "replace").splitlines())
    return robots


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
