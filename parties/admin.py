"""Forms of parties, people and events, in the order of their pages."""

from django.contrib import admin

from articles.admin import ArticleAdmin
from articles.admin.inlines import PERIOD, PartInline, register_inline
from parties.models import (
    Colour,
    Event,
    Ideology,
    Lineage,
    MembershipCount,
    Participant,
    Party,
    Person,
    Position,
    Role,
)


class RoleInline(PartInline):
    model = Role
    fields = (("kind", "person", "label", "title"), (*PERIOD, "position"), "sources")


class LineageInline(PartInline):
    model = Lineage
    fields = (("kind", "other", "label"), (*PERIOD, "position"), "sources")


class MembershipCountInline(PartInline):
    model = MembershipCount
    fields = (("count", "on_date", "position"), "sources")


class IdeologyInline(PartInline):
    model = Ideology
    fields = (("name", *PERIOD, "position"), "sources")


class ColourInline(PartInline):
    model = Colour
    fields = (("name", "hex", "position"), "sources")


class PositionInline(PartInline):
    model = Position
    fields = (("title", *PERIOD, "position"), "sources")


class ParticipantInline(PartInline):
    model = Participant
    fields = (("article", "label", "role", "position"), "sources")


for place, inline in enumerate((RoleInline, LineageInline, MembershipCountInline, IdeologyInline, ColourInline), 2):
    register_inline(place * 10, inline, "party")
register_inline(20, PositionInline, "person")
register_inline(20, ParticipantInline, "event")


@admin.register(Party)
class PartyAdmin(ArticleAdmin):
    kind_fields = (
        ("category", "state"),
        "founded",
        "registered",
        "dissolved",
        "headquarters",
        "political_position",
        "slogan",
    )
    list_display = ("title", "state", "founded", "status", "country")
    list_filter = ("status", "state", "category", "country")


@admin.register(Person)
class PersonAdmin(ArticleAdmin):
    kind_fields = ("born", "birth_place", "died", "residence", "occupation")
    list_display = ("title", "born", "occupation", "status", "country")


@admin.register(Event)
class EventAdmin(ArticleAdmin):
    kind_fields = ("category", "date", "end_date", "place", "attendance")
    list_display = ("title", "category", "date", "status", "country")
    list_filter = ("status", "category", "country")
