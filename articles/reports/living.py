"""Which articles are about living people."""

from django.db.models import Q, QuerySet

from articles.kinds import kinds
from articles.models import Article


def about_the_living() -> QuerySet:
    """The ids of the articles about living people, for use within a query."""
    found = Q(pk__in=[])
    for kind in kinds().values():
        living = kind.living()
        if living is not None:
            found |= Q(pk__in=living)
    return Article.objects.filter(found).order_by().values_list("pk", flat=True)
