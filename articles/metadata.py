"""What a page says of itself to reference managers: Highwire Press and Dublin Core tags of its head."""

from typing import Any

from django.conf import settings

from articles.pages import LastEdit

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"


def metadata(title: str, language: str, description: str, edit: LastEdit | None) -> tuple[tuple[str, str], ...]:
    """Names and contents; what is unknown is not there. The address is the template's to add: it has a host."""
    day = edit.time.datetime[:10] if edit else ""
    pairs: list[tuple[str, Any]] = [
        ("citation_title", title),
        ("citation_publisher", settings.SITE_NAME),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", language),
        ("dc.title", title),
        ("dc.description", description),
        ("dc.publisher", settings.SITE_NAME),
        ("dc.date", day),
        ("dc.language", language),
        ("dc.type", "Text"),
        ("dc.rights", LICENCE),
    ]
    return tuple((name, value) for name, value in pairs if value)
