"""Records that tests know: the demo's sources, and the seed's thirteen references as they are printed."""

import datetime
from dataclasses import fields
from functools import cache
from pathlib import Path

import yaml

from citations.lint.findings import Surroundings
from citations.records import AuthorName, SourceRecord
from common.folding import fold_title
from tests.places import ROOT

TODAY = datetime.date(2026, 11, 24)

COLUMNS = {field.name for field in fields(SourceRecord)} - {"authors"}


@cache
def demo_records() -> dict[str, SourceRecord]:
    """The demo's sources by key."""
    rows = yaml.safe_load((ROOT / "demo/kazakhstan/citations.yaml").read_text())
    return {
        row["key"]: SourceRecord(
            **{name: value for name, value in row.items() if name in COLUMNS},
            authors=tuple(AuthorName(**author) for author in row.get("authors", ())),
        )
        for row in rows
    }


@cache
def around_the_demo() -> Surroundings:
    outlets = frozenset(
        fold_title(record.container_title) for record in demo_records().values() if record.container_title
    )
    return Surroundings(TODAY, "en", outlets)


def clean_keys() -> list[str]:
    """The sources without a fault, as somebody read them who knew no rule."""
    lines = Path(__file__).with_name("lint").joinpath("clean_sources.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


# As printed: the language only where it is printed ("in Russian"), the addresses that the dossier recovered (10, 11).
SEED = (
    SourceRecord(key="1", title="Azamatkhan Amirtay", accessed="2023-04-06"),
    SourceRecord(
        key="2",
        title="Партия зеленых «Байтақ» объявляет об участии в выборах в мажилис РК",
        language="ru",
        accessed="2023-03-16",
    ),
    SourceRecord(
        key="3",
        title="В Казахстане зарегистрирована партия «Байтак»",
        container_title="Радио Азаттык",
        language="ru",
        issued="2022-11-30",
        accessed="2023-02-05",
        authors=(AuthorName(literal="Автор"),),
    ),
    SourceRecord(
        key="4", title="В Казахстане зарегистрирована новая политическая партия", language="ru", accessed="2023-02-05"
    ),
    SourceRecord(
        key="5",
        title="Выборы в парламент Казахстана жестко контролирует президент / СНГ / Независимая газета",
        accessed="2023-02-05",
    ),
    SourceRecord(
        key="6",
        title="«Поддерживаем курс Токаева». Провластная партия «Байтак» провела съезд",
        language="ru",
        accessed="2023-02-05",
    ),
    SourceRecord(
        key="7",
        language="ru",
        accessed="2023-02-05",
        title="«Мы - не какая-то партия, которая только сегодня появилась» - Аналитический интернет-журнал Власть",
    ),
    SourceRecord(
        key="8", title='В Казахстане зарегистрировали партию "Байтак"', container_title="TACC", accessed="2023-02-05"
    ),
    SourceRecord(
        key="9",
        title="Kazakhstan: Greens become first party in two decades to get registration",
        container_title="Eurasianet",
        accessed="2023-02-05",
    ),
    SourceRecord(
        key="10",
        container_title="The Astana Times",
        issued="2022-12-26",
        accessed="2023-02-05",
        title="Baitak Party Determined to Take Part in Upcoming Parliamentary Election, Forge Strong Green Agenda",
        url="https://astanatimes.com/?p=63686",
        authors=(AuthorName("Сатубалдина", "Асель"),),
    ),
    SourceRecord(
        key="11",
        container_title="Радио Азаттык",
        issued="2023-02-04",
        accessed="2023-02-05",
        language="ru",
        title="Съезд партии «Байтак» с выдвижением кандидатов на выборы в мажилис обернулся скандалом",
        url="https://rus.azattyq.org/a/32253839.html",
        authors=(AuthorName("ТОЙКЕН", "Сания"),),
    ),
    SourceRecord(
        key="12",
        language="ru",
        accessed="2023-02-05",
        title="Партии «Байтак» и Respublica допустили к выборам депутатов маслихата регионов Казахстана",
    ),
    SourceRecord(
        key="13",
        language="ru",
        accessed="2023-02-05",
        title="Партии «Байтак» и Respublica не смогут участвовать на выборах в маслихаты во всех областях"
        " - Аналитический интернет-журнал Власть",
    ),
)
