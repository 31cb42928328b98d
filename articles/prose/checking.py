"""What is wrong with a text, said so that its editor can mend it. Used by forms, load and commands."""

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.prose.syntax import CITE, DEFINITION, NOTE, WIKI_LINK, parse
from citations.models import Citation
from citations.store import unknown_key

ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MARKERS = {
    re.compile(r"\[[-!]?@"): "[@key]",
    re.compile(r"\[\["): "[[address|words]]",
    re.compile(r"\[\^"): "[^a]",
    re.compile(r"\]\{[^}\n]*$", re.MULTILINE): "[words]{lang=kk-Cyrl}",
}


def check_prose(lead: str, body: str) -> None:
    """Raise ValidationError keyed `lead` or `body` for broken markers, unknown sources, stray notes.

    A link may lead to an article that is still to be written: it is wanted then, and a report lists it.
    """
    parsed = dict(zip(("lead", "body"), parse(lead, body), strict=True))
    keys = frozenset().union(*(prose.keys for prose in parsed.values()))
    known_keys = set(Citation.objects.filter(key__in=keys).values_list("key", flat=True))
    defined = {name for prose in parsed.values() for name in prose.notes}
    marked = {name for prose in parsed.values() for name in prose.note_marks}
    written = [match[1] for match in DEFINITION.finditer(f"{lead}\n\n{body}")]
    twice = {note for note in written if written.count(note) > 1}
    errors: dict[str, list[str]] = {}
    for name, prose in parsed.items():
        found = [*prose.faults, *_unclosed(lead if name == "lead" else body)]
        found += [unknown_key(key) for key in _missing(prose.keys, known_keys)]
        found += [
            _("“%s” can be no address. An address has lower-case Latin letters, digits and hyphens.") % slug
            for slug in sorted(prose.slugs)
            if not ADDRESS.fullmatch(slug)
        ]
        found += [
            _("The note [^%(name)s] is not written. Add a line “[^%(name)s]: …”.") % {"name": mark}
            for mark in _missing(prose.note_marks, defined)
        ]
        found += [
            _("The note [^%s] has no mark in the text. Place its mark, or delete the line.") % note
            for note in _missing(prose.notes, marked)
        ]
        found += [_("The note [^%s] is written twice. Keep one.") % note for note in twice & set(prose.notes)]
        if name == "lead" and any(block.heading for block in prose.blocks):
            found.append(_("A lead has no headings. Put the sections into the text below."))
        if found:
            errors[name] = found
    if errors:
        raise ValidationError(errors)


def _missing(named: Collection[str], known: Collection[str]) -> list[str]:
    return sorted(set(named) - set(known))


def _unclosed(text: str) -> list[str]:
    """Markers that were begun and not finished, or that prose does not have: they would be printed as typed."""
    for whole in (DEFINITION, CITE, WIKI_LINK, NOTE):
        text = whole.sub(" ", text)
    found = []
    for opening, example in MARKERS.items():
        match = opening.search(text)
        if match is not None:
            line = text[match.start() :].split("\n")[0]
            said = _("“%(excerpt)s” is no marker of prose. Write %(example)s.")
            if "]" not in line.lstrip("]"):
                said = _("“%(excerpt)s” is not closed. Write %(example)s.")
            found.append(said % {"excerpt": line[:30], "example": example})
    return found
