"""How to cite an article at a revision: its permanent address, the day of that revision, and today."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from citations.records import AuthorName, SourceRecord
from citations.styles import Cited, cited


@dataclass(frozen=True)
class CitePage:
    title: str
    url: str
    number: int
    cited: tuple[Cited, ...]


def cite_page(row: Any, number: int, saved_at: datetime.datetime, permanent: str) -> CitePage:
    """`row` is the article at the revision, `permanent` the absolute address of its page of then."""
    record = SourceRecord(
        key=f"{row.slug}-{number}",
        type="webpage",
        title=row.title,
        language=row.language,
        container_title=settings.SITE_NAME,
        issued=saved_at.date().isoformat(),
        accessed=timezone.now().date().isoformat(),
        url=permanent,
        authors=(AuthorName(literal=_("Authors of %s") % settings.SITE_NAME),),
    )
    return CitePage(row.title, permanent, number, cited(record, str(number), get_language() or "en"))
