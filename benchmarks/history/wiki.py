"""The articles of both sites: the measured party and all that it shows; and those that only the large one has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from tqdm import tqdm

from articles.models import FactCitation, Identifier, Name, Statement
from benchmarks.history.words import Prose, word
from citations.models import Author, Citation
from elections.models import Assembly, Election, Result
from parties.models import Colour, Ideology, Lineage, MembershipCount, Party, Person, Role
from revisions.models import Action
from revisions.tracking.recording import recording

SLUG = "measured"
BODY_SPOTS = 5  # places in the text that editors change

# The field of a row that an edit changes; numbers where it holds numbers.
VARIED: dict[type[Any], str] = {
    Party: "slogan",
    Person: "residence",
    Election: "system",
    Assembly: "short_description",
    Citation: "publisher",
    Name: "meaning",
    Role: "title",
    Statement: "value",
    MembershipCount: "count",
    Result: "votes",
    Author: "literal",
    FactCitation: "locator",
}
NUMBERS = (MembershipCount, Result)


@dataclass
class Bundle:
    """A root and its parts, edited in turn."""

    rows: Sequence[Any]
    turn: int = 0

    def take(self, count: int, number: int) -> list[tuple[Any, dict[str, Any]]]:
        """The next rows with new values."""
        found = []
        for _ in range(min(count, len(self.rows))):
            row = self.rows[self.turn % len(self.rows)]
            value = 100_000 + number % 900_000 if isinstance(row, NUMBERS) else word(number)
            found.append((row, {VARIED[type(row)]: value}))
            self.turn += 1
        return found


@dataclass
class Measured:
    """The measured article. Edit n changes one of ten fields or places in the text, and one of ten parts."""

    party: Party
    parts: Sequence[Any]
    prose: Sequence[str]  # pieces of the body, a changing word between each two
    spots: list[str] = field(default_factory=lambda: [word(n) for n in range(BODY_SPOTS)])

    FIELDS = ("lead", "slogan", "headquarters", "political_position", "short_description")
    PERIOD = BODY_SPOTS + len(FIELDS)

    def edit(self, n: int) -> list[tuple[Any, dict[str, Any]]]:
        turn, changed = n % self.PERIOD, word(n)
        part = self.parts[turn]
        value = 100_000 + n % 900_000 if isinstance(part, NUMBERS) else changed
        return [(self.party, self._own(turn, changed)), (part, {VARIED[type(part)]: value})]

    def _own(self, turn: int, changed: str) -> dict[str, str]:
        if turn >= BODY_SPOTS:
            name = self.FIELDS[turn - BODY_SPOTS]
            return {name: f"{self.prose[0]} {changed}" if name == "lead" else changed}
        self.spots[turn] = changed
        return {"body": self.body()}

    def body(self) -> str:
        pieces = zip(self.prose, [*self.spots, ""], strict=True)
        return "".join(part for piece in pieces for part in piece)


@dataclass(frozen=True)
class Wiki:
    users: Sequence[User]
    measured: Measured
    shown: Sequence[Bundle]  # what the measured article shows of others, in both sites
    crowd: Sequence[Bundle]


def make_wiki(crowd: int) -> Wiki:
    """Write the articles, each in a revision; `crowd` is the number of parties that nobody measures."""
    users = [User.objects.create_user(f"editor{n}") for n in range(3)]
    prose = Prose(1)
    sources = [_source(prose, n) for n in range(12)]
    people = [_person(prose, n, "KZ") for n in range(8)]
    rivals = [_party(prose, n, "KZ", []) for n in range(7)]
    measured = _measured(prose, [row for row, *_ in sources], [row for row, *_ in people], [row for row, *_ in rivals])
    assembly = _save(Assembly(slug="chamber", title="Chamber", country="KZ", lead=prose.paragraph(), **PUBLIC))
    contestants = [measured.party, *(row for row, *_ in rivals)]
    elections = [_election(prose, n, assembly, contestants) for n in range(4)]
    shown = [Bundle(rows) for rows in (*sources, *people, *rivals, [assembly], *elections)]
    others = [Bundle(rows) for rows in _crowd(prose, crowd, [row for row, *_ in sources])]
    return Wiki(users, measured, shown, others)


PUBLIC: dict[str, Any] = {"status": "published"}


def _save(*rows: Any) -> Any:
    """All in one revision; returns the first."""
    with recording(None, "", Action.IMPORT):
        for row in rows:
            row.save()
    return rows[0]


def _source(prose: Prose, n: int) -> list[Any]:
    source = Citation(
        key=f"source-{n}",
        type="article-newspaper",
        title=prose.sentence(8),
        language="ru",
        container_title="Gazeta",
        publisher="Baspa",
        issued="2022-11-30",
        accessed="2024-03-02",
        url=f"https://example.org/{n}",
    )
    authors = [Author(citation=source, literal=prose.sentence(2), position=place) for place in range(1 + n % 2)]
    _save(source, *authors)
    return [source, *authors]


def _person(prose: Prose, n: int, country: str) -> list[Any]:
    person = Person(
        slug=f"person-{country.lower()}-{n}",
        title=prose.sentence(2).rstrip("."),
        country=country,
        born="1970",
        residence="Astana",
        lead=prose.paragraph(2),
        body=prose.paragraph(3),
        **PUBLIC,
    )
    names = [Name(article=person, text=prose.sentence(2), language=tag) for tag in ("kk-Cyrl", "ru")]
    _save(person, *names)
    return [person, *names]


def _party(prose: Prose, n: int, country: str, sources: Sequence[Any]) -> list[Any]:
    party = Party(
        slug=f"party-{country.lower()}-{n}",
        title=prose.sentence(2).rstrip("."),
        country=country,
        founded="2001",
        slogan=word(n),
        lead=prose.paragraph(2),
        body=prose.paragraph(4),
        **PUBLIC,
    )
    parts = [
        *(Name(article=party, text=prose.sentence(3), language=tag) for tag in ("kk-Cyrl", "kk-Latn", "ru")),
        Role(party=party, label=prose.sentence(2), title="chairman"),
        Statement(article=party, label="Anthem", value=prose.sentence(5)),
        MembershipCount(party=party, count=5000 + n, on_date="2022"),
        *(FactCitation(article=party, citation=source, field="founded") for source in sources),
    ]
    _save(party, *parts)
    return [party, *parts]


def _measured(prose: Prose, sources: Sequence[Any], people: Sequence[Any], rivals: Sequence[Any]) -> Measured:
    pieces = [
        f"{prose.paragraph(2)} [@{sources[n].key}]\n\n## {prose.sentence(3)}\n\n{prose.paragraph(3)} "
        f"[[{people[n].slug}|{prose.sentence(2)}]] {prose.sentence()} [@{sources[n + 5].key}, p. {n}]\n\n"
        for n in range(BODY_SPOTS + 1)
    ]
    party = Party(
        slug=SLUG,
        title="Measured",
        country="KZ",
        founded="2015",
        registered="2022-11-30",
        headquarters="Astana",
        political_position="Centre",
        slogan="Green",
        short_description="party",
        lead=prose.paragraph(4),
        **PUBLIC,
    )
    measured = Measured(party, [], pieces)
    party.body = measured.body()
    names = [
        Name(article=party, text=prose.sentence(2), language=tag, in_infobox=n < 2)
        for n, tag in enumerate(("kk-Cyrl", "kk-Latn", "ru", "en"))
    ]
    roles = [
        Role(party=party, person=person, title="chairman", start_date=f"20{10 + n}", position=n)
        for n, person in enumerate(people)
    ]
    statements = [
        Statement(
            article=party,
            label=prose.sentence(1),
            value=prose.sentence(8),
            position=n,
            placement=Statement.Placement.INFOBOX if n < 3 else Statement.Placement.FURTHER,
        )
        for n in range(6)
    ]
    counts = [MembershipCount(party=party, count=9000 + n, on_date=f"{2015 + n}") for n in range(4)]
    lineages = [Lineage(party=party, other=rival, kind=Lineage.Kind.ABSORBED) for rival in rivals[:2]]
    others = [Ideology(party=party, name=prose.sentence(2)) for _ in range(3)]
    others += [Colour(party=party, name="green", hex="#3BA935"), Identifier(article=party, scheme="bin", value="1")]
    rows = [*names, *roles, *statements, *counts, *lineages, *others]
    with recording(None, "", Action.IMPORT):
        _save(party, *rows)
        fields = ("title", "founded", "registered", "headquarters", "slogan")
        support = [FactCitation(article=party, citation=sources[n], field=name) for n, name in enumerate(fields)]
        support += [
            FactCitation(
                article=party,
                citation=sources[n % len(sources)],
                row_type_id=row.content_type_id(),
                row_id=row.pk,
                locator=f"p. {n}",
                quotation=prose.sentence(),
            )
            for n, row in enumerate(rows)
        ]
        _save(*support)
    measured.parts = [*statements[:3], *names[:2], *roles[:2], *counts[:2], support[-1]]
    return measured


def _election(prose: Prose, n: int, assembly: Any, contestants: Sequence[Any]) -> list[Any]:
    election = Election(
        slug=f"election-{assembly.slug}-{n}",
        title=f"Election {2011 + 4 * n}",
        country=assembly.country,
        assembly=assembly,
        date=f"{2011 + 4 * n}-03-19",
        seats_total=98,
        valid=6_000_000,
        system="mixed",
        lead=prose.paragraph(2),
        **PUBLIC,
    )
    results = [
        Result(election=election, party=party, label=party.title, votes=900_000 - place, seats=place, position=place)
        for place, party in enumerate(contestants)
    ]
    _save(election, *results)
    return [election, *results]


def _crowd(prose: Prose, parties: int, sources: Sequence[Any]) -> list[list[Any]]:
    if not parties:
        return []
    bundles = [_person(prose, n, "KG") for n in tqdm(range(parties // 2), "other people", leave=False)]
    stood = [
        _party(prose, n, "KG", sources[n % 10 : n % 10 + 2]) for n in tqdm(range(parties), "other parties", leave=False)
    ]
    assembly = _save(Assembly(slug="other-chamber", title="Other chamber", country="KG", **PUBLIC))
    return [*bundles, *stood, [assembly], _election(prose, 0, assembly, [row for row, *_ in stood[:20]])]
