"""The Baytaq article as a reader's browser gets it, compared with the encyclopedia page that it starts from."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

ADDRESS = "/parties/baytaq-green-party/"
PRINTED_REFERENCES = {
    1: '"Azamatkhan Amirtay". Retrieved 2023-04-06.',
    2: '"Партия зеленых «Байтақ» объявляет об участии в выборах в мажилис РК" (in Russian). Retrieved 2023-03-16.',
    3: 'Автор (2022-11-30). "В Казахстане зарегистрирована партия «Байтак»". Радио Азаттык (in Russian). '
    "Retrieved 2023-02-05.",
    4: '"В Казахстане зарегистрирована новая политическая партия" (in Russian). Retrieved 2023-02-05.',
    5: '"Выборы в парламент Казахстана жестко контролирует президент / СНГ / Независимая газета" (in Russian). '
    "Retrieved 2023-02-05.",
    6: '"«Поддерживаем курс Токаева». Провластная партия «Байтак» провела съезд" (in Russian). Retrieved 2023-02-05.',
    7: '"«Мы - не какая-то партия, которая только сегодня появилась» - Аналитический интернет-журнал Власть" '
    "(in Russian). Retrieved 2023-02-05.",
    8: '"В Казахстане зарегистрировали партию "Байтак"". TACC (in Russian). Retrieved 2023-02-05.',
    9: '"Kazakhstan: Greens become first party in two decades to get registration". Eurasianet. Retrieved 2023-02-05.',
    10: 'Сатубалдина, Асель (2022-12-26). "Baitak Party Determined to Take Part in Upcoming Parliamentary Election, '
    'Forge Strong Green Agenda". The Astana Times. Retrieved 2023-02-05.',
    11: "ТОЙКЕН, Сания (2023-02-04). "
    '"Съезд партии «Байтак» с выдвижением кандидатов на выборы в мажилис обернулся скандалом". Радио Азаттык '
    "(in Russian). Retrieved 2023-02-05.",
    12: '"Партии «Байтак» и Respublica допустили к выборам депутатов маслихата регионов Казахстана" (in Russian). '
    "Retrieved 2023-02-05.",
    13: '"Партии «Байтак» и Respublica не смогут участвовать на выборах в маслихаты во всех областях - '
    'Аналитический интернет-журнал Власть" (in Russian). Retrieved 2023-02-05.',
}
PARAGRAPHS = [
    'Baytaq, officialy known as "Baytaq" Green Party of Kazakhstan (Kazakh: Қазақстанның «Байтақ» жасылдар партиясы, '
    "romanized: Qazaqstannyñ «Baytaq» («Baitaq»)[a] jasyldar partiasy, lit.'Extensive' or 'Vast') is a green "
    "reformist political party in Kazakhstan. The leader of the party is Azamathan Ämirtai, a member of the National "
    "Kurultai under the President. Previously he was a member of the Board of Directors of JSC National Managing "
    "Holding KazAgro and the National Council of Public Trust under the President.",
    'The party states that it "strives to unite environmentalists and advocate for clean environmental conditions, '
    'responsible business, enterprise modernization, safe working conditions and other eco-initiatives."[3] The party '
    "positions itself as the first green party in the history of Kazakhstan.[4]",
    "The party is not considered an opposition party.[5] At the pre-election congress on 1 February 2023, the party "
    "expressed its support for the course of President Tokayev.[6]",
    "According to the leader of the party, work on its registration has been carried out since 2015.[7]",
    "The founding congress of the party was held on 24 September 2022.[8]",
    "On 28 November 2022, the party was registered by the Ministry of Justice of Kazakhstan. The party has become the "
    "first registered party in Kazakhstan over the past 20 years,[9][4] and the sixth after Amanat, Aq Jol, and "
    "People's Party, Auyl and JSDP.[8][3]",
    "In December 2022, the party announced that it would take part in the 2023 legislative election.[10]",
    "On 1 February 2023, the pre-election congress of the party was held, at which there was a scandal. Maral "
    "Koshenov, who came to the congress from Atyrau, said that he was on the list of nominated candidates when he was "
    'selected in the regions, but upon arrival in the capital he found out that he was "crossed out from the list." '
    "According to him, the son of the former deputy of the Mäjilis, Iraq Elekeev, was included in his place. At the "
    "congress, the head of the party said that it was necessary to prevent the party of oligarchs from entering the "
    "parliament, which he considers the Respublica and Aq Jol parties.[11]",
    "On 2 February 2023, the party was admitted to the regional elections of local assemblies (mäslihats) of the "
    "Abai, Akmola, Jetisu, North Kazakhstan and Ulytau regions.[12][13]",
]
INFOBOX = [
    ("Leader", ["Azamathan Ämirtai[1]"]),
    ("Founder", ["Azamathan Ämirtai"]),
    ("Founded", ["24 September 2022"]),
    ("Registered", ["28 November 2022"]),
    ("Headquarters", ["Astana, Kabanbai Batyr St. 74"]),
    ("Membership (2023)", ["21,000"]),
    ("Ideology", ["Green politics", "Pro-Tokayev reformism"]),
    ("Political position", ["Centre"]),
    ("Colours", ["Green"]),
    ("Slogan", ["Clean air, Clean water, Clean land - Clean human relations![2]"]),
    ("Mazhilis", ["0 / 98"]),
]


@pytest.fixture
def page(demo, client) -> BeautifulSoup:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib")


def text(element: Tag | None) -> str:
    """The words as a reader sees them: hidden ones left out, white space as a browser folds it."""
    assert element is not None
    for hidden in element.select(".hidden, .disclosure"):
        hidden.extract()
    return re.sub(r"[ \t\n]+", " ", element.get_text()).strip()


def row(page: BeautifulSoup, label: str) -> Tag:
    return next(row for row in page.select(".infobox .row") if row.dt.get_text() == label)


# 1. Title and names


def test_title_strapline_and_native_names_stand_at_the_head(page):
    assert page.h1.get_text() == "Baytaq Green Party"
    assert text(page.select_one(".page-head .strapline")).startswith("From Baytaq")
    names = [(name["lang"], name.get_text()) for name in page.select(".native-name")]
    assert names == [("kk-Cyrl", "«Байтақ» жасылдар партиясы"), ("kk-Latn", "«Baytaq» jasyldar partiasy")]


# 2. Infobox


def test_infobox_has_the_rows_in_order(page):
    rows = [(row.dt.get_text(), [text(dd) for dd in row.find_all("dd")]) for row in page.select(".infobox .row")]
    assert rows == INFOBOX


def test_leader_is_linked_and_its_mark_stands_inside_the_value(page):
    value = row(page, "Leader").dd
    assert value.a["href"] == "/people/azamathan-amirtai/"
    assert value.sup.a["href"] == "#cite_note-1"


@pytest.mark.parametrize(("label", "date"), [("Founded", "2022-09-24"), ("Registered", "2022-11-28")])
def test_dates_carry_their_machine_form_only_as_datetime(page, label, date):
    value = row(page, label).dd
    assert value.time["datetime"] == date
    assert date not in value.summary.get_text()


def test_colour_is_a_swatch_with_its_name_as_text(page):
    value = row(page, "Colours").dd
    assert value.select_one("svg.swatch rect")["fill"] == "#3BA935"
    assert "Green" in value.get_text()


def test_seats_are_a_bar_with_its_text(page):
    value = row(page, "Mazhilis").dd
    assert value.select_one("svg.bar") is not None
    assert value.select_one(".count").get_text() == "0 / 98"


def test_picture_has_a_caption_and_an_alternative_text(page):
    assert page.select_one(".infobox img")["alt"]
    assert text(page.select_one(".infobox figcaption summary")) == "Logo of the party on its Astana headquarters"


# 3. Text and headings


def test_paragraphs_are_those_of_the_text_with_every_mark_in_its_place(page):
    assert [text(p) for p in page.select(".lead > p, .body > p")] == PARAGRAPHS


def test_names_in_the_lead_are_bold_and_tagged_by_language(page):
    lead = page.select_one(".lead")
    assert [bold.get_text() for bold in lead.find_all("strong")] == ["Baytaq", '"Baytaq" Green Party of Kazakhstan']
    assert lead.select_one("[lang=kk-Cyrl]").get_text() == "Қазақстанның «Байтақ» жасылдар партиясы"
    assert lead.select_one("[lang=kk-Latn] sup").get_text() == "[a]"


def test_headings_are_those_of_the_text(page):
    headings = [(h.name, h.get_text()) for h in page.select("article h2, article h3")]
    assert headings == [
        ("h2", "Ideology"),
        ("h2", "History"),
        ("h2", "Electoral history"),
        ("h3", "Mazhilis elections"),
        ("h2", "Notes"),
        ("h2", "References"),
    ]


def test_contents_lead_to_every_heading(page):
    targets = [link["href"][1:] for link in page.select(".contents a")]
    assert targets[1:] == [h["id"] for h in page.select("article h2, article h3")]


# 4. Marks and anchors


def test_there_are_thirteen_references_and_one_note(page):
    assert len(page.select(".references > li")) == 13
    assert [text(note.select_one(".text")) for note in page.select(".notes > li")] == [
        "According to the last revision of the Kazakh alphabet, «Байтақ» is supposed to be romanised as «Baitaq», "
        "however the party officially spells its name as «Baytaq»"
    ]


def test_marks_are_numbered_in_reading_order_with_the_infobox_first(page):
    assert [mark.get_text() for mark in page.select("sup.mark")] == [
        "[1]",
        "[2]",
        "[a]",
        "[3]",
        "[4]",
        "[5]",
        "[6]",
        "[7]",
        "[8]",
        "[9]",
        "[4]",
        "[8]",
        "[3]",
        "[10]",
        "[11]",
        "[12]",
        "[13]",
    ]


def test_reused_references_have_lettered_back_links_and_single_ones_a_caret(page):
    backs = {n: text(li.select_one(".back")) for n, li in enumerate(page.select(".references > li"), 1)}
    assert {n for n, back in backs.items() if back == "^ a b"} == {3, 4, 8}
    assert {back for n, back in backs.items() if n not in (3, 4, 8)} == {"^"}


def test_every_mark_and_back_link_meets_its_anchor(page):
    ids = {element["id"] for element in page.select("[id]")}
    for link in page.select("sup.mark a, .back a"):
        assert link["href"][1:] in ids
    assert {"cite_ref-1-0", "cite_ref-3-0", "cite_ref-3-1", "cite_note-13", "cite_note-a", "cite_ref-a-0"} <= ids


# 5. References


@pytest.mark.parametrize(("number", "printed"), PRINTED_REFERENCES.items())
def test_reference_is_printed_in_one_style(page, number, printed):
    assert text(page.select_one(f"#cite_note-{number} .reference")) == printed


def test_a_source_without_an_address_is_text_and_one_with_is_a_link(page):
    assert page.select_one("#cite_note-3 .reference a") is None
    assert page.select_one("#cite_note-10 .reference a")["href"] == "https://astanatimes.com/?p=63686"


# 6. The election table


def test_election_table_has_the_eight_columns_and_the_computed_row(page):
    table = page.find("h3", id="Mazhilis_elections").find_next("table")
    assert [th.get_text() for th in table.select("thead th")] == [
        "Election",
        "Party leader",
        "Votes",
        "%",
        "Seats",
        "+/–",
        "Position",
        "Outcome",
    ]
    assert [[text(cell) for cell in tr.find_all(["th", "td"])] for tr in table.select("tbody tr")] == [
        ["2023", "Azamathan Ämirtai", "146,431", "2.30%", "0 / 98", "New", "7th", "Extra-parliamentary"]
    ]
    links = [link["href"] for link in table.select("tbody a")]
    assert links == ["/elections/mazhilis-2023/", "/people/azamathan-amirtai/"]


def test_seat_totals_are_those_of_the_day_and_names_too(demo, client):
    page = BeautifulSoup(client.get("/parties/amanat/").content, "html5lib")
    table = page.find("h3", id="Mazhilis_elections").find_next("table")
    rows = {text(tr.th)[:4]: tr for tr in table.select("tbody tr")}
    assert text(rows["2021"].select_one(".count")) == "76 / 107"
    assert text(rows["2023"].select_one(".count")) == "62 / 98"
    assert text(rows["2021"].th) == "2021 as Nur Otan"
    assert text(rows["2023"].th) == "2023"
    assert "2007, 2012, 2016, 2021: 9 of the seats appointed." in page.get_text()


# 7. Disputes


def test_a_fact_that_sources_dispute_opens_to_say_what_and_who(page):
    value = row(page, "Registered").dd
    assert "Sources differ" in value.summary.get_text()
    disputes = [(li.a.get_text(), li.a["href"], li.get_text()) for li in value.select(".disputes li")]
    assert disputes == [
        (
            "The Astana Times",
            "/sources/astanatimes-2022-12-01/",
            "The Astana Times gives 30 November 2022",
        )
    ]


def test_facts_open_without_a_script(page):
    assert all(fact.summary is not None for fact in page.select("details.fact"))
    scripts = page.select("script:not([type='application/ld+json'])")  # that one is data
    names = {script["src"].removeprefix("/static/js/") for script in scripts}
    assert names == {"appearance.js", "cards.js", "contents.js", "search.js"}
    assert all(page.find(id=mark["href"].removeprefix("#")) for mark in page.select(".mark a"))


# The foot


def test_the_foot_says_when_the_page_was_last_edited_and_its_licence(page):
    footer = text(page.footer)
    assert re.search(r"Last edited \d+ \w+ \d{4}, revision \d+\.", footer)
    assert "CC BY-SA 4.0" in footer


def test_the_navbox_groups_the_countrys_parties(page):
    box = page.select_one(".navbox")
    groups = [dt.get_text() for dt in box.find_all("dt")]
    assert groups == ["Active", "Merged", "Banned", "Alliances"]
    assert len(box.select("dd li")) == 18
