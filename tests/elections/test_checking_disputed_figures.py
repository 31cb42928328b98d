"""The misprints of the demo's sources: these and no others."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from elections.arithmetic.misprints import misprint
from elections.checking import DisputedFigure, misprints
from elections.models import Election

KNOWN = {
    ("wikipedia-2004-election", "Otan: published %", "another", "Nur Otan, 2012"),
    ("kiwix-jsdp-2020", "Nationwide Social Democratic Party: votes", "another", "Auyl"),
    ("kazinform-2016", "Votes cast", "one-digit", ""),
    ("kazinform-2021-01-12", "Votes cast", "another", "valid votes"),
    ("kazinform-2023-03-27", "Votes cast", "another", "valid votes"),
    ("astanatimes-2023-03-27", "Votes cast", "another", "valid votes"),
    ("kazinform-2023-03-27", "Amanat: votes", "exchanged", ""),
    ("wikipedia-respublica", "Respublica: published %", "another", "Auyl"),
    ("diplomaticinformer-2023-03-21", "People's Party of Kazakhstan: votes", "exchanged", ""),
    ("kazinform-2022-11-22", "Amanat Commonwealth of Trade Unions: votes", "one-digit", ""),
}


def test_the_demo_has_these_misprints_and_no_others(demo):
    found = misprints(list(Election.objects.order_by("date", "title")))
    assert {(one.key, one.place, one.misprint.slip, one.misprint.label) for one in found} == KNOWN
    assert len(found) == len(KNOWN)


def test_a_misprint_says_how_much_is_missing(demo):
    found = {
        one.key: one.misprint.difference
        for one in misprints(list(Election.objects.filter(slug="mazhilis-2023")))
        if one.misprint.slip == "exchanged"
    }
    assert found == {"kazinform-2023-03-27": -90_000, "diplomaticinformer-2023-03-21": -630}


def test_queries_do_not_grow_with_the_elections(demo, django_assert_num_queries):
    elections = list(Election.objects.order_by("date"))
    misprints(elections[:1])
    with django_assert_num_queries(2):
        misprints(elections)


@pytest.mark.parametrize(
    ("language", "stated", "expected", "words"),
    [
        ("en", "3341510", "3431510", "3,341,510 for 3,431,510 (Amanat: votes): two digits exchanged"),
        ("kk", "3341510", "3431510", "3 431 510 орнына 3 341 510 (Amanat: votes): екі цифрдың орны ауысқан"),
        ("ru", "71.90", "79.1000", "71,90 вместо 79,1 (Amanat: votes): переставлены две цифры"),
    ],
)
def test_a_misprint_is_told_in_the_readers_language_and_figures(language, stated, expected, words):
    slip = misprint(Decimal(stated), Decimal(expected))
    with override(language):
        assert DisputedFigure(1, "Amanat: votes", "key", slip).words.replace("\u00a0", " ") == words
