"""A person's page: birth and death, offices, and the roles that parties record."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from articles.page.context import PageContext
from articles.page.facts import Text, Time
from articles.page.page import FactList, InfoboxRow, Section
from articles.page.pieces import infobox_rows, read_nothing, sections
from articles.page.reading import Reading
from common.dates import format_partial_date
from common.formatting import capitalise, format_period
from parties.models import Position, Role


@infobox_rows.supply("person", read_nothing)
def _infobox(reading: PageContext, _nothing: None) -> Iterable[InfoboxRow]:
    person = reading.root
    labels = {
        "born": _("Born"),
        "birth_place": _("Place of birth"),
        "died": _("Died"),
        "residence": _("Residence"),
        "occupation": _("Occupation"),
    }
    for field, label in labels.items():
        value = getattr(person, field)
        if value:
            printed = Time(format_partial_date(value), value) if field in ("born", "died") else Text(value)
            yield InfoboxRow(label, (reading.fact(printed, field=field),))


def _read_positions(reading: Reading) -> list[Any]:
    return reading.parts(Position)


@sections.supply("positions", _read_positions)
def _positions(reading: PageContext, positions: list[Any]) -> Iterable[Section]:
    if positions:
        facts = tuple(reading.fact(Text(capitalise(row.title)), row=row, after=format_period(row)) for row in positions)
        yield Section(_("Positions"), 2, "", (FactList(facts),), edits="positions")


def _read_roles(reading: Reading) -> list[Any]:
    roles = reading.moment.fetch(Role, person_id=reading.root.id)
    reading.want_article(*(role.party_id for role in roles))
    return roles


@sections.supply("roles", _read_roles)
def _roles(reading: PageContext, roles: list[Any]) -> Iterable[Section]:
    """Rows that public parties' articles own: no marks, their sources stand there."""
    shown = [role for role in roles if reading.link(role.party_id).url]
    if shown:
        facts = tuple(
            reading.fact(
                reading.link(role.party_id),
                row=role,
                marks=False,
                after=", ".join(filter(None, (role.title or str(Role.Kind(role.kind).label), format_period(role)))),
            )
            for role in shown
        )
        yield Section(_("Roles in parties"), 2, "", (FactList(facts),))
