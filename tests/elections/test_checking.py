"""The demo's elections: the differences that its sources have, and no others."""

import io

import pytest
from django.core.management import CommandError, call_command

from elections.checking import check_elections
from elections.models import Election, Result
from parties.models import Party, Person, Role

DECLARED = {  # explained in the dossier: figures of the sources, not of the typing
    ("mazhilis-1995", "seats"),
    ("mazhilis-1999", "votes"),
    ("mazhilis-1999", "share"),
    ("mazhilis-2023", "turnout"),
}


def test_the_demo_has_the_declared_differences_and_no_others(demo):
    found = [
        (checked.election.slug, finding.check)
        for checked in check_elections(list(Election.objects.all()))
        for finding in checked.findings
    ]
    assert sorted(found) == sorted(DECLARED)


def test_queries_do_not_grow_with_the_elections(demo, django_assert_num_queries):
    elections = list(Election.objects.all())
    check_elections(elections[:1])
    with django_assert_num_queries(4):
        check_elections(elections)


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"start_date": "2010", "end_date": "2020"}, ["leader"]),
        ({"start_date": "2024"}, ["leader"]),
        ({"start_date": "2010"}, []),
        ({"end_date": "2023"}, []),
        ({"start_date": "2020", "end_date": "2023-06"}, []),
        ({}, []),
    ],
)
def test_a_leader_who_did_not_lead_on_that_day_is_found_and_unknown_bounds_never_alarm(db, bounds, found):
    party, person = Party.objects.create(slug="p", title="P"), Person.objects.create(slug="l", title="L")
    Role.objects.create(party=party, person=person, kind=Role.Kind.LEADER, **bounds)
    election = Election.objects.create(slug="e", title="E", date="2023-03-19")
    Result.objects.create(election=election, party=party, label="P", leader=person)
    [checked] = check_elections([election])
    assert [finding.check for finding in checked.findings] == found


def test_a_leader_without_a_role_is_not_asked(db):
    party, person = Party.objects.create(slug="p", title="P"), Person.objects.create(slug="l", title="L")
    election = Election.objects.create(slug="e", title="E", date="2023-03-19")
    Result.objects.create(election=election, party=party, label="P", leader=person)
    assert check_elections([election])[0].findings == ()


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("check_elections", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_names_election_figure_and_what_happened(demo):
    said = run()
    assert "All votes make 4,892,321, valid votes are 4,892,330: −9." in said
    assert "kazinform-2023-03-27 prints 3,341,510 for 3,431,510 (Amanat: votes): two digits exchanged" in said
    assert "wikipedia-2004-election prints 80.99 for 60.61 (Otan: published %): the figure of Nur Otan, 2012" in said
    assert f"{Election.objects.count()} elections, 4 differences, 10 misprints" in said


def test_one_election_is_checked_alone(demo):
    assert run("mazhilis-2021").startswith("mazhilis-2021\n")
    assert "mazhilis-2023" not in run("mazhilis-2021")


def test_an_election_that_is_none_is_named(demo):
    with pytest.raises(CommandError, match="nonsense"):
        run("nonsense")
