"""The bulk verb leaves what row by row would have left."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import FactCitation, Name, Statement
from benchmarks.history import bulk
from benchmarks.history.bulk import Edit, bulk_record
from citations.models import Author, Citation
from elections.models import Election, Result
from parties.models import MembershipCount, Party, Person, Role
from revisions.models import OPEN, Action, Change, Revision
from revisions.tracking.recording import UntrackedWrite, recording
from revisions.tracking.tracked import Tracked
from revisions.verify import verify

pytestmark = pytest.mark.django_db

Head = Callable[[], int]
TRACKED: list[Any] = [model for model in apps.get_models() if issubclass(model, Tracked) and hasattr(model, "history")]
NEW = 900_001  # the key of a new row, the same however it is written


@dataclass(frozen=True)
class Wiki:
    """Stored rows: two parties, two people, an election with a result, a source."""

    user: User
    party: Party
    other: Party
    leader: Person
    successor: Person
    role: Role
    names: tuple[Name, ...]
    election: Election
    result: Result
    citation: Citation
    author: Author
    support: FactCitation


@pytest.fixture
def wiki(editor: User, party: Party, person: Person) -> Wiki:
    with recording(editor, "import", Action.IMPORT):
        election = Election.objects.create(slug="2023", title="2023", status="published")
        citation = Citation.objects.create(key="azattyq", title="News")
        return Wiki(
            user=editor,
            party=party,
            other=Party.objects.create(slug="amanat", title="Amanat", country="KZ", status="published"),
            leader=person,
            successor=Person.objects.create(slug="serikova", title="Serikova", status="published"),
            role=Role.objects.create(party=party, person=person, title="chairman"),
            names=tuple(Name.objects.create(article=party, text=f"Name {n}", language="en") for n in range(5)),
            election=election,
            result=Result.objects.create(election=election, party=party, label="Baytaq", percent=Decimal("2.3")),
            citation=citation,
            author=Author.objects.create(citation=citation, literal="Азаттық"),
            support=FactCitation.objects.create(article=party, citation=citation, field="title"),
        )


def edits(wiki: Wiki) -> Iterator[Edit]:
    """What editors do. New rows are made anew in each list."""
    party, role = wiki.party, wiki.role

    def edit(*changes: tuple[Any, dict[str, Any]], comment: str = "", user: User | None = None) -> Edit:
        return Edit(user, comment, Action.EDIT, changes)

    yield edit((party, {"slogan": "Green", "title": "Baytaq Party"}), comment="the congress", user=wiki.user)
    yield edit((party, {"slogan": "Green"}), comment="nothing")
    yield edit((party, {"lead": "one\r\ntwo"}), (role, {"title": " first secretary "}), comment="long " * 200)
    yield edit((party, {"lead": "one\ntwo"}), (role, {"person": wiki.successor}))
    yield edit((role, {"person": None, "label": "Nobody"}), (wiki.result, {"percent": "2.3000", "party": wiki.other}))
    yield edit((wiki.result, {"percent": 2.45, "votes": "1200"}))
    yield edit(*((name, {"meaning": f"meaning {n}"}) for n, name in enumerate(wiki.names)))
    yield edit((party, {"slogan": "Greener"}), (party, {"slogan": "Greenest"}), (party, {"country": "KG"}))
    yield edit((party, {"slogan": "Green"}), (party, {"slogan": "Greenest"}))
    yield edit((party, {"status": "draft"}))
    yield edit((party, {"body": "In the dark."}), (wiki.election, {"valid": 1000}))
    yield edit((party, {"status": "published"}))
    yield Edit(
        wiki.user,
        "from a list",
        Action.IMPORT,
        [
            (wiki.citation, {"title": "The news", "issued": "2022-11-30"}),
            (wiki.author, {"literal": "", "family": "Серікова"}),
            (wiki.support, {"printed": False, "stated_value": "Baitaq"}),
        ],
    )
    new = Name(pk=NEW, article=party, text="Байтақ", language="kk-Cyrl")
    count = MembershipCount(pk=NEW, party=wiki.other, count=50_000)
    yield edit((new, {"meaning": "vast\r\nland"}), (count, {"on_date": "2023"}), (wiki.other, {"slogan": "Forward"}))
    yield edit((new, {"in_infobox": True}), (wiki.leader, {"status": "published", "residence": "Astana"}))
    yield edit((role, {"party": wiki.other}))


def record(given: Iterable[Edit]) -> None:
    """The same, row by row."""
    for edit in given:
        with recording(edit.user, edit.comment, edit.action):
            for instance, values in edit.changes:
                row: Any = instance
                if not row._state.adding:
                    row = type(row)._base_manager.get(pk=row.pk)
                for name, value in values.items():
                    setattr(row, name, value)
                row.save()


def columns_of(rows: Any, *left_out: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in left_out} for row in rows.values()]


def everything() -> dict[str, Any]:
    """All that stands in the database, without times, hashes and the keys that the database gives."""
    found: dict[str, Any] = {"revisions": columns_of(Revision.objects.order_by("number"), "created_at", "hash")}
    changes = columns_of(Change.objects.order_by("revision_id", "content_type_id", "object_id", "key"), "id")
    for change in changes:
        change["summary"].sort()  # rows of several models come in no fixed order
    found["changes"] = changes
    for model in TRACKED:
        versions = model.history.model.objects.order_by("revision_id", "history_id")
        found[f"{model._meta.label} versions"] = columns_of(versions, "history_id", "history_date")
        found[model._meta.label] = columns_of(models.QuerySet(model).order_by("pk"))
    return found


def done(write: Callable[[], object]) -> dict[str, Any]:
    """What stands there after `write`, which is then taken back."""
    with transaction.atomic():
        write()
        found = everything()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("batch", [1, 7, 2000])
def test_bulk_rows_equal_recorded_ones(wiki: Wiki, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", batch)
    recorded = done(lambda: record(edits(wiki)))
    written = done(lambda: bulk_record(edits(wiki)))
    assert recorded.keys() == written.keys()
    for name, rows in recorded.items():
        assert rows == written[name], name


@pytest.mark.parametrize("batch", [1, 7, 2000])
def test_the_history_verifies_after_a_bulk_and_after_what_follows_it(
    wiki: Wiki, head: Head, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", batch)
    before = head()
    assert bulk_record(edits(wiki)) == head() - before
    assert verify().faults == ()
    record([Edit(None, "", Action.EDIT, [(wiki.party, {"slogan": "Blue"})])])
    assert verify().faults == ()


def test_only_the_named_fields_of_a_row_are_written(wiki: Wiki) -> None:
    stale = Party.objects.get(pk=wiki.party.pk)
    record([Edit(None, "", Action.EDIT, [(wiki.party, {"slogan": "Green"})])])
    stale.headquarters = "typed and never saved"
    bulk_record([Edit(None, "", Action.EDIT, [(stale, {"founded": "2022"})])])
    stored = Party.objects.get(pk=wiki.party.pk)
    assert (stored.slogan, stored.headquarters, stored.founded) == ("Green", "", "2022")


def test_one_version_is_open_and_each_ends_where_the_next_begins(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)
    bulk_record(Edit(None, "", Action.EDIT, [(wiki.party, {"slogan": f"slogan {n}"})]) for n in range(10))
    versions = list(Party.history.filter(id=wiki.party.pk))
    assert [row.until for row in versions] == [*(row.revision_id for row in versions[1:]), OPEN]


def test_a_revision_costs_no_query_of_its_own(wiki: Wiki) -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            bulk_record(
                Edit(wiki.user, "", Action.EDIT, [(wiki.party, {"slogan": f"{count} {n}"}), (wiki.role, {"title": n})])
                for n in range(count)
            )
        return len(captured)

    queries(2)  # content types are fetched once
    assert queries(5) == queries(15) < 20


def test_it_is_refused_inside_a_recording(wiki: Wiki, head: Head) -> None:
    before = head()
    with recording(), pytest.raises(UntrackedWrite):
        bulk_record(edits(wiki))
    assert head() == before


@pytest.mark.parametrize(("name", "field"), [("party", "slug"), ("citation", "key")])
def test_an_address_does_not_change_in_bulk(wiki: Wiki, head: Head, name: str, field: str) -> None:
    before = head()
    with pytest.raises(UntrackedWrite):
        bulk_record(
            [
                Edit(None, "", Action.EDIT, [(wiki.party, {"slogan": "Green"})]),
                Edit(None, "", Action.EDIT, [(getattr(wiki, name), {field: "another"})]),
            ]
        )
    assert head() == before and not Party.objects.get(pk=wiki.party.pk).slogan


def test_a_row_that_is_gone_is_missed(wiki: Wiki, head: Head) -> None:
    gone = Statement.objects.create(article=wiki.party, label="Anthem", value="none")
    Statement.objects.get(pk=gone.pk).delete()
    before = head()
    with pytest.raises(ObjectDoesNotExist):
        bulk_record([Edit(None, "", Action.EDIT, [(gone, {"value": "one"})])])
    assert head() == before


def test_a_new_part_gets_its_key(wiki: Wiki) -> None:
    name = Name(article=wiki.party, text="Байтақ", language="kk-Cyrl")
    bulk_record([Edit(None, "", Action.EDIT, [(name, {})])])
    assert Name.objects.get(pk=name.pk).set_in == {"": Revision.objects.latest("number").number}


def test_no_edit_is_no_revision(wiki: Wiki, head: Head) -> None:
    before = head()
    assert bulk_record([]) == bulk_record([Edit(None, "", Action.EDIT, [])]) == 0
    assert head() == before
