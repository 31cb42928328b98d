"""Give the revisions of older databases their seals, the chain its present form and versions their nodes, so that they
verify and pages of the past find them.

In the last room, because it reads the versions of all rooms. A new database has nothing to do here.
"""

from typing import Any

from django.db import migrations

from revisions.intervals import node_of
from revisions.models import OPEN
from revisions.tracking.seals import chain, comment_seal, row_seal, user_seal


def reanchor(apps: Any, schema_editor: Any) -> None:
    Revision, Change = apps.get_model("revisions", "Revision"), apps.get_model("revisions", "Change")
    if not Revision.objects.filter(user_seal="").exists():
        return
    histories = sorted(
        (model for model in apps.get_models() if hasattr(model, "digest") and hasattr(model, "history_id")),
        key=lambda model: model._meta.db_table,
    )
    for model in histories:
        for pk, number, until in model.objects.exclude(until=OPEN).values_list("pk", "revision_id", "until"):
            model.objects.filter(pk=pk).update(node=node_of(number, until))
    previous = ""
    for revision in Revision.objects.order_by("number"):
        seals = []
        for model in histories:
            rows = model.objects.filter(revision_id=revision.number)
            rows.update(history_date=revision.created_at)
            seals += [
                row_seal(model._meta.db_table, *row)
                for row in rows.order_by("history_id").values_list("history_id", "digest")
            ]
        revision.user_seal = user_seal(revision.number, revision.user_id, revision.username)
        revision.comment_seal = comment_seal(revision.number, revision.comment)
        revision.hash = previous = chain(previous, revision, seals)
        revision.save()
    Change.objects.filter(public=True).update(published=True)
    kinds = apps.get_model("contenttypes", "ContentType").objects
    Article = apps.get_model("articles", "Article")
    for content_type in kinds.filter(app_label="articles", model="article"):
        for kind in Article.objects.values_list("kind", flat=True).distinct():
            ids = Article.objects.filter(kind=kind).values("id")
            Change.objects.filter(content_type_id=content_type.pk, object_id__in=ids).update(kind=kind)
    for app, model, kind in (("citations", "citation", "sources"), ("articles", "image", "images")):
        for content_type in kinds.filter(app_label=app, model=model):
            Change.objects.filter(content_type_id=content_type.pk).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0002_whole_revisions"),
        ("parties", "0002_whole_revisions"),
        ("articles", "0002_whole_revisions"),
        ("citations", "0002_whole_revisions"),
        ("revisions", "0002_whole_revisions"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(reanchor, migrations.RunPython.noop, elidable=True)]
