"""A small world for random histories: a few articles and sources, and everything that an editor may do to them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from articles.models import Identifier, Name, Statement, Status, Translation
from articles.page.build import page_of
from articles.page.page import Page
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Author, Citation
from citations.pages import CitationPage, citation_page_of
from elections.models import Assembly, Election, Result
from parties.models import Event, Ideology, MembershipCount, Participant, Party, Person, Role
from revisions.actions.delete import delete
from revisions.actions.restore import Aim, Overlap, carry_out
from revisions.models import Action, Revision
from revisions.moments import Moment, head
from revisions.tracking.recording import recording
from revisions.tracking.tracked import Tracked

Refused = (ValidationError, ProtectedError, IntegrityError, Overlap)
WORDS = ("Байтақ", "green", "party", "«Baytaq»", "қала", "of", "and", "Ämirtai", "a\u00a0b", "жасыл")
KEYS = ("first-source", "second-source", "third-source")
KINDS = (Party, Person, Event, Election, Assembly)
PARTS = (Name, Statement, Identifier, Translation, MembershipCount, Ideology, Role, Participant, Result)


@dataclass
class World:
    """What there is; `roots` are (model, pk) of all that ever was."""

    roots: list[tuple[type[Tracked], int]] = field(default_factory=list)

    def add(self, row: Any) -> Any:
        row.save()
        self.roots.append((type(row), row.pk))
        return row


def make_world() -> World:
    world = World()
    with recording(comment="the world"):
        for key in KEYS:
            source = world.add(Citation(key=key, title=f"Title of {key}", language="ru"))
            Author.objects.create(citation=source, family="Ivanov")
        parties = [
            world.add(Party(slug=f"party-{n}", title=f"Party {n}", country="KZ", status=Status.PUBLISHED))
            for n in (1, 2)
        ]
        person = world.add(Person(slug="person", title="Person", country="KZ", status=Status.PUBLISHED))
        event = world.add(Event(slug="event", title="Event", category="congress", date="2022", status="published"))
        assembly = world.add(Assembly(slug="assembly", title="Assembly", country="KZ", status=Status.PUBLISHED))
        election = world.add(
            Election(
                slug="election",
                title="Election",
                assembly=assembly,
                date="2023-03-19",
                valid=100,
                country="KZ",
                status=Status.PUBLISHED,
            )
        )
        Role.objects.create(party=parties[0], person=person, start_date="2022")
        Participant.objects.create(event=event, article_id=parties[0].pk)
        Result.objects.create(election=election, party=parties[0], label="Party 1", votes=40, seats=3)
    return world


def prose(rng: random.Random) -> str:
    text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 12)))
    additions = (
        f" [[{rng.choice(('party-1', 'person', 'election'))}]]",
        f"[@{rng.choice(KEYS)}]",
        "\n\nMore.",
        "[^a]\n\n[^a]: note",
    )
    return text + rng.choice(additions)


# What an editor may do. Each takes the world and chance; it may be refused, and then nothing is written.


def edit_root(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    row.title = f"{rng.choice(WORDS)} {rng.randint(1, 3)}"
    if isinstance(row, Party):
        row.slogan, row.headquarters, row.state = rng.choice(WORDS), rng.choice(WORDS), rng.choice(("active", "merged"))
    if isinstance(row, Election):
        row.valid = rng.choice((None, 100, 90))
    row.save()


def edit_prose(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    row.lead, row.body = prose(rng), "\n".join(prose(rng) for _ in range(rng.randint(0, 3)))
    row.save()


def rename(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    row.slug = rng.choice(("party-1", "party-2", "person", "event", "moved-1", "moved-2"))
    row.full_clean()
    row.save()


def change_status(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    row.status = rng.choice((Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT, Status.ARCHIVED))
    row.save()


def add_part(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    number = rng.randint(1, 9)
    text = rng.choice(WORDS)
    makers: list[Callable[[], Any]] = [
        lambda: Name(article_id=row.pk, text=text, language="kk-Cyrl", in_infobox=rng.random() < 0.5),
        lambda: Statement(article_id=row.pk, label="Fact", value=text),
        lambda: Identifier(article_id=row.pk, scheme="wikidata", value=f"Q{number}"),
        lambda: Translation(article_id=row.pk, language=rng.choice(("ru", "kk-Cyrl")), title=text, lead=text),
    ]
    people, parties = _live(Person), _live(Party)
    if isinstance(row, Party):
        makers += [
            lambda: MembershipCount(party=row, count=number * 1000, on_date=str(2015 + number)),
            lambda: Ideology(party=row, name=text),
            lambda: Role(party=row, person=rng.choice(people) if people else None, label=text, title=text),
        ]
    if isinstance(row, Event):
        makers += [lambda: Participant(event=row, article_id=rng.choice(parties).pk if parties else None, label=text)]
    if isinstance(row, Election):
        makers += [
            lambda: Result(election=row, party=rng.choice(parties) if parties else None, label=text, votes=number)
        ]
    part = rng.choice(makers)()
    part.full_clean()
    part.save()


def edit_part(world: World, rng: random.Random) -> None:
    part = _some_part(rng)
    for name in ("text", "value", "title", "name", "label"):
        if hasattr(part, name):
            setattr(part, name, f"{rng.choice(WORDS)}{rng.randint(1, 9)}")
            break
    else:
        part.count = rng.randint(1, 99)
    part.position = rng.randint(0, 3)
    part.full_clean()
    part.save()


def delete_part(world: World, rng: random.Random) -> None:
    _some_part(rng).delete()


def set_a_source(world: World, rng: random.Random) -> None:
    row = _live_article(world, rng)
    parts = [part for model in PARTS for part in model.objects.all() if part.owner_id == row.pk]
    part = rng.choice([None, *parts])
    line = f"[@{rng.choice(KEYS)}, p. {rng.randint(1, 3)}; -@{rng.choice(KEYS)}]" + rng.choice(
        ("", f" [!@{KEYS[0]}: 7]")
    )
    lines = parse_sources(line if part else f"title: {line}", ("",) if part else ("title",))
    with recording(comment="sources"):
        set_sources(row.pk, part, lines)


def edit_source(world: World, rng: random.Random) -> None:
    source = rng.choice(list(Citation.objects.all()))
    source.title = prose(rng)[:40]
    with recording(comment="a source and its author"):
        source.save()
        if rng.random() < 0.5:
            Author.objects.create(citation=source, literal=rng.choice(WORDS), position=rng.randint(0, 5))
        elif source.authors.exists():
            source.authors.first().delete()


def several(world: World, rng: random.Random) -> None:
    """One save of many rows."""
    with recording(comment="several"):
        for _ in range(3):
            rng.choice((edit_root, edit_prose, add_part, edit_part, set_a_source, edit_source))(world, rng)


def delete_root(world: World, rng: random.Random) -> None:
    model, pk = rng.choice(world.roots)
    delete(model, pk, None, "deleted")


def restore(world: World, rng: random.Random) -> None:
    model, pk = rng.choice(world.roots)
    carry_out(Aim(model, pk, Action.RESTORE, rng.randint(1, head()), head()), None, "restored")


def undo(world: World, rng: random.Random) -> None:
    model, pk = rng.choice(world.roots)
    carry_out(Aim(model, pk, Action.UNDO, rng.randint(2, max(2, head())), head()), None, "undone")


def undelete(world: World, rng: random.Random) -> None:
    deletions = list(Revision.objects.filter(action=Action.DELETE).values_list("number", flat=True))
    if deletions:
        model, pk = rng.choice(world.roots)
        carry_out(Aim(model, pk, Action.UNDELETE, rng.choice(deletions), head()), None, "brought back")


STEPS = (
    edit_root,
    edit_prose,
    rename,
    change_status,
    add_part,
    add_part,
    edit_part,
    delete_part,
    set_a_source,
    set_a_source,
    edit_source,
    several,
    delete_root,
    restore,
    undo,
    undelete,
)


def _live(model: Any) -> list[Any]:
    return list(model.objects.all())


def _live_article(world: World, rng: random.Random) -> Any:
    found = [row for model in KINDS for row in _live(model)]
    if not found:
        raise ValidationError("nothing is left")
    return rng.choice(found)


def _some_part(rng: random.Random) -> Any:
    found = [row for model in PARTS for row in _live(model)]
    if not found:
        raise ValidationError("nothing is left")
    return rng.choice(found)


def page_at(moment: Moment, model: Any, pk: int) -> Page | CitationPage | None:
    """The page of a root as it is served at a moment; None when it is not public."""
    rows = moment.fetch(model, id=pk)
    if not rows:
        return None
    if model is Citation:
        return citation_page_of(moment, rows[0])
    return page_of(moment, model, rows[0]) if rows[0].status == Status.PUBLISHED else None
