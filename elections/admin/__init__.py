"""Forms of elections and assemblies. Results are edited on their election's form; parties and people show them."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin import ArticleAdmin
from articles.admin.inlines import PERIOD, PartInline, register_inline
from elections.admin.entering import enter_results_view
from elections.admin.results import ResultInline
from elections.checking import check_elections
from elections.models import Assembly, AssemblySize, Candidacy, Election, Result, ResultSet, Round

SAID = 5  # differences that are said after a save
LEVELS = {"warning": messages.WARNING, "error": messages.ERROR}


class RoundInline(PartInline):
    model = Round
    fields = (("number", "date", "seats_filled", "position"), "sources")


class ResultSetInline(PartInline):
    model = ResultSet
    fields = (("number", "stage", "date", "cast", "valid", "invalid", "position"), "sources")


class CandidacyInline(PartInline):
    model = Candidacy
    fields = (("person", "name", "party", "label"), ("constituency", "elected", "remark", "position"), "sources")


class AssemblySizeInline(PartInline):
    model = AssemblySize
    fields = (("size", "appointed", *PERIOD, "position"), "sources")


class ShownResults(admin.TabularInline):
    """Results on the form of a party or a person: to be read here, edited on the election's form."""

    model = Result
    extra = 0
    can_delete = False
    verbose_name_plural = _("election results (edited on the election's form)")
    readonly_fields = fields = ("election_form", "label", "votes", "percent", "seats", "outcome")

    @admin.display(description=_("election"))
    def election_form(self, row: Result) -> Any:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:elections_election_change", args=[row.election_id]), row.election
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("election").order_by("election__date", "round")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PartyResults(ShownResults):
    fk_name = "party"


class PersonResults(ShownResults):
    fk_name = "person"


for position, inline in ((20, ResultInline), (30, RoundInline), (35, ResultSetInline), (40, CandidacyInline)):
    register_inline(position, inline, "election")
register_inline(20, AssemblySizeInline, "assembly")
register_inline(800, PartyResults, "party")
register_inline(800, PersonResults, "person")


@admin.register(Election)
class ElectionAdmin(ArticleAdmin):
    change_form_template = "admin/elections/change_form.html"
    kind_fields = (
        "assembly",
        ("category", "course", "complete"),
        "date",
        "previous",
        "parent",
        "repeats",
        "system",
        "seats_total",
        "seats_elected",
        "seats_list",
        "seats_constituency",
        "seats_appointed",
        "threshold",
        "threshold_base",
        "registered",
        "registered_rounded",
        "cast",
        "valid",
        "invalid",
        "turnout",
        "percent_base",
    )
    list_display = ("title", "date", "category", "assembly", "status")
    list_filter = ("status", "category", "assembly", "country")
    list_select_related = ("assembly",)
    autocomplete_fields = ("image", "assembly", "previous", "parent", "repeats")

    def get_urls(self) -> list[URLPattern]:
        enter = path(
            "<str:object_id>/results/",
            self.admin_site.admin_view(partial(enter_results_view, self)),
            name="elections_election_enter_results",
        )
        return [enter, *super().get_urls()]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Saved it is; what does not add up is said."""
        super().save_related(request, form, formsets, change)
        [checked] = check_elections([form.instance])
        for finding in checked.findings[:SAID]:
            messages.add_message(request, LEVELS[finding.severity], finding.words)
        if len(checked.findings) > SAID:
            messages.warning(
                request, _("And %d more differences; they stand at the figures.") % (len(checked.findings) - SAID)
            )


@admin.register(Assembly)
class AssemblyAdmin(ArticleAdmin):
    kind_fields = ("category",)
    list_display = ("title", "category", "status", "country")
