from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# The record as its form shows it.
ORDER = (
    "key",
    "type",
    "title",
    "language",
    "translated_title",
    "title_supplied",
    "container_title",
    "publisher",
    "publisher_place",
    "volume",
    "issue",
    "page",
    "issued",
    "accessed",
    "url",
    "url_state",
    "archive_url",
    "archived",
    "original",
    "doi",
    "isbn",
    "issn",
)


class CitationsConfig(AppConfig):
    name = "citations"
    verbose_name = _("Sources")

    def ready(self) -> None:
        from citations.models import Author, Citation, FormerKey
        from revisions.registry import Heading, Root, register_root

        register_root(
            Root(
                model=Citation,
                label=lambda row: row.title,
                address=lambda row: reverse("sources:citation", args=[row.key]),
                public=lambda row: True,
                published=lambda rows: rows,
                language=lambda row: row.language,
                name_field="key",
                namespace=lambda row: "sources",
                kinds=lambda: [("sources", Citation._meta.verbose_name)],
                mention=lambda row: f"[@{row.key}]",
                list_keys=lambda row: ("sources",),
                page_order=lambda model: (Heading(_("Record")), *ORDER, Author, "note", FormerKey),
            )
        )
