"""Make every use of one source a use of another: facts, and marks in prose, in drafts and translations too."""

import re
from typing import Any

from django.db.models import Q

from articles.kinds import kinds
from articles.models import FactCitation, Translation
from articles.prose.syntax import CITE
from citations.models import Citation


def move_uses(source: Citation, target: Citation) -> None:
    """Call inside `recording()`. Where a fact has both sources already, what each says of it becomes one."""
    for fact in FactCitation.objects.filter(citation=source):
        twin = _twin(fact, target)
        if twin is None:
            fact.citation = target
            fact.save()
            continue
        twin.locator, twin.quotation = twin.locator or fact.locator, twin.quotation or fact.quotation
        twin.printed = twin.printed or fact.printed
        fact.delete()
        twin.save()
    cited = Q(lead__contains=f"@{source.key}") | Q(body__contains=f"@{source.key}")
    models: list[Any] = [*kinds().values(), Translation]
    for model in models:
        for row in model.objects.filter(cited):
            row.lead, row.body = (renamed(text, source.key, target.key) for text in (row.lead, row.body))
            row.save()


def renamed(text: str, old: str, new: str) -> str:
    """Prose with the marks of source `old` as marks of `new`; what then stands twice in one place stands once."""
    key = re.compile(rf"(?<=@){re.escape(old)}(?![a-z0-9]|[-_.][a-z0-9])")
    touched = CITE.sub(lambda mark: _once(key.sub(new, mark[0])) if key.search(mark[0]) else mark[0], text)
    return re.sub(rf"(\[@{re.escape(new)}\])\1+", r"\1", touched) if touched != text else text


def _once(mark: str) -> str:
    """`[@a; @b; @a]` as `[@a; @b]`."""
    items = [item.strip(" ") for item in re.split(r"(?<!\\);", mark[1:-1])]
    return f"[{'; '.join(dict.fromkeys(items))}]"


def _twin(fact: FactCitation, target: Citation) -> FactCitation | None:
    """What the target says of the same fact, if it does not contradict: a place or a quotation may be missing."""
    about = {"article_id": fact.article_id, "row_type_id": fact.row_type_id, "row_id": fact.row_id}
    for other in FactCitation.objects.filter(**about, field=fact.field, citation=target):
        same = [(other.stated_value, fact.stated_value)]
        same += [(a, b) for a, b in ((other.locator, fact.locator), (other.quotation, fact.quotation)) if a and b]
        if all(one == another for one, another in same):
            return other
    return None
