"""The root of the API: every room's part under `/api/v1/`, read only, for everybody."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from articles.api.routes import kind_router
from articles.api.routes import router as articles
from citations.api import router as citations
from common.api import MEDIA_TYPE, problem
from elections.api import of_election
from elections.api import router as results
from elections.models import Assembly, Election
from parties.api import router as popolo
from parties.models import Event, Party, Person
from revisions.api.routes import router as revisions


class BaytaqAPI(NinjaAPI):
    """Answers carry an ETag and are open to scripts of other sites; errors are problem details."""

    def create_response(self, request: HttpRequest, data: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(request, data, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code != 200:
            response["Content-Type"] = MEDIA_TYPE
            return response
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        found = get_conditional_response(request, etag=response["ETag"], response=response)
        return found if isinstance(found, HttpResponse) else response

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """As Ninja has it, with the media type of errors as they are."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return schema


api = BaytaqAPI(
    title=f"{settings.SITE_NAME} API",
    version="1",
    description=(
        "Everything that is published, with its sources. `as_of` asks for a revision's number or a day and gives the "
        "record as it stood then. Text is under CC BY-SA 4.0."
    ),
    urls_namespace="api",
    docs_url="/docs",
)
api.add_router("/articles", articles)
for model in (Party, Person, Event, Election, Assembly):
    api.add_router(f"/{model.path}", kind_router(model))
api.add_router("/elections", of_election)
api.add_router("/results", results)
api.add_router("/citations", citations)
api.add_router("/revisions", revisions)
api.add_router("/popolo", popolo)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    detail = str(error) if error.args and isinstance(error.args[0], str) else ""
    return api.create_response(request, problem(404, detail), status=404)


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    return api.create_response(request, problem(400, str(error)), status=400)


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, problem(error.status_code, str(error)), status=error.status_code)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors]
    return api.create_response(request, problem(422, "", faults), status=422)
