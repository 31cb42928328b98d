"""The misprints of the demo's sources: these and no others."""

from elections.checking import misprints
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
