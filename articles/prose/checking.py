"""What is wrong with a text, said so that its editor can mend it. Used by forms, load and commands."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article
from articles.prose.syntax import CITE, parse
from citations.models import Citation


def check_prose(lead: str, body: str, own_slug: str = "") -> None:
    """Raise ValidationError keyed `lead` or `body` for broken markers, unknown sources, dead links, stray notes."""
    parsed = dict(zip(("lead", "body"), parse(lead, body), strict=True))
    keys = frozenset().union(*(prose.keys for prose in parsed.values()))
    slugs = frozenset().union(*(prose.slugs for prose in parsed.values())) - {own_slug}
    known_keys = set(Citation.objects.filter(key__in=keys).values_list("key", flat=True))
    known_slugs = set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    defined = {name for prose in parsed.values() for name in prose.notes}
    marked = {name for prose in parsed.values() for name in prose.note_marks}
    errors: dict[str, list[str]] = {}
    for name, prose in parsed.items():
        found = [*prose.faults, *_unclosed(lead if name == "lead" else body)]
        found += [_("No source has the key “%s”. Correct it, or enter the source first.") % key
                  for key in _missing(prose.keys, known_keys)]  # fmt: skip
        found += [_("No article has the address “%s”. Correct the link, or write the words without it.") % slug
                  for slug in _missing(prose.slugs - {own_slug}, known_slugs)]  # fmt: skip
        found += [_("The note [^%(name)s] is not written. Add a line “[^%(name)s]: …”.") % {"name": mark}
                  for mark in _missing(prose.note_marks, defined)]  # fmt: skip
        found += [_("The note [^%s] has no mark in the text. Place its mark, or delete the line.") % note
                  for note in _missing(prose.notes, marked)]  # fmt: skip
        if found:
            errors[name] = found
    if errors:
        raise ValidationError(errors)


def _missing(named: Collection[str], known: Collection[str]) -> list[str]:
    return sorted(set(named) - set(known))


def _unclosed(text: str) -> list[str]:
    """Markers that were begun and not finished: `[@key` without its bracket, `[[slug` without its two."""
    rest = CITE.sub("", text)
    found = []
    for opening, example in (("[@", "[@key]"), ("[[", "[[address|words]]")):
        start = rest.find(opening)
        if start >= 0 and (opening == "[@" or rest.count("[[") != rest.count("]]")):
            excerpt = rest[start : start + 30].split("\n")[0]
            found.append(
                _("“%(excerpt)s” is not closed. Write %(example)s.") % {"excerpt": excerpt, "example": example}
            )
    return found
