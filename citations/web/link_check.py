"""Whether the addresses of sources still answer: a polite look at each, with a history of what was seen.

Polite: one request to a host at a time, with a pause between two; robots.txt is asked first and obeyed; the guarded
client is used (`citations.web.client`). Resumable: what was checked lately is not asked again, and each answer is kept
as it comes. A check changes no source: whether an address is dead is an editor's word, or that of `mark_dead`.
"""

import datetime
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from django.core.exceptions import ValidationError
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from citations.models import Citation, LinkCheck
from citations.web.canonical import canonical_url
from citations.web.client import INTERNET, LIMITS, USER_AGENT, Limits, Network, Refused, fetch
from revisions.models import Action
from revisions.tracking.recording import recording

Outcome = LinkCheck.Outcome
GONE = (404, 410)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
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
    sources: Iterable[Citation],
    pause: float = 2.0,
    network: Network = INTERNET,
    limits: Limits = LIMITS,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[LinkCheck]:
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
        citation=source,
        url=source.url,
        checked_at=at or timezone.now(),
        outcome=answer.outcome,
        status=answer.status,
        location=answer.location[:1000],
        says=answer.says[:300],
    )


def outcome_of(status: int, url: str, location: str) -> str:
    """What a status means for an address that finally led to `location`."""
    if status in GONE:
        return Outcome.GONE
    if not 200 <= status < 300:
        return Outcome.FAILED  # a block or a fault of the server: it says nothing of the page
    return Outcome.ALIVE if canonical_url(url) == canonical_url(location) else Outcome.MOVED


def lasting_dead() -> list[Citation]:
    """Live sources whose address was gone in the last checks of at least `TIMES` different days. Two queries."""
    live = {row.pk: row for row in Citation.objects.filter(url_state=Citation.UrlState.LIVE).exclude(url="")}
    days: dict[int, set[datetime.date]] = defaultdict(set)
    settled: set[int] = set()
    checks = LinkCheck.objects.filter(citation__url_state=Citation.UrlState.LIVE, url=F("citation__url"))
    columns = ("citation_id", "outcome", "checked_at")
    for pk, outcome, at in checks.order_by("-checked_at", "-id").values_list(*columns):
        if outcome != Outcome.GONE:
            settled.add(pk)
        elif pk not in settled:
            days[pk].add(at.date())
    return [live[pk] for pk in sorted(days) if len(days[pk]) >= TIMES and pk in live]


def mark_dead(sources: Iterable[Citation]) -> tuple[int | None, list[str]]:
    """Set the state of these addresses to dead, as one revision.

    Returns its number, None when there was nothing to do, and the keys of sources whose record an editor has to mend
    first. Sources whose address or state was changed meanwhile are left alone.
    """
    refused: list[str] = []
    with recording(comment=_("Their addresses have been gone for days"), action=Action.COMMAND) as opened:
        for seen in sources:
            source = Citation.objects.filter(pk=seen.pk, url=seen.url, url_state=seen.url_state).first()
            if source is None:
                continue
            source.url_state = Citation.UrlState.DEAD
            try:
                source.full_clean()
            except ValidationError:
                refused.append(source.key)
            else:
                source.save()
    return opened.number, refused


def _ask(url: str, robots: RobotFileParser | None, network: Network, limits: Limits) -> Answer:
    try:
        if robots is not None and not robots.can_fetch(USER_AGENT, url):
            return Answer(Outcome.FORBIDDEN, says=_("The site asks robots to stay away."))
        answer = fetch(url, limits, network)
    except (Refused, ValueError) as error:
        return Answer(Outcome.FAILED, says=CONTROL.sub(" ", str(error)))
    location = answer.url if answer.url != url else ""
    return Answer(outcome_of(answer.status, url, answer.url), answer.status, location)


def _robots(url: str, network: Network, limits: Limits) -> RobotFileParser | None:
    """The host's wishes; None where it has none, or does not say."""
    robots = RobotFileParser()
    try:
        parts = urlsplit(url)
        answer = fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), limits, network)
        if 200 <= answer.status < 300:
            robots.parse(answer.body.decode("utf-8", "replace").splitlines())
            return robots
    except (Refused, ValueError):  # a file that nobody can read asks for nothing
        pass
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
