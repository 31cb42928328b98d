"""Where articles use a source: facts that it supports or disputes, and the sentences of prose that cite it."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.formatting import capitalise
from articles.kinds import kinds
from articles.models import Article, FactCitation, Status, Translation
from articles.prose.syntax import CITE
from citations.grammar import KEY
from citations.uses import Use
from revisions.moments import Moment

NAMED = re.compile(rf"@({KEY})")
LOOK_BACK = 600  # characters: the sentence before a mark, and an end to the work on a long paragraph
LINE_START = re.compile(r"^(?:\s*(?:[>\-+:]|\d+[.)])\s)+|^:\s*")
MARKUP = re.compile(r"\[\[[^\[\]|]+\|([^\[\]]+)\]\]|\[\[([^\[\]]+)\]\]|\[[@^][^\[\]]*\]|\{[^{}]*\}|[*#\[\]]")


def article_uses(moment: Moment, citation_id: int, key: str) -> Iterable[Use]:
    """Uses in published articles: three queries and one for each kind, however many there are."""
    facts = moment.fetch(FactCitation, citation_id=citation_id)
    cited = Q(lead__contains=f"@{key}") | Q(body__contains=f"@{key}")
    translations = moment.fetch(Translation, cited)
    ids = {fact.article_id for fact in facts} | {row.article_id for row in translations}
    rows = [row for model in kinds().values() for row in _public(moment, model, Q(id__in=ids) | cited)]
    by_id = {row.id: row for row in rows}
    for fact in facts:
        article = by_id.get(fact.article_id)
        if article is not None:
            yield Use(article.title, _address(article), _place(fact, article), fact.locator, fact.stated_value)
    texts = [(article, article) for article in rows]
    texts += [(by_id[row.article_id], row) for row in translations if row.article_id in by_id]
    for article, prose in texts:
        for sentence in _sentences(f"{prose.lead}\n\n{prose.body}", key):
            yield Use(article.title, _address(article), f"“{Truncator(sentence).chars(160)}”")


def used_by_articles() -> Iterable[str]:
    """The keys of all sources that a fact or a text names, in drafts too. Three queries."""
    yield from FactCitation.objects.order_by().values_list("citation__key", flat=True).distinct()
    for model in (Article, Translation):
        for texts in model.objects.filter(Q(lead__contains="[@") | Q(body__contains="[@")).values_list("lead", "body"):
            yield from (key for cites in CITE.findall("\n".join(texts)) for key in NAMED.findall(cites))


def _public(moment: Moment, model: Any, condition: Q) -> list[Any]:
    """Articles that are public at the moment, and now."""
    rows = moment.fetch(model, condition, status=Status.PUBLISHED)
    still = moment.still_public(model, [row.id for row in rows], status=Status.PUBLISHED)
    return [row for row in rows if row.id in still and row.slug]


def _address(article: Any) -> str:
    return reverse(f"{article.kind}:article", args=[article.slug])


def _place(fact: Any, article: Any) -> str:
    """The fact in words: "Registered", "Result: votes"."""
    if fact.row_type_id is None:
        model: Any = kinds()[article.kind]
        return capitalise(str(model._meta.get_field(fact.field).verbose_name)) if fact.field else _("the article")
    part: Any = ContentType.objects.get_for_id(fact.row_type_id).model_class()
    name = capitalise(str(part._meta.verbose_name))
    return f"{name}: {part._meta.get_field(fact.field).verbose_name}" if fact.field else name


def _sentences(text: str, key: str) -> Iterable[str]:
    """The words before each mark of the source, back to the end of the sentence before, without markup."""
    for match in re.finditer(rf"\[@[^\[\]\n]*(?<=@){re.escape(key)}(?![\w.-])[^\[\]\n]*\]", text):
        before = text[max(0, match.start() - LOOK_BACK) : match.start()].rsplit("\n", 1)[-1]
        plain = LINE_START.sub("", MARKUP.sub(lambda found: found[1] or found[2] or "", before)).strip()
        ends = [end.end() for end in re.finditer(r"[.!?]\s+", plain)]
        sentence = plain[ends[-1] :] if ends else plain
        if sentence:
            yield sentence
