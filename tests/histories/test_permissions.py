"""Who may go where in the histories, and what they may read there: every address, every method, every role.

The site is full of secrets (`guarded`): what was said while an article was a draft, archived or deleted is for those
who may view it in the admin; what was hidden is for nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from revisions.models import Change, HiddenPart, Hiding, Revision
from revisions.moments import head
from tests.histories.guarded import GUARDED, HIDDEN, OUTSIDERS, ROLES, Case, Guarded, day_of, guarded_site, user_of

pytestmark = pytest.mark.first_database

# What GET is answered: "ok"; "away" to another address; "login"; "refused", 403; "gone", 404 as for what never was;
# "not so", 405, where there is only something to post.
# In the order of ROLES:  anonymous, plain staff, editor, reviewer, administrator
EVERYBODY = ("ok",) * 5
FOLLOW = ("away",) * 5
NOBODY = ("gone",) * 5
INSIDERS = ("gone", "gone", "ok", "ok", "ok")
INSIDERS_FOLLOW = ("gone", "gone", "away", "away", "away")
PUBLIC = {
    "page": EVERYBODY,
    "history": EVERYBODY,
    "choose": FOLLOW,
    "compare": EVERYBODY,
    "current": FOLLOW,
    "revision": EVERYBODY,
    "as-of": EVERYBODY,
    "restore": ("login", "refused", "ok", "ok", "ok"),
    "undo": ("login", "refused", "ok", "ok", "ok"),
    "hide": ("login", "refused", "refused", "refused", "ok"),
    "review": ("login", "refused", "refused", "not so", "not so"),
    "delete": ("login", "refused", "refused", "ok", "ok"),
    "undelete": ("login", "refused", "gone", "gone", "gone"),
}
CLOSED = {  # a draft, an archived article
    "page": NOBODY,  # the public door has no key
    "history": INSIDERS,
    "choose": INSIDERS_FOLLOW,
    "compare": INSIDERS,
    "current": INSIDERS_FOLLOW,
    "revision": INSIDERS,
    "as-of": INSIDERS,
    "restore": INSIDERS,
    "undo": INSIDERS,
    "hide": ("gone", "gone", "refused", "refused", "ok"),
    "review": ("gone", "gone", "refused", "not so", "not so"),
    "delete": ("gone", "gone", "refused", "ok", "ok"),
    "undelete": NOBODY,
}
DELETED = CLOSED | {
    "delete": ("gone", "gone", "refused", "gone", "gone"),
    "undelete": INSIDERS,
}
TABLES = {"public": PUBLIC, "closed": CLOSED, "deleted": DELETED}
WITHOUT_PAGE = dict.fromkeys(("page", "revision", "as-of"), NOBODY)  # an image
WRITING = ("restore", "undo", "hide", "review", "delete", "undelete")  # by POST; all others only read
ROBOTS = re.compile(r'<meta name="robots" content="([^"]*)"')
SITE = ("", "changes/", "changes.atom", "parties/", "sources/", "kk/changes/", "ru/parties/public/history/")


def addresses(case: Case, number: int) -> dict[str, str]:
    """The addresses of a root's history at one of its revisions, by verb. A deleted root is named by its id."""
    root = f"/{case.path}"
    day = f"{day_of(number):%Y-%m-%d}"
    found = {
        "history": f"{root}/history/",
        "compare": f"{root}/compare/{number - 1}/{number}/",
        "current": f"{root}/compare/{number}/current/",
        "revision": f"{root}/revisions/{number}/",
        "as-of": f"{root}/as-of/{day}/",
        **{verb: f"{root}/{verb}/{number}/" for verb in ("restore", "undo", "hide", "review")},
        **{verb: f"{root}/{verb}/" for verb in ("delete", "undelete")},
    }
    named = {verb: address + case.query for verb, address in found.items()}
    chooser = f"{root}/compare/?old={number - 1}&new={number}"
    return named | {"page": f"{root}/", "choose": chooser + case.query.replace("?", "&")}


def form_for(verb: str, number: int) -> dict[str, Any]:
    """What the page of a verb posts."""
    if verb == "hide":
        return {"parts": [HiddenPart.COMMENT], "last": number, "reason": "the law"}
    if verb == "review":
        return {"mark": "reviewed"}
    return {"comment": "why", "base_revision": head()}


def rows_there() -> dict[str, int]:
    """How many rows there are of everything that a history consists of, and of the accounts."""
    histories = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    models = (Revision, Change, Hiding, User, *histories)
    tables = [model._meta.db_table for model in models]
    counts = [f'SELECT {at}, count(*) FROM "{table}"' for at, table in enumerate(tables)]  # noqa: S608  our own
    with connection.cursor() as cursor:  # one query: it is asked after every request
        cursor.execute(" UNION ALL ".join(counts))
        rows = {models[at].__name__: count for at, count in cursor.fetchall()}
    return rows | {"marks": Revision.objects.exclude(reviewed_at=None).count()}


@dataclass(frozen=True)
class Answer:
    method: str
    address: str
    verb: str
    case: Case | None
    expected: str  # of GET, by the table; "" where the table says nothing
    status: int
    text: str  # headers and all
    noindex: tuple[bool, bool]  # in the page, in the headers
    wrote: dict[str, int]  # rows more than before

    @property
    def word(self) -> str:
        if self.status in (301, 302):
            return "login" if "/admin/login/" in self.text.partition("\n")[0] else "away"
        return {200: "ok", 403: "refused", 404: "gone", 405: "not so"}.get(self.status, str(self.status))

    def __str__(self) -> str:
        return f"{self.method} {self.address}: {self.word}, expected {self.expected or 'anything'}, wrote {self.wrote}"


class Walk:
    """Somebody of one role, going everywhere."""

    def __init__(self, site: Guarded, role: str) -> None:
        self.site, self.role = site, role
        self.done: list[Answer] = []
        self.before: dict[str, int] = {}
        self.client = Client()
        user = user_of(role)
        if user is not None:
            self.client.force_login(user)

    def go(self) -> None:
        self.before = rows_there()
        self.done = list(self.everywhere())
        assert rows_there() == self.before  # all was taken back

    def everywhere(self) -> Iterator[Answer]:
        for path in SITE:
            for method in ("get", "head", "post", "put", "delete"):
                yield self.answer(method, f"/{path}", "")
        for case in self.site.cases:
            for number in case.own:
                for verb, address in addresses(case, number).items():
                    yield self.answer("get", address, verb, case if number == case.last else None)
            yield from self.methods(case)

    def methods(self, case: Case) -> Iterator[Answer]:
        """Every method, each with what the form would send."""
        numbers = {"restore": case.restore, "undo": case.undo, "revision": case.restore, "hide": case.own[0]}
        for verb in TABLES[case.state]:
            number = numbers.get(verb, case.last)
            for method in ("head", "post", "put", "delete"):
                yield self.answer(method, addresses(case, number)[verb], verb, case, form_for(verb, number))

    def answer(
        self, method: str, address: str, verb: str, case: Case | None = None, form: dict[str, Any] | None = None
    ) -> Answer:
        """Ask, and take back what was written."""
        table: dict[str, tuple[str, ...]] = TABLES[case.state] if case else {}
        if case and not case.has_page:
            table = table | WITHOUT_PAGE
        before = self.before
        with transaction.atomic():
            response = getattr(self.client, method)(address, form if method == "post" else None)
            after = rows_there()
            transaction.set_rollback(True)
        content = response.content.decode()
        robots = ROBOTS.search(content)
        return Answer(
            method,
            address,
            verb,
            case,
            expected=table[verb][ROLES.index(self.role)] if case else "",
            status=response.status_code,
            text=f"{response.headers.get('Location', '')}\n{dict(response.headers)}\n{response.cookies}\n{content}",
            noindex=(robots is not None and "noindex" in robots[1], "noindex" in response.get("X-Robots-Tag", "")),
            wrote={name: count - before[name] for name, count in after.items() if count != before[name]},
        )


_walks: dict[str, Walk] = {}  # done, plain values: one a role serves all tests


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def walk(db: None, role: str) -> Walk:
    if role not in _walks:
        _walks[role] = Walk(guarded_site(), role)
        _walks[role].go()
    return _walks[role]


@pytest.fixture
def answers(walk: Walk) -> list[Answer]:
    return walk.done


def found(pattern: "re.Pattern[str]", answer: Answer) -> set[str]:
    """The secrets that an answer tells, also those that a comparison has cut in two."""
    text = f"{answer.text} {re.sub('</?(ins|del)[^>]*>', '', answer.text)}"
    return {secret.lower() for secret in pattern.findall(text)}


def test_each_address_answers_as_the_table_says(answers: list[Answer]) -> None:
    asked = [answer for answer in answers if answer.method in ("get", "head") and answer.expected]
    assert len(asked) > 100
    assert not [str(answer) for answer in asked if answer.word != answer.expected]


def test_nobody_reads_what_was_hidden(answers: list[Answer]) -> None:
    assert not [(str(answer), secrets) for answer in answers if (secrets := found(HIDDEN, answer))]


def test_who_may_not_view_drafts_reads_nothing_of_them(answers: list[Answer], role: str) -> None:
    told = [(str(answer), secrets) for answer in answers if (secrets := found(GUARDED, answer))]
    assert bool(told) == (role not in OUTSIDERS), told


def test_the_feed_and_the_live_pages_tell_everybody_the_same(answers: list[Answer]) -> None:
    public = [
        answer for answer in answers if answer.verb == "page" or answer.address in ("/", "/changes.atom", "/parties/")
    ]
    assert not [(str(answer), secrets) for answer in public if (secrets := found(GUARDED, answer))]


def test_who_may_view_drafts_finds_all_that_is_not_hidden(walk: Walk, role: str) -> None:
    """Otherwise the secrets are in no place that a walk leads to, and the other tests say nothing."""
    told = {secret for answer in walk.done for secret in found(GUARDED, answer)}
    assert told == (set() if role in OUTSIDERS else walk.site.secrets)


def test_reading_writes_nothing(answers: list[Answer]) -> None:
    assert not [str(answer) for answer in answers if answer.wrote and answer.method in ("get", "head")]


def test_who_may_not_write_is_refused_and_writes_nothing(answers: list[Answer]) -> None:
    refused = [
        answer
        for answer in answers
        if answer.method not in ("get", "head")
        and not (answer.method == "post" and answer.verb in WRITING and answer.expected in ("ok", "not so"))
    ]
    assert len(refused) > 200
    assert not [
        str(answer) for answer in refused if answer.wrote or answer.word not in ("login", "refused", "gone", "not so")
    ]


def test_who_may_write_does(answers: list[Answer]) -> None:
    """Otherwise what is refused above would be refused to everybody."""
    allowed = [a for a in answers if a.method == "post" and a.verb in WRITING and a.expected in ("ok", "not so")]
    row = {"hide": "Hiding", "review": "marks"}
    wanted = [row.get(answer.verb, "Revision") for answer in allowed]
    assert not [
        str(answer)
        for answer, name in zip(allowed, wanted, strict=True)
        if answer.word != "away" or answer.wrote.get(name) != 1
    ]


def test_nothing_fails(answers: list[Answer]) -> None:
    assert not [str(answer) for answer in answers if answer.status >= 500]


def test_search_engines_are_asked_to_leave_the_past_out(answers: list[Answer]) -> None:
    past = [answer for answer in answers if answer.method == "get" and answer.word == "ok" and answer.case]
    pages = [answer for answer in past if answer.verb in ("revision", "as-of")]
    assert not [str(answer) for answer in pages if answer.noindex != (True, True)]
    assert not [str(answer) for answer in past if answer.verb != "page" and not answer.noindex[0]]
    assert not [str(answer) for answer in past if answer.verb == "page" and any(answer.noindex)]
