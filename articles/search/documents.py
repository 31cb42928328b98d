"""Articles and sources as documents: what of them can be found, and by which names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Name, Translation
from articles.prose.passages import plain
from citations.models import Citation
from citations.store import authors_of
from revisions.moments import Present

TITLE, NAME, FORMER, SOURCE = range(4)  # ranks of names
SOURCES = "sources"


@dataclass(frozen=True)
class Document:
    """`names` are texts with their rank; `kind` and `name` make its address."""

    kind: str
    object_id: int
    name: str
    title: str
    language: str
    description: str
    names: tuple[tuple[str, int], ...]
    text: str


def article_documents(ids: Iterable[int]) -> Iterator[Document]:
    """The published articles among `ids`. Three queries."""
    articles = list(Article.objects.published().filter(pk__in=list(ids)))
    pks = [article.pk for article in articles]
    names: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in Name.objects.filter(article__in=pks):
        names[row.article_id].append((row.text, FORMER if row.kind == Name.Kind.FORMER else NAME))
    translations: dict[int, list[Translation]] = defaultdict(list)
    for found in Translation.objects.filter(article__in=pks):
        translations[found.article_id].append(found)
    for article in articles:
        written: list[Any] = [article, *translations[article.pk]]
        yield Document(
            kind=article.kind,
            object_id=article.pk,
            name=article.slug,
            title=article.title,
            language=article.language,
            description=article.short_description,
            names=(
                (article.title, TITLE),
                (article.slug.replace("-", " "), NAME),
                *((found.title, NAME) for found in translations[article.pk]),
                *names[article.pk],
            ),
            text="\n".join(plain(f"{row.lead}\n\n{row.body}") for row in written).strip(),
        )


def source_documents(ids: Iterable[int]) -> Iterator[Document]:
    """The sources among `ids`. Two queries."""
    citations = list(Citation.objects.filter(pk__in=list(ids)))
    authors = authors_of(Present(), citations)
    for citation in citations:
        people = [" ".join(filter(None, (who.given, who.family, who.literal))) for who in authors[citation.pk]]
        titles = [citation.title, citation.translated_title]
        yield Document(
            kind=SOURCES,
            object_id=citation.pk,
            name=citation.key,
            title=citation.title,
            language=citation.language,
            description=", ".join(filter(None, (citation.container_title, citation.issued))),
            names=tuple((text, SOURCE) for text in (*titles, citation.key) if text),
            text=" ".join(filter(None, (*people, citation.container_title, citation.publisher))),
        )
