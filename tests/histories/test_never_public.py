"""What was never public is in no public answer, whatever was done before and after.

Every text that an editor writes here is a word of its own. What a published article held after some revision was
public; all other words may stand at no address: page, history, comparison, feed, file, API, search.
"""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Identifier, Name, Statement, Status, Translation
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from parties.models import Ideology, Party, Person, Role
from revisions.actions.delete import delete
from revisions.actions.restore import Aim, carry_out
from revisions.models import Action
from revisions.moments import Present, head
from revisions.state.read import read_state
from revisions.tracking.recording import recording
from tests.histories.world import Refused
from tests.tiers import WHOLE

WORD = re.compile(r"w\d{5}w")
KINDS = (Party, Person)
PARTS = (Name, Statement, Identifier, Ideology, Role, Translation)
SHORT = ("", "history/", "history.atom", "links/", "cite/", "digest/", "references.json", "report/", "reports/")


class Words:
    """Hands out words, and knows which of them were public."""

    def __init__(self) -> None:
        self.count = 0
        self.public: set[str] = set()

    def new(self) -> str:
        self.count += 1
        return f"w{self.count:05}w"

    def look(self) -> None:
        """Note what published articles hold."""
        for model in KINDS:
            for row in model.objects.published():
                for values in read_state(Present(), model, row.pk).values():
                    self.public.update(WORD.findall(repr(dict(values))))


Step = Callable[[random.Random, Words], None]


def some(rng: random.Random) -> Any:
    return rng.choice([row for model in KINDS for row in model.objects.all()] or [None])


def edit(rng: random.Random, words: Words) -> None:
    row = some(rng)
    setattr(row, rng.choice(("title", "short_description", "lead", "body")), words.new())
    row.save()


def rename(rng: random.Random, words: Words) -> None:
    row = some(rng)
    row.slug = words.new()
    row.save()


def publish(rng: random.Random, words: Words) -> None:
    row = some(rng)
    row.status = rng.choice((Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT, Status.ARCHIVED))
    row.save()


def add(rng: random.Random, words: Words) -> None:
    row = some(rng)
    makers: list[Callable[[], Any]] = [
        lambda: Name(article_id=row.pk, text=words.new(), language="kk"),
        lambda: Statement(article_id=row.pk, label=words.new(), value=words.new()),
        lambda: Identifier(article_id=row.pk, scheme="bin", value=words.new()),
        lambda: Translation(article_id=row.pk, language="ru", title=words.new(), lead=words.new()),
    ]
    if isinstance(row, Party):
        makers.append(lambda: Ideology(party=row, name=words.new()))
        makers.append(lambda: Role(party=row, person=rng.choice([None, *Person.objects.all()]), title=words.new()))
    rng.choice(makers)().save()


def part(rng: random.Random) -> Any:
    return rng.choice([row for model in PARTS for row in model.objects.all()] or [None])


def change(rng: random.Random, words: Words) -> None:
    row = part(rng)
    for name in ("text", "value", "name", "title"):
        if hasattr(row, name):
            setattr(row, name, words.new())
            row.save()
            return


def remove(rng: random.Random, words: Words) -> None:
    part(rng).delete()


def cite(rng: random.Random, words: Words) -> None:
    row = some(rng)
    set_sources(
        row.pk, None, parse_sources(f'title: [@a, {words.new()} "{words.new()}"; !@a: {words.new()}]', ("title",))
    )


def drop(rng: random.Random, words: Words) -> None:
    row = some(rng)
    delete(type(row), row.pk, None, "")


def go_back(rng: random.Random, words: Words) -> None:
    row = some(rng)
    aim = rng.choice((Action.RESTORE, Action.UNDO))
    carry_out(Aim(type(row), row.pk, aim, rng.randint(1, head()), head()), None, "")


STEPS: tuple[Step, ...] = (edit, rename, publish, publish, add, add, change, remove, remove, cite, drop, go_back)


def answers(client: Client) -> Iterator[tuple[str, str]]:
    """Every public answer about the articles that are public now, and about what changed."""
    addresses = ["/", "/changes/", "/changes.atom", "/api/v1/changes", "/new.atom", "/sitemap.xml", "/search/?q=w"]
    addresses += ["/parties/", "/parties.csv", "/people/", "/api/v1/parties", "/api/v1/people", "/kk/changes/"]
    for model in KINDS:
        for row in model.objects.published():
            base = f"/{model.path}/{row.slug}"
            addresses += [f"{base}.json", f"{base}.jsonld", *(f"{base}/{ending}" for ending in SHORT)]
            for number in range(1, head() + 1):
                addresses += [f"{base}/revisions/{number}/", f"{base}/compare/{number - 1}/{number}/"]
            addresses += [f"{base}/compare/0/{head()}/", f"/api/v1/{model.path}/{row.slug}?as_of={head() // 2 + 1}"]
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code < 500, address
        body = b"".join(response.streaming_content) if response.streaming else response.content
        yield address, body.decode(errors="replace")


pytestmark = pytest.mark.smoke


class WhatWasNeverPublic(TestCase):
    @settings(max_examples=40 if WHOLE else 6, suppress_health_check=list(HealthCheck))
    @given(
        st.randoms(use_true_random=False),
        st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=3), min_size=5, max_size=14),
    )
    def test_is_in_no_public_answer(self, rng: random.Random, saves: list[list[Step]]) -> None:
        words = Words()
        with recording():
            Citation.objects.create(key="a", title="A")
            Party.objects.create(slug=words.new(), title=words.new(), country="KZ", status=Status.DRAFT)
            Party.objects.create(slug=words.new(), title=words.new(), country="KZ", status=Status.PUBLISHED)
            Person.objects.create(slug=words.new(), title=words.new(), country="KZ", status=Status.DRAFT)
        words.look()
        for steps in saves:
            with suppress(*Refused, AttributeError), recording():  # an AttributeError: nothing is left to do it to
                for step in steps:
                    step(rng, words)
            words.look()
        for address, body in answers(Client()):
            assert set(WORD.findall(body)) <= words.public, address


@pytest.mark.django_db
def test_a_row_that_went_when_a_draft_was_published_is_named_nowhere(client: Client) -> None:
    party = Party.objects.create(slug="baytaq", title="Baytaq")
    name = Name.objects.create(article=party, text="w00001w", language="kk")
    with recording():
        name.delete()
        party.status = Status.PUBLISHED
        party.save()
    for address, body in answers(client):
        assert "w00001w" not in body, address
    assert "1 name removed" in client.get("/parties/baytaq/history/").content.decode()


@pytest.mark.django_db
def test_the_address_of_a_draft_is_told_nowhere_once_it_is_public_under_another(client: Client) -> None:
    party = Party.objects.create(slug="w00001w", title="Baytaq")
    party.slug, party.status = "baytaq", Status.PUBLISHED
    party.save()
    for address, body in answers(client):
        assert "w00001w" not in body, address
