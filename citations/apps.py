from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CitationsConfig(AppConfig):
    name = "citations"
    verbose_name = _("Sources")

    def ready(self) -> None:
        from citations.models import Citation
        from revisions.registry import Root, register_root

        register_root(
            Root(
                model=Citation,
                label=lambda row: row.title,
                address=lambda row: reverse("sources:citation", args=[row.key]),
                public=lambda row: True,
                list_keys=lambda row: ("sources",),
                field_order=tuple(field.name for field in Citation._meta.concrete_fields),
            )
        )
