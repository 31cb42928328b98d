"""An article's rows to its page, at any moment. The same builder serves the present and the past."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.images import image_url
from articles.kinds import kinds
from articles.models import Article, Name, Translation, original_digest
from articles.page.context import PageContext
from articles.page.facts import Text
from articles.page.head import describe, metadata
from articles.page.page import (
    ContentsEntry,
    HeadName,
    Html,
    Note,
    Page,
    Picture,
    PrintedReference,
    Section,
    TranslatedFrom,
)
from articles.page.pieces import infobox_rows, navboxes, orders, sections
from articles.page.titles import Title, choose, speaks
from articles.prose.rendering import Surroundings, render, render_inline
from articles.prose.syntax import Prose, parse
from articles.public import fetch_published
from citations.exporting import downloads
from common.locale import direction, language_label
from revisions.moments import Moment

NO_ANCHOR = re.compile(r"[^\w\s-]")


def build_page(moment: Moment, model: type[Article], slug: str, asked: Mapping[str, str] | None = None) -> Page | None:
    """The page of the published article `slug` of a kind at `moment`; None when there was none.

    `asked` is what the address asks of it: the order of a table, seats by another method.
    """
    found = fetch_published(moment, model, slug=slug)
    if not found:
        moment.note_missing(slug)
        return None
    return page_of(moment, model, found[0], asked)


def page_of(moment: Moment, model: type[Article], root: Any, asked: Mapping[str, str] | None = None) -> Page:
    """The page of an article by its own row, a live or a history row of the moment."""
    reading = PageContext(moment, root, asked=asked or {})
    reading.names, translations = reading.parts(Name), reading.parts(Translation)
    translation = _wanted(root, translations)
    lead_text, body_text = (translation or root).lead, (translation or root).body
    reading.language = translation.language if translation else root.language
    lead, body = parse(lead_text, body_text)
    for prose in (lead, body):
        reading.want_slugs(prose.slugs)
        reading.want_sources(prose.keys)

    kind = root.kind
    order = orders[kind]
    infobox = [infobox_rows[name] for name in order.infobox]
    generated = [sections[name] for name in order.sections]
    boxes = [navboxes[name] for name in order.navboxes]
    for read in (
        [piece.read for piece in infobox] + [piece.read for piece in generated] + [piece.read for piece in boxes]
    ):
        reading.once(read)
    reading.resolve()

    # From here on in reading order: the numbers of references follow it.
    title = _title(reading, translation, translations)
    title_fact = reading.fact(Text(title.text, title.language), field="title")
    picture = _picture(reading)
    rows = tuple(row for piece in infobox for row in piece.build(reading, reading.once(piece.read)))
    around = _surroundings(reading, lead, body)
    lead_html = render([token for block in lead.blocks for token in block.tokens], around)
    written = list(_written(body, around, "translations" if translation else "body"))
    made = [section for piece in generated for section in piece.build(reading, reading.once(piece.read))]
    all_sections = tuple(_with_anchors([*written, *made]))
    notes = _notes(around, lead, body)
    references = tuple(
        PrintedReference(numbered, reading.references[numbered.key]) for numbered in reading.footnotes.references
    )
    return Page(
        kind=kind,
        kind_name=str(kinds()[kind]._meta.verbose_name),
        path=model.path,
        slug=root.slug,
        url=reverse(f"{kind}:article", args=[root.slug]),
        title=title.text,
        language=reading.language,
        direction=direction(reading.language),
        short_description=title.description or root.short_description,
        description=describe(title.description or root.short_description, (lead_text, body_text), rows),
        title_fact=title_fact,
        names=tuple(
            HeadName(name.text, name.language, direction(name.language))
            for name in reading.names
            if name.in_infobox and name.text != title.text
        ),
        picture=picture,
        infobox=rows,
        lead=lead_html,
        contents=_contents(all_sections, bool(notes), bool(references)),
        sections=all_sections,
        notes=notes,
        references=references,
        navboxes=tuple(box for piece in boxes for box in piece.build(reading, reading.once(piece.read))),
        last_edit=reading.last_edit,
        quality=reading.quality(),
        permanent_url=reverse(f"{kind}:revision", args=[root.slug, reading.last_edit.number])
        if reading.last_edit
        else "",
        editing_url=reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[root.id]),
        history_url=reverse(f"{kind}:history", args=[root.slug]),
        cite_url=reverse(f"{kind}:cite", args=[root.slug]),
        report_url=reverse(f"{kind}:report", args=[root.slug]),
        reports_url=reverse(f"{kind}:reports", args=[root.slug]),
        linked_data_url=reverse(f"{kind}:jsonld", args=[root.slug]),
        metadata=metadata(title.text, reading.language, title.description, reading.last_edit),
        downloads=downloads(f"{kind}:references", root.slug),
        title_language=title.language if title.language != reading.language else "",
        prose_language="" if speaks(reading.language, reading.interface) else reading.language,
        untranslated=not speaks(reading.language, reading.interface),
        translated=_translated_from(root, translation) if translation else None,
    )


def _wanted(root: Any, translations: Sequence[Any]) -> Any:
    """The root's prose in the reader's language, where there is one and it is not the article's own."""
    wanted = get_language() or root.language
    if speaks(root.language, wanted):
        return None
    return next((row for row in translations if speaks(row.language, wanted)), None)


def _title(reading: PageContext, translation: Any, translations: Sequence[Any]) -> Title:
    root = reading.root
    own = Title(root.title, root.language, root.short_description)
    if translation is not None:
        return Title(translation.title, translation.language, translation.short_description)
    found = None if speaks(root.language, reading.interface) else choose(reading.interface, translations, reading.names)
    return replace(found, description=found.description or own.description) if found else own


def _translated_from(root: Any, translation: Any) -> TranslatedFrom:
    """A translation that says of no text is taken for up to date: it was entered before it could say."""
    language = language_label(root.language)
    if translation.original in ("", original_digest(root)):
        return TranslatedFrom(language)
    numbers = translation.set_in
    then = numbers.get("original", numbers.get("", 0))
    newest = max(_text_set_in(root.set_in), default=then)
    return TranslatedFrom(language, reverse(f"{root.kind}:compare", args=[root.slug, then, newest]))


def _text_set_in(set_in: Mapping[str, int]) -> Iterable[int]:
    """The revisions that last set the text of an article."""
    return (set_in.get(field, set_in.get("", 0)) for field in ("title", "lead", "body"))


def _surroundings(reading: PageContext, lead: Prose, body: Prose) -> Surroundings:
    return Surroundings(
        footnotes=reading.footnotes,
        keys=frozenset(reading.references),
        targets=reading.by_slug,
        notes=frozenset(lead.notes) | frozenset(body.notes),
    )


def _picture(reading: PageContext) -> Picture | None:
    image, caption = reading.image, reading.root.image_caption
    if image is None:
        return None
    fact = reading.fact(Text(caption), field="image_caption") if caption else None
    return Picture(image_url(image.file), image.width, image.height, image.alt, image.credit, image.licence, fact)


def _written(body: Prose, around: Surroundings, edits: str) -> Iterable[Section]:
    """The sections that editors wrote; `edits` is the part of the form where they did."""
    for block in body.blocks:
        heading = block.heading
        title = render_inline(heading.tokens, around) if heading else None
        html = Html(render(block.tokens, around))
        yield Section(heading.text if heading else "", heading.level if heading else 2, "", (html,), title, edits)


def _with_anchors(found: Sequence[Section]) -> Iterable[Section]:
    """Anchors after MediaWiki's: letters and figures with underscores; a second one of the same words gets _2."""
    taken: set[str] = {"Notes", "References", "Contents", "top"}
    for section in found:
        if not section.heading:
            yield section
            continue
        anchor = base = "_".join(NO_ANCHOR.sub("", section.heading).split()) or "section"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{base}_{number}"
        taken.add(anchor)
        yield replace(section, anchor=anchor)


def _contents(found: Sequence[Section], notes: bool, references: bool) -> tuple[ContentsEntry, ...]:
    entries = [ContentsEntry(section.heading, section.anchor, section.level) for section in found if section.heading]
    if notes:
        entries.append(ContentsEntry(_("Notes"), "Notes", 2))
    if references:
        entries.append(ContentsEntry(_("References"), "References", 2))
    return tuple(entries)


def _notes(around: Surroundings, lead: Prose, body: Prose) -> tuple[Note, ...]:
    """Notes in the order of their marks. A note may cite, and may mark another note, which then follows."""
    said = {**lead.notes, **body.notes}
    html: dict[str, Any] = {}
    while missing := [note.key for note in around.footnotes.notes if note.key not in html]:
        for name in missing:
            html[name] = render_inline(said[name], around)
    return tuple(Note(numbered, html[numbered.key]) for numbered in around.footnotes.notes)
