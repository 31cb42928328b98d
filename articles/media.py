"""The door of uploaded pictures: served to everybody while a public page shows them, or showed them when it was public.

A picture that was deleted, whose content was hidden, or that only drafts name is found by nobody but those who may see
pictures in the admin.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.kinds import kinds
from articles.models import Image
from articles.public import published_versions
from revisions.subjects import allowed

MAX_AGE = 300  # seconds; a picture that is hidden or deleted is gone from browsers soon after


@require_safe
def picture(request: HttpRequest, path: str) -> Any:
    """The file at an address of `articles.models.image.content_address`; 404 where the reader may not see it."""
    public = is_shown(path)
    if not public and not allowed(request.user, Image, "view"):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = f"public, max-age={MAX_AGE}" if public else "private, no-store"
    return response


def is_shown(path: str) -> bool:
    """Whether a page that everybody may read shows the file, today's or one of the past."""
    named = Image.history.filter(file=path, hidden=False).values("id")
    images = list(Image.objects.filter(pk__in=named).values_list("pk", flat=True))
    return bool(images) and any(
        published_versions(kind).filter(image_id__in=images, hidden=False).exists() for kind in kinds().values()
    )
