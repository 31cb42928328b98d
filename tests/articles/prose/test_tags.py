"""Tags in prose: what a reader sees, what an editor is told, and the date that a form puts in."""

import datetime

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Status
from articles.prose.syntax import parse
from articles.prose.tags import TAGS, Tag, dated
from articles.reports.tagged import tagged
from parties.models import Party
from tests.articles.prose.test_rendering import html_of
from tests.forms import form_of

TODAY = datetime.date(2026, 11, 24)


def faults(text: str) -> tuple[str, ...]:
    (prose,) = parse(text)
    return prose.faults


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("citation-needed", "citation needed"),
        ("failed-verification", "failed verification"),
        ("update-needed", "update needed"),
    ],
)
def test_a_tag_marks_its_words_and_says_since_when(tag, words):
    html = html_of(f"It has [5 members]{{.{tag} since=2024-05}}.")
    assert f'<span class="tagged">5 members</span><sup class="tag">[{words}, May 2024]</sup>' in html


def test_marks_and_links_inside_a_tag_are_marks_and_links():
    html = html_of("[See [[amanat|Amanat]][@a]]{.failed-verification since=2024}.")
    assert '<a href="/parties/amanat/">Amanat</a>' in html
    assert 'id="cite_ref-1-0"' in html
    assert "[failed verification, 2024]" in html


def test_a_class_that_is_no_tag_is_said_to_the_editor_and_not_printed():
    assert "loud" not in html_of("[x]{.loud}")
    [fault] = faults("[x]{.loud}")
    assert "{.loud} is no tag" in fault and "{.citation-needed}" in fault


@pytest.mark.parametrize("since", ["", "since=soon", "since=2024-13", "since=May"])
def test_a_tag_without_a_date_is_a_fault(since):
    assert faults(f"[x]{{.citation-needed {since}}}") == ("Say since when: [words]{.citation-needed since=2024-05}.",)


def test_a_form_puts_in_the_month_where_there_is_none():
    assert dated("[x]{.citation-needed} [y]{.update-needed since=2020} [z]{lang=kk}", TODAY) == (
        "[x]{.citation-needed since=2026-11} [y]{.update-needed since=2020} [z]{lang=kk}"
    )


@given(st.text(alphabet="ab[]{}.= -", max_size=30), st.sampled_from(sorted(TAGS)))
def test_dating_twice_is_dating_once_and_leaves_no_fault_of_a_date(before, tag):
    text = dated(f"{before} [x]{{.{tag}}}", TODAY)
    assert dated(text, TODAY) == text
    assert text.endswith(f"[x]{{.{tag} since=2026-11}}")


def test_tags_are_found_with_their_words():
    text = 'a [It *has* [@k] [[a|five]]]{.citation-needed since=2024} b\n\n- [old]{class=update-needed since="2020-01"}'
    (prose,) = parse(text)
    assert prose.tags == (Tag("citation-needed", "2024", "It has five"), Tag("update-needed", "2020-01", "old"))


@pytest.mark.parametrize(
    "text", ["`[w]{.citation-needed}`", "```\n[w]{.citation-needed}\n```", "\\[z]{.citation-needed}"]
)
def test_what_is_no_tag_on_the_page_is_none_in_the_report(text):
    (prose,) = parse(text)
    assert prose.tags == ()


@pytest.mark.parametrize("text", ["`[w]{.citation-needed}`", "a\n\n```\n[w]{.citation-needed}\n```\nb"])
def test_code_is_not_dated(text):
    assert dated(text, TODAY) == text


def test_a_class_on_a_link_is_not_the_editors_to_give():
    html = html_of("[x](https://e.org){.mark .hidden since=2024} `c`{.hidden}")
    assert "hidden" not in html and "mark" not in html


def test_dating_a_hostile_text_is_linear():
    assert len(dated("]{" + ".citation-needed " * 20_000, TODAY)) > 300_000


@pytest.fixture
def party(db) -> Party:
    return Party.objects.create(
        slug="alpha",
        title="Alpha",
        status=Status.PUBLISHED,
        lead="[Five]{.citation-needed since=2025}.",
        body="[Old]{.update-needed since=2020-01} [Six]{.citation-needed since=2023-02}",
    )


def test_tagged_passages_are_listed_oldest_first(party):
    report = tagged()
    assert [(row.since, row.tag, row.words) for row in report.rows] == [
        ("2020-01", "update needed", "Old"),
        ("2023-02", "citation needed", "Six"),
        ("2025", "citation needed", "Five"),
    ]
    assert [(one.label, one.count) for one in report.narrowings] == [
        ("citation needed", 2),
        ("failed verification", 0),
        ("update needed", 1),
    ]
    assert [row.words for row in tagged("update-needed").rows] == ["Old"]


def test_the_admin_dates_a_tag_that_an_editor_typed(client, party):
    client.force_login(User.objects.create_superuser("admin"))
    address = f"/admin/parties/party/{party.pk}/change/"
    data = form_of(client.get(address))
    client.post(address, data | {"lead": "[Seven]{.citation-needed}."})
    party.refresh_from_db()
    assert party.lead.startswith("[Seven]{.citation-needed since=20")
