"""One page being built: what `Reading` fetches, the sources of its facts, and the numbering of their marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from articles.models import Image, Translation
from articles.page.authorship import Authorship, read_authorship
from articles.page.facts import Disclosure, Fact, SetBy, Support, Swatch, Text, Value
from articles.page.page import LastEdit, Quality
from articles.page.reading import Reading
from articles.page.titles import speaks
from articles.prose.reference_numbers import Footnotes, Mark
from articles.sourcing.cited import CitedFacts
from articles.sourcing.disputes import dispute
from articles.sourcing.words import model_of
from citations.models import Citation
from citations.references import Reference, reference
from citations.store import authors_of
from revisions.models import HistoryRow
from revisions.tracking.tracked import Tracked


@dataclass
class PageContext(Reading):
    """`language` is that of the text, `asked` what the address asks of the page, as typed."""

    language: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    footnotes: Footnotes = field(default_factory=Footnotes)
    references: dict[str, Reference] = field(default_factory=dict)
    image: Image | None = None
    names: list[Any] = field(default_factory=list)  # the root's own names
    _facts: CitedFacts = field(init=False)
    _authorship: Authorship = field(default_factory=Authorship)
    _keys: dict[int, str] = field(default_factory=dict)
    _cited: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.language = self.language or self.root.language

    def want_sources(self, keys: Iterable[str]) -> None:
        """The prose cites these."""
        self._cited.update(keys)

    def resolve(self) -> None:
        """Fetch everything named, the facts' sources, the picture, and who set what."""
        self._facts = CitedFacts(self.moment, self.root.id)
        super().resolve()
        self._resolve_sources()
        if self.root.image_id:
            there = self.moment.still_public(Image, [self.root.image_id])  # a picture that was deleted is shown nowhere
            self.image = next(iter(self.moment.fetch(Image, id__in=there)), None)
        numbers = {number for row in (self.root, *self.own_rows) for number in row.set_in.values()}
        self._authorship = read_authorship(self.moment, self.root, numbers)

    @property
    def last_edit(self) -> LastEdit | None:
        return self._authorship.last_edit

    def _resolve_sources(self) -> None:
        citations = self.moment.fetch(Citation, Q(id__in=self._facts.citation_ids) | Q(key__in=self._cited))
        authors = authors_of(self.moment, citations)
        for citation in citations:
            self._keys[citation.id] = citation.key
            self.references[citation.key] = reference(citation, authors[citation.id], self.language)

    def fact(
        self,
        *values: Value,
        row: Tracked | HistoryRow | None = None,
        field: str = "",
        after: str = "",
        marks: bool = True,
        further: tuple[str, ...] = (),
    ) -> Fact:
        """A value with its marks and its disclosure: the sources of `field` of `row` (of the article without one).

        With a row and no field, the sources of the whole row and of all its fields are disclosed together.
        `marks=False` is for rows that another article owns: their sources stand on the page that it links to.
        """
        values = tuple(self._in_its_language(value) for value in values)
        if not marks:
            return Fact(values=values, after=after)
        about = self._facts.of_field(row, field)
        return Fact(
            values=values,
            marks=tuple(self._mark(found) for found in about if found.printed),
            disclosure=self.disclosure(row, further)
            if row is not None and not field
            else self._disclose(about, further, self._set_by(row or self.root, field)),
            after=after,
        )

    def _in_its_language(self, value: Value) -> Value:
        """Words of a fact are in the article's own language, whatever the language of the page."""
        own = self.root.language
        if isinstance(value, Text | Swatch) and not value.language and not speaks(own, self.interface):
            return replace(value, language=own) if any(letter.isalpha() for letter in value.text) else value
        return value

    def quality(self) -> Quality:
        """Facts as reports count them: a column that may carry sources and is not blank, and every row of a part."""
        columns = [name for name in model_of(self.root).citable_fields if name != "title" and self._says(name)]
        facts = [self._facts.of_field(None, name) + self._facts.of_field(None, "") for name in columns]
        facts += [self._facts.of_row(row) for row in self.own_rows if model_of(row) is not Translation]
        return Quality(
            facts=len(facts),
            sourced=sum(any(not one.stated_value for one in found) for found in facts),
            disputed=sum(any(one.stated_value for one in found) for found in facts),
        )

    def _says(self, column: str) -> bool:
        return getattr(self.root, model_of(self.root)._meta.get_field(column).attname) not in ("", None)

    def disclosure(self, row: Any, further: tuple[str, ...] = ()) -> Disclosure:
        """The sources of a row and of all its fields, without printing a mark."""
        return self._disclose(self._facts.of_row(row), further, self._set_by(row))

    def _set_by(self, row: Any, field: str = "") -> SetBy | None:
        """Who last set a field of a row, or anything of it; None where that is not public."""
        numbers = row.set_in
        number = numbers.get(field, numbers.get("")) if field else max(numbers.values(), default=None)
        return self._authorship.set_by.get(number or 0)

    def _disclose(self, about: list[Any], further: tuple[str, ...], set_by: SetBy | None) -> Disclosure:
        return Disclosure(
            set_by=set_by,
            supports=tuple(self._support(found) for found in about if not found.stated_value),
            disputes=tuple(
                dispute(self.references[self._keys[found.citation_id]], found.stated_value)
                for found in about
                if found.stated_value
            ),
            further=further,
        )

    def _mark(self, found: Any) -> Mark:
        return self.footnotes.cite(self._keys[found.citation_id])

    def _support(self, found: Any) -> Support:
        source = self.references[self._keys[found.citation_id]]
        return Support(
            name=source.name,
            url=source.page_url,
            language=source.title_language,
            locator=found.locator,
            quotation=found.quotation,
        )
