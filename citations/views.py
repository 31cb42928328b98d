from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from citations.pages import build_citation_index, build_citation_page
from revisions.moments import Present


class CitationIndexView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "citations/index.html", {"references": build_citation_index(Present())})


class CitationView(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        page = build_citation_page(Present(), key)
        if page is None:
            raise Http404
        return render(request, "citations/citation.html", {"page": page})
