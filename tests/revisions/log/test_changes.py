"""Changes: which roots and lists a revision edited or touched, and what a reader may be told of it."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from articles.models import Article, FactCitation, Image, Name
from citations.models import Author, Citation
from elections.models import Election, Result
from parties.models import Party, Person, Role
from revisions.log.changes import changes_of, in_batches
from revisions.models import Change, Revision
from revisions.tracking.recording import recording

pytestmark = pytest.mark.django_db

Head = Callable[[], int]

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def roots(number: int | None = None) -> dict[tuple[str, int], bool]:
    """The roots of a revision, the newest one by default: (model, key) -> own."""
    number = number or Revision.objects.latest("number").number
    changes = Change.objects.filter(revision=number, content_type__isnull=False).select_related("content_type")
    found = {(change.content_type.model, change.object_id): change.own for change in changes}
    assert len(found) == len(changes), "one change a root"
    return found


def lists() -> set[str]:
    """The list keys of the newest revision."""
    newest = Revision.objects.latest("number").number
    return set(Change.objects.filter(revision=newest, content_type=None).values_list("key", flat=True))


def change_of(row: Any, number: int | None = None) -> Change:
    number = number or Revision.objects.latest("number").number
    return Change.objects.get(revision=number, content_type__isnull=False, object_id=row.pk)


def test_an_edited_article_is_its_own_change(party: Party) -> None:
    assert roots() == {("article", party.pk): True}


def test_a_new_part_is_a_change_of_its_owner(party: Party) -> None:
    Name.objects.create(article=party, text="Baytaq", language="en")
    assert roots() == {("article", party.pk): True}


def test_an_article_that_a_part_points_at_is_touched(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    assert roots() == {("article", party.pk): True, ("article", person.pk): False}


def test_an_article_both_edited_and_pointed_at_is_edited(party: Party, person: Person) -> None:
    with recording():
        Role.objects.create(party=party, person=person)
        person.residence = "Astana"
        person.save()
    assert roots() == {("article", party.pk): True, ("article", person.pk): True}


def test_a_part_that_comes_to_point_elsewhere_touches_both(party: Party, person: Person) -> None:
    other = Person.objects.create(slug="other", title="Other")
    role = Role.objects.create(party=party, person=person)
    role.person = other
    role.save()
    assert roots() == {("article", party.pk): True, ("article", person.pk): False, ("article", other.pk): False}


def test_a_part_that_stops_pointing_touches_where_it_pointed(party: Party, person: Person) -> None:
    role = Role.objects.create(party=party, person=person, label="Amirtaev")
    role.person = None
    role.save()
    assert roots() == {("article", party.pk): True, ("article", person.pk): False}


def test_a_part_that_changes_its_owner_edits_both(party: Party) -> None:
    other = Party.objects.create(slug="other", title="Other")
    role = Role.objects.create(party=party, label="Amirtaev")
    role.party = other
    role.save()
    assert roots() == {("article", party.pk): True, ("article", other.pk): True}


def test_where_a_part_pointed_for_a_moment_only_is_touched(party: Party, person: Person) -> None:
    other = Person.objects.create(slug="other", title="Other")
    role = Role.objects.create(party=party, person=person)
    with recording():
        for target in (other, None):
            role.person, role.label = target, "Amirtaev"
            role.save()
    assert roots().keys() == {("article", party.pk), ("article", person.pk), ("article", other.pk)}


def test_a_deleted_part_touches_where_it_pointed(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person).delete()
    assert roots() == {("article", party.pk): True, ("article", person.pk): False}


def test_a_fact_citation_touches_its_source(party: Party) -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    FactCitation.objects.create(article=party, citation=citation, field="title")
    assert roots() == {("article", party.pk): True, ("citation", citation.pk): False}


def test_an_author_is_a_change_of_the_source() -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    Author.objects.create(citation=citation, literal="Азаттық")
    assert roots() == {("citation", citation.pk): True}


def test_a_result_edits_the_election_and_touches_the_party(party: Party) -> None:
    election = Election.objects.create(slug="2021", title="2021")
    Result.objects.create(election=election, party=party, label="Baytaq")
    assert roots() == {("article", election.pk): True, ("article", party.pk): False}


def test_an_image_is_touched_when_an_article_takes_it_and_when_it_drops_it(
    party: Party, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(name="logo", file=ContentFile(GIF, "logo.gif"), alt="a", credit="c", licence="l")
    party.image = image
    party.save()
    assert roots() == {("article", party.pk): True, ("image", image.pk): False}
    party.image = None
    party.save()
    assert roots() == {("article", party.pk): True, ("image", image.pk): False}


def test_a_root_saved_unchanged_is_no_change(party: Party, person: Person) -> None:
    with recording():
        party.save()
        person.residence = "Astana"
        person.save()
    assert roots() == {("article", person.pk): True}


def test_articles_of_all_kinds_are_changes_of_the_article(party: Party) -> None:
    assert change_of(party).content_type == ContentType.objects.get_for_model(Article)


def test_a_new_article_changes_the_list_of_its_kind_and_country(party: Party) -> None:
    assert lists() == {"party", "party:KZ"}


def test_an_article_that_moves_between_lists_changes_both(party: Party) -> None:
    party.country = "KG"
    party.save()
    assert lists() == {"party", "party:KZ", "party:KG"}


def test_a_deleted_article_changes_its_list(party: Party) -> None:
    party.delete()
    assert lists() == {"party", "party:KZ"}


def test_a_part_changes_no_list(party: Party) -> None:
    Name.objects.create(article=party, text="Baytaq", language="en")
    assert lists() == set()


def test_a_touched_article_changes_no_list(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    assert lists() == set()


def test_a_source_changes_the_list_of_sources() -> None:
    Citation.objects.create(key="azattyq", title="News")
    assert lists() == {"sources"}


def test_a_list_is_named_once_a_revision() -> None:
    with recording():
        for slug in ("a", "b"):
            Party.objects.create(slug=slug, title=slug, country="KZ")
    assert Change.objects.filter(key="party:KZ").count() == 1


def test_a_change_carries_the_label_of_that_day(party: Party, head: Head) -> None:
    then = head()
    party.title = "Renamed"
    party.save()
    assert (change_of(party, then).label, change_of(party).label) == ("Baytaq", "Renamed")


def test_a_touched_article_is_labelled_too(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    assert change_of(person).label == "Azamatkhan Amirtaev"


def test_a_deleted_article_keeps_its_label(party: Party) -> None:
    pk = party.pk
    party.delete()
    change = change_of(Party(pk=pk))
    assert (change.label, change.own) == ("Baytaq", True)


def test_a_deleted_source_keeps_its_label() -> None:
    citation = Citation.objects.create(key="azattyq", title="News")
    pk = citation.pk
    citation.delete()
    assert change_of(Citation(pk=pk)).label == "News"


def test_the_changes_of_a_deleted_article_stay(party: Party) -> None:
    pk = party.pk
    party.delete()
    assert Change.objects.filter(object_id=pk, content_type__isnull=False).count() == 2


def test_a_long_label_is_cut_to_its_column() -> None:
    citation = Citation.objects.create(key="azattyq", title="n" * 500)
    assert change_of(citation).label == "n" * 300


@pytest.mark.parametrize(("status", "public"), [("draft", False), ("published", True), ("archived", False)])
def test_a_change_of_a_published_article_is_public(status: str, public: bool) -> None:
    assert change_of(Party.objects.create(slug="a", title="A", status=status)).public is public


def test_each_root_of_a_revision_has_its_own_publicity(party: Party, person: Person) -> None:
    Role.objects.create(party=party, person=person)
    assert (change_of(party).public, change_of(person).public) == (True, False)


def test_a_change_of_a_source_is_public() -> None:
    assert change_of(Citation.objects.create(key="a", title="A")).public is True


def test_publishing_an_article_is_public(person: Person) -> None:
    person.status = "published"
    person.save()
    assert change_of(person).public is True


def test_archiving_an_article_is_not_public(party: Party) -> None:
    party.status = "archived"
    party.save()
    assert change_of(party).public is False


def test_deleting_an_article_is_not_public(party: Party) -> None:
    """Histories of deleted articles need a permission (DESIGN, What of the past is public)."""
    pk = party.pk
    party.delete()
    assert change_of(Party(pk=pk)).public is False


@pytest.mark.parametrize("end", ["archive", "delete"])
def test_earlier_changes_of_an_article_follow_it_out_of_the_public(party: Party, head: Head, end: str) -> None:
    """`public` follows the root's status: recent changes are one query on Change alone."""
    then, pk = head(), party.pk
    if end == "archive":
        party.status = "archived"
        party.save()
    else:
        party.delete()
    assert change_of(Party(pk=pk), then).public is False


def test_a_change_reads_as_its_revision_and_label(party: Party, head: Head) -> None:
    assert str(change_of(party)) == f"r{head()}: Baytaq"


def test_a_large_revision_says_what_a_small_one_would(demo):
    """Described in batches or at once, the same roots, lists, summaries and sizes come out."""
    histories = [model for model in apps.get_models() if hasattr(model, "digest")]
    written = {model: list(model.objects.filter(revision_id=1)) for model in histories}
    written = {model: rows for model, rows in written.items() if rows}

    def plain(changes: Iterable[Change]) -> list[tuple]:
        return sorted(
            (c.content_type_id or 0, c.object_id or 0, c.key, c.label, c.own, c.public, str(c.summary), c.size)
            for c in changes
        )

    at_once = plain(changes_of(1, [written]))
    assert len(at_once) > 300
    assert plain(changes_of(1, in_batches(1, written))) == at_once
