"""The kinds of article announce themselves by existing."""

from django.urls import reverse

from articles.kinds import kinds, paths
from articles.models import Article
from elections.models import Assembly, Election
from parties.models import Event, Party, Person


def test_every_kind_is_found_under_its_word():
    assert kinds() == {"party": Party, "person": Person, "event": Event, "election": Election, "assembly": Assembly}


def test_every_kind_is_found_under_its_path():
    assert paths() == {
        "parties": Party,
        "people": Person,
        "events": Event,
        "elections": Election,
        "assemblies": Assembly,
    }


def test_what_kinds_have_in_common_is_no_kind():
    assert Article not in kinds().values()


def test_a_new_article_knows_its_kind(db):
    assert {
        model.objects.create(slug=name, title=name, **needed(model)).kind for name, model in kinds().items()
    } == set(kinds())


def needed(model: type[Article]) -> dict[str, str]:
    return {"category": "congress"} if model is Event else {}


def test_every_kind_has_its_addresses():
    for name, model in kinds().items():
        assert reverse(f"{name}:index") == f"/{model.path}/"
        assert reverse(f"{name}:article", args=["x"]) == f"/{model.path}/x/"
