"""A source, recorded once and used by every article that cites it.

Fields follow the Citation Style Language (CSL 1.0.2), whose words reference managers share. The odd cases of the real
world: many web pages show no publisher, no author and no date, and then nothing is printed in their place; a mirror
is cited at the address where it was read, and `original` says what it copies; a headline that was not seen is
supplied by the editor, and `title_supplied` says how. An author may be an organisation or a name that does not split
(`literal`), and is kept in its own script.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from citations.identifiers import validate_isbn, validate_issn
from common.dates import DatesInOrder, PartialDateField, could_precede
from revisions.tracking.recording import UntrackedWrite
from revisions.tracking.records import HistoricalRecords
from revisions.tracking.tracked import Tracked

validate_key = RegexValidator(
    r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$",
    _("A key is made of lower-case Latin letters and digits, joined by hyphens: azattyq-2022-11-30."),
)
validate_language = RegexValidator(
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$",
    _("Write a BCP 47 tag: en, ru, kk-Cyrl, kk-Latn."),
)


class Citation(Tracked):
    stays_when_hidden: ClassVar[tuple[str, ...]] = ("key",)  # it stands in addresses and texts

    class Type(models.TextChoices):
        """The CSL types that sources of an encyclopedia have."""

        WEBPAGE = "webpage", _("web page")
        NEWSPAPER = "article-newspaper", _("news story")
        MAGAZINE = "article-magazine", _("magazine article")
        JOURNAL = "article-journal", _("journal article")
        BOOK = "book", _("book")
        CHAPTER = "chapter", _("chapter")
        REPORT = "report", _("report")
        LAW = "legislation", _("law")
        DECISION = "legal_case", _("court decision")
        ENCYCLOPEDIA = "entry-encyclopedia", _("encyclopedia entry")
        DATASET = "dataset", _("data set")
        INTERVIEW = "interview", _("interview")
        BROADCAST = "broadcast", _("broadcast")
        POST = "post", _("post")
        SPEECH = "speech", _("speech")

    class UrlState(models.TextChoices):
        LIVE = "live", _("live")
        DEAD = "dead", _("dead")
        USURPED = "usurped", _("usurped")
        PAYWALL = "paywall", _("behind a paywall")

    constraint_fields: ClassVar[dict[str, str]] = {"accessed_after_issue": "accessed"}
    for_editors: ClassVar[tuple[str, ...]] = ("note",)

    key = models.CharField(
        _("key"),
        max_length=80,
        unique=True,
        validators=[validate_key],
        help_text=_("How articles cite it: [@key]. It never changes."),
    )
    type = models.CharField(_("type"), max_length=30, choices=Type.choices, default=Type.WEBPAGE)
    title = models.CharField(_("title"), max_length=500)
    title_supplied = models.CharField(
        _("title supplied"),
        max_length=100,
        blank=True,
        help_text=_("Where the headline itself was not seen: how this title was obtained. It is printed in brackets."),
    )
    translated_title = models.CharField(_("translated title"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True, validators=[validate_language])
    container_title = models.CharField(
        _("published in"), max_length=300, blank=True, help_text=_("Newspaper, site, journal or book.")
    )
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    publisher_place = models.CharField(_("place of publication"), max_length=200, blank=True)
    issued = PartialDateField(_("issued"))
    accessed = PartialDateField(_("accessed"))
    archived = PartialDateField(_("archived"))
    url = models.URLField(_("address"), max_length=1000, blank=True)
    archive_url = models.URLField(_("archive address"), max_length=1000, blank=True)
    url_state = models.CharField(
        _("state of the address"), max_length=10, choices=UrlState.choices, default=UrlState.LIVE
    )
    doi = models.CharField(
        "DOI", max_length=200, blank=True, validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI begins with 10."))]
    )
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[validate_isbn])
    issn = models.CharField("ISSN", max_length=9, blank=True, validators=[validate_issn])
    volume = models.CharField(_("volume"), max_length=50, blank=True)
    issue = models.CharField(_("issue"), max_length=50, blank=True)
    page = models.CharField(_("pages"), max_length=50, blank=True)
    original = models.CharField(
        _("copy of"), max_length=300, blank=True, help_text=_("What a mirror is a copy of: Wikipedia.")
    )
    note = models.TextField(_("remark"), blank=True, help_text=_("For editors; not printed in references."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("key",)
        constraints = [
            DatesInOrder(
                "issued",
                "accessed",
                "citations_accessed_after_issue",
                _("Accessed before it was issued. Check both dates."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"

    def clean(self) -> None:
        if self._key_changed():
            raise ValidationError(
                {"key": _("A key never changes, since articles cite by it. Make a new source instead.")}
            )
        if FormerKey.objects.filter(key=self.key).exists():
            raise ValidationError({"key": _("Another source answers to this key since two were merged.")})
        if not could_precede(self.issued, self.archived):
            raise ValidationError({"archived": _("Archived before it was issued. Check both dates.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._key_changed():
            raise UntrackedWrite(f"the key of source {self.pk} never changes")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("sources:citation", args=[self.key])

    def _key_changed(self) -> bool:
        stored = not self._state.adding and Citation.objects.filter(pk=self.pk).values_list("key", flat=True).first()
        return bool(stored) and stored != self.key


class Author(Tracked):
    """One author of a source, in CSL's parts of a name and in the script of the source."""

    owner_field: ClassVar[str] = "citation"
    natural_key: ClassVar[tuple[str, ...]] = ("family", "given", "literal")
    constraint_fields: ClassVar[dict[str, str]] = {"author_is_split_or_literal": "family"}

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    family = models.CharField(_("family name"), max_length=200, blank=True)
    given = models.CharField(_("given name"), max_length=200, blank=True)
    literal = models.CharField(
        _("name as one"), max_length=300, blank=True, help_text=_("For organisations and names that do not split.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("citation_id", "position", "id")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(literal="") & ~models.Q(family="")) | (~models.Q(literal="") & models.Q(family="")),
                name="author_is_split_or_literal",
                violation_error_message=_("Give a family name, or the name as one; not both."),
            )
        ]

    def __str__(self) -> str:
        return self.literal or ", ".join(filter(None, (self.family, self.given)))


class FormerKey(Tracked):
    """The key of a source that was merged into this one; its address leads here."""

    owner_field: ClassVar[str] = "citation"
    natural_key: ClassVar[tuple[str, ...]] = ("key",)

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="former_keys")
    key = models.CharField(_("former key"), max_length=80, unique=True, validators=[validate_key])

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("former key")
        verbose_name_plural = _("former keys")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def in_use(cls, values: dict[str, Any], owner_id: int) -> bool:
        """Whether a source has the key by now, or another one answers to it."""
        key = values["key"]
        return (
            Citation.objects.filter(key=key).exists()
            or FormerKey.objects.filter(key=key).exclude(citation_id=owner_id).exists()
        )


class LinkCheck(models.Model):
    """What an address answered when it was asked, or was said to answer elsewhere: a log, no fact of a source."""

    class Outcome(models.TextChoices):
        ALIVE = "alive", _("alive")
        MOVED = "moved", _("moved")  # it redirects to another page
        GONE = "gone", _("gone")  # 404, 410
        FAILED = "failed", _("no answer")  # it may be back tomorrow
        FORBIDDEN = "forbidden", _("not to be asked")  # robots.txt, or the guarded client, says no

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="link_checks")
    url = models.URLField(_("address"), max_length=1000)
    checked_at = models.DateTimeField(_("checked at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    location = models.URLField(_("leads to"), max_length=1000, blank=True)
    says = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("check of an address")
        verbose_name_plural = _("checks of addresses")
        ordering = ("-checked_at", "-id")
        indexes = [models.Index(fields=["citation", "-checked_at"], name="link_check_by_source")]

    def __str__(self) -> str:
        return f"{self.url}: {self.outcome}"
