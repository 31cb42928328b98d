"""A dispute writes its own note: "Kazinform gives 3,341,510"."""

import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from citations.references import Reference
from common.dates import format_partial_date, is_date
from common.formatting import format_number

NUMBER = re.compile(r"[1-9][0-9]{4,14}")  # shorter ones may be years, and need no grouping


@dataclass(frozen=True)
class Dispute:
    """A source that says otherwise. `source` is its outlet, or its title where none is known."""

    source: str
    url: str
    language: str
    states: str

    @property
    def note(self) -> str:
        """Plain words: "Kazinform gives 3,341,510"; a clause is quoted as one: "KTK says: there are seven"."""
        return self._sentence() % {"source": self.source, "states": self.states}

    @property
    def html(self) -> SafeString:
        """The note with the source linked."""
        lang = format_html(' lang="{}"', self.language) if self.language else ""
        link = format_html('<a href="{}"{}>{}</a>', self.url, lang, self.source)
        return format_html(
            self._sentence().replace("%(source)s", "{0}").replace("%(states)s", "{1}"), link, self.states
        )

    def _sentence(self) -> str:
        clause = self.states[:1].islower()
        return _("%(source)s says: %(states)s") if clause else _("%(source)s gives %(states)s")


def dispute(source: Reference, states: str) -> Dispute:
    """The dispute of a source with what it states instead; plain dates and numbers are written as the page does."""
    return Dispute(source.outlet, source.page_url, source.title_language, in_words(states))


def in_words(states: str) -> str:
    """A plain date or number as pages write them; anything else as it stands."""
    if is_date(states) and len(states) > 4:
        return format_partial_date(states)
    return format_number(int(states)) if NUMBER.fullmatch(states) else states
