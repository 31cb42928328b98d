"""Load an interchange folder as one revision, or refuse it whole.

Everything is checked before anything stays: on the first pass all faults are collected with file, entry and reason,
and one fault rolls all back. Rows that are already so are not written, so a second load makes no revision. Rows are
recognised by key, slug and natural key; what the folder does not name is left alone.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models

from articles.interchange import shape
from articles.interchange.files import Entry, FolderError, read_directory, read_list
from articles.interchange.since import read_revision, write_since
from articles.kinds import kinds
from articles.models import Article, Image, Part, Translation
from articles.prose.checking import check_prose
from articles.sourcing.lines import StoredSources, parse_sources, set_many_sources
from citations.grammar import FactSources
from citations.models import Author, Citation
from revisions.models import Action
from revisions.tracking.new_rows import RowsRefused, add_rows, check_row, goes_in_bulk
from revisions.tracking.recording import Recording, recording
from revisions.tracking.tracked import Tracked

Step = tuple[Callable[[Entry], None], Entry]
Progress = Callable[[list[Step]], Iterable[Step]]


class LoadRefused(Exception):
    """The folder is wrong; nothing of it was kept. `faults` are "file, entry: reason" lines."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def load(folder: Path, user: User | None = None, comment: str = "", progress: Progress = iter) -> Recording:
    """Load `folder`. Returns the recording; its `number` is None when everything was so already.

    Raises LoadRefused with every fault found, FolderError when the folder itself cannot be read.
    """
    if not folder.is_dir():
        raise FolderError(f"{folder} is not a folder")
    with recording(user=user, comment=comment, action=Action.IMPORT) as opened:
        loader = _Loader(folder, progress)
        loader.run()
        if loader.faults:
            raise LoadRefused(loader.faults)
    return opened


class _Loader:
    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder, self.progress = folder, progress
        self.faults: list[str] = []
        self.ids: dict[tuple[str, str], int] = {}
        self.base = read_revision(folder)
        self.citations: dict[str, int] = dict(Citation.objects.values_list("key", "pk"))
        self.names: dict[type[models.Model], set[Any]] = {}  # that the site had before
        self.made: dict[tuple[type[models.Model], Any], Any] = {}  # rows that are new with this folder, by name
        self.bare: set[int] = set()  # ids of new articles that have no parts and sources yet

    def run(self) -> None:
        sources = read_list(self.folder, "citations.yaml", "key")
        images = read_list(self.folder, "images.yaml", "name")
        articles = [(model, entry) for model in kinds().values() for entry in read_directory(self.folder, model.path)]
        if not (sources or images or articles):
            raise FolderError(f"{self.folder} holds no records")
        self._refuse_doubles(sources, "key")
        self._refuse_doubles(images, "name")
        self._refuse_doubles([entry for _, entry in articles], "slug")
        steps: list[Step] = [(self._citation, entry) for entry in sources]
        steps += [(self._image, entry) for entry in images]
        steps += [(partial(self._article, model), entry) for model, entry in self._in_order(articles)]
        steps += [(partial(self._parts, model), entry) for model, entry in articles]
        for take, entry in self.progress(steps):
            take(entry)

    def _refuse_doubles(self, entries: list[Entry], column: str) -> None:
        """Two records of one name would silently overwrite each other."""
        first: dict[str, Entry] = {}
        for entry in entries:
            name = str(entry.values.get(column, entry.name))
            if name in first:
                self.faults.append(
                    f"{entry.file}, {entry.name}: {column} “{name}” stands in {first[name].file} already"
                )
            first.setdefault(name, entry)

    def _in_order(self, articles: list[tuple[type[Article], Entry]]) -> list[tuple[type[Article], Entry]]:
        """Articles after those that their own columns name: an assembly before its elections."""
        entries = {str(entry.values.get("slug", entry.name)): (model, entry) for model, entry in articles}
        graph: dict[str, set[str]] = {}
        for model, entry in articles:
            pointers = [
                name
                for name, field in shape.fields(model).items()
                if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Article)
            ]
            named = {str(entry.values[name]) for name in pointers if entry.values.get(name)}
            graph[str(entry.values.get("slug", entry.name))] = named & entries.keys()
        try:
            return [entries[slug] for slug in TopologicalSorter(graph).static_order()]
        except CycleError as error:
            self.faults.append(f"articles name each other in a circle: {' → '.join(error.args[1])}")
            return []

    @contextmanager
    def _reporting(self, entry: Entry, place: str = "") -> Iterator[None]:
        """Turn a ValidationError into faults with file, entry and reason, and go on with the next entry."""
        where = f"{entry.file}, {entry.name}{': ' + place if place else ''}"
        try:
            yield
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                for name, messages in error.message_dict.items():
                    field = "" if name == "__all__" else f"{name}: "
                    self.faults.extend(f"{where}: {field}{message}" for message in messages)
            else:
                self.faults.extend(f"{where}: {message}" for message in error.messages)

    def _named(self, model: type[models.Model], column: str, name: Any) -> Any:
        """The row of a name, an unsaved one where there is none. Of names that the site has not, no query asks."""
        if (model, str(name)) in self.made:
            return self.made[model, str(name)]
        if model not in self.names:
            self.names[model] = set(model._default_manager.values_list(column, flat=True))
        if str(name) in self.names[model]:
            return model._default_manager.get(**{column: name})
        return model()

    def _citation(self, entry: Entry) -> None:
        with self._reporting(entry):
            self._since(Citation, "key", entry, lambda: self._write_citation(entry))

    def _write_citation(self, entry: Entry) -> None:
        values = dict(entry.values)
        authors = _records(values.pop("authors", []))
        citation = self._named(Citation, "key", values.get("key"))
        new = citation._state.adding
        self._save(citation, values)
        self.citations[citation.key] = citation.pk
        if new:
            self.made[Citation, citation.key] = citation
        present = [] if new else list(citation.authors.all())
        for position, fields in enumerate(authors):
            author = present.pop(0) if present else Author(citation=citation)
            author.position = position
            self._save(author, fields)
        for left in present:
            left.delete()

    def _image(self, entry: Entry) -> None:
        with self._reporting(entry):
            self._since(Image, "name", entry, lambda: self._write_image(entry))

    def _write_image(self, entry: Entry) -> None:
        values = dict(entry.values)
        path = self.folder / "images" / Path(str(values.pop("file", ""))).name
        image = Image.objects.filter(name=values.get("name")).first() or Image()
        if not path.is_file():
            raise ValidationError({"file": f"images/{path.name} is missing"})
        with path.open("rb") as handle:
            image.file = File(handle, name=path.name)
            self._save(image, values)
        self.ids["images", image.name] = image.pk

    def _article(self, model: type[Article], entry: Entry) -> None:
        with self._reporting(entry):
            self._since(model, "slug", entry, lambda: self._write_article(model, entry))

    def _write_article(self, model: type[Article], entry: Entry) -> None:
        lists = {"sources", *shape.parts(model)}
        values = {name: value for name, value in entry.values.items() if name not in lists}
        article = self._named(model, "slug", values.get("slug"))
        new = article._state.adding
        self._save(article, values)
        if new:
            self.made[model, article.slug] = article
            self.bare.add(article.pk)

    def _parts(self, model: type[Article], entry: Entry) -> None:
        with self._reporting(entry):
            self._since(model, "slug", entry, lambda: self._write_parts(model, entry))

    def _since(self, model: type[models.Model], column: str, entry: Entry, write: Callable[[], None]) -> None:
        write_since(self.base, model, column, entry.values.get(column), write, self.faults)

    def _write_parts(self, model: type[Article], entry: Entry) -> None:
        article = self._named(model, "slug", entry.values.get("slug"))
        if article._state.adding:
            return  # refused above, with its reason
        bare = article.pk in self.bare
        self.bare.discard(article.pk)
        stored = StoredSources() if bare else StoredSources.of(article.pk)
        before = len(self.faults)
        sources: list[tuple[Part | None, Iterable[FactSources]]] = []
        with self._reporting(entry, "sources"):
            sources.append((None, self._own_sources(model, entry)))
        with self._reporting(entry):
            check_prose(article.lead, article.body)
        for name, part in shape.parts(model).items():
            present = [] if bare else list(part.objects.filter(**{part.owner_field: article}))
            sources += self._sync(article, name, present, part, entry)
        if len(self.faults) == before:
            set_many_sources(article.pk, sources, self.citations, stored)

    def _own_sources(self, model: type[Article], entry: Entry) -> Iterable[FactSources]:
        """Those of the article's own fields."""
        sources = entry.values.get("sources", {})
        if not isinstance(sources, dict):
            raise ValidationError("expected a source line for each field: {founded: '[@key]'}")
        lines = "\n".join(f"{name}: {line}" for name, line in sources.items())
        return parse_sources(lines, model.citable_fields, self.citations)

    def _sync(
        self, article: Article, name: str, present: list[Part], part: type[Part], entry: Entry
    ) -> list[tuple[Part, Iterable[FactSources]]]:
        """Make the article's list of parts be the entry's, keeping rows that are recognised by their natural key.

        Returns the rows with their sources, which are still to be set.
        """
        rows: list[tuple[str, dict[str, Any], Part]] = []
        listed = entry.values.get(name, [])
        for number, given in enumerate(listed if isinstance(listed, list) else [listed], 1):
            place = f"{name} {number}"
            with self._reporting(entry, place):
                if not isinstance(given, dict):
                    raise ValidationError("expected a record with fields")
                values = {key: value for key, value in given.items() if key != "sources"}
                fresh = part(**{f"{part.owner_field}_id": article.pk})
                shape.set_columns(fresh, values, self._resolve)
                fresh.normalise()
                row = next((old for old in present if _natural_key(old) == _natural_key(fresh)), None)
                if row is not None:
                    present.remove(row)
                row = shape.copy_columns(fresh, row or fresh)
                row.position = number
                rows.append((place, given, row))
        for left in present:
            left.delete()
        self._write_rows(entry, [(place, row) for place, _given, row in rows])
        sources: list[tuple[Part, Iterable[FactSources]]] = []
        for place, given, row in rows:
            with self._reporting(entry, place):
                allowed = ("", *part.citable_fields)
                sources.append((row, parse_sources(str(given.get("sources", "")), allowed, self.citations)))
        return sources

    def _write_rows(self, entry: Entry, rows: list[tuple[str, Part]]) -> None:
        """Write the rows of a list: those that are new together, where they can be, the others each."""
        new = [(place, row) for place, row in rows if goes_in_bulk(row)]
        for place, row in rows:
            if not goes_in_bulk(row):
                with self._reporting(entry, place):
                    check_row(row)
                    if isinstance(row, Translation):
                        check_prose(row.lead, row.body)
                    row.save()
        try:
            add_rows(row for _place, row in new)
        except RowsRefused as refused:
            for number, error in refused.faults.items():
                with self._reporting(entry, new[number][0]):
                    raise error from None

    def _save(self, row: Tracked, values: dict[str, Any]) -> None:
        shape.set_columns(row, values, self._resolve)
        check_row(row)
        row.save()

    def _resolve(self, model: type[models.Model], name: str) -> int:
        key = (model._meta.label_lower, name)
        if key not in self.ids:
            found = model._default_manager.filter(**{shape.reference_name(model): name}).values_list("pk", flat=True)
            pk = found.first()
            if pk is None:
                raise ValidationError(f"there is no {model._meta.verbose_name} “{name}”")
            self.ids[key] = pk
        return self.ids[key]


def _natural_key(row: Part) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in row.natural_key)


def _records(value: Any) -> list[dict[str, Any]]:
    """A list of mappings, or ValidationError."""
    if not isinstance(value, list) or not all(isinstance(record, dict) for record in value):
        raise ValidationError("expected a list of records with fields")
    return value
