"""The log of the site.

A Revision is everything that was saved at once: one site-wide number, who, when, why. Numbers ascend in commit order
without gaps, as MediaWiki's oldid does. Nothing here is ever edited: what is changed back becomes a new revision.

A Change says which root (an article, a source, an image) a revision edited (`own`) or touched (a row that points at
it changed), and which lists (`key`, such as "parties:KZ"). Histories, recent changes, Last-Modified and the staleness
of stored pages are each one indexed query on it.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

COMMENT_LENGTH = 500
OPEN = 2**62  # `until` of a history row that nothing has replaced yet


class Action(models.TextChoices):
    EDIT = "edit", _("edited")
    IMPORT = "import", _("imported")
    RESTORE = "restore", _("restored")
    UNDO = "undo", _("undone")
    DELETE = "delete", _("deleted")
    UNDELETE = "undelete", _("undeleted")
    MERGE = "merge", _("merged")
    COMMAND = "command", _("by command")


class Revision(models.Model):
    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    created_at = models.DateTimeField(_("saved at"))
    # PROTECT: users are deactivated, never deleted. The name as it was then stays in `username`.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("user")
    )
    username = models.CharField(_("user name"), max_length=150, blank=True)
    comment = models.CharField(_("comment"), max_length=COMMENT_LENGTH, blank=True)
    action = models.CharField(_("action"), max_length=20, choices=Action.choices, default=Action.EDIT)
    reverts = models.PositiveBigIntegerField(_("reverts revision"), null=True)
    hash = models.CharField(_("hash"), max_length=64)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    hidden = models.PositiveSmallIntegerField(_("hidden parts"), default=0)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"r{self.number}"


class Change(models.Model):
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="changes", db_index=False)
    # No foreign key to the root itself: the label serves roots that are deleted.
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField(null=True)
    key = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=300, blank=True)
    own = models.BooleanField(default=False)
    public = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(fields=["content_type", "object_id", "-revision"], name="change_by_root"),
            models.Index(fields=["revision"], name="change_by_revision"),
            models.Index(fields=["key", "-revision"], name="change_by_key"),
        ]

    def __str__(self) -> str:
        return f"r{self.revision_id}: {self.label or self.key}"
