"""Elections: what cannot have been counted is refused, by the form and by the database."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from elections.models import OVERALL, Assembly, AssemblySize, Candidacy, Election, Result, Round
from parties.models import Party, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def election() -> Election:
    return Election.objects.create(slug="2021-mazhilis", title="2021 election")


@pytest.fixture
def party() -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq")


@pytest.fixture
def person() -> Person:
    return Person.objects.create(slug="amirtaev", title="Azamatkhan Amirtaev")


def errors(row: models.Model) -> set[str]:
    """The names of the fields that a form would mark."""
    try:
        row.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def refused_by_database(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


PERCENTAGES = pytest.mark.parametrize("field", ["threshold", "turnout", "percent"])


def share(election: Election, field: str, value: str) -> models.Model:
    """A row with one percentage: of the election itself, or of a result."""
    if field == "percent":
        return Result(election=election, label="Nur Otan", percent=Decimal(value))
    setattr(election, field, Decimal(value))
    return election


@PERCENTAGES
@pytest.mark.parametrize("value", ["0", "5", "71.09", "100", "100.00"])
def test_a_percentage_lies_between_nought_and_a_hundred(election: Election, field: str, value: str) -> None:
    row = share(election, field, value)
    assert errors(row) == set() and not refused_by_database(row)


@PERCENTAGES
@pytest.mark.parametrize("value", ["-0.01", "100.01", "999"])
def test_another_percentage_is_refused_by_form_and_database(election: Election, field: str, value: str) -> None:
    row = share(election, field, value)
    assert errors(row) == {field} and refused_by_database(row)


def test_a_published_share_keeps_four_decimal_places(election: Election) -> None:
    Result.objects.create(election=election, label="Nur Otan", percent=Decimal("71.0912"))
    assert Result.objects.get().percent == Decimal("71.0912")


def test_a_share_of_more_decimal_places_than_are_kept_is_refused_by_the_form(election: Election) -> None:
    assert errors(Result(election=election, label="Nur Otan", percent=Decimal("71.09123"))) == {"percent"}


COUNTS = [
    "registered",
    "cast",
    "valid",
    "invalid",
    "seats_total",
    "seats_elected",
    "seats_list",
    "seats_constituency",
    "seats_appointed",
]


@pytest.mark.parametrize("field", COUNTS)
def test_a_negative_count_of_an_election_is_refused_by_form_and_database(election: Election, field: str) -> None:
    setattr(election, field, -1)
    assert field in errors(election) and refused_by_database(election)


@pytest.mark.parametrize("field", ["votes", "seats", "seats_list", "seats_constituency"])
def test_a_negative_count_of_a_result_is_refused_by_form_and_database(election: Election, field: str) -> None:
    result = Result(election=election, label="Nur Otan", **{field: -1})
    assert field in errors(result) and refused_by_database(result)


@pytest.mark.parametrize("field", ["votes", "seats", "percent"])
def test_nought_is_not_unknown(election: Election, field: str) -> None:
    Result.objects.create(election=election, label="Nought", **{field: 0})
    Result.objects.create(election=election, label="Unknown")
    assert list(Result.objects.filter(**{field: 0}).values_list("label", flat=True)) == ["Nought"]


def test_more_list_seats_than_seats_are_refused_by_form_and_database(election: Election) -> None:
    result = Result(election=election, label="Nur Otan", seats=76, seats_list=77)
    assert errors(result) == {"seats_list"} and refused_by_database(result)


@pytest.mark.parametrize(("seats", "seats_list"), [(76, 76), (76, 0), (None, 76), (76, None), (None, None)])
def test_list_seats_within_the_seats_are_accepted(
    election: Election, seats: int | None, seats_list: int | None
) -> None:
    result = Result(election=election, label="Nur Otan", seats=seats, seats_list=seats_list)
    assert errors(result) == set() and not refused_by_database(result)


def test_more_constituency_seats_than_seats_are_refused_by_form_and_database(election: Election) -> None:
    result = Result(election=election, label="Nur Otan", seats=10, seats_constituency=11)
    assert errors(result) and refused_by_database(result)


def test_more_seats_elected_than_there_are_are_refused_by_the_form(election: Election) -> None:
    election.seats_total, election.seats_elected = 98, 107
    assert "seats_elected" in errors(election)


def test_more_seats_elected_than_there_are_are_refused_by_the_database(election: Election) -> None:
    election.seats_total, election.seats_elected = 98, 107
    assert refused_by_database(election)


@pytest.mark.parametrize(("total", "elected"), [(107, 98), (107, 107), (None, 98), (107, None)])
def test_seats_elected_within_the_seats_are_accepted(
    election: Election, total: int | None, elected: int | None
) -> None:
    election.seats_total, election.seats_elected = total, elected
    assert errors(election) == set() and not refused_by_database(election)


# One result a contestant


def test_a_party_has_one_result(election: Election, party: Party) -> None:
    Result.objects.create(election=election, party=party, label="Baytaq")
    again = Result(election=election, party=party, label="Baytaq Party")
    assert errors(again) == {"party"} and refused_by_database(again)


def test_a_candidate_has_one_result(election: Election, party: Party, person: Person) -> None:
    Result.objects.create(election=election, kind="candidate", person=person, party=party, label="Amirtaev")
    again = Result(election=election, kind="candidate", person=person, label="A. Amirtaev")
    assert errors(again) == {"person"} and refused_by_database(again)


def test_a_name_without_an_article_has_one_result(election: Election) -> None:
    Result.objects.create(election=election, label="Auyl")
    again = Result(election=election, label="Auyl")
    assert errors(again) == {"label"} and refused_by_database(again)


def test_against_all_has_one_result(election: Election) -> None:
    Result.objects.create(election=election, kind="against_all", label="Against all")
    assert refused_by_database(Result(election=election, kind="against_all", label="Against all"))


def test_each_round_has_a_result_of_its_own(election: Election, party: Party) -> None:
    for number in (OVERALL, 1, 2):
        assert not refused_by_database(Result(election=election, round=number, party=party, label="Baytaq"))


def test_each_election_has_a_result_of_its_own(election: Election, party: Party) -> None:
    other = Election.objects.create(slug="2023-mazhilis", title="2023 election")
    for one in (election, other):
        assert not refused_by_database(Result(election=one, party=party, label="Baytaq"))


def test_a_party_may_have_several_candidates(election: Election, party: Party, person: Person) -> None:
    other = Person.objects.create(slug="other", title="Other")
    for candidate in (person, other):
        row = Result(election=election, kind="candidate", person=candidate, party=party, label=candidate.title)
        assert errors(row) == set() and not refused_by_database(row)


def test_a_result_has_the_name_of_that_day(election: Election, party: Party) -> None:
    assert errors(Result(election=election, party=party, label="")) == {"label"}


def test_a_result_sums_up_all_rounds_unless_it_says_which(election: Election) -> None:
    assert Result(election=election).round == OVERALL == 0


# Rounds, candidacies, assemblies


def test_a_round_stands_once(election: Election) -> None:
    Round.objects.create(election=election, number=1)
    again = Round(election=election, number=1)
    assert errors(again) == {"number"} and refused_by_database(again)


def test_a_candidacy_is_somebodys(election: Election) -> None:
    nobody = Candidacy(election=election, label="Baytaq")
    assert errors(nobody) == {"person"} and refused_by_database(nobody)


def test_a_candidate_without_an_article_is_a_name(election: Election) -> None:
    candidacy = Candidacy(election=election, name="Somebody")
    assert errors(candidacy) == set() and not refused_by_database(candidacy)


def test_a_person_stands_once_in_a_place(election: Election, person: Person) -> None:
    Candidacy.objects.create(election=election, person=person, constituency="No. 3")
    again = Candidacy(election=election, person=person, constituency="No. 3")
    assert errors(again) == {"person"} and refused_by_database(again)


def test_a_person_may_stand_on_a_list_and_in_a_place(election: Election, person: Person) -> None:
    for constituency in ("", "No. 3"):
        assert not refused_by_database(Candidacy(election=election, person=person, constituency=constituency))


def test_candidates_without_an_article_may_stand_in_one_place(election: Election) -> None:
    for name in ("One", "Other"):
        assert not refused_by_database(Candidacy(election=election, name=name, constituency="No. 3"))


def test_an_assembly_changes_its_size() -> None:
    assembly = Assembly.objects.create(slug="mazhilis", title="Mazhilis")
    AssemblySize.objects.create(assembly=assembly, size=107, start_date="2007-06", end_date="2022")
    AssemblySize.objects.create(assembly=assembly, size=98, start_date="2022", position=1)
    assert [size.size for size in assembly.sizes.all()] == [107, 98]


def test_a_size_that_ends_before_it_begins_is_refused_by_form_and_database() -> None:
    assembly = Assembly.objects.create(slug="mazhilis", title="Mazhilis")
    size = AssemblySize(assembly=assembly, size=98, start_date="2022", end_date="2021")
    assert "end_date" in errors(size) and refused_by_database(size)


def test_an_assembly_knows_its_elections() -> None:
    assembly = Assembly.objects.create(slug="mazhilis", title="Mazhilis")
    election = Election.objects.create(slug="2021", title="2021", assembly=assembly)
    assert list(assembly.elections.all()) == [election]


@pytest.mark.parametrize("what", ["assembly", "previous", "party", "person", "leader"])
def test_what_an_election_refers_to_cannot_be_deleted(party: Party, person: Person, what: str) -> None:
    referred: dict[str, Any] = {
        "assembly": Assembly.objects.create(slug="mazhilis", title="Mazhilis"),
        "previous": Election.objects.create(slug="2016", title="2016"),
        "party": party,
        "person": person,
        "leader": person,
    }
    of_election = {what: referred[what]} if what in ("assembly", "previous") else {}
    election = Election.objects.create(slug="2021", title="2021", **of_election)
    if not of_election:
        Result.objects.create(election=election, label="Baytaq", **{what: referred[what]})
    with pytest.raises(ProtectedError):
        referred[what].delete()


def test_an_election_goes_with_its_results(election: Election, party: Party) -> None:
    Result.objects.create(election=election, party=party, label="Baytaq")
    Round.objects.create(election=election, number=1)
    Candidacy.objects.create(election=election, name="Somebody", party=party)
    election.delete()
    assert not Result.objects.exists() and not Round.objects.exists() and not Candidacy.objects.exists()
    assert Party.objects.exists()


def test_elections_come_newest_first() -> None:
    for date in ("2012", "2021-01-10", "2016-03-20"):
        Election.objects.create(slug=date, title=date, date=date)
    assert [election.date for election in Election.objects.all()] == ["2021-01-10", "2016-03-20", "2012"]


@pytest.mark.parametrize(
    ("kind", "word", "path"), [(Assembly, "assembly", "assemblies"), (Election, "election", "elections")]
)
def test_a_kind_has_a_word_and_a_path(kind: type[Any], word: str, path: str) -> None:
    assert (kind.kind_name, kind.path) == (word, path)


@pytest.mark.parametrize("kind", [Assembly, Election], ids=lambda kind: kind.__name__)
def test_the_fields_that_carry_sources_exist(kind: type[Any]) -> None:
    assert set(kind.citable_fields) <= {field.name for field in kind._meta.concrete_fields}


@pytest.mark.parametrize("part", [AssemblySize, Round, Result, Candidacy], ids=lambda part: part.__name__)
def test_the_fields_that_recognise_a_part_exist(part: type[Any]) -> None:
    names = {name for field in part._meta.concrete_fields for name in (field.name, field.attname)}
    assert part.natural_key and set(part.natural_key) <= names and set(part.citable_fields) <= names
