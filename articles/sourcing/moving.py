"""Make every use of one source a use of another: facts, and marks in prose, in drafts and translations too."""

import re
from typing import Any

from django.db.models import Q

from articles.kinds import kinds
from articles.models import FactCitation, Translation
from articles.prose.passages import NAMED
from articles.prose.syntax import CITE
from citations.models import Citation, FormerKey
from revisions.models import LATEST
from revisions.states import RowKey, State, Values
from revisions.subjects import allowed


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


def may_move_uses(user: Any) -> bool:
    """Whether a user may change every kind of article: uses can stand in any, in drafts too."""
    return all(allowed(user, model, "change") for model in kinds().values())


def amended(state: State) -> State:
    """An older state of an article in which sources that were merged since are those that they were merged into."""
    facts, texts = FactCitation._meta.label_lower, ("lead", "body")
    sources = {values["citation_id"] for (label, _pk), values in state.items() if label == facts}
    kept = _kept(sources)
    named = {key for values in state.values() for text in texts for key in NAMED.findall(values.get(text) or "")}
    moved = dict(FormerKey.objects.filter(key__in=named).values_list("key", "citation__key"))
    if not (kept or moved):
        return state
    new: dict[RowKey, Values] = {}
    for row, values in state.items():
        changed = dict(values)
        if row[0] == facts:
            changed["citation_id"] = kept.get(values["citation_id"], values["citation_id"])
        for text in texts:
            for old, key in moved.items():
                changed |= {text: renamed(changed[text], old, key)} if changed.get(text) else {}
        new[row] = changed
    return new


def _kept(sources: set[int]) -> dict[int, int]:
    """Of sources that are gone, those that were merged into others, with the id of the one that was kept."""
    gone = sources - set(Citation.objects.filter(pk__in=sources).values_list("pk", flat=True))
    if not gone:
        return {}
    keys = dict(Citation.history.model.objects.filter(id__in=gone, **LATEST).values_list("key", "id"))
    return {keys[key]: pk for key, pk in FormerKey.objects.filter(key__in=keys).values_list("key", "citation_id")}


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
