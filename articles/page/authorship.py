"""Who edited what in which revision, for a page: its last edit, and who set its facts. One query.

Only what is public is said: of facts that were entered while the article was a draft nobody is told who set them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Subquery
from django.db.models.lookups import In
from django.urls import reverse

from articles.models import Article
from articles.page.facts import SetBy, Time
from articles.page.page import LastEdit
from revisions.log.pages import attribution
from revisions.models import Change
from revisions.moments import Moment


@dataclass(frozen=True)
class Authorship:
    last_edit: LastEdit | None = None
    set_by: dict[int, SetBy] = field(default_factory=dict)  # by number


def read_authorship(moment: Moment, root: Any, numbers: Iterable[int]) -> Authorship:
    """The article's own newest revision at a moment, and those of `numbers` that are public."""
    kind = ContentType.objects.get_for_model(Article)
    own = Change.objects.filter(content_type=kind, object_id=root.id, own=True)
    upto = own if moment.number is None else own.filter(revision_id__lte=moment.number)
    newest = Subquery(upto.order_by("-revision_id").values("revision_id")[:1])
    wanted = In(F("revision_id"), [newest, *numbers])  # one list: an "or" would read all changes of the article
    changes = list(own.filter(wanted).select_related("revision").order_by("-revision_id"))
    if not changes:
        return Authorship()
    return Authorship(
        LastEdit(changes[0].revision_id, Time.of(changes[0].revision.created_at)),
        {change.revision_id: _set_by(change, root) for change in changes if moment.may_tell(change)},
    )


def _set_by(change: Change, root: Any) -> SetBy:
    entry = attribution(change.revision)
    return SetBy(
        number=entry.number,
        url=reverse(f"{root.kind}:revision", args=[root.slug, entry.number]),
        time=Time.of(change.revision.created_at),
        user=entry.user,
        action=entry.action,
        comment=entry.comment,
    )
