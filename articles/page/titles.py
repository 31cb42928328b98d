"""What articles are called in the reader's language: the title of a translation, else a name in that language."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from articles.models import Article, Name, Translation
from articles.page.facts import Link
from articles.public import published_at
from common.collation import sort_key
from revisions.moments import Moment

# Names that can stand for a title, the plainest first. Former, abbreviated and romanized names do not.
KINDS = (Name.Kind.COMMON, Name.Kind.SHORT, Name.Kind.NATIVE, Name.Kind.OFFICIAL)


@dataclass(frozen=True)
class Title:
    """`description` is a few words in the same language, "" where there are none."""

    text: str
    language: str
    description: str = ""


def speaks(tag: str, language: str) -> bool:
    """Whether a language tag is of the interface's language: kk-Cyrl is of kk."""
    return tag.split("-")[0] == language


def choose(language: str, translations: Iterable[Any], names: Iterable[Any]) -> Title | None:
    """An article's title in a language, of its translations and names; None where it has neither.

    A name must be in the script that the language is usually written in, and not be over.
    """
    for row in translations:
        if speaks(row.language, language):
            return Title(row.title, row.language, row.short_description)
    fit = [
        name
        for name in names
        if name.language in (language, f"{language}-Cyrl")
        and name.kind in KINDS
        and not name.former
        and not name.end_date
    ]
    if not fit:
        return None
    best = min(fit, key=lambda name: KINDS.index(name.kind))
    return Title(best.text, best.language)


def titles_in(language: str, moment: Moment, ids: Collection[int] | None) -> dict[int, Title]:
    """Titles in a language of those articles among `ids` (None: of all) that have one: two queries, none for no ids."""
    if ids is not None and not ids:
        return {}
    spoken = Q(language=language) | Q(language__startswith=f"{language}-")
    translations: dict[int, list[Any]] = defaultdict(list)
    names: dict[int, list[Any]] = defaultdict(list)
    # Only the columns that are shown: the prose of all named articles is long.
    for row in _shown(moment, Translation, spoken, ids).only("article_id", "language", "title", "short_description"):
        translations[row.article_id].append(row)
    for row in _shown(moment, Name, spoken, ids).filter(kind__in=KINDS):
        names[row.article_id].append(row)
    found = {pk: choose(language, translations[pk], names[pk]) for pk in {*translations, *names}}
    return {pk: title for pk, title in found.items() if title is not None}


def _shown(moment: Moment, model: type[Any], spoken: Q, ids: Collection[int] | None) -> Any:
    rows = moment.rows(model, spoken) if ids is None else moment.rows(model, spoken, article_id__in=ids)
    return rows if moment.number is None else rows.filter(hidden=False)


def linked(moment: Moment, model: type[Article], ids: Collection[int]) -> dict[int, Link]:
    """Links to those articles of a kind among `ids` that are public, by id, in the order of the reader's alphabet."""
    language = get_language() or "en"
    rows = list(published_at(moment, model, id__in=ids).values("id", "slug", "title", "language"))
    titles = titles_in(language, moment, [row["id"] for row in rows if not speaks(row["language"], language)])
    found = {}
    for row in rows:
        title = titles.get(row["id"]) or Title(row["title"], row["language"])
        url = reverse(f"{model.kind_name}:article", args=[row["slug"]])
        found[row["id"]] = Link(title.text, url, "" if speaks(title.language, language) else title.language)
    return dict(sorted(found.items(), key=lambda item: sort_key(item[1].text, language)))
