"""Reading articles: one view for a page, one for the list of a kind, one for the past. All serve every kind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles.api.routes import record
from articles.around import build_around
from articles.kinds import kinds
from articles.links.backlinks import backlinks
from articles.page.build import build_page, page_of
from articles.page.cite import cite_page
from articles.page.linked_data import as_script, linked_data
from articles.public import FormerAddresses
from citations.exporting import exported
from citations.store import records_of
from common.http import number_or_404, site_url
from revisions.log.banners import Banner
from revisions.moments import AsOf, Present, head
from revisions.views.past import PastView
from revisions.views.subject import existing

DIGEST_ROWS = 4


class ArticleView(FormerAddresses):
    """The article's page; 404 for drafts as for nothing."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        moment = Present()
        page = build_page(moment, self.model, slug, request.GET.dict())
        if page is None:
            raise Http404
        around = build_around(moment, self.model, slug)
        data = as_script(page, site_url(request))
        context = {"page": page, "banner": None, "around": around, "linked_data": data}
        return render(request, "articles/article.html", context)


class DigestView(FormerAddresses):
    """A few lines of the article, for the card that a link to it shows: a fragment, no page."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = build_page(Present(), self.model, slug)
        if page is None:
            raise Http404
        response = render(request, "articles/digest.html", {"page": page, "rows": page.infobox[:DIGEST_ROWS]})
        response["X-Robots-Tag"] = "noindex"
        return response


class LinkedDataView(FormerAddresses):
    """The article as JSON-LD."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = build_page(Present(), self.model, slug)
        if page is None:
            raise Http404
        data = linked_data(page, site_url(request))
        return JsonResponse(data, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


class RecordView(FormerAddresses):
    """The article as the API has it, beside its page. `?as_of=` asks for a revision or a day."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = record(self.model, slug, request.GET.get("as_of", ""), site_url(request))
        if found is None:
            raise Http404
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


class LinksView(FormerAddresses):
    """What links to the article."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        article = self.model.objects.published().filter(slug=slug).first()
        if article is None:
            raise Http404
        return render(request, "articles/links.html", {"page": backlinks(article)})


class ReferencesView(FormerAddresses):
    """The sources of an article in the order of its references, as a file of a reference manager."""

    def get(self, request: HttpRequest, slug: str, extension: str) -> HttpResponse:
        moment = Present()
        page = build_page(moment, self.model, slug)
        if page is None:
            raise Http404
        records = records_of(moment, [printed.reference.key for printed in page.references])
        return exported(records, extension, slug)


class PastArticleView(PastView):
    """The article right after a revision: the same builder and template as today's page."""

    template_name = "articles/article.html"

    def context(self, moment: AsOf, row: Any, found: Banner) -> dict[str, Any]:
        return {
            "page": page_of(moment, kinds()[row.kind], row, self.request.GET.dict()),
            "banner": found,
            "around": None,
        }


class CiteView(PastView):
    """How to cite the article as it stands now, or at `?revision=N`."""

    verb = "cite"
    template_name = "articles/cite.html"

    def get(self, request: HttpRequest, number: int = 0, day: str = "") -> HttpResponse:
        asked = request.GET.get("revision", "")
        return self.show(request, existing(number_or_404(asked)) if asked else head())

    def context(self, moment: AsOf, row: Any, found: Banner) -> dict[str, Any]:
        attribution = found.attribution
        return {
            "page": cite_page(
                row, attribution.number, attribution.time, self.request.build_absolute_uri(found.canonical)
            )
        }
