"""Rules of authors' names."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from citations.lint.findings import Finding, Surroundings
from citations.lint.scripts import script_of, scripts_of_language
from citations.records import AuthorName, SourceRecord
from common.folding import fold_title

# What templates of web sites print where an author should stand.
PLACEHOLDERS = frozenset(
    {
        "автор",
        "author",
        "admin",
        "administrator",
        "администратор",
        "админ",
        "editor",
        "editors",
        "editorial",
        "редактор",
        "редакция",
        "редакциясы",
        "staff",
        "staff writer",
        "staff reporter",
        "newsroom",
        "news desk",
        "webmaster",
        "web editor",
        "online editor",
        "корреспондент",
        "соб корр",
        "собкор",
        "пресс служба",
        "press service",
        "anonymous",
        "аноним",
        "guest",
        "гость",
        "user",
        "пользователь",
        "by",
        "none",
        "null",
        "undefined",
        "unknown",
        "неизвестен",
        "no author",
        "без автора",
        "n a",
        "name",
        "имя",
    }
)

AGENCIES = frozenset(
    {
        "reuters",
        "associated press",
        "ap",
        "afp",
        "agence france presse",
        "dpa",
        "ани",
        "ani",
        "upi",
        "xinhua",
        "tass",
        "тасс",
        "itar tass",
        "итар тасс",
        "интерфакс",
        "interfax",
        "риа новости",
        "ria novosti",
        "казинформ",
        "kazinform",
        "qazinform",
        "казтаг",
        "kaztag",
        "anadolu agency",
        "bloomberg",
        "bbc",
        "bbc news",
        "sputnik",
        "спутник",
        "trend",
        "азертадж",
        "azertac",
        "укринформ",
        "унн",
        "кабар",
        "24 kg",
        "ferghana",
        "фергана",
        "rfe rl",
        "радио азаттык",
    }
)

SHORTEST_IN_CAPITALS = 3  # letters: ЛИ and NG are names


def no_name(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """An author that is no name: a template's word, an address, an agency or the outlet itself."""
    for author in record.authors:
        name = fold_title(author.text)
        if not name or name in PLACEHOLDERS or "@" in author.text or "://" in author.text:
            without = tuple(other for other in record.authors if other is not author)
            yield Finding(
                "author-no-name",
                "authors",
                _("“%s” is what web sites print where no author is known.") % author.text,
                replace(record, authors=without),
            )
        elif name in AGENCIES or name in {fold_title(record.container_title), fold_title(record.publisher)} - {""}:
            yield Finding(
                "author-no-name",
                "authors",
                _("“%s” is an agency or the outlet, not an author. It belongs under publisher or published in.")
                % author.text,
            )


def in_capitals(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """A family or given name in capitals, as in ТОЙКЕН. A name as one word may be an acronym."""
    for place, author in enumerate(record.authors):
        mended = AuthorName(_lowered(author.family), _lowered(author.given), _lowered_literal(author.literal))
        if mended != author:
            authors = (*record.authors[:place], mended, *record.authors[place + 1 :])
            yield Finding(
                "name-in-capitals",
                "authors",
                _("“%s” is written in capitals.") % author.text,
                replace(record, authors=authors),
            )


def in_another_script(record: SourceRecord, around: Surroundings) -> Iterable[Finding]:
    """A name in another script than the work: it was not copied from the source."""
    scripts = scripts_of_language(record.language) or {script_of(record.title)} - {""}
    for author in record.authors:
        script = script_of(author.text)
        if script and scripts and script not in scripts:
            yield Finding(
                "author-script",
                "authors",
                _("“%s” is in another script than the work. Write the name as the source prints it.") % author.text,
            )


def _lowered(name: str) -> str:
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < SHORTEST_IN_CAPITALS or not name.isupper():
        return name
    return "-".join(" ".join(word.capitalize() for word in part.split(" ")) for part in name.split("-"))


def _lowered_literal(name: str) -> str:
    return _lowered(name) if " " in name.strip() and all(len(word) > 1 for word in name.split()) else name
