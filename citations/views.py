from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from citations.pages import build_citation_index, build_citation_page, citation_page_of
from revisions.banners import Banner
from revisions.moments import AsOf, Present
from revisions.views.past import PastView


class CitationIndexView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "citations/index.html", {"references": build_citation_index(Present())})


class CitationView(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        page = build_citation_page(Present(), key)
        if page is None:
            raise Http404
        return render(request, "citations/citation.html", {"page": page, "banner": None})


class PastCitationView(PastView):
    """The source right after a revision, and where it was used then."""

    template_name = "citations/citation.html"

    def context(self, moment: AsOf, row: Any, found: Banner) -> dict[str, Any]:
        return {"page": citation_page_of(moment, row), "banner": found}
