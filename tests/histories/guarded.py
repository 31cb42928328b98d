"""A site full of secrets: articles, sources and images whose histories hold what not everybody may read.

Every secret is one made-up word that begins with "Zq" and says why it is one: "Zqdraftlead" may be read by those who
may view drafts, "Zqhiddenvalue" by nobody.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile

from articles.models import Image, Name, Statement
from baytaq_site.groups import ADMINISTRATORS, EDITORS, REVIEWERS, ensure_roles
from citations.models import Author, Citation
from parties.models import Party
from revisions.actions.hide import hide_comment, hide_content, hide_user, last_with_content
from revisions.actions.restore import Aim, carry_out
from revisions.models import Action, HiddenPart, Revision
from revisions.moments import head
from revisions.registry import root_of
from revisions.subjects import find_subject
from revisions.tracking.recording import recording

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
HIDDEN = re.compile(r"zqhidden\w*", re.IGNORECASE)
GUARDED = re.compile(r"zq(?:draft|unpublished|archived|deleted)\w+", re.IGNORECASE)
FIRST_DAY = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)

ROLES = ("anonymous", "plain staff", "editor", "reviewer", "administrator")
OUTSIDERS = ROLES[:2]


def user_of(role: str) -> User | None:
    """Somebody of a role; None for anonymous."""
    if role == "anonymous":
        return None
    user = User.objects.create_user(role.replace(" ", "-"), is_staff=True)
    ensure_roles()
    group = {"editor": EDITORS, "reviewer": REVIEWERS, "administrator": ADMINISTRATORS}.get(role)
    if group is not None:
        user.groups.add(Group.objects.get(name=group))
    return user


@dataclass(frozen=True)
class Case:
    """A root of the guarded site. Its revision `restore` can be restored and its revision `undo` undone."""

    path: str  # of its addresses, "parties/public"
    state: str  # "public", "closed" (draft or archived), "deleted"
    query: str  # "?id=7" for a deleted one
    own: tuple[int, ...]
    restore: int
    undo: int
    has_page: bool = True

    @property
    def last(self) -> int:
        """The newest revision after which it was there."""
        return self.own[-2 if self.state == "deleted" else -1]


@dataclass
class Guarded:
    cases: list[Case] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)  # those that are not hidden, in small letters
    editor: Any = None

    def save(self, row: Any, comment: str = "", user: Any = None, **values: Any) -> int:
        """One revision that sets values of a row, and of its parts: `lead="…"`, `parts=[…]`."""
        with recording(user or self.editor, comment):
            for part in values.pop("parts", ()):
                part.save()
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
        return head()

    def add(self, model: Any, row: Any, state: str, restore: int, undo: int) -> None:
        """A case of a live row, or of one that was deleted."""
        name = getattr(row, root_of(model).name_field)  # type: ignore[union-attr]
        subject: Any = find_subject(model, name, row.id if state == "deleted" else None)
        path, _, query = subject.address("history").partition("?")
        own = tuple(subject.changes().order_by("revision_id").values_list("revision_id", flat=True))
        self.cases.append(
            Case(
                path.removesuffix("/history/").strip("/"),
                state,
                f"?{query}" if query else "",
                own,
                restore,
                undo,
                has_page=model is not Image,
            )
        )

    def take_back_and_hide(self, row: Any, good: int, bad: int, *parts: HiddenPart) -> None:
        """Restore what stood before `bad`, and hide what it wrote, and of the revision itself what `parts` say."""
        carry_out(Aim(type(row), row.pk, Action.RESTORE, good, head()), self.editor, "taken back")
        row.refresh_from_db()
        subject: Any = find_subject(type(row), getattr(row, root_of(type(row)).name_field))  # type: ignore[union-attr]
        hide_content(subject, bad, last_with_content(subject, bad), self.editor, "the law")
        for part in parts:
            (hide_comment if part == HiddenPart.COMMENT else hide_user)(bad, self.editor, "the law")

    def delete(self, row: Any) -> Any:
        """Delete a row; its last version."""
        pk = row.pk
        with recording(self.editor, "Zqdeletedreason", Action.DELETE):
            row.delete()
        return type(row).history.filter(id=pk).last()


def guarded_site() -> Guarded:
    """The site. Revision n was saved n - 1 days after FIRST_DAY."""
    site = Guarded(editor=User.objects.create_user("aigerim"))
    for make in (_published, _draft, _archived, _deleted, _with_hidden, _sources, _images):
        make(site)
    for revision in Revision.objects.all():
        Revision.objects.filter(pk=revision.pk).update(created_at=day_of(revision.number))
    kept = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    for model in (Revision, *kept):
        stored = repr(list(model._base_manager.values_list()))
        site.secrets |= {word.lower() for word in GUARDED.findall(stored)}
    return site


def day_of(number: int) -> datetime.datetime:
    return FIRST_DAY + datetime.timedelta(number - 1)


def _party(slug: str, **values: Any) -> Party:
    return Party(**{"slug": slug, "title": slug.title(), "country": "KZ", "status": "draft"} | values)


def _published(site: Guarded) -> None:
    """Published, with two spells as a draft in its history: before, and in between."""
    party = _party("public", lead="Zqdraftlead", title="Zqdrafttitle")
    site.save(party, "Zqdraftcomment")
    site.save(party, "again", parts=[Statement(article=party, label="Zqdraftlabel", value="Zqdraftvalue")])
    party.statements.get().delete()
    first = site.save(party, "published", title="Public", lead="Shown", status="published")
    site.save(party, "back", status="draft", slogan="Zqdraftslogan")
    site.save(party, "Zqdraftreason", slogan="Zqdraftsecond")
    site.save(party, "published anew", status="published", slogan="Shown too")
    last = site.save(party, "a word", headquarters="Astana")
    site.add(Party, party, "public", restore=first, undo=last)


def _draft(site: Guarded) -> None:
    party = _party("draft", title="Zqunpublishedtitle", body="Zqunpublishedbody")
    first = site.save(party, "Zqunpublishedcomment")
    last = site.save(party, parts=[Name(article=party, text="Zqunpublishedname", language="en")], slogan="Any")
    site.add(Party, party, "closed", restore=first, undo=last)


def _archived(site: Guarded) -> None:
    party = _party("archived", title="Zqarchivedtitle", lead="Zqarchivedlead", status="published")
    first = site.save(party, "Zqarchivedcomment")
    last = site.save(party, status="archived")
    site.add(Party, party, "closed", restore=first, undo=last)


def _deleted(site: Guarded) -> None:
    party = _party("deleted", title="Zqdeletedtitle", status="published")
    first = site.save(party, "Zqdeletedcomment", parts=[], lead="Zqdeletedlead")
    site.save(party, parts=[Statement(article=party, label="Zqdeletedlabel", value="Zqdeletedvalue")])
    site.add(Party, site.delete(party), "deleted", restore=first, undo=head())


def _with_hidden(site: Guarded) -> None:
    """Everything that can be hidden: content of the article and of a part, taken back and hidden; comment; user."""
    party = _party("hidden", status="published")
    first = site.save(party, "made")
    site.save(
        party,
        "Zqhiddencomment",
        User.objects.create_user("Zqhiddenuser"),
        lead="Zqhiddenlead",
        slogan="Zqhiddenslogan",
        parts=[
            Statement(article=party, label="Zqhiddenlabel", value="Zqhiddenvalue"),
            Name(article=party, text="Zqhiddenname", language="en"),
        ],
    )
    bad = head()
    site.save(party, "did not see it", headquarters="Astana")
    site.take_back_and_hide(party, first, bad, HiddenPart.COMMENT, HiddenPart.USER)
    last = site.save(party, "after it", headquarters="Almaty")
    site.add(Party, party, "public", restore=first, undo=last)


def _sources(site: Guarded) -> None:
    source = Citation(key="public-source", title="Source", language="en")
    first = site.save(source, "made")
    author = Author(citation=source, literal="Zqhiddenauthor")
    bad = site.save(source, "Zqhiddenwhy", title="Zqhiddensource", note="Zqhiddennote", parts=[author])
    site.take_back_and_hide(source, first, bad, HiddenPart.COMMENT)
    last = site.save(source, "after it", publisher="Azattyq")
    site.add(Citation, source, "public", restore=first, undo=last)
    source = Citation(key="deleted-source", title="Zqdeletedsource", language="en")
    first = site.save(source, "Zqdeletedwhy")
    site.add(Citation, site.delete(source), "deleted", restore=first, undo=head())


def _images(site: Guarded) -> None:
    def image(name: str, **values: str) -> Image:
        given = {"alt": "A flag", "credit": "Somebody", "licence": "public domain"} | values
        return Image(name=name, file=ContentFile(GIF, "flag.gif"), **given)

    picture = image("public-image")
    first = site.save(picture, "made")
    bad = site.save(picture, alt="Zqhiddenalt", credit="Zqhiddencredit")
    site.take_back_and_hide(picture, first, bad)
    last = site.save(picture, "after it", licence="CC BY-SA 4.0")
    site.add(Image, picture, "public", restore=first, undo=last)
    picture = image("deleted-image", alt="Zqdeletedalt")
    first = site.save(picture, "Zqdeletedpicture")
    site.add(Image, site.delete(picture), "deleted", restore=first, undo=head())
