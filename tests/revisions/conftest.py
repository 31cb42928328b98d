"""Rows to save. A party stands here for any root, its roles and names for any part."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from parties.models import Party, Person
from revisions.models import Revision


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("aigerim")


@pytest.fixture
def party(db: None) -> Party:
    """A published party of Kazakhstan, saved in a revision of its own."""
    return Party.objects.create(slug="baytaq", title="Baytaq", country="KZ", status="published")


@pytest.fixture
def person(db: None) -> Person:
    """A person whose article is a draft, saved in a revision of its own."""
    return Person.objects.create(slug="azamatkhan-amirtaev", title="Azamatkhan Amirtaev", country="KZ")


@pytest.fixture
def head() -> Callable[[], int]:
    """The number of the newest revision; 0 before the first."""

    def newest() -> int:
        revision: Any = Revision.objects.first()
        return revision.number if revision else 0

    return newest
