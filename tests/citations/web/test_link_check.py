"""Links are checked politely, a little at a time, and with a history; no check changes a source."""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from citations.models import Citation, LinkCheck
from citations.web.link_check import Answer, check_links, due, keep, lasting_dead, mark_dead, outcome_of
from revisions.models import Revision
from revisions.tracking.recording import recording
from tests.citations.listening import HERE, Listener, limits

pytestmark = pytest.mark.django_db

MONTH = datetime.timedelta(30)


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def read(self) -> float:
        return self.now


def sources(*urls: str) -> list[Citation]:
    with recording():
        return [Citation.objects.create(key=f"s{number}", title=url, url=url) for number, url in enumerate(urls)]


def answering(status: str, **headers: str) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{lines}Content-Length: 0\r\n\r\n".encode()


def by_path(answers: dict[str, bytes]) -> Callable[[Any], None]:
    """Answers by the path that is asked for; 404 for others."""

    def answer(client: Any) -> None:
        path = listening[0].requests[-1].split(b" ")[1].decode()
        client.sendall(answers.get(path, answering("404 Not Found")))

    return answer


listening: list[Listener] = []


def check(listener: Listener, answers: dict[str, bytes], found: list[Citation], clock: Clock | None = None):
    clock = clock or Clock()
    listening[:] = [listener]
    listener.answer = by_path(answers)
    return list(check_links(found, 2.0, HERE, limits(listener), clock.sleep, clock.read))


def paths(listener: Listener) -> list[str]:
    return [request.split(b" ")[1].decode() for request in listener.requests]


def hosts(listener: Listener) -> list[str]:
    return [
        line.split(b": ")[1].split(b":")[0].decode()
        for request in listener.requests
        for line in request.split(b"\r\n")
        if line.startswith(b"Host")
    ]


def test_each_answer_is_kept_and_changes_no_source(listener):
    at = f"http://a.example:{listener.port}"
    found = sources(f"{at}/here", f"{at}/gone", f"{at}/moved", f"{at}/broken")
    before = Revision.objects.count()
    answers = {
        "/here": answering("200 OK"),
        "/gone": answering("410 Gone"),
        "/broken": answering("503 Busy"),
        "/moved": answering("301 Moved", Location="/there"),
        "/there": answering("200 OK"),
    }
    check(listener, answers, found)
    said = {one.citation.key: (one.outcome, one.status, one.location) for one in LinkCheck.objects.all()}
    assert said == {
        "s0": ("alive", 200, ""),
        "s1": ("gone", 410, ""),
        "s2": ("moved", 200, f"{at}/there"),
        "s3": ("failed", 503, ""),
    }
    assert Revision.objects.count() == before


def test_robots_are_asked_first_and_obeyed(listener):
    at = f"http://a.example:{listener.port}"
    robots = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /private\n"
    [one, other] = check(
        listener, {"/robots.txt": robots, "/open": answering("200 OK")}, sources(f"{at}/private/x", f"{at}/open")
    )
    assert (one.outcome, other.outcome) == ("forbidden", "alive")
    assert paths(listener) == ["/robots.txt", "/open"]


def test_a_host_rests_between_two_requests_and_others_are_asked_meanwhile(listener):
    port = listener.port
    found = sources(f"http://a.example:{port}/1", f"http://a.example:{port}/2", f"http://b.example:{port}/1")
    clock = Clock()
    check(listener, {}, found, clock)
    assert hosts(listener) == ["a.example", "a.example", "b.example", "b.example", "a.example"]
    assert clock.slept.count(2.0) == 2  # after each robots.txt


def test_a_private_address_is_not_asked(listener):
    [answer] = check_links(
        sources(f"http://10.0.0.1:{listener.port}/"), 0, limits=limits(listener), sleep=Clock().sleep
    )
    assert (answer.outcome, listener.connections) == ("failed", 0)


def test_what_was_checked_lately_is_not_due_and_what_never_was_comes_first():
    old, new, never, bare = sources("http://e.org/1", "http://e.org/2", "http://e.org/3", "")
    keep(old, Answer("alive"), timezone.now() - 2 * MONTH)
    keep(new, Answer("alive"))
    assert list(due(MONTH)) == [never, old]
    assert bare not in due(MONTH)


def test_another_address_is_due_again():
    [source] = sources("http://e.org/1")
    keep(source, Answer("gone"))
    source.url = "http://e.org/2"
    source.save()
    assert list(due(MONTH)) == [source]


@pytest.mark.parametrize(
    ("status", "location", "outcome"),
    [
        (200, "http://e.org/a", "alive"),
        (200, "https://www.e.org/a/", "alive"),
        (200, "http://e.org/", "moved"),
        (404, "http://e.org/a", "gone"),
        (410, "http://e.org/a", "gone"),
        (403, "http://e.org/a", "failed"),
        (500, "http://e.org/a", "failed"),
        (304, "http://e.org/a", "failed"),
    ],
)
def test_what_a_status_means(status, location, outcome):
    assert outcome_of(status, "http://e.org/a", location) == outcome


def days_ago(source: Citation, outcomes: dict[int, str]) -> None:
    for days, outcome in outcomes.items():
        keep(source, Answer(outcome), timezone.now() - datetime.timedelta(days))


@pytest.mark.parametrize(
    ("outcomes", "dead"),
    [
        ({1: "gone", 2: "gone", 3: "gone"}, True),
        ({1: "gone", 2: "gone"}, False),
        ({1: "gone", 2: "alive", 3: "gone", 4: "gone"}, False),
        ({1: "failed", 2: "failed", 3: "failed"}, False),
    ],
)
def test_an_address_is_dead_when_it_was_gone_on_three_days_in_a_row(outcomes, dead):
    [source] = sources("http://e.org/1")
    days_ago(source, outcomes)
    assert bool(lasting_dead()) is dead


def test_calling_addresses_dead_is_one_revision():
    found = sources("http://e.org/1", "http://e.org/2")
    for source in found:
        days_ago(source, {1: "gone", 2: "gone", 3: "gone"})
    before = Revision.objects.count()
    number, refused = mark_dead(lasting_dead())
    assert refused == []
    assert set(Citation.objects.values_list("url_state", flat=True)) == {"dead"}
    assert (Revision.objects.count(), Revision.objects.first().number) == (before + 1, number)
    assert mark_dead(lasting_dead()) == (None, [])


def test_what_somebody_changed_meanwhile_is_not_overwritten():
    [one, other] = sources("http://e.org/1", "http://e.org/2")
    for source in (one, other):
        days_ago(source, {1: "gone", 2: "gone", 3: "gone"})
    dead = lasting_dead()
    one.title, other.url = "Edited meanwhile", "http://e.org/new"
    one.save()
    other.save()
    mark_dead(dead)
    said = dict(Citation.objects.values_list("title", "url_state"))
    assert said == {"Edited meanwhile": "dead", "http://e.org/2": "live"}


def test_a_record_that_is_wrong_otherwise_is_named_and_stops_no_other():
    [one, other] = sources("http://e.org/1", "http://e.org/2")
    one.doi = "oldstyle"
    one.save()  # as an older rule allowed it
    for source in (one, other):
        days_ago(source, {1: "gone", 2: "gone", 3: "gone"})
    number, refused = mark_dead(lasting_dead())
    assert number is not None
    assert refused == ["s0"]
    assert Citation.objects.get(key="s1").url_state == "dead"


def test_finding_the_dead_asks_as_often_for_many_as_for_few(django_assert_num_queries):
    for source in sources(*(f"http://e.org/{number}" for number in range(20))):
        days_ago(source, {1: "gone", 2: "gone", 3: "gone"})
    with django_assert_num_queries(2):
        assert len(lasting_dead()) == 20


@pytest.mark.parametrize(
    "robots", ["Disallow: //[", "Crawl-delay: ²", "Request-rate: ²/1", "User-agent", "\x00\xff" * 50]
)
def test_robots_that_nobody_can_read_ask_for_nothing(listener, robots):
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\n{robots}\n".encode()
    at = f"http://a.example:{listener.port}"
    [found] = check(listener, {"/robots.txt": answer, "/a": answering("200 OK")}, sources(f"{at}/a"))
    assert found.outcome == "alive"


@pytest.mark.parametrize(
    "answer",
    [
        b"FOO\x00BAR\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: //[\r\n\r\n",
        b"",
    ],
)
def test_a_strange_answer_is_kept_as_none(listener, answer):
    [found] = check(listener, {"/a": answer}, sources(f"http://a.example:{listener.port}/a"))
    assert found.outcome == "failed"
    assert found.says.isprintable()


# The command


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("check_links", *arguments, stdout=out)
    return out.getvalue()


def test_a_site_that_may_not_ask_says_so_and_asks_nothing():
    sources("http://e.org/1")
    with pytest.raises(CommandError, match="FETCH_SOURCES"):
        run()


def test_results_made_elsewhere_are_taken(tmp_path: Path):
    sources("http://e.org/1", "http://e.org/2")
    path = tmp_path / "links.csv"
    assert "2 addresses" in run("--export", str(path))
    rows = list(csv.DictReader(path.read_text().splitlines()))
    rows[0] |= {"outcome": "gone", "status": "404", "checked_at": "2026-11-01T10:00:00Z"}
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert "1 checks taken" in run("--import", str(path))
    [found] = LinkCheck.objects.all()
    assert (found.citation.key, found.outcome, found.status, found.checked_at.isoformat()) == (
        "s0",
        "gone",
        404,
        "2026-11-01T10:00:00+00:00",
    )


GOOD = {"key": "s0", "url": "http://e.org/1", "checked_at": "2026-11-01T10:00:00Z", "outcome": "gone", "status": "404"}


@pytest.mark.parametrize(
    ("values", "because"),
    [
        ({"key": "nobody"}, "nobody"),
        ({"url": "http://e.org/9"}, "another address"),
        ({"outcome": "bad"}, "outcome"),
        ({"status": "4O4"}, "status"),
        ({"checked_at": "soon"}, "checked_at"),
        ({"checked_at": "2026-13-01T10:00"}, "line 3"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(tmp_path, values, because):
    sources("http://e.org/1")
    path = tmp_path / "links.csv"
    rows = [GOOD, GOOD | values]
    path.write_text("\n".join([",".join(GOOD), *(",".join(row.values()) for row in rows)]))
    with pytest.raises(CommandError, match=because):
        run("--import", str(path))
    assert not LinkCheck.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"no,columns\n1,2\n"])
def test_a_file_that_is_none_takes_nothing(tmp_path, content):
    path = tmp_path / "links.csv"
    path.write_bytes(content)
    try:
        assert "0 checks" in run("--import", str(path))
    except CommandError as error:
        assert str(path) in str(error)


def test_the_form_of_a_source_shows_what_its_address_answered(client):
    [source] = sources("http://e.org/1")
    keep(source, Answer("gone", 404))
    client.force_login(User.objects.create_superuser("admin"))
    shown = client.get(f"/admin/citations/citation/{source.pk}/change/").content.decode()
    assert f"{timezone.now():%Y-%m-%d}: gone 404" in shown
