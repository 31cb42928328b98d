"""What of a kind is public at a moment: published then, and now."""

from typing import Any

from articles.former_addresses import article_at
from articles.models import Article, Status
from revisions.moments import Moment


def public_rows(moment: Moment, model: type[Article], *conditions: Any) -> Any:
    """The articles of a kind that were published at the moment and are now, as a queryset in the order of slugs."""
    rows = moment.rows(model, *conditions, status=Status.PUBLISHED).order_by("slug")
    if moment.number is None:
        return rows
    now = model._default_manager.filter(status=Status.PUBLISHED).values("pk")
    return rows.filter(id__in=now, hidden=False)


def public_row(moment: Moment, model: type[Article], slug: str) -> Any:
    """The article as it was at the moment, under any address that it has or had; None where it was not public."""
    return public_rows(moment, model).filter(id=article_at(model, slug)).first()
