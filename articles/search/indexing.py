"""Keep documents like what is published: written anew in the transaction of the revision that changes them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from articles.kinds import kinds
from articles.models import Article
from articles.models.search import SearchDocument, SearchName, SearchSpelling, SearchWord
from articles.search import byte_order, prose
from articles.search.documents import SOURCES, Document, article_documents, source_documents
from citations.models import Citation
from common.folding import LONGEST, errors, fold, fold_words

BATCH = 500

Build = Callable[[Iterable[int]], Iterator[Document]]


def follow(changes: Iterable[Any]) -> None:
    """Bring the documents of the roots that a revision edited up to date. `changes` are revisions' Changes."""
    edited: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if change.own and change.content_type_id and change.object_id:
            edited[change.content_type.model].add(change.object_id)
    if edited["article"]:
        index(tuple(kinds()), sorted(edited["article"]), article_documents)
    if edited["citation"]:
        index((SOURCES,), sorted(edited["citation"]), source_documents)


def prepare(**_sent: Any) -> None:
    """After migrations: make the full text's table, and write documents where articles have none yet."""
    if SearchDocument._meta.db_table not in connection.introspection.table_names():
        return
    prose.create()
    byte_order.ensure()
    if not SearchDocument.objects.exists() and Article.objects.exists():
        rebuild()


def rebuild(progress: Callable[[Sequence[Any]], Iterable[Any]] = iter) -> None:
    """Write every document anew."""
    articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    sources = list(Citation.objects.order_by("pk").values_list("pk", flat=True))
    prose.delete(list(SearchDocument.objects.values_list("pk", flat=True)))
    SearchDocument.objects.all().delete()
    SearchSpelling.objects.all().delete()
    batches = [(tuple(kinds()), articles[at : at + BATCH], article_documents) for at in range(0, len(articles), BATCH)]
    batches += [((SOURCES,), sources[at : at + BATCH], source_documents) for at in range(0, len(sources), BATCH)]
    for batch in progress(batches):
        index(*batch)


def index(of: Sequence[str], ids: Sequence[int], build: Build) -> None:
    """Write the documents of these ids of the kinds `of` anew; those that are not public any more go."""
    old = list(SearchDocument.objects.filter(kind__in=of, object_id__in=ids).values_list("pk", flat=True))
    prose.delete(old)
    SearchDocument.objects.filter(pk__in=old).delete()
    found = list(build(ids))
    rows = SearchDocument.objects.bulk_create(
        SearchDocument(
            kind=one.kind,
            object_id=one.object_id,
            name=one.name,
            title=one.title[:500],
            language=one.language,
            description=one.description[:200],
            text=one.text,
        )
        for one in found
    )
    names: list[SearchName] = []
    words: list[SearchWord] = []
    spellings: set[tuple[str, str]] = set()
    for row, one in zip(rows, found, strict=True):
        names += _names(row, one)
        for word, rank in _words(one).items():
            words.append(SearchWord(document=row, word=word, rank=rank))
            spellings.update((error, word) for error in errors(word))
    SearchName.objects.bulk_create(names, batch_size=BATCH)
    SearchWord.objects.bulk_create(words, batch_size=BATCH)
    SearchSpelling.objects.bulk_create(
        (SearchSpelling(error=error, word=word) for error, word in sorted(spellings)),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    prose.replace((row.pk, fold(one.text)) for row, one in zip(rows, found, strict=True) if one.text)


def _names(row: SearchDocument, one: Document) -> Iterator[SearchName]:
    ranks: dict[tuple[str, str], int] = {}
    for text, rank in one.names:
        folded = "".join(fold_words(text))[:200]
        if folded:
            key = (folded, text[:500])
            ranks[key] = min(rank, ranks.get(key, rank))
    for (folded, text), rank in ranks.items():
        yield SearchName(document=row, text=text, folded=folded, rank=rank)


def _words(one: Document) -> dict[str, int]:
    """The words of names with the best rank of a name that has them; pairs and whole names without spaces too."""
    ranks: dict[str, int] = {}
    for text, rank in one.names:
        words = fold_words(text)
        whole = "".join(words)
        pairs = [one + other for one, other in pairwise(words)]  # somebody leaves out the space
        for word in (*words, *(joined for joined in (*pairs, whole) if len(words) > 1 and len(joined) <= LONGEST)):
            ranks[word] = min(rank, ranks.get(word, rank))
    return ranks
