"""Use one source for several facts of an article at once: they are ticked, and saved as one revision."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.kinds import kinds
from articles.models import Article, FactCitation, Status
from articles.reports.facts import FactId, StatedFact, fact_fields, fact_id, part_models, stated
from articles.sourcing.lines import add_sources
from citations.grammar import Cite
from citations.models import Citation
from common.forms import set_choices
from common.http import number_or_404
from common.text import refuse_control_characters
from revisions.models import COMMENT_LENGTH
from revisions.state.read import owned_models
from revisions.subjects import allowed, signed_in
from revisions.tracking.recording import recording

FOUND = 20  # articles of a search


@dataclass(frozen=True)
class Choice:
    """A fact to tick; `name` is the value that the form posts. `cited` where the source supports it already."""

    name: str
    fact: StatedFact
    cited: bool


class UseForm(forms.Form):
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("Facts"), error_messages={"required": gettext_lazy("Tick at least one fact.")}
    )
    locator = forms.CharField(
        label=gettext_lazy("Place in the source"),
        max_length=200,
        required=False,
        validators=[refuse_control_characters],
    )
    printed = forms.BooleanField(label=gettext_lazy("Print a mark on the page"), required=False)
    comment = forms.CharField(
        label=gettext_lazy("Why"), max_length=COMMENT_LENGTH, required=False, validators=[refuse_control_characters]
    )


def use_source_view(model_admin: ModelAdmin, request: HttpRequest, key: str) -> HttpResponse:
    """GET asks for an article (`q`), then shows its facts (`article`); POST cites the source for the ticked ones."""
    citation = Citation.objects.filter(key=key.replace("\0", "")).first()
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if citation is None:
        raise Http404
    asked = request.GET.get("article", "")
    if not asked:
        return _page(model_admin, request, citation, {"found": _search(request.GET.get("q", "")), "article": None})
    article = _article(asked)
    if not allowed(request.user, type(article), "change"):
        raise PermissionDenied
    choices = facts_to_tick(article, citation)
    form = UseForm(request.POST if request.method == "POST" else None)
    set_choices(form, "facts", [(choice.name, choice.fact.place) for choice in choices if not choice.cited])
    if form.is_valid():
        ticked = form.cleaned_data["facts"]
        words = ngettext("Used %(key)s for %(n)d fact", "Used %(key)s for %(n)d facts", len(ticked))
        comment = form.cleaned_data["comment"] or words % {"key": citation.key, "n": len(ticked)}
        with recording(user=signed_in(request), comment=comment) as opened:
            # Alone now: what went meanwhile is not cited.
            there = [choice for choice in facts_to_tick(article, citation) if not choice.cited]
            wanted = [choice.fact.id for choice in there if choice.name in ticked]
            cite_for(citation, wanted, form.cleaned_data["locator"], form.cleaned_data["printed"])
        messages.success(request, _("Saved as revision %s.") % opened.number)
        return HttpResponseRedirect(request.get_full_path())
    return _page(model_admin, request, citation, {"article": article, "choices": choices, "form": form})


def facts_to_tick(article: Article, citation: Citation) -> list[Choice]:
    """All facts of an article with whether the source supports them already."""
    ids: list[FactId] = [
        (article.pk, None, None, field)
        for field in fact_fields(type(article))
        if getattr(article, field) not in ("", None)
    ]
    owned = owned_models(type(article))
    for part in (model for model in part_models() if model in owned):
        kind = ContentType.objects.get_for_model(part).pk
        rows = part._default_manager.filter(**{part.owner_field: article.pk}).order_by("position", "pk")
        ids += [(article.pk, kind, pk, "") for pk in rows.values_list("pk", flat=True)]
    said = FactCitation.objects.filter(article=article.pk, citation=citation, stated_value="")
    cited = {fact_id(row) for row in said}
    words = stated(ids)
    return [
        Choice(f"{fact[1] or ''}-{fact[2] or ''}-{fact[3]}", words[fact], fact in cited)
        for fact in ids
        if fact in words
    ]


def cite_for(citation: Citation, facts: list[FactId], locator: str, printed: bool) -> None:
    """Make the source support these facts, after what supports them already. Call inside `recording()`."""
    cite = Cite(citation.key, locator, printed=printed)
    for article, kind, row, field in facts:
        add_sources(article, (kind, row), field, [cite], {citation.key: citation.pk})


def _search(words: str) -> list[Article]:
    text = words.replace("\0", "").strip()[:80]
    if not text:
        return []
    found = Article.objects.filter(Q(title__icontains=text) | Q(slug__icontains=text) | Q(names__text__icontains=text))
    return list(found.exclude(status=Status.ARCHIVED).distinct().order_by("title", "pk")[:FOUND])


def _article(asked: str) -> Article:
    """The article with an id, as its kind. Raises Http404."""
    found = Article.objects.filter(pk=number_or_404(asked)).first()
    if found is None:
        raise Http404
    return kinds()[found.kind].objects.get(pk=found.pk)


def _page(model_admin: ModelAdmin, request: HttpRequest, citation: Citation, more: dict[str, Any]) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Use %s for …") % citation.key,
        "citation": citation,
        "opts": Citation._meta,
        "q": request.GET.get("q", ""),
        **more,
    }
    return render(request, "admin/articles/use_source.html", context)
