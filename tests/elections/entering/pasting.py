"""What an editor does with a table of results: paste or upload it, and read what is shown."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.forms import form_of

TABLE = """Партия\tГолоса\t%\tМандаты
Аманат\t3 341 510\t53,90%\t62
Ауыл\t693 938\t10,90%\t8
Байтак\t146 431\t2,30%\t0
Против всех\t248 291\t3,90%\t
Итого\t6 366 441\t\t
"""
SELECTOR = "form.enter-results"


def shown(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html5lib")


def read(editor: Client, address: str, text: str) -> tuple[BeautifulSoup, dict[str, str]]:
    """What is shown of a pasted text, and what a browser would post of that page."""
    response = editor.post(address, {"text": text})
    return shown(response), form_of(response, SELECTOR)


def upload(editor: Client, address: str, name: str, content: bytes) -> tuple[BeautifulSoup, dict[str, str]]:
    response = editor.post(address, {"text": "", "file": SimpleUploadedFile(name, content)})
    return shown(response), form_of(response, SELECTOR)


def meant(page: BeautifulSoup) -> list[str]:
    chosen = [select.select_one("option[selected]") for select in page.select("select[name$=-target]")]
    return [option.get_text() if option else "" for option in chosen]


def changes(page: BeautifulSoup) -> list[list[str]]:
    rows = page.select("table.changes tbody tr")
    return [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in rows]
