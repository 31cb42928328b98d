"""An event's page, and the timeline of events on the pages of those who took part."""

import pytest

from articles.models import Status
from articles.page.page import Timeline
from parties.models import Event, Participant, Party, Person
from revisions.tracking.recording import recording
from tests.page_words import blocks, infobox, infobox_row, listed, page_of, section, timeline


@pytest.fixture
def party(db) -> Party:
    return Party.objects.create(slug="alpha", title="Alpha", status=Status.PUBLISHED, country="KZ")


def event(slug: str, date: str, *participants, **values) -> Event:
    """An event with its participants: articles, or names."""
    given = {"slug": slug, "title": slug.title(), "date": date, "category": "congress", "status": Status.PUBLISHED}
    with recording():
        made = Event.objects.create(**(given | values))
        for participant in participants:
            about = {"label": participant} if isinstance(participant, str) else {"article": participant}
            Participant.objects.create(event=made, **about)
    return made


# The page of an event


def test_the_infobox_tells_what_when_where_and_how_many(party):
    event("e", "2023-02-01", end_date="2023-02-02", place="Astana", attendance=1200, category="party congress")
    assert infobox(page_of("event", "e")) == {
        "Event": ["Party congress"],
        "Date": ["1 February 2023"],
        "Until": ["2 February 2023"],
        "Place": ["Astana"],
        "Attendance": ["1,200"],
    }


def test_what_is_unknown_has_no_row(party):
    event("e", "")
    assert infobox(page_of("event", "e")) == {"Event": ["Congress"]}


def test_an_attendance_of_nobody_is_printed(party):
    event("e", "2023", attendance=0)
    assert infobox_row(page_of("event", "e"), "Attendance").facts[0].values[0].text == "0"


def test_participants_are_linked_named_and_told_as_what(party):
    made = event("e", "2023", party, "The Ministry")
    participant = Participant.objects.get(article=party)
    participant.role = "host"
    participant.save()
    assert listed(page_of("event", "e"), "Participants") == ["Alpha (host)", "The Ministry"]
    assert section(page_of("event", "e"), "Participants").blocks[0].facts[0].values[0].url == "/parties/alpha/"
    assert made.participants.count() == 2


def test_an_event_without_participants_has_no_section_of_them(party):
    event("e", "2023")
    assert section(page_of("event", "e"), "Participants") is None


# Timelines


def test_the_timeline_is_oldest_first_at_every_precision(party):
    for slug, date in (("d", "2023-02-01"), ("b", "2022-12"), ("c", "2023"), ("a", "2022")):
        event(slug, date, party)
    assert timeline(page_of("party", "alpha")) == [
        ("2022", "A"),
        ("December 2022", "B"),
        ("2023", "C"),
        ("1 February 2023", "D"),
    ]


def test_events_of_one_day_stand_in_the_order_of_their_entry(party):
    for slug in ("second", "first"):
        event(slug, "2023-02-01", party)
    assert [title for _, title in timeline(page_of("party", "alpha"))] == ["Second", "First"]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_what_is_not_published_is_on_no_timeline(party, status):
    event("public", "2022", party)
    event("secret", "2023", party, status=status)
    assert timeline(page_of("party", "alpha")) == [("2022", "Public")]


def test_a_timeline_of_drafts_is_none(party):
    event("secret", "2023", party, status=Status.DRAFT)
    assert list(blocks(page_of("party", "alpha"), Timeline)) == []


def test_an_event_without_a_date_is_on_no_timeline(party):
    event("dated", "2022", party)
    event("undated", "", party)
    assert timeline(page_of("party", "alpha")) == [("2022", "Dated")]


def test_a_timeline_of_events_without_dates_is_none(party):
    event("undated", "", party)
    assert list(blocks(page_of("party", "alpha"), Timeline)) == []


def test_an_event_stands_once_however_often_somebody_took_part(party):
    made = event("e", "2022", party)
    Participant.objects.create(event=made, article=party, role="winner")
    assert timeline(page_of("party", "alpha")) == [("2022", "E")]


def test_an_entry_leads_to_its_event_and_tells_the_place(party):
    event("e", "2022-09-24", party, place="Astana")
    (entry,) = next(blocks(page_of("party", "alpha"), Timeline)).entries
    assert (entry.event.url, entry.place, entry.category, entry.date.datetime) == (
        "/events/e/",
        "Astana",
        "congress",
        "2022-09-24",
    )


def test_people_have_a_timeline_too(db):
    person = Person.objects.create(slug="zoe", title="Zoe", status=Status.PUBLISHED)
    event("e", "2022", person)
    assert timeline(page_of("person", "zoe")) == [("2022", "E")]


def test_the_events_of_the_demo_stand_in_order(demo):
    dates = [entry.date.datetime for entry in next(blocks(page_of("party", "baytaq-green-party"), Timeline)).entries]
    assert dates == sorted(dates) and len(dates) >= 8


def test_the_timeline_takes_no_place_in_the_contents(demo):
    assert not [entry for entry in page_of("party", "baytaq-green-party").contents if entry.text == "Timeline"]
