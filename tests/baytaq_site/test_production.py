"""What a site in production refuses to start with."""

import os
import secrets
import subprocess
import sys

import pytest

from baytaq_site.production import refusals
from tests.places import ROOT

STRONG = "k7Zp-q2Lw_x9Rt4Vb8Nm1Hs6Jd3Fg5Yc0Ae-uT2Oi7Pq"


@pytest.mark.parametrize(
    "key",
    ["", "x" * 50, "short", "insecure-development-key-" + STRONG, "django-insecure-" + STRONG, "changeme" * 7],
)
def test_a_weak_key_is_refused_by_name(key: str) -> None:
    [refused] = refusals({"SECRET_KEY": STRONG, "HISTORY_KEY": key}, ["example.org"])
    assert refused.startswith("HISTORY_KEY ") and "secrets.token_urlsafe" in refused


def test_any_name_for_a_host_is_refused() -> None:
    assert "ALLOWED_HOSTS=example.org" in refusals({"SECRET_KEY": STRONG}, ["example.org", "*"])[0]


def test_a_key_as_it_is_made_is_taken() -> None:
    assert refusals({"SECRET_KEY": secrets.token_urlsafe(50)}, ["example.org", ".example.org"]) == []


@pytest.mark.parametrize(
    ("setting", "value", "words"), [("SECRET_KEY", "x" * 60, "SECRET_KEY is weak"), ("ALLOWED_HOSTS", "*", "takes any")]
)
def test_the_site_does_not_start_and_says_what_to_set(setting: str, value: str, words: str) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "baytaq_site.settings",
        "SECRET_KEY": STRONG,
        "HISTORY_KEY": STRONG,
        "ALLOWED_HOSTS": "example.org",
        "DEBUG": "false",
        setting: value,
    }
    command = [sys.executable, "manage.py", "check"]
    tried = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert tried.returncode != 0 and words in tried.stderr
