from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import checks  # noqa: F401  system checks register on import, as Django asks
        from articles.admin.page_order import page_order
        from articles.kinds import kinds
        from articles.links import following
        from articles.models import Article, Image
        from articles.page import shared  # noqa: F401  supplies the pieces of all kinds
        from articles.public import is_public
        from articles.search import indexing
        from articles.sourcing.moving import amended, may_move_uses, move_uses
        from articles.sourcing.uses import article_uses, used_by_articles
        from citations.uses import SourceUser, Tool, register_source_user
        from revisions.registry import Root, register_root

        autodiscover_modules("pages.order", "lists")  # of every room: orders and pieces of pages, plans of lists
        for derived in (indexing, following):
            post_migrate.connect(derived.prepare, sender=self)
        register_source_user(
            SourceUser(
                article_uses,
                used_by_articles,
                move_uses,
                may_move_uses,
                tools=(
                    Tool(_("Use it for …"), lambda key: reverse("admin:articles_use_source", args=[key])),
                    Tool(_("What falls with it"), lambda key: reverse("admin:articles_falls", args=[key])),
                ),
            )
        )
        register_root(
            Root(
                model=Article,
                label=lambda row: row.title,
                address=lambda row: reverse(f"{row.kind}:article", args=[row.slug]),
                public=is_public,
                published=lambda rows: rows.published(),
                language=lambda row: row.language,
                name_field="slug",
                namespace=lambda row: row.kind,
                kinds=lambda: [(kind, model._meta.verbose_name) for kind, model in kinds().items()],
                list_keys=lambda row: (row.kind, f"{row.kind}:{row.country}"),  # /parties/, and the navbox of KZ
                page_order=page_order,
                amend=amended,
                followers=(indexing.follow, following.follow),
            )
        )
        register_root(
            Root(
                model=Image,
                label=lambda row: row.name,
                address=lambda row: "",
                public=lambda row: True,
                published=lambda rows: rows,
                name_field="name",
                namespace=lambda row: "images",
                kinds=lambda: [("images", Image._meta.verbose_name)],
            )
        )
