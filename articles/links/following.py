"""Keep the wiki links of prose like the prose: written anew in the transaction of the revision that changes it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection

from articles.models import Article, ProseLink, Translation
from articles.prose.syntax import parse

BATCH = 500
LONGEST = 200


def follow(changes: Iterable[Any]) -> None:
    """Bring the links of the articles that a revision edited up to date. `changes` are revisions' Changes."""
    kind = Article.content_type_id()
    index({one.object_id for one in changes if one.own and one.content_type_id == kind})


def prepare(**_sent: Any) -> None:
    """After migrations: write links where articles have none yet."""
    if ProseLink._meta.db_table in connection.introspection.table_names() and not ProseLink.objects.exists():
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(ids), BATCH):
            index(ids[at : at + BATCH])


def index(ids: Collection[int]) -> None:
    """Write the links of these articles anew."""
    ProseLink.objects.filter(article__in=ids).delete()
    ProseLink.objects.bulk_create(_links(ids), batch_size=BATCH)


def _links(ids: Collection[int]) -> Iterator[ProseLink]:
    found: dict[tuple[int, str], str] = {}
    linking = {"lead__contains": "[["}, {"body__contains": "[["}
    texts = [
        row
        for condition in linking
        for rows, key in (
            (Article.objects.filter(pk__in=ids), "pk"),
            (Translation.objects.filter(article__in=ids), "article_id"),
        )
        for row in rows.filter(**condition).values_list(key, "lead", "body")
    ]
    for pk, *prose in dict.fromkeys(texts):
        for parsed in parse(*prose):
            for slug, words in parsed.links:
                found.setdefault((pk, slug[:LONGEST]), words[:LONGEST])
    for (pk, slug), words in found.items():
        yield ProseLink(article_id=pk, slug=slug, text=words)
