"""Which articles are about living people: the registry that the room with people fills."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from articles.models import Article

_finders: list[Callable[[], QuerySet]] = []


def register_living(finder: Callable[[], QuerySet]) -> None:
    """Add a function that gives the ids of articles about people who live as far as is known, as a queryset."""
    _finders.append(finder)


def about_the_living() -> QuerySet:
    """The ids of the articles about living people, for use within a query."""
    found = Q(pk__in=[])
    for finder in _finders:
        found |= Q(pk__in=finder())
    return Article.objects.filter(found).order_by().values_list("pk", flat=True)
