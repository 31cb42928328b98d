"""Names that go on as somebody types, the title's own spelling first."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models.search import SearchDocument, SearchName
from articles.search.documents import SOURCES
from articles.search.finding import LONGEST, documents, find
from articles.search.folding import fold_words

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
    return [
        Suggestion(one.title, "" if text == one.title else text, one.description, url_of(one))
        for one, text in list(texts.values())[:SUGGESTED]
    ]


def url_of(document: SearchDocument) -> str:
    if document.kind == SOURCES:
        return reverse("sources:citation", args=[document.name])
    return reverse(f"{document.kind}:article", args=[document.name])
