"""The source line beside a fact: a form field that reads and writes the grammar of `citations.grammar`."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.reports.facts import FactId
from articles.reports.registry import remarks_on
from articles.sourcing.lines import FactKey, line_of_field, parse_sources, read_sources
from citations.grammar import FactSources

SUFFIX = "__sources"  # form field of the line beside `founded`: founded__sources


class SourceLine(forms.Textarea):
    """One line that grows; typing @ completes the key. `doubts` are said below it."""

    doubts: tuple[str, ...] = ()

    def __init__(self, placeholder: str = "[@key, p. 4]") -> None:
        super().__init__(
            {
                "rows": 1,
                "class": "source-line",
                "spellcheck": "false",
                "placeholder": placeholder,
                "data-complete-keys": reverse_lazy("admin:citations_citation_complete"),
            }
        )

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        said = format_html_join("", '<p class="doubt">{}</p>', ((words,) for words in self.doubts))
        return format_html("{}{}", super().render(name, value, attrs, renderer), said)


class SourcesField(forms.CharField):
    """Cleans to the parsed lines (a tuple of FactSources). `names` are the fields that a line may be about."""

    widget = SourceLine

    def __init__(self, names: Iterable[str] = ("",), **kwargs: Any) -> None:
        self.names = tuple(names)
        super().__init__(required=False, strip=False, **kwargs)

    def clean(self, value: Any) -> tuple[FactSources, ...]:
        return parse_sources(super().clean(value), self.names)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, (data or "").replace("\r\n", "\n"))


def own_source_fields(model: type[Article]) -> dict[str, SourcesField]:
    """A source line for each field of a kind that carries sources."""
    return {f"{name}{SUFFIX}": SourcesField(label=_("Sources")) for name in model.citable_fields}


def lines_of(article: Any) -> dict[FactKey, str]:
    """All source lines of the article on the form, read once for the form and its inlines."""
    if article is None or article.pk is None:
        return {}
    if not hasattr(article, "_source_lines"):
        article._source_lines = read_sources(article.pk)
    return article._source_lines


def doubts_of(article: Any) -> dict[FactId, tuple[str, ...]]:
    """What is to be said of the facts of the article on the form, read once for the form and its inlines."""
    if article is None or article.pk is None:
        return {}
    if not hasattr(article, "_doubts"):
        article._doubts = remarks_on(article)
    return article._doubts


def own_initial(article: Any) -> dict[str, str]:
    """Initial values of the source lines of the article's own fields."""
    own = lines_of(article).get((None, None), "")
    return {f"{name}{SUFFIX}": line_of_field(own, name) for name in article.citable_fields} if own else {}


def own_lines(article: Any, cleaned: dict[str, Any]) -> list[FactSources]:
    """What was typed beside the article's own fields, each line under its field."""
    return [
        FactSources(name, line.cites, line.remark)
        for name in article.citable_fields
        for line in cleaned.get(f"{name}{SUFFIX}") or ()
    ]
