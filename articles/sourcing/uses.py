"""Where articles use a source: facts that it supports or disputes, and the sentences of prose that cite it."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.kinds import kinds
from articles.models import Article, FactCitation, Translation
from articles.prose.passages import HEADING, NAMED, heading_words, plain
from articles.prose.syntax import CITE
from articles.public import fetch_published, still_published
from articles.sourcing.words import field_words, model_of_type, named_by, row_words
from citations.uses import Use
from common.fields import field_of
from common.formatting import capitalise
from revisions.moments import Moment

LOOK_BACK = 600  # characters: the sentence before a mark, and an end to the work on a long paragraph
LINE_START = re.compile(r"^(?:\s*(?:[>\-+:]|\d+[.)])\s)+|^:\s*")
MARKUP = re.compile(r"\[\[[^\[\]|]+\|([^\[\]]+)\]\]|\[\[([^\[\]]+)\]\]|\[[@^][^\[\]]*\]|\{[^{}]*\}|[*#\[\]]")


def article_uses(moment: Moment, citation_id: int, key: str) -> Iterable[Use]:
    """Uses in published articles: three queries, one for each kind and one for each sort of row, however many."""
    facts = moment.fetch(FactCitation, citation_id=citation_id)
    cited = Q(lead__contains=f"@{key}") | Q(body__contains=f"@{key}")
    translations = moment.fetch(Translation, cited)
    parts = _parts_of(moment, facts)
    ids = {fact.article_id for fact in facts} | {row.article_id for row in translations}
    for fact in facts:
        part = parts.get((fact.row_type_id, fact.row_id))
        ids |= named_by(part, fact.field) if part else set()
    rows = {row.id: row for model in kinds().values() for row in _public(moment, model, Q(id__in=ids) | cited)}
    titles = {pk: row.title for pk, row in rows.items()}
    for fact in facts:
        article, part = rows.get(fact.article_id), parts.get((fact.row_type_id, fact.row_id))
        if article is not None:
            place, words = _of_row(fact, part, titles) if part else _of_article(fact, article, titles)
            yield Use(article.title, _address(article), place, words, fact.locator, fact.stated_value, is_fact=True)
    texts = [(article, article) for article in rows.values()]
    texts += [(rows[row.article_id], row) for row in translations if row.article_id in rows]
    for article, prose in texts:
        for section, sentence in _sentences(f"{prose.lead}\n\n{prose.body}", key):
            yield Use(article.title, _address(article), section, f"“{Truncator(sentence).chars(160)}”")


def used_by_articles() -> Iterable[str]:
    """The keys of all sources that a fact or a text names, in drafts too. Three queries."""
    yield from FactCitation.objects.order_by().values_list("citation__key", flat=True).distinct()
    for model in (Article, Translation):
        for texts in model.objects.filter(Q(lead__contains="[@") | Q(body__contains="[@")).values_list("lead", "body"):
            yield from (key for cites in CITE.findall("\n".join(texts)) for key in NAMED.findall(cites))


def _public(moment: Moment, model: Any, condition: Q) -> list[Any]:
    """Articles that are public at the moment, and now."""
    rows = fetch_published(moment, model, condition)
    still = still_published(moment, model, [row.id for row in rows])
    return [row for row in rows if row.id in still and row.slug]


def _address(article: Any) -> str:
    return reverse(f"{article.kind}:article", args=[article.slug])


def _parts_of(moment: Moment, facts: Iterable[Any]) -> dict[tuple[int, int], Any]:
    """The rows that facts are about, by content type and id."""
    by_type: dict[int, set[int]] = {}
    for fact in facts:
        if fact.row_type_id is not None:
            by_type.setdefault(fact.row_type_id, set()).add(fact.row_id)
    return {
        (kind, row.id): row for kind, ids in by_type.items() for row in moment.fetch(model_of_type(kind), id__in=ids)
    }


def _of_article(fact: Any, article: Any, titles: dict[int, str]) -> tuple[str, str]:
    """An article's own fact in words: "Registered", "28 November 2022"."""
    if not fact.field:
        return _("the article"), ""
    column = field_of(kinds()[article.kind], fact.field)
    return capitalise(str(column.verbose_name)), field_words(article, fact.field, titles)


def _of_row(fact: Any, part: Any, titles: dict[int, str]) -> tuple[str, str]:
    """A row in words: "Result: votes", "Auyl: 693,938"."""
    model = model_of_type(fact.row_type_id)
    name, words = capitalise(str(model._meta.verbose_name)), row_words(part, titles)
    if not fact.field:
        return name, words
    place = f"{name}: {field_of(model, fact.field).verbose_name}"
    return place, f"{words}: {field_words(part, fact.field, titles)}"


def _sentences(text: str, key: str) -> Iterable[tuple[str, str]]:
    """The section of each mark of the source, and the words before it, back to the end of the sentence before."""
    headings = list(HEADING.finditer(text))
    for match in re.finditer(rf"\[@[^\[\]\n]*(?<=@){re.escape(key)}(?![\w.-])[^\[\]\n]*\]", text):
        before = text[max(0, match.start() - LOOK_BACK) : match.start()].rsplit("\n", 1)[-1]
        words = LINE_START.sub("", MARKUP.sub(lambda found: found[1] or found[2] or "", before)).strip()
        ends = [end.end() for end in re.finditer(r"[.!?]\s+", words)]
        sentence = words[ends[-1] :] if ends else words
        if not sentence:  # a mark at the start of a line stands for the one before
            sentence = plain(text[max(0, match.start() - LOOK_BACK) : match.start()].rstrip().rsplit("\n", 1)[-1])
        if sentence:
            above = [heading for heading in headings if heading.end() <= match.start()]
            yield heading_words(above[-1]) if above else "", sentence
