"""What readers report as wrong, and the editors' answer. It is said about an article, not in it: no history follows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

LONGEST = 2000


class ReportedProblem(models.Model):
    """A problem with a fact or a section. Nobody's name or address is kept. Shown once somebody has answered."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        SET_ASIDE = "aside", _("set aside")

    # No constraint: an article that is deleted comes back under its key, and meets its reports again.
    article = models.ForeignKey(
        Article, on_delete=models.DO_NOTHING, db_constraint=False, related_name="problems", verbose_name=_("article")
    )
    about = models.CharField(_("about"), max_length=200, blank=True)  # the fact or section, as the page calls it
    text = models.TextField(_("what is wrong"), max_length=LONGEST)
    revision = models.PositiveBigIntegerField(_("revision"), help_text=_("What the reader saw."))
    created_at = models.DateTimeField(_("reported"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(
        _("answer"),
        blank=True,
        max_length=LONGEST,
        help_text=_("Everybody can read report and answer once it is answered."),
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    class Meta:
        verbose_name = _("reported problem")
        verbose_name_plural = _("reported problems")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["article", "state"], name="problem_by_article")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="answered", answer=""),
                name="articles_answered_with_an_answer",
                violation_error_message=_("Write the answer, or set it aside."),
            )
        ]

    def __str__(self) -> str:
        return self.about or self.text[:60]
