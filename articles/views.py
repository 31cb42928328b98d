"""Reading articles: one view for a page, one for the list of a kind. Both serve every kind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views import View

from articles.building import build_page
from articles.indexes import build_index
from articles.models import Article, Status
from revisions.moments import Present


class ArticleView(View):
    model: type[Article] = Article

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The article's page; a permanent redirect from an address that it had; else 404, for drafts as for nothing."""
        page = build_page(Present(), self.model, slug)
        if page is None:
            return self._redirect(slug)
        return render(request, "articles/article.html", {"page": page})

    def _redirect(self, slug: str) -> HttpResponse:
        moved = self.model.objects.filter(redirects__slug=slug, status=Status.PUBLISHED).first()
        if moved is None:
            raise Http404
        return HttpResponsePermanentRedirect(moved.get_absolute_url())


class ArticleIndexView(View):
    model: type[Article] = Article

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return render(request, "articles/index.html", {"index": build_index(Present(), self.model)})
