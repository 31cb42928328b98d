"""What a query finds: any script, any spelling, one typing error, the name before the prose."""

import json
import random
import re

import pytest
from django.contrib.contenttypes.models import ContentType

from articles.models import Article, FactCitation, Name, Status
from articles.search.finding import documents, find
from parties.models import Party, Person
from revisions.tracking.recording import recording
from tests.places import SHARED

DEPUTIES = SHARED / "names" / "kz_deputies_multiscript.tsv"
BLNS = SHARED / "hostile" / "blns.json"
NEAR = {  # neighbours on the keyboard
    "q": "wa",
    "w": "qes",
    "e": "wrd",
    "r": "etf",
    "t": "ryg",
    "y": "tuh",
    "u": "yij",
    "i": "uok",
    "o": "ipl",
    "p": "ol",
    "a": "qsz",
    "s": "awdx",
    "d": "sefc",
    "f": "drgv",
    "g": "fthb",
    "h": "gyjn",
    "j": "hukm",
    "k": "jil",
    "l": "kop",
    "z": "asx",
    "x": "zsc",
    "c": "xdv",
    "v": "cfb",
    "b": "vgn",
    "n": "bhm",
    "m": "njk",
}


def first(query: str, count: int = 3) -> list[str]:
    return [f"{one.kind}:{one.name}" for one in documents(find(query).ordered()[:count])]


@pytest.mark.parametrize(
    "query",
    [
        "Байтақ",
        "Байтак",
        "Baytaq",
        "Baitaq",
        "Baitak",
        "«Байтақ»",
        "BAYTAQ",
        "baytaq green",
        "greenparty",
        "Baytq",
        "Bautaq",
        "Bayatq",
        "Жасылдар партиясы Байтақ",
    ],
)
def test_a_party_is_found_in_any_spelling(demo, query):
    assert "party:baytaq-green-party" in first(query)


@pytest.mark.parametrize(
    "query", ["Ämirtai", "Amirtay", "Амиртай", "Әміртай", "AMIRTAI azamatkhan", "Azamathan Amirtaev"]
)
def test_a_person_is_found_in_any_spelling(demo, query):
    assert "person:azamathan-amirtai" in first(query)


def test_a_missing_space_and_homoglyphs_do_not_matter(demo):
    assert first("AqJol")[0] == first("Ақжол")[0] == "party:aq-jol"
    assert first("Аmаnаt")[0] == "party:amanat"  # with Cyrillic a


def test_a_former_name_finds_the_party(demo):
    assert first("Nur Otan", 1) == first("Нұр Отан", 1) == ["party:amanat"]


def test_every_name_in_every_script_finds_its_article(demo):
    names = Name.objects.filter(article__status=Status.PUBLISHED)
    wanted = [
        *names.values_list("text", "article__kind", "article__slug"),
        *Article.objects.published().values_list("title", "kind", "slug"),
    ]
    missed = [(text, slug, first(text)) for text, kind, slug in wanted if f"{kind}:{slug}" not in first(text)]
    assert missed == []


def test_spellings_that_sources_have_instead_find_the_article(demo):
    kind = ContentType.objects.get_for_model(Name)
    said = FactCitation.objects.filter(row_type=kind, field="").exclude(stated_value="").select_related("article")
    wanted = [
        (re.split(r" \(|, the name", fact.stated_value)[0], f"{fact.article.kind}:{fact.article.slug}")
        for fact in said
        if "sense of the name" not in fact.stated_value
    ]
    assert len(wanted) > 10
    assert [(text, name, first(text)) for text, name in wanted if name not in first(text)] == []


@pytest.fixture
def deputies(demo) -> dict[str, list[str]]:
    """People of whom only the Latin spelling is stored, with the Cyrillic ones by their address."""
    spellings = {}
    with recording():
        for line in DEPUTIES.read_text(encoding="utf-8").splitlines()[1:]:
            key, latin, cyrillic = line.split("\t")
            Person.objects.create(slug=f"d-{key}", title=latin, status=Status.PUBLISHED)
            spellings[f"person:d-{key}"] = [latin, *cyrillic.split("|")]
    return spellings


@pytest.mark.skipif(not DEPUTIES.exists(), reason="the deputies are not in ../shared/data")
def test_every_spelling_of_the_deputies_finds_them(deputies):
    assert len(deputies) == 22
    missed = [
        (text, name, first(text)) for name, texts in deputies.items() for text in texts if name not in first(text)
    ]
    assert missed == []


def misspelt(name: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(name[:-1]) if sign.isalpha() and name[place + 1].isalpha()]
    place = chance.choice(places)
    kind = chance.choice(["left out", "exchanged", "neighbour"])
    sign = name[place]
    if kind == "left out":
        return name[:place] + name[place + 1 :]
    if kind == "exchanged":
        return name[:place] + name[place + 1] + sign + name[place + 2 :]
    return name[:place] + chance.choice(NEAR.get(sign.lower(), "aeo")) + name[place + 1 :]


def test_a_hundred_misspellings_find_their_article(demo):
    chance = random.Random(2023)
    names = list(
        Name.objects.filter(article__status=Status.PUBLISHED)
        .order_by("pk")
        .values_list("text", "article__kind", "article__slug")
    )
    long_enough = [(text, f"{kind}:{slug}") for text, kind, slug in names if sum(map(str.isalpha, text)) >= 6]
    picked = [chance.choice(long_enough) for _ in range(100)]
    tried = [(misspelt(text, chance), name) for text, name in picked]
    assert [(text, name, first(text)) for text, name in tried if name not in first(text)] == []


def test_a_title_comes_before_names_and_names_before_prose(db):
    with recording():
        for slug, title, body in (
            ("in-prose", "Other", "The word Zemlya stands here."),
            ("title", "Zemlya", ""),
            ("in-name", "Another", ""),
        ):
            Party.objects.create(slug=slug, title=title, body=body, status=Status.PUBLISHED)
        Name.objects.create(article=Article.objects.get(slug="in-name"), text="Zemlya", language="ru")
    assert first("Земля") == ["party:title", "party:in-name", "party:in-prose"]


def test_prose_is_found_where_all_words_are_there(demo):
    assert "party:baytaq-green-party" in first("environmentalists enterprise modernization", 10)
    assert first("environmentalists zebra") != first("environmentalists enterprise modernization")


def test_sources_are_found_by_title_and_key(demo):
    assert first("azattyq-2022-11-30", 1) == ["sources:azattyq-2022-11-30"]


def test_an_article_comes_before_a_source_of_the_same_title(demo):
    assert first("Aq Jol", 1) == ["party:aq-jol"]


@pytest.mark.slow
@pytest.mark.skipif(not BLNS.exists(), reason="the naughty strings are not in ../shared/data")
def test_a_thousand_random_queries_give_no_error(demo, client):
    chance = random.Random(2023)
    naughty = json.loads(BLNS.read_text(encoding="utf-8"))
    signs = [
        '"',
        "'",
        "*",
        "(",
        ")",
        "OR",
        "AND",
        "NOT",
        "NEAR/2",
        ":",
        "-",
        "^",
        "%",
        "_",
        "&",
        "|",
        "!",
        "<->",
        "\\",
        "ж",
    ]
    queries = naughty + [" ".join(chance.choices(signs + naughty, k=chance.randint(1, 9))) for _ in range(1000)]
    for query in [*queries, "a" * 10_000, "я " * 5000, "\0", "\ud800".encode("utf-8", "replace").decode()]:
        find(query)
    for query in chance.sample(queries, 60):
        assert client.get("/search/", {"q": query}).status_code == 200
        assert client.get("/search/suggest", {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["", " ", "—", "«»", "🤷"])
def test_a_query_without_words_finds_nothing(demo, query):
    assert first(query) == []
