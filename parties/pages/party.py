"""A party's page: the rows of its infobox in reading order, its leadership, where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.page.context import PageContext
from articles.page.facts import Fact, Swatch, Text, Time
from articles.page.page import Claim, Claims, FactList, InfoboxRow, Section
from articles.page.pieces import infobox_rows, sections
from articles.page.reading import Reading
from common.dates import format_partial_date
from common.formatting import capitalise, format_number, format_period
from parties.models import Colour, Ideology, Lineage, MembershipCount, Party, Role

LINEAGE_LABELS = {
    Lineage.Kind.PREDECESSOR: gettext_lazy("Formed from"),
    Lineage.Kind.SPLIT_FROM: gettext_lazy("Split from"),
    Lineage.Kind.ABSORBED: gettext_lazy("Absorbed"),
    Lineage.Kind.MERGED_INTO: gettext_lazy("Merged into"),
    Lineage.Kind.MEMBER: gettext_lazy("Members"),
}


@dataclass(frozen=True)
class PartyRows:
    roles: list[Any]
    lineages: list[Any]
    counts: list[Any]
    ideologies: list[Any]


def read_rows(reading: Reading) -> PartyRows:
    """The rows that a party's page needs, and the articles that it will name."""
    rows = PartyRows(*(reading.parts(model) for model in (Role, Lineage, MembershipCount, Ideology)))
    reading.want_article(*(role.person_id for role in rows.roles), *(lineage.other_id for lineage in rows.lineages))
    return rows


@infobox_rows.supply("party", read_rows)
def _infobox(reading: PageContext, rows: PartyRows) -> Iterable[InfoboxRow]:
    party = reading.root
    leaders = present_leaders(rows.roles)
    founders = [role for role in rows.roles if role.kind == Role.Kind.FOUNDER]
    over = party.state != Party.State.ACTIVE
    yield from _row(
        _("Last leader") if over and leaders else _("Leader"), [person_fact(reading, role) for role in leaders]
    )
    yield from _row(_("Founder"), [person_fact(reading, role) for role in founders])
    yield from _date(reading, _("Founded"), "founded")
    yield from _date(reading, _("Registered"), "registered")
    yield from _date(reading, _("Banned") if party.state == Party.State.BANNED else _("Dissolved"), "dissolved")
    for kind, label in LINEAGE_LABELS.items():
        related = [lineage for lineage in rows.lineages if lineage.kind == kind]
        yield from _row(
            label,
            [reading.fact(reading.link(row.other_id, row.label), row=row, after=format_period(row)) for row in related],
        )
    if party.headquarters:
        yield InfoboxRow(_("Headquarters"), (reading.fact(Text(party.headquarters), field="headquarters"),))
    yield from _membership(reading, rows.counts)
    yield from _row(
        _("Ideology"),
        [reading.fact(Text(row.name), row=row, after=format_period(row)) for row in rows.ideologies],
    )
    if party.political_position:
        yield InfoboxRow(
            _("Political position"), (reading.fact(Text(party.political_position), field="political_position"),)
        )


def present_leaders(roles: list[Any]) -> list[Any]:
    """Those whose role has no known end; where all have ended, the last one. An unknown end is not "still"."""
    leaders = [role for role in roles if role.kind == Role.Kind.LEADER]
    open_ended = [role for role in leaders if not role.end_date and not role.former and not role.on_date]
    latest = max((role.start_date for role in leaders), default="")
    if any(role.start_date == latest for role in open_ended):
        return [role for role in open_ended if role.start_date == latest]
    ended = sorted(leaders, key=lambda role: (role.end_date or role.on_date, role.start_date))
    return ended[-1:]


def person_fact(reading: PageContext, role: Any, after: str = "") -> Fact:
    return reading.fact(reading.link(role.person_id, role.label), row=role, after=after)


def _row(label: Any, facts: list[Fact]) -> Iterable[InfoboxRow]:
    if facts:
        yield InfoboxRow(str(label), tuple(facts))


def _date(reading: PageContext, label: str, field: str) -> Iterable[InfoboxRow]:
    value = getattr(reading.root, field)
    if value:
        yield InfoboxRow(label, (reading.fact(Time(format_partial_date(value), value), field=field),))


def _membership(reading: PageContext, counts: list[Any]) -> Iterable[InfoboxRow]:
    """The newest count; the others stand in its disclosure."""
    if not counts:
        return
    newest, *older = sorted(counts, key=lambda row: row.on_date, reverse=True)
    label = _("Membership (%s)") % format_partial_date(newest.on_date) if newest.on_date else _("Membership")
    further = tuple(
        f"{format_number(row.count)} ({format_partial_date(row.on_date)})" if row.on_date else format_number(row.count)
        for row in older
    )
    yield InfoboxRow(label, (reading.fact(Text(format_number(newest.count)), row=newest, further=further),))


def _read_colours(reading: Reading) -> list[Any]:
    return reading.parts(Colour)


@infobox_rows.supply("colours and slogan", _read_colours)
def _colours_and_slogan(reading: PageContext, colours: list[Any]) -> Iterable[InfoboxRow]:
    yield from _row(_("Colours"), [reading.fact(Swatch(row.name, row.hex), row=row) for row in colours])
    if reading.root.slogan:
        yield InfoboxRow(_("Slogan"), (reading.fact(Text(reading.root.slogan), field="slogan"),))


@sections.supply("leadership", read_rows)
def _leadership(reading: PageContext, rows: PartyRows) -> Iterable[Section]:
    """Leaders one after another where there was more than one; other roles folded."""
    leaders = sorted(
        (role for role in rows.roles if role.kind == Role.Kind.LEADER),
        key=lambda role: role.start_date or role.end_date,
    )
    if len(leaders) > 1:
        listed = FactList(tuple(person_fact(reading, role, _title_and_period(role)) for role in leaders))
        yield Section(_("Leadership"), 2, "", (listed,), edits="roles")
    others = [role for role in rows.roles if role.kind not in (Role.Kind.LEADER, Role.Kind.FOUNDER)]
    if others:
        claims = tuple(
            Claim(
                capitalise(_title_and_period(role) or str(Role.Kind(role.kind).label)),
                "",
                "",
                reading.disclosure(role),
                reading.link(role.person_id, role.label),
            )
            for role in others
        )
        yield Section("", 2, "", (Claims(pgettext("in a party", "Further roles"), claims),))


def _title_and_period(role: Any) -> str:
    return ", ".join(filter(None, (role.title, format_period(role))))
