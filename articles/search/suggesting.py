"""Names that go on as somebody types, the title's own spelling first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from articles.models.search import SearchDocument, SearchName
from articles.page.titles import Title, speaks, titles_in
from articles.search.documents import SOURCES
from articles.search.finding import LONGEST, documents, find
from common.folding import fold_words
from revisions.moments import Present

SUGGESTED = 8


@dataclass(frozen=True)
class Suggestion:
    """`text` is the name that goes on as typed, where that is not the title."""

    title: str
    text: str
    description: str
    url: str


def suggest(typed: str) -> list[Suggestion]:
    """At most eight articles whose name begins as typed; where there are none, what a search would find first."""
    folded = "".join(fold_words(typed[:LONGEST]))
    if not folded:
        return []
    begins = (
        SearchName.objects.filter(folded__gte=folded, folded__lt=folded + "\x7f")
        .exclude(document__kind=SOURCES)
        .order_by("rank", "folded", "document_id", "pk")
        .select_related("document")
    )
    texts: dict[int, tuple[SearchDocument, str]] = {}
    for name in begins[: 4 * SUGGESTED]:
        texts.setdefault(name.document_id, (name.document, name.text))
    if not texts:
        found = documents(find(typed).ordered()[: 2 * SUGGESTED])
        texts = {one.pk: (one, one.title) for one in found if one.kind != SOURCES}
    shown = list(texts.values())[:SUGGESTED]
    titles = document_titles([one for one, _text in shown])
    return [_suggestion(one, text, titles.get(one.pk)) for one, text in shown]


def _suggestion(one: SearchDocument, text: str, title: Title | None) -> Suggestion:
    name = title.text if title else one.title
    return Suggestion(
        name, "" if text == name else text, (title.description if title else "") or one.description, url_of(one)
    )


def document_titles(found: Sequence[SearchDocument]) -> dict[int, Title]:
    """What the articles among documents are called in the reader's language, by the document's id."""
    language = get_language() or "en"
    articles = {one.object_id: one.pk for one in found if one.kind != SOURCES and not speaks(one.language, language)}
    return {articles[pk]: title for pk, title in titles_in(language, Present(), list(articles)).items()}


def url_of(document: SearchDocument) -> str:
    if document.kind == SOURCES:
        return reverse("sources:citation", args=[document.name])
    return reverse(f"{document.kind}:article", args=[document.name])
