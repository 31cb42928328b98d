"""The reports by name, with their titles and addresses."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TITLES = {
    "uncited": _("Facts without a source"),
    "disputed": _("Facts that sources dispute"),
    "doubts": _("Claims on thin ground"),
    "sole-sources": _("What falls if a source falls"),
    "tagged": _("Tagged passages"),
}


def report_links() -> list[tuple[str, Any]]:
    """Address and title of each report."""
    return [(reverse("admin:articles_report", args=[name]), title) for name, title in TITLES.items()]
