"""The articles of ParlGov's records: found again by their identifiers, else made, with an address that is free."""

from collections.abc import Iterator
from typing import Any

from anyascii import anyascii
from django.utils.text import slugify

from articles.models import Article, Identifier, Name, Part, Redirect, Statement
from common.dates import format_partial_date
from elections.models import Assembly, Election
from elections.parlgov.records import ElectionRecord, PartyRecord
from parties.models import Party

SCHEME = "parlgov"
FAMILY = "Party family"
UNKNOWN_LANGUAGE = "und"  # of native names: the files do not say it
SLUG_LENGTH = 80


def assembly_id(record: ElectionRecord) -> str:
    """The files give no id to an assembly: its country and the type of its elections tell it."""
    return f"{record.country.code} {record.type}"


class Articles:
    """`old` are the ids of articles that were there before."""

    def __init__(self, status: str) -> None:
        self._status = status
        found = Identifier.objects.filter(scheme=SCHEME).values_list("article__kind", "value", "article_id")
        self._ids = {(kind, value): pk for kind, value, pk in found}
        self.old = set(self._ids.values())
        self._taken = {
            *Article.objects.values_list("slug", flat=True),
            *Redirect.objects.values_list("slug", flat=True),
        }

    def party(self, record: PartyRecord) -> Party:
        party = self._find(Party, str(record.id))
        if party is None:
            slug = self._slug(
                record.english, f"{record.english} {record.country.name}", f"{record.english} {record.id}"
            )
            party = Party(slug=slug, title=record.english, country=record.country.code, state=Party.State.UNKNOWN)
            self._save_new(party, str(record.id))
        return party

    def party_parts(self, party: Party, record: PartyRecord) -> Iterator[Part]:
        """The party's identifier, its names and its family, as stored, or to be written."""
        yield self.identifier(Party, party.pk, str(record.id))
        names = ((Name.Kind.NATIVE, record.native), (Name.Kind.ABBREVIATED, record.short))
        old = party.pk in self.old
        for kind, text in names:
            if text and text != record.english:
                about = {"article_id": party.pk, "kind": kind, "text": text, "language": UNKNOWN_LANGUAGE}
                yield self._part(Name, about, old)
        if record.family:
            statement = Statement.objects.filter(article=party, label=FAMILY).first() if old else None
            statement = statement or Statement(article_id=party.pk, label=FAMILY)
            statement.value = record.family
            yield statement

    def assembly(self, record: ElectionRecord) -> Assembly:
        value = assembly_id(record)
        assembly = self._find(Assembly, value)
        if assembly is None:
            names = {"parliament": "Parliament of {}", "ep": "European Parliament, seats of {}"}
            title = names[record.type].format(record.country.name)
            assembly = Assembly(slug=self._slug(title), title=title, country=record.country.code)
            self._save_new(assembly, value)
        return assembly

    def election(self, record: ElectionRecord, assembly: int, before: int | None) -> Election:
        """Made or brought up to date: its day, its size, and the election of the same kind before it."""
        election = self._find(Election, str(record.id))
        words = {"parliament": ("Parliamentary", "parliament"), "ep": ("European Parliament", "european-parliament")}
        adjective, word = words[record.type]
        if election is None:
            country, day = record.country.name, format_partial_date(record.date, "en")
            election = Election(
                slug=self._slug(f"{country} {word} {record.date}"),
                title=f"{adjective} election in {country}, {day}",
                country=record.country.code,
                complete=False,
            )
        election.date, election.seats_total = record.date, record.seats_total
        election.assembly_id, election.previous_id = assembly, before
        if election.pk is None:
            self._save_new(election, str(record.id))
        else:
            election.full_clean()
            election.save()
        return election

    def identifier(self, model: type[Article], pk: int, value: str) -> Identifier:
        """As stored, or to be written."""
        return self._part(Identifier, {"article_id": pk, "scheme": SCHEME, "value": value}, pk in self.old)

    def _find(self, model: type[Article], value: str) -> Any:
        pk = self._ids.get((model.kind_name, value))
        return model.objects.get(pk=pk) if pk else None

    def _save_new(self, article: Article, value: str) -> None:
        article.status = self._status
        article.full_clean()
        article.save()
        self._ids[article.kind_name, value] = article.pk
        self._taken.add(article.slug)

    def _part(self, model: Any, values: dict[str, Any], old: bool) -> Any:
        found = model.objects.filter(**values).first() if old else None
        return found or model(**values)

    def _slug(self, *wanted: str) -> str:
        """The first of the wanted addresses that is free, else the last with a number."""
        slugs = [slugify(anyascii(words))[:SLUG_LENGTH].strip("-") or "article" for words in wanted]
        free = next((slug for slug in slugs if slug not in self._taken), None)
        number = 2
        while free is None:
            candidate = f"{slugs[-1]}-{number}"
            free = candidate if candidate not in self._taken else None
            number += 1
        return free
