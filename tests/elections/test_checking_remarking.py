"""What does not add up is said at the figure, after a save, and in a report; nothing is refused or changed."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from elections.checking import differences, remarks
from elections.models import Election, Result
from parties.models import Party
from tests.forms import address_of, form_of


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


@pytest.fixture
def election(db: None) -> Election:
    election = Election.objects.create(slug="e", title="Election", date="2023", valid=1000, seats_elected=10)
    Result.objects.create(election=election, label="Alpha", votes=600, percent=60, seats=7)
    Result.objects.create(election=election, label="Beta", votes=400, percent=40, seats=3)
    return election


def doubts(editor: Client, election: Election) -> dict[str, str]:
    """The source line that each remark of the form stands at, with its words."""
    page = BeautifulSoup(editor.get(address_of(election)).content, "html5lib")
    return {found.find_previous("textarea")["name"]: found.text for found in page.select(".doubt")}


def test_a_transposed_digit_is_said_when_it_is_saved_and_stands_at_the_figures(editor, election):
    data = form_of(editor.get(address_of(election))) | {"results-0-votes": "690"}
    answer = editor.post(address_of(election), data, follow=True).content.decode()
    assert "All votes make 1,090, valid votes are 1,000: +90." in answer
    assert Result.objects.get(label="Alpha").votes == 690
    assert doubts(editor, election) == {
        "valid__sources": "All votes make 1,090, valid votes are 1,000: +90.",
        "results-0-sources": "Alpha: 69.000 per cent of the votes, published is 60.",
    }


def test_a_save_of_figures_that_agree_says_nothing(editor, election):
    data = form_of(editor.get(address_of(election))) | {"short_description": "of 2023"}
    answer = editor.post(address_of(election), data, follow=True)
    assert "warning" not in {message.level_tag for message in answer.context["messages"]}
    assert doubts(editor, election) == {}


def test_other_articles_have_no_figures_to_check(db):
    assert remarks(Party.objects.create(slug="p", title="P")) == {}


def test_the_report_lists_differences_and_misprints(demo, editor):
    shown = editor.get("/admin/articles/article/reports/elections/").content.decode()
    assert "All votes make 4,892,321, valid votes are 4,892,330: −9." in shown
    assert "3,341,510 for 3,431,510 (Amanat: votes): two digits exchanged" in shown
    assert "/admin/articles/article/reports/elections/" in editor.get("/admin/").content.decode()
    assert len(differences()) == 10 - 2
