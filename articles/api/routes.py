"""`/articles`, and for each kind its list and its records: `/parties`, `/parties/{slug}` …"""

from typing import Annotated, Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import create_model

from articles.api.representation import heading, summaries, whole
from articles.api.schemas import ArticleSummary, article_schema, summary_schema
from articles.lists.plans import plan_of
from articles.models import Article
from articles.public import public_row, public_rows
from common.api import Page, PageNumber, PerPage, Problem, page_of
from common.http import site_url
from revisions.api.asking import AsOfText, Slug, Text, moment_asked

ERRORS = {404: Problem, 422: Problem}
NOTHING = "No published article has this address."

router = Router(tags=["articles"])


@router.get("", response={200: Page[ArticleSummary], **ERRORS}, summary="Articles of every kind")
def articles(
    request: HttpRequest,
    page: PageNumber = 1,
    per_page: PerPage = 50,
    country: Annotated[Text, Query("", example="KZ")] = "",
    language: Annotated[Text, Query("", example="en")] = "",
    title: Annotated[Text, Query("", description="Words that the title has")] = "",
) -> dict[str, Any]:
    """In the order of their slugs. One article in any state of the past: see the lists of its kind."""
    rows = Article.objects.published().filter(_asked(country, language, title)).order_by("slug")

    site = site_url(request)
    return page_of(request, rows, page, per_page, lambda found: [heading(row, site) for row in found])


def kind_router(model: type[Article]) -> Router:
    """The list of a kind with the filters of its page, and its records, now or as of a revision or a day."""
    made = Router(tags=[model.path])
    words = str(model._meta.verbose_name_plural)
    filters = _filters_schema(model)

    @made.get(
        "",
        response={200: Page[summary_schema(model)], **ERRORS},  # type: ignore[misc]  # made from the model
        summary=f"All {words}",
        operation_id=f"list_{model.path}",
    )
    def listed(
        request: HttpRequest,
        filters: Annotated[filters, Query()],  # type: ignore[valid-type]  # made from the plan
        as_of: AsOfText = "",
        page: PageNumber = 1,
        per_page: PerPage = 50,
    ) -> dict[str, Any]:
        moment, site = moment_asked(as_of), site_url(request)
        given = filters.model_dump()  # type: ignore[attr-defined]  # a schema made from the plan
        asked = _asked(given.pop("country"), given.pop("language"), given.pop("title"))
        conditions = [one.condition(moment, given[one.name]) for one in plan_of(model).filters if given.get(one.name)]
        rows = public_rows(moment, model, asked, *conditions)
        return page_of(request, rows, page, per_page, lambda found: summaries(moment, model, found, site))

    @made.get(
        "/{slug}",
        response={200: article_schema(model), **ERRORS},
        operation_id=f"one_of_{model.path}",
        summary=f"One {model._meta.verbose_name} with everything that is known of it",
    )
    def one(request: HttpRequest, slug: Slug, as_of: AsOfText = "") -> dict[str, Any]:
        found = record(model, slug, as_of, site_url(request))
        if found is None:
            raise Http404(NOTHING)
        return found

    return made


def record(model: type[Article], slug: str, as_of: str, site: str) -> dict[str, Any] | None:
    """A published article whole, under any address that it had; None where there is or was none."""
    moment = moment_asked(as_of)
    row = public_row(moment, model, slug)
    return whole(moment, model, row, site) if row is not None else None


def _asked(country: str, language: str, title: str) -> Q:
    asked = Q()
    if country:
        asked &= Q(country=country)
    if language:
        asked &= Q(language=language) | Q(language__startswith=f"{language}-")
    for word in title.split():
        asked &= Q(title__icontains=word)
    return asked


def _filters_schema(model: type[Article]) -> Any:
    """A schema with a field for each filter of the kind's list."""
    names = {"country", "language", "title", *(one.name for one in plan_of(model).filters)}
    fields: dict[str, Any] = dict.fromkeys(sorted(names), (Text, ""))
    return create_model(f"{model.__name__}Filters", __base__=Schema, **fields)
