"""Write everything to an interchange folder, in the form that `load` reads. Load, dump, load gives equal folders."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import models

from articles.interchange import shape
from articles.interchange.files import write
from articles.interchange.since import write_revision
from articles.kinds import kinds
from articles.models import Article, Image, original_digest
from articles.sourcing.lines import fact_key_of, line_of_field, read_sources
from citations.models import Citation
from common.files import whole
from revisions.tracking.locking import one_moment

Progress = Callable[[list[Any]], Iterable[Any]]


def dump(folder: Path, progress: Progress = iter) -> int:
    """Write all sources, images and articles (drafts too) to `folder`; returns how many records. Reads only."""
    with one_moment():  # what others save meanwhile is not in the folder, or all of it is
        folder.mkdir(parents=True, exist_ok=True)
        write_revision(folder)
        citations = list(Citation.objects.prefetch_related("authors"))
        images = list(Image.objects.all())
        articles = [article for model in kinds().values() for article in model.objects.order_by("slug")]
        if citations:
            write(folder, "citations.yaml", [_citation(citation) for citation in citations])
        if images:
            write(folder, "images.yaml", [_image(image, folder) for image in images])
        _sweep(folder, articles)
        for article in progress(articles):
            write(folder, f"{article.path}/{article.slug}.yaml", _article(article))
        return len(citations) + len(images) + len(articles)


def _sweep(folder: Path, articles: list[Article]) -> None:
    """Take away the records of what is no longer there: the folder shall say what the site says."""
    kept = {folder / article.path / f"{article.slug}.yaml" for article in articles}
    for model in kinds().values():
        for path in (folder / model.path).glob("*.yaml"):
            if path not in kept:
                path.unlink()


def _citation(citation: Citation) -> dict[str, Any]:
    authors = [_row(author) for author in citation.authors.all()]
    return _row(citation) | ({"authors": authors} if authors else {})


def _image(image: Image, folder: Path) -> dict[str, Any]:
    target = folder / "images" / f"{image.name}{Path(str(image.file.name)).suffix}"
    target.parent.mkdir(exist_ok=True)
    with image.file.open("rb") as source, whole(target) as copy:
        shutil.copyfileobj(source, copy)
    return _row(image) | {"file": target.name}


def _article(article: Article) -> dict[str, Any]:
    sources = read_sources(article.pk)
    own = sources.get((None, None), "")
    record = _row(article)
    lines = {name: line_of_field(own, name) for name in article.citable_fields}
    if any(lines.values()):
        record["sources"] = {name: line for name, line in lines.items() if line}
    for name in shape.parts(type(article)):
        rows = []
        for part in getattr(article, name).all():
            line = sources.get(fact_key_of(part))
            written = _row(part) | ({"sources": line} if line else {})
            if written.get("original") == original_digest(article):
                del written["original"]  # a translation that is up to date need not say of what
            rows.append(written)
        if rows:
            record[name] = rows
    return record


def _row(row: models.Model) -> dict[str, Any]:
    values = {name: shape.to_yaml(row, name, _name_of) for name in shape.fields(type(row))}
    return {name: value for name, value in values.items() if value is not None}


def _name_of(model: type[models.Model], pk: int) -> str:
    return str(model._default_manager.values_list(shape.reference_name(model), flat=True).get(pk=pk))
