"""A small site with a lively past: some 60 revisions of every sort, and things hidden in them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models

from articles.interchange.load import load
from articles.models import Image, Name, Statement
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Author, Citation
from elections.models import Assembly, Election, Result
from parties.models import Colour, MembershipCount, Party, Person, Role
from revisions.actions.delete import delete
from revisions.actions.hide import hide_comment, hide_content, hide_user
from revisions.actions.restore import Aim, carry_out
from revisions.models import Action, Revision
from revisions.subjects import find_subject
from revisions.tracking.recording import recording

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
IMPORTED = "slug: respublica\ntitle: Respublica\ncountry: KZ\nstatus: published\ncolours:\n  - name: blue\n"


def live_lively(folder: Path) -> None:
    """Write the history. `folder` is an empty one, for the import."""
    editor, other = User.objects.create_user("aigerim"), User.objects.create_user("дархан")
    sources, people = _sources(editor), _people(editor, other)
    parties = [_party(number, editor if number % 2 else other, sources, people) for number in range(4)]
    _import(folder, other)
    _election(editor, parties, people)
    for number, party in enumerate(parties):
        _rename_and_return(party, other, number)
    _delete_and_return(parties[3], editor)
    for party in parties[:2]:
        hide(party, editor)
    for number in range(6):  # the tail, which can be cut off without touching what is hidden
        with recording(other, f"step {number}"):
            MembershipCount.objects.create(party=parties[number % 4], count=1000 + number, on_date="2023")
            _save(parties[number % 4], slogan=f"Step {number}")
    with recording(editor, "without colours"):
        Colour.objects.filter(party=parties[2]).first().delete()
    delete(Party, Party.objects.get(slug="respublica").pk, editor, "no sources")


def head() -> int:
    return Revision.objects.latest("number").number


def change_back(model: type[models.Model], pk: int, action: Action, number: int, user: User | None = None) -> None:
    carry_out(Aim(model, pk, action, number, base=head()), user, f"back to {number}")


def _save(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _sources(editor: User) -> list[Citation]:
    with recording(editor, "sources"):
        made = [Citation.objects.create(key=f"azattyq-{year}", title=f"News of {year}") for year in (2021, 2022, 2023)]
        for source in made:
            Author.objects.create(citation=source, family="Әлиев", given="Ә.")
    _save(made[0], url="https://example.org/2021", accessed="2024-01-02")
    _save(Author.objects.filter(citation=made[1]).get(), given="Әсет")
    return made


def _people(*users: User) -> list[Person]:
    made = []
    for number, user in enumerate(users):
        with recording(user, f"person {number}"):
            made.append(Person.objects.create(slug=f"person-{number}", title=f"Person {number}", born="1970-05"))
    _save(made[0], occupation="ecologist")  # by nobody: no user, no comment
    return made


def _party(number: int, user: User, sources: list[Citation], people: list[Person]) -> Party:
    with recording(user, f"party {number}"):
        party = Party.objects.create(slug=f"party-{number}", title=f"Party {number}", country="KZ", status="published")
        Name.objects.create(article=party, text=f"Партия «{number}»", language="kk-Cyrl", in_infobox=True)
        Colour.objects.create(party=party, name="green", hex="#3BA935")
        role = Role.objects.create(party=party, person=people[number % 2], title="chair", start_date="2022")
    with recording(user, "sourced"):
        _cite(party, role, f"[@{sources[0].key}, p. {number}; @{sources[1].key}]")
    with recording(user, "sourced otherwise"):
        _cite(party, role, f"[@{sources[2].key}]")
        Statement.objects.create(article=party, label="motto", value="Line\nof two", placement="infobox")
    _save(party, lead=f"**Party {number}** is a party.", founded="2022-11-30")
    return party


def _cite(party: Party, role: Role, line: str) -> None:
    set_sources(party.pk, role, parse_sources(line, [""]))


def _import(folder: Path, user: User) -> None:
    (folder / "parties").mkdir()
    (folder / "parties" / "respublica.yaml").write_text(IMPORTED)
    load(folder, user, "import")


def _election(editor: User, parties: Iterable[Party], people: list[Person]) -> None:
    assembly = Assembly.objects.create(slug="mazhilis", title="Mazhilis")
    with recording(editor, "results"):
        election = Election.objects.create(
            slug="mazhilis-2023", title="2023", assembly=assembly, date="2023-03-19", threshold=5
        )
        for number, party in enumerate(parties):
            Result.objects.create(election=election, party=party, label=party.title, votes=number * 1000, percent="2.3")
    with recording(editor, "corrected"):
        for result in Result.objects.filter(votes__gt=0):
            _save(result, percent="53.9", leader=people[0])
    image = Image.objects.create(name="logo", file=ContentFile(GIF, "logo.gif"), alt="a", credit="c", licence="l")
    _save(image, alt="A white dot")


def _rename_and_return(party: Party, user: User, number: int) -> None:
    before = head()
    with recording(user, "renamed"):
        _save(party, slug=f"renamed-{number}", title=f"Renamed {number}")
    renamed = head()
    with recording(user, "more"):
        _save(party, slogan="Clean air", headquarters="Astana")
        Colour.objects.create(party=party, name="white")
    if number % 2:
        change_back(Party, party.pk, Action.UNDO, renamed, user)
    else:
        change_back(Party, party.pk, Action.RESTORE, before)
    party.refresh_from_db()


def _delete_and_return(party: Party, user: User) -> None:
    with recording(user, "no results"):
        for result in Result.objects.filter(party=party):
            result.delete()
    delete(Party, party.pk, user, "by mistake")
    change_back(Party, party.pk, Action.UNDELETE, head(), user)


def hide(party: Party, user: User) -> None:
    """Something unlawful, taken back, and hidden; the second half of it twice, so that the log overlaps."""
    before = head()
    for comment in ("unlawful", "a copy of it"):
        with recording(user, comment):
            _save(party, lead=f"{comment} content", body="")
            Statement.objects.create(article=party, label=comment, value="content")
    change_back(Party, party.pk, Action.RESTORE, before, user)
    party.refresh_from_db()
    subject: Any = find_subject(Party, party.slug)
    hide_content(subject, before + 1, before + 2, user, "the law")
    hide_content(subject, before + 2, before + 2, user, "the law again")
    hide_comment(before + 1, user, "rude")
    hide_user(before + 2, user, "asked for")
