"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from articles.feeds import NewArticlesFeed
from articles.media import picture
from articles.models import Image
from articles.sitemaps import KindSitemap
from articles.urls import article_urls, index_file_urls
from baytaq_site import views
from baytaq_site.api import api
from citations.sitemaps import SourceSitemap
from elections.models import Assembly, Election
from parties.models import Event, Party, Person
from revisions.urls import history_urls

KINDS = (Party, Person, Event, Election, Assembly)
SITEMAPS = {**{model.path: KindSitemap(model) for model in KINDS}, "sources": SourceSitemap()}

handler404 = "baytaq_site.views.page_not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-of"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-of"),
    # A door of the site's own: a front server that served the folder would show what was hidden and deleted.
    re_path(
        r"^media/(?P<path>images/[0-9a-f]{2}/[0-9a-f]{64}\.(?:png|jpg|webp|gif))$",
        picture,
        name="media",
    ),
]

# English has the plain addresses; other interface languages take a prefix: /kk/…, /ru/…
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("new.atom", require_safe(NewArticlesFeed()), name="new_articles"),
    path("shortcuts/", views.shortcuts, name="shortcuts"),
    path("admin/", admin.site.urls),
    path("", include("revisions.urls")),
    path("", include("articles.search.urls")),
    path("sources/", include("citations.urls")),
    path("", include("elections.urls")),
    path("images/", include((history_urls(Image, "slug:name"), "images"))),
    *(path(f"{model.path}/", include(article_urls(model))) for model in KINDS),
    *(pattern for model in KINDS for pattern in index_file_urls(model)),
    prefix_default_language=False,
)
