"""What the rules find: the seed's thirteen references exactly, the sources without a fault not at all."""

from collections import defaultdict

import pytest

from citations.duplicates import duplicates
from citations.lint.findings import Surroundings
from citations.lint.letters import REALLY_LATIN, ROMAN
from citations.lint.rules import RULES, check
from citations.lint.scripts import in_other_script
from citations.records import AuthorName, SourceRecord
from tests.citations.known_records import SEED, TODAY, around_the_demo, clean_keys, demo_records

AROUND = Surroundings(TODAY)


def rules_of(around: Surroundings = AROUND, **values: object) -> set[str]:
    """The rules that find something in a record that is otherwise without a fault."""
    sound = {
        "title": "Party registered",
        "container_title": "The Paper",
        "url": "https://example.org/a",
        "language": "en",
    }
    return {finding.rule for finding in check(SourceRecord(**(sound | values)), around)}


def test_a_sound_record_has_no_fault():
    assert rules_of() == set()


def test_the_thirteen_references_of_the_seed_have_these_faults_and_no_others():
    found = defaultdict(list)
    for record in SEED:
        for finding in check(record, AROUND):
            found[finding.rule].append(int(record.key))
    assert found == {
        "author-no-name": [3],
        "name-in-capitals": [11],
        "author-script": [10],
        "site-in-title": [5, 7, 13],
        "lookalikes": [8],
        "same-quotes": [8],
        "language-missing": [5, 8],
        "no-publisher": [1, 2, 4, 5, 6, 7, 12, 13],
        "no-address": [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13],
    }


def test_the_seed_has_no_duplicates():
    """3 and 8 tell one story under nearly one title, in two outlets."""
    assert duplicates(SEED) == ()


@pytest.mark.parametrize("key", clean_keys())
def test_no_rule_fires_on_a_source_without_a_fault(key):
    assert check(demo_records()[key], around_the_demo()) == ()


def test_no_source_without_a_fault_is_called_a_duplicate():
    pairs = duplicates(list(demo_records().values()))
    assert {key for pair in pairs for key in (pair.one, pair.other)} & set(clean_keys()) == set()
    assert len(clean_keys()) == 50


def test_every_rule_says_what_it_is_and_why():
    assert all(str(rule.title) and len(str(rule.explanation)) > 20 for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


# Authors


@pytest.mark.parametrize(
    "name",
    ["Автор", "Author", "admin", "Редакция", "Staff Writer", "no-reply@example.org", "https://example.org/x", "—"],
)
def test_a_placeholder_is_no_author(name):
    record = SourceRecord(
        title="T", container_title="C", url="https://e.org", authors=(AuthorName(literal=name), AuthorName("Li", "A"))
    )
    [finding] = [finding for finding in check(record, AROUND) if finding.rule == "author-no-name"]
    assert finding.mended.authors == (AuthorName("Li", "A"),)


@pytest.mark.parametrize("name", ["Reuters", "ТАСС", "The Paper", "Associated Press"])
def test_an_agency_or_the_outlet_is_no_author_and_is_left_to_the_editor(name):
    [finding] = check(
        SourceRecord(title="T", container_title="The Paper", url="https://e.org", authors=(AuthorName(literal=name),)),
        Surroundings(TODAY),
    )[:1]
    assert (finding.rule, finding.mended) == ("author-no-name", None)


@pytest.mark.parametrize(
    ("author", "mended"),
    [
        (AuthorName("TOYKEN", "Saniya"), AuthorName("Toyken", "Saniya")),
        (AuthorName("САДЫКОВА-ИВАНОВА", "АННА"), AuthorName("Садыкова-Иванова", "Анна")),
        (AuthorName(literal="SANIYA TOYKEN"), AuthorName(literal="Saniya Toyken")),
    ],
)
def test_a_name_in_capitals_is_lowered(author, mended):
    record = SourceRecord(title="Названо" if author.given == "АННА" else "Named", authors=(author,))
    [finding] = [finding for finding in check(record, AROUND) if finding.rule == "name-in-capitals"]
    assert finding.mended.authors == (mended,)


@pytest.mark.parametrize(
    "author", [AuthorName(literal="OSCE"), AuthorName("LI", "A."), AuthorName("McAdam", "J. R. R.")]
)
def test_an_acronym_and_initials_are_not_in_capitals(author):
    assert rules_of(authors=(author,)) == set()


def test_a_name_in_the_script_of_the_work_is_right():
    assert rules_of(title="Съезд", language="ru", authors=(AuthorName("Вааль", "Тамара"),)) == set()


def test_a_latin_name_on_a_cyrillic_work_is_of_another_script():
    assert rules_of(title="Съезд", language="ru", authors=(AuthorName("Vaal", "Tamara"),)) == {"author-script"}


# Titles


@pytest.mark.parametrize(
    ("title", "mended", "container"),
    [
        ("Party registered | The Paper", "Party registered", "The Paper"),
        ("Party registered - Daily News Online", "Party registered", "Daily News Online"),
        ("Выборы / СНГ / Независимая газета", "Выборы", "Независимая газета"),
        ("Party registered – example.org", "Party registered", "example.org"),
    ],
)
def test_the_site_leaves_the_title_for_its_own_field(title, mended, container):
    record = SourceRecord(title=title, url="https://example.org/a")
    [finding] = [finding for finding in check(record, AROUND) if finding.rule == "site-in-title"]
    assert (finding.mended.title, finding.mended.container_title) == (mended, container)


@pytest.mark.parametrize(
    "title",
    [
        "“Baytaq” – the “green” party",
        "Respublica – партия созидателей",
        "Экс-депутат высказался",
        "Votes / seats",
        "Kazakhstan: what next?",
        "2023 – a year of elections",
    ],
)
def test_a_dash_does_not_make_a_site(title):
    language = "ru" if "партия" in title or "депутат" in title else "en"
    assert rules_of(title=title, language=language) == set()


def test_a_site_that_differs_from_where_it_was_published_is_left_to_the_editor():
    record = SourceRecord(title="Party | The Paper", container_title="Another", url="https://example.org/a")
    [finding] = check(record, AROUND)
    assert (finding.rule, finding.mended) == ("site-in-title", None)


def test_a_site_that_is_named_already_only_leaves_the_title():
    record = SourceRecord(title="Party | The Paper", container_title="The Paper", url="https://example.org/a")
    [finding] = check(record, AROUND)
    assert (finding.mended.title, finding.mended.container_title) == ("Party", "The Paper")


def test_a_site_that_other_sources_name_is_known():
    around = Surroundings(TODAY, outlets=frozenset({"власть"}))
    assert rules_of(around, title="Съезд партии - Власть", language="ru") == {"site-in-title"}
    assert rules_of(title="Съезд партии - Власть", language="ru") == set()


@pytest.mark.parametrize(
    ("language", "title", "mended"),
    [
        ("ru", 'Партия "Байтак" зарегистрирована', "Партия «Байтак» зарегистрирована"),
        ("en", 'The "green" party', "The ‘green’ party"),
        ("de", 'Die "Grünen"', "Die „Grünen“"),
        ("", 'Партия "Ауыл"', "Партия «Ауыл»"),
    ],
)
def test_inner_quotes_become_those_of_the_language(language, title, mended):
    [finding] = [f for f in check(SourceRecord(title=title, language=language), AROUND) if f.rule == "same-quotes"]
    assert finding.mended.title == mended


@pytest.mark.parametrize("title", ['An inch is 1" long', 'Партия «Наша "Байтак"»', "«Мы «за» выборы»"])
def test_quotes_that_cannot_be_told_apart_are_left_to_the_editor(title):
    found = [finding for finding in check(SourceRecord(title=title), AROUND) if finding.rule == "same-quotes"]
    assert [finding.mended for finding in found] == [None]


def test_a_book_is_printed_without_quotation_marks_and_may_have_them():
    assert rules_of(type="book", title='The "green" party') == set()


# Languages and letters


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("kk", "جاسىلداردان جىك شىقتى"),
        ("kk", "Жаңа партия"),
        ("kk", "Jaña partia"),
        ("kk-Latn", "Jaña partia"),
        ("ja", "アリハン・バイメノフの政治キャリア"),
        ("uz", "Янги партия"),
        ("xx", "whatever"),
        ("ru", "2023"),
    ],
)
def test_a_language_may_have_several_scripts(language, title):
    assert rules_of(language=language, title=title) == set()


@pytest.mark.parametrize(("language", "title"), [("en", "Партия"), ("ru", "Party"), ("kk-Cyrl", "Jaña partia")])
def test_a_language_is_contradicted_by_a_script_that_it_never_has(language, title):
    assert "language-contradicted" in rules_of(language=language, title=title)


@pytest.mark.parametrize(
    ("title", "language"), [("Жаңа партия құрылды", "kk"), ("Її партія", "uk"), ("Новая партия", "")]
)
def test_a_missing_language_is_guessed_only_from_letters_that_one_language_has(title, language):
    [finding] = [found for found in check(SourceRecord(title=title), AROUND) if found.rule == "language-missing"]
    assert (finding.mended.language if finding.mended else "") == language


def test_the_script_of_the_pages_needs_no_language():
    assert rules_of(language="") == set()
    assert rules_of(Surroundings(TODAY, "ru"), language="", title="Новая партия") == set()


@pytest.mark.parametrize("word", ["РК", "Respublica", "EXPO", "BBC", "XX", "СССР", "ОБСЕ"])
def test_words_that_are_what_they_look_like(word):
    assert rules_of(title=f"Партия и {word} сегодня", language="ru") == set()


def test_every_exception_would_be_found_without_it():
    assert all(in_other_script(word) and not ROMAN.fullmatch(word) for word in REALLY_LATIN)


def test_a_domain_of_latin_lookalikes_is_latin():
    assert rules_of(title="Кандидаты", language="ru", container_title="choice-kazakhstan.com") == set()


@pytest.mark.parametrize(
    ("word", "mended", "rule"),
    [
        ("TACC", "ТАСС", "lookalikes"),
        ("KTK", "КТК", "lookalikes"),
        ("Kазахстан", "Казахстан", "mixed-scripts"),
        ("Тoкаев", "Токаев", "mixed-scripts"),
    ],
)
def test_a_disguised_word_is_undisguised(word, mended, rule):
    record = SourceRecord(title=f"Партия и {word} сегодня", language="ru", container_title="А", url="https://e.org")
    [finding] = check(record, AROUND)
    assert (finding.rule, finding.mended.title) == (rule, f"Партия и {mended} сегодня")


def test_mixed_letters_without_a_double_are_left_to_the_editor():
    [finding] = [
        f for f in check(SourceRecord(title="Партия Zаря", language="ru"), AROUND) if f.rule == "mixed-scripts"
    ]
    assert finding.mended is None


# Publication and addresses


def test_a_law_needs_no_publisher():
    assert rules_of(type="legislation", container_title="") == set()


@pytest.mark.parametrize(
    ("issued", "accessed", "found"),
    [
        ("2023-02-05", "2023-02-04", {"access-before-issue"}),
        ("2023", "2023-02-04", set()),
        ("2023-03", "2022", {"access-before-issue"}),
    ],
)
def test_nobody_reads_what_is_not_issued(issued, accessed, found):
    assert rules_of(issued=issued, accessed=accessed) == found


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2026-11-25", set()),
        ("2026-11-26", {"future-date"}),
        ("2026-12", {"future-date"}),
        ("2026", set()),
        ("2027", {"future-date"}),
    ],
)
def test_a_date_may_be_a_day_ahead(date, found):
    assert rules_of(issued=date) == found


@pytest.mark.parametrize("identifier", [{"doi": "10.1000/1"}, {"isbn": "0-19-924958-X"}, {"issn": "0317-8471"}])
def test_an_identifier_is_as_good_as_an_address(identifier):
    assert rules_of(url="", **identifier) == set()


def test_tracking_is_taken_off():
    url = "https://e.org/a?id=7&utm_source=x&fbclid=y#part"
    [finding] = check(SourceRecord(title="T", container_title="C", url=url), AROUND)
    assert (finding.rule, finding.mended.url) == ("tracking", "https://e.org/a?id=7#part")


@pytest.mark.parametrize(
    ("state", "archive", "found"),
    [
        ("dead", "", {"dead-without-archive"}),
        ("usurped", "", {"dead-without-archive"}),
        ("paywall", "", set()),
        ("dead", "https://web.archive.org/web/2023/https://e.org", set()),
    ],
)
def test_what_is_gone_needs_a_copy(state, archive, found):
    assert rules_of(url_state=state, archive_url=archive) == found
