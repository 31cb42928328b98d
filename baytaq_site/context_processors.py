from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override

from common.http import site_url

CODES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class PageLanguage:
    """The page in a language of the interface. `name` is what its speakers call the language."""

    code: str
    name: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page prints of the site itself, and the same page, revision and query in each language."""
    return {
        "site_name": settings.SITE_NAME,
        "site_strapline": settings.SITE_STRAPLINE,
        "site_url": site_url(request),
        "languages": _languages({code: translate_url(request.get_full_path(), code) for code in CODES}),
    }


def languages_at_home() -> list[PageLanguage]:
    """For what is not there: every address that leads nowhere shows the same."""
    return _languages({code: _home(code) for code in CODES})


def _languages(addresses: dict[str, str]) -> list[PageLanguage]:
    current = get_language()
    return [
        PageLanguage(code, str(get_language_info(code)["name_local"]), url, code == current)
        for code, url in addresses.items()
    ]


def _home(code: str) -> str:
    with override(code):
        return reverse("home")
