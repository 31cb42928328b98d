"""An image with what a reader and a lawyer need: alternative text, credit, licence.

Files are named by their content and never overwritten: a past page shows the picture of its day.
"""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.images import cleaned, validate_image
from articles.models.article import validate_slug
from revisions.tracking.records import HistoricalRecords
from revisions.tracking.tracked import Tracked


def content_address(image: "Image", name: str) -> str:
    """`images/ab/abcd….png`: the SHA-256 of the content, and the extension of its real format."""
    return f"images/{image.sha256[:2]}/{image.sha256}{PurePath(name).suffix}"


def _read(storage: Storage, address: str) -> bytes:
    with storage.open(address) as file:
        return bytes(file.read())


class Image(Tracked):
    name = models.CharField(_("name"), max_length=120, unique=True, validators=[validate_slug])
    file = models.FileField(_("file"), upload_to=content_address, max_length=200, validators=[validate_image])
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("alternative text"), max_length=300, help_text=_("What the picture shows, for those who do not see it.")
    )
    credit = models.CharField(_("credit"), max_length=300)
    licence = models.CharField(_("licence"), max_length=200, help_text=_("CC BY-SA 4.0, public domain …"))
    source_url = models.URLField(_("source address"), max_length=1000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new file under its content's name; the same content is stored once.

        What stands under the name and is other content, a picture that was cut off, is written anew.
        """
        if self.file and not getattr(self.file, "_committed", True):
            self._take(self.file.file)
        super().save(*args, **kwargs)

    def _take(self, file: UploadedFile) -> None:
        file.seek(0)
        content, facts = cleaned(file.read())
        storage = self.file.storage
        stored = Image.objects.filter(pk=self.pk).first()
        former = str(stored.file) if stored is not None else ""
        if stored is not None and former and storage.exists(former) and _read(storage, former) == content:
            # Named by what it was before its metadata were cut out, it keeps its address.
            self.file, self.sha256 = former, stored.sha256
            return
        self.sha256, self.width, self.height = hashlib.sha256(content).hexdigest(), facts.width, facts.height
        address = content_address(self, f"x.{facts.extension}")
        if not storage.exists(address) or _read(storage, address) != content:
            storage.save(address, ContentFile(content))
        self.file = address
