"""The log of the site.

A Revision is everything that was saved at once: one site-wide number, who, when, why. Numbers ascend in commit order
without gaps, as MediaWiki's oldid does. Nothing here is ever edited: what is changed back becomes a new revision.

A Change says which root (an article, a source, an image) a revision edited (`own`) or touched (a row that points at
it changed), and which lists (`key`, such as "parties:KZ"). Histories, recent changes, Last-Modified and the staleness
of stored pages are each one indexed query on it. It also keeps what changed (`revisions.log.summaries`), so that a page
of history costs the same however long the history is.

A Hiding says which comment, user name or content was taken out of sight, by whom and why. The log entry itself stays.
"""

from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.utils import get_history_model_for_model

from revisions.intervals import NEWEST

COMMENT_LENGTH = 500
OPEN = 2**62  # `until` of a history row that nothing has replaced yet
LATEST: dict[str, Any] = {"node": NEWEST, "until": OPEN}  # what finds the newest version of a row by one index


class Action(models.TextChoices):
    EDIT = "edit", _("edited")
    IMPORT = "import", _("imported")
    RESTORE = "restore", _("restored")
    UNDO = "undo", _("undone")
    DELETE = "delete", _("deleted")
    UNDELETE = "undelete", _("undeleted")
    MERGE = "merge", _("merged")
    COMMAND = "command", _("by command")


class HiddenPart(models.IntegerChoices):
    """What of a revision can be hidden; `Revision.hidden` is the sum."""

    COMMENT = 1, _("comment")
    USER = 2, _("user name")
    CONTENT = 4, _("content")


class Revision(models.Model):
    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    created_at = models.DateTimeField(_("saved at"), db_index=True)
    # PROTECT: users are deactivated, never deleted. The name as it was then stays in `username`.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("user")
    )
    username = models.CharField(_("user name"), max_length=150, blank=True)
    comment = models.CharField(_("comment"), max_length=COMMENT_LENGTH, blank=True)
    action = models.CharField(_("action"), max_length=20, choices=Action.choices, default=Action.EDIT)
    reverts = models.PositiveBigIntegerField(_("reverts revision"), null=True)
    hash = models.CharField(_("hash"), max_length=64)
    # What the hash holds of user and comment (`revisions.tracking.seals`): both can be hidden, it still verifies.
    user_seal = models.CharField(max_length=64, default="")
    comment_seal = models.CharField(max_length=64, default="")
    submission = models.CharField(max_length=64, blank=True)  # SHA-256 of the form that was posted; see `double_submit`
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    hidden = models.PositiveSmallIntegerField(_("hidden parts"), default=0)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)
        indexes = [
            models.Index(fields=["username", "-number"], name="revision_by_user"),
            models.Index(fields=["action", "-number"], name="revision_by_action"),
            models.Index(fields=["-number"], condition=models.Q(reviewed_at=None), name="revision_unreviewed"),
        ]
        permissions = [
            ("hide_revision", "Can hide comments, user names and content of revisions"),
            ("review_revision", "Can mark revisions of others as reviewed"),
        ]

    def __str__(self) -> str:
        return f"r{self.number}"


class HistoryRow(models.Model):
    """A version of a row: the base of every history table, which adds the columns of its own model to these.

    `revisions.tracking.records` makes the tables. What stands in the first four columns is django-simple-history's.
    """

    instance_type: ClassVar[type[models.Model]]  # the model whose versions these are
    objects: ClassVar[models.Manager["HistoryRow"]]

    id = models.BigIntegerField()  # the key of the row, the same in all its versions
    history_id = models.BigAutoField(primary_key=True)
    history_date = models.DateTimeField()
    history_type = models.CharField(max_length=1)  # "+" added, "~" changed, "-" deleted

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", db_index=False)
    until = models.BigIntegerField(default=OPEN)  # the revision that replaced it
    node = models.BigIntegerField(default=NEWEST)  # by which past pages find it: `revisions.intervals`
    digest = models.CharField(max_length=64)
    hidden = models.BooleanField(default=False)  # blanked for legal reasons: `revisions.actions.hide`

    class Meta:
        abstract = True


@cache
def history_of(model: type[models.Model]) -> type[HistoryRow]:
    """The model of the versions of a tracked model. Raises NotHistoricalModelError for a model without history.

    Cached: asking the tracked model itself makes a manager class each time.
    """
    history: type[HistoryRow] = get_history_model_for_model(model)
    return history


def models_with_history(model: type[models.Model]) -> list[type[models.Model]]:
    """The models whose histories hold the rows of a root: its own model, or those that extend its table."""
    return [concrete for concrete in (model, *model.__subclasses__()) if hasattr(concrete, "history")]


class Change(models.Model):
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="changes", db_index=False)
    # No foreign key to the root itself: the label serves roots that are deleted.
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField(null=True)
    key = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=30, blank=True)  # of the root, as addresses say it: party, sources
    own = models.BooleanField(default=False)
    published = models.BooleanField(default=False)  # the root was public right after the revision
    public = models.BooleanField(default=False)  # it was, and is so now: only this is shown to everybody
    summary = models.JSONField(default=list)
    size = models.IntegerField(default=0)  # characters added, less those removed
    reverted_by = models.PositiveBigIntegerField(null=True)  # the revision that undid it, or restored an earlier state
    hidden = models.BooleanField(default=False)  # the content of this root in this revision

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["content_type", "object_id", "-revision", "own"], name="change_by_root"),
            models.Index(fields=["revision"], name="change_by_revision"),
            models.Index(fields=["kind", "-revision", "own"], name="change_by_kind"),
            models.Index(fields=["key", "-revision"], name="change_by_key"),
        ]

    def __str__(self) -> str:
        return f"r{self.revision_id}: {self.label or self.key}"


class Hiding(models.Model):
    """The log of what was hidden. `last` is the newest revision whose content went; equal to `revision` otherwise."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="hidings")
    last = models.PositiveBigIntegerField()
    part = models.PositiveSmallIntegerField(choices=HiddenPart.choices)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    username = models.CharField(max_length=150)
    reason = models.CharField(_("reason"), max_length=COMMENT_LENGTH)
    created_at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("hiding")
        verbose_name_plural = _("hidings")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"r{self.revision_id}: {self.get_part_display()}"
