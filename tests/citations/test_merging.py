"""Two records become one: every use moves, the old key leads on, and undoing the revision brings all of it back."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import FactCitation, Status, Translation
from articles.sourcing.lines import parse_sources, read_sources, set_sources
from articles.sourcing.moving import renamed
from citations.merging import Gone, combined, differing, merge
from citations.models import Author, Citation, LinkCheck
from citations.records import AuthorName, SourceRecord, record_of
from citations.store import write_record
from citations.web.link_check import Answer, keep
from parties.models import MembershipCount, Party
from revisions.models import Revision
from revisions.moments import AsOf, Present
from revisions.state.read import read_state
from revisions.tracking.recording import recording
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def two() -> tuple[Citation, Citation]:
    """A source and its twin, each with what the other lacks."""
    with recording():
        one = Citation.objects.create(key="one", title="Party founded", issued="2022-11-30", language="en")
        twin = Citation.objects.create(key="twin", title="Party Founded!", url="https://e.org/a", language="en")
        Author.objects.create(citation=twin, family="Li", given="An")
    return one, twin


@pytest.fixture
def party(two) -> Party:
    """A party that uses both: a fact, a row's field, prose in two languages, a dispute."""
    with recording():
        party = Party.objects.create(
            slug="alpha",
            title="Alpha",
            status=Status.PUBLISHED,
            slogan="Air",
            registered="2022",
            lead="It is green.[@twin] Old.[@one; @twin, p. 2]",
            body="[@twin-2] is another. So.[@one][@twin]",
        )
        Translation.objects.create(article=party, language="ru", title="Альфа", lead="Зелёная.[@twin]")
        count = MembershipCount.objects.create(party=party, count=5)
        set_sources(
            party.pk,
            None,
            parse_sources("slogan: [@twin, p. 4]\nregistered: [@one; !@twin: 2021]", party.citable_fields),
        )
        set_sources(party.pk, count, parse_sources("[@one; -@twin]", ("",)))
    return party


def records(*citations: Citation) -> tuple[SourceRecord, SourceRecord]:
    one, other = (record_of(row, row.authors.all()) for row in citations)
    return one, other


def merged(two: tuple[Citation, Citation], **chosen: str) -> int:
    done = merge(two[0].pk, two[1].pk, records(*two), chosen, None)
    assert done.number is not None
    return done.number


def test_only_fields_in_which_both_say_something_else_are_to_choose(two):
    assert differing(*records(*two)) == ("title",)


def test_what_only_one_has_is_kept_and_the_rest_is_as_chosen(two):
    both = combined(*records(*two), {"title": "twin", "issued": "one"})
    assert (both.key, both.title, both.issued, both.url) == ("one", "Party Founded!", "2022-11-30", "https://e.org/a")
    assert both.authors == (AuthorName("Li", "An"),)


def test_a_merge_writes_the_chosen_record(two):
    merged(two, title="twin")
    [left] = Citation.objects.all()
    assert record_of(left, left.authors.all()).title == "Party Founded!"
    assert [str(author) for author in left.authors.all()] == ["Li, An"]


def test_every_use_moves_and_stands_once_where_both_stood(two, party):
    merged(two)
    party.refresh_from_db()
    assert party.lead == "It is green.[@one] Old.[@one; @one, p. 2]"
    assert party.body == "[@twin-2] is another. So.[@one]"
    assert Translation.objects.get().lead == "Зелёная.[@one]"
    lines = read_sources(party.pk)
    assert lines[None, None] == "registered: [@one; !@one: 2021]\nslogan: [@one, p. 4]"
    assert [line for key, line in lines.items() if key[1]] == ["[@one]"]


def test_it_is_one_revision_that_says_what_was_done(two, party):
    before = Revision.objects.count()
    merged(two)
    newest = Revision.objects.first()
    assert newest is not None
    assert (Revision.objects.count(), newest.action, newest.comment) == (before + 1, "merge", "Merged @twin into @one")


def test_the_old_address_leads_to_the_kept_source(client, two):
    merged(two)
    response = client.get("/sources/twin/")
    assert (response.status_code, response["Location"]) == (301, "/sources/one/")


def test_keys_that_led_to_the_merged_source_lead_on(client, two):
    merged(two)
    with recording():
        third = Citation.objects.create(key="third", title="Third")
    merge(third.pk, two[0].pk, records(third, Citation.objects.get(key="one")), {}, None)
    assert [client.get(f"/sources/{key}/")["Location"] for key in ("one", "twin")] == ["/sources/third/"] * 2


def test_a_former_key_is_not_given_away(two):
    merged(two)
    with pytest.raises(Exception, match="answers to this key"):
        Citation(key="twin", title="New").full_clean()


def test_an_editor_who_types_the_old_key_is_told_the_new_one(two):
    merged(two)
    with pytest.raises(ValidationError, match="“twin” was merged into “one”"):
        parse_sources("[@twin]", ("",))


def test_the_page_of_the_kept_source_names_the_other_key(client, two):
    merged(two)
    assert "<dt>Merged with</dt><dd>twin</dd>" in client.get("/sources/one/").content.decode()


def test_a_past_page_shows_both_as_they_stood(two, party):
    before = Revision.objects.count()
    merged(two)
    [row] = AsOf(before).fetch(Party, slug="alpha")
    assert "[@twin]" in row.lead
    assert len(AsOf(before).fetch(Citation)) == 2


def test_a_record_that_was_changed_meanwhile_is_not_merged(two):
    seen = records(*two)
    two[0].title = "Changed"
    two[0].save()
    with pytest.raises(Gone):
        merge(two[0].pk, two[1].pk, seen, {}, None)
    assert Citation.objects.count() == 2


def state_of_all() -> list[object]:
    return [
        *(read_state(Present(), Party, row.pk) for row in Party.objects.all()),
        *(read_state(Present(), Citation, row.pk) for row in Citation.objects.order_by("pk")),
        sorted(FactCitation.objects.values_list("pk", "citation_id", "field", "locator", "printed")),
    ]


def without_set_in(states: list[object]) -> object:
    return [
        {key: {name: value for name, value in values.items() if name != "set_in"} for key, values in state.items()}
        if isinstance(state, dict)
        else state
        for state in states
    ]


def test_undoing_the_revision_brings_back_both_and_every_use(client_of_admin, two, party):
    before = state_of_all()
    number = merged(two)
    address = f"/sources/one/undo/{number}/"
    preview = client_of_admin.get(address).content.decode()
    assert "undone as a whole" in preview
    assert "Alpha" in preview
    response = client_of_admin.post(address, {"comment": "They differ", "base_revision": number})
    assert response.status_code == 302
    assert without_set_in(state_of_all()) == without_set_in(before)
    newest = Revision.objects.first()
    assert newest is not None
    assert (newest.number, newest.action, newest.reverts) == (number + 1, "undo", number)


def test_later_work_stays_when_a_merge_is_undone(client_of_admin, two, party):
    number = merged(two)
    party.refresh_from_db()
    party.slogan = "Clean air"
    party.save()
    client_of_admin.post(f"/sources/one/undo/{number}/", {"comment": "They differ", "base_revision": number})
    party.refresh_from_db()
    assert (party.slogan, party.lead[:20]) == ("Clean air", "It is green.[@twin] ")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a[@old]", "a[@new]"),
        ("[@old, p. 4; @x]", "[@new, p. 4; @x]"),
        ("[@old-2] [@an-old] @old", "[@old-2] [@an-old] @old"),
        ("[@new; @old]", "[@new]"),
        ("[@new][@old] and [@old]", "[@new] and [@new]"),
        ("[@new] [@new][@new]", "[@new] [@new][@new]"),
    ],
)
def test_marks_of_the_old_key_become_marks_of_the_new_one_and_nothing_else(text, after):
    assert renamed(text, "old", "new") == after


# The page of the admin


def page(client: Client, kept: Citation, query: str = "") -> str:
    return client.get(f"/admin/citations/citation/{kept.pk}/merge/{query}").content.decode()


def test_the_page_asks_for_the_other_source_then_shows_both(client_of_admin, two, party):
    assert 'name="with"' in page(client_of_admin, two[0])
    assert "no other source with the key “three”" in page(client_of_admin, two[0], "?with=three")
    shown = page(client_of_admin, two[0], "?with=twin")
    assert 'name="choice-title"' in shown
    assert 'name="choice-issued"' not in shown
    assert "Alpha, Slogan: Air" in shown


def test_a_choice_of_the_form_is_what_is_merged(client_of_admin, two):
    address = f"/admin/citations/citation/{two[0].pk}/merge/?with=twin"
    token = client_of_admin.get(address).context["form"]["token"].value()
    response = client_of_admin.post(address, {"token": token, "choice-title": "twin", "comment": "Same story"})
    assert response["Location"] == "/sources/one/"
    assert Citation.objects.get().title == "Party Founded!"


def test_a_form_of_an_older_record_is_shown_again(client_of_admin, two):
    address = f"/admin/citations/citation/{two[0].pk}/merge/?with=twin"
    token = client_of_admin.get(address).context["form"]["token"].value()
    two[1].title = "Changed"
    two[1].save()
    assert "changed meanwhile" in client_of_admin.post(address, {"token": token}, follow=True).content.decode()
    assert Citation.objects.count() == 2


def test_who_may_not_delete_sources_does_not_merge_them(client, two):
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(f"/admin/citations/citation/{two[0].pk}/merge/?with=twin").status_code == 403


def test_possible_duplicates_are_listed_with_the_way_to_merge_them(client_of_admin, two):
    shown = client_of_admin.get("/admin/citations/citation/duplicates/").content.decode()
    assert f"/admin/citations/citation/{two[0].pk}/merge/?with=twin" in shown


# What stands in the way


def test_restoring_an_article_to_before_a_merge_keeps_its_sources(client_of_admin, two, party):
    before = Revision.objects.count()
    merged(two)
    party.refresh_from_db()
    party.lead, party.body = "Nothing.", ""
    party.save()
    with recording():
        set_sources(party.pk, None, ())
    head = Revision.objects.count()
    client_of_admin.post(f"/parties/alpha/restore/{before}/", {"comment": "as it was", "base_revision": head})
    party.refresh_from_db()
    assert party.lead == "It is green.[@one] Old.[@one; @one, p. 2]"
    assert "slogan: [@one, p. 4]" in read_sources(party.pk)[None, None]
    assert "[@twin]" not in client_of_admin.get("/parties/alpha/").content.decode()


def test_later_work_elsewhere_that_overlaps_is_named(client_of_admin, two, party):
    number = merged(two)
    party.refresh_from_db()
    party.lead = "It is green and blue.[@one]"
    party.save()
    response = client_of_admin.post(f"/sources/one/undo/{number}/", {"comment": "x", "base_revision": number + 1})
    assert response.status_code == 200
    assert "Later work on “Alpha” overlaps" in response.content.decode()
    assert Citation.objects.count() == 1


def test_later_work_that_overlaps_is_asked_about_on_its_own_page_and_then_undone(client_of_admin, two, party):
    number = merged(two)
    party.refresh_from_db()
    party.lead = "It is green and blue.[@one]"
    party.save()
    address = f"/parties/alpha/undo/{number}/"
    asked = client_of_admin.post(address, {"comment": "x", "base_revision": number + 1})
    assert asked.status_code == 409
    answer = form_of(asked, "form.conflict, form[method=post]") | {"comment": "x"}
    answer |= {name: "theirs" for name in answer if name.startswith("choose-")}
    done = client_of_admin.post(address, answer)
    assert done.status_code == 302
    assert Citation.objects.count() == 2
    party.refresh_from_db()
    assert party.lead == "It is green and blue.[@one]"


def test_undoing_twice_says_that_nothing_would_change(client_of_admin, two, party):
    number = merged(two)
    form = {"comment": "x", "base_revision": number}
    client_of_admin.post(f"/sources/one/undo/{number}/", form)
    again = client_of_admin.post(f"/sources/one/undo/{number}/", form)
    assert "Nothing would change" in again.content.decode()


def test_who_may_not_change_articles_neither_merges_nor_undoes_a_merge(two, party):
    client = Client()
    some = User.objects.create_user("some", is_staff=True)
    some.user_permissions.set(Permission.objects.filter(content_type__app_label="citations"))
    client.force_login(some)
    assert client.get(f"/admin/citations/citation/{two[0].pk}/merge/?with=twin").status_code == 403
    number = merged(two)
    address = f"/sources/one/undo/{number}/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"comment": "x", "base_revision": number}).status_code == 403
    assert Citation.objects.count() == 1


def test_the_state_of_an_address_goes_with_the_address(two):
    kept = SourceRecord(key="one", title="T")
    gone = SourceRecord(key="twin", title="T", url="https://e.org/", url_state="dead")
    assert differing(kept, gone) == ()
    assert combined(kept, gone).url_state == "dead"
    assert combined(gone, kept).url_state == "dead"


def test_new_authors_stand_after_those_that_were_there(two):
    with recording():
        for position, name in ((10, "First"), (20, "Second")):
            Author.objects.create(citation=two[0], literal=name, position=position)
        names = tuple(AuthorName(literal=name) for name in ("First", "Second", "Third"))
        write_record(two[0], replace(record_of(two[0], ()), authors=names))
    assert [str(author) for author in two[0].authors.all()] == ["First", "Second", "Third"]


def test_checks_of_the_address_move_along(two):
    keep(two[1], Answer("gone", 404))
    merged(two)
    assert LinkCheck.objects.get().citation == two[0]
