"""The order in which an article's page, its form and its comparisons show what an article has."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.admin.inlines import inlines_of
from articles.models import Article, FactCitation, FactNote, Redirect
from revisions.registry import Heading

Item = Heading | str | type[Model]

HEAD = ("title", "slug", "status", "country", "language", "short_description")
PICTURE = ("image", "image_caption")
TEXT = ("lead", "body")
LAST = (FactCitation, FactNote, Redirect)


def page_order(model: Any) -> tuple[Item, ...]:
    """Columns of the kind and models of its parts: head, infobox, parts, picture, text, further parts, sources."""
    form = admin.site._registry.get(model)
    rows = getattr(form, "kind_fields", ())
    own = [name for row in rows for name in (row if isinstance(row, tuple) else (row,))]
    parts = [inline.model for inline in inlines_of(model.kind_name) if inline.can_delete]  # others are shown only
    names, rest = parts[:1], parts[1:]
    early = [part for part in rest if part._meta.app_label != Article._meta.app_label]
    late = [part for part in rest if part not in early]
    return (
        Heading(_("Head")),
        *HEAD,
        *names,
        Heading(_("Infobox")),
        *own,
        *early,
        Heading(_("Picture and text")),
        *PICTURE,
        *TEXT,
        *late,
        *LAST,
    )
