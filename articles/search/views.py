"""`/search/?q=`, suggestions while typing, and the description by which browsers search here."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Redirect
from articles.search.names import name_page
from articles.search.pages import PAGES, search_page
from articles.search.suggesting import suggest
from common.http import page_in

LONGEST = 10_000  # characters of a query that are shown again


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    page = search_page(query, request.GET.get("kind", ""), page_in(request.GET, PAGES))
    return render(request, "articles/search.html", {"page": page, "searched": query})


@require_safe
def names(request: HttpRequest, slug: str) -> HttpResponse:
    """What bears the same name as an article."""
    page = name_page(slug)
    if page is None:
        moved = (
            Redirect.objects.filter(slug=slug, article__in=Article.objects.published())
            .select_related("article")
            .first()
        )
        if moved is None:
            raise Http404
        return HttpResponsePermanentRedirect(reverse("search:names", args=[moved.article.slug]))
    return render(request, "articles/names.html", {"page": page})


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """OpenSearch suggestions 1.0: the query, titles, descriptions, addresses."""
    typed = request.GET.get("q", "").replace("\0", "")
    found = suggest(typed)
    return JsonResponse(
        [
            typed[:LONGEST],
            [one.title for one in found],
            [one.text or one.description for one in found],
            [request.build_absolute_uri(one.url) for one in found],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    text = render_to_string("articles/opensearch.xml", {}, request)
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")
