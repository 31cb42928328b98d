"""An editor, and the address under which they enter results of an election."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from elections.models import Election


@pytest.fixture
def editor(demo) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def address(demo) -> str:
    return f"/admin/elections/election/{Election.objects.get(slug='mazhilis-2023').pk}/results/"
