"""Pictures are served to everybody while a public page shows them, and to nobody when they were hidden or deleted."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client

from articles.models import Image, Status
from parties.models import Party
from revisions.actions.hide import hide_content
from revisions.models import Revision
from revisions.subjects import find_subject
from tests.articles.test_images import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings: Any, tmp_path: Path) -> Image:
    settings.MEDIA_ROOT = tmp_path
    made = Image(name="logo", file=ContentFile(drawn(), "x.png"), alt="A", credit="B", licence="CC0")
    made.save()
    return made


def party(image: Image | None, status: str = Status.PUBLISHED) -> Party:
    return Party.objects.create(slug="baytaq", title="Baytaq", status=status, image=image)


def ask(client: Client, file: Any) -> Any:
    """The answer, read to its end."""
    response = client.get(f"/media/{file}")
    response.body = response.getvalue()
    for close in response._resource_closers:  # not response.close(): it ends the connection of the test as well
        close()
    return response


def status(client: Client, image: Image) -> int:
    return int(ask(client, image.file).status_code)


def test_a_picture_of_a_public_page_is_served(client: Client, image: Image) -> None:
    party(image)
    response = ask(client, image.file)
    assert (response.status_code, response["Content-Type"], response.body) == (200, "image/png", drawn())
    assert response["Cache-Control"] == "public, max-age=300"
    again = client.get(f"/media/{image.file}", headers={"If-Modified-Since": response["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", ["none", Status.DRAFT, Status.ARCHIVED])
def test_a_picture_that_no_public_page_shows_is_not(client: Client, image: Image, kind: str) -> None:
    party(None if kind == "none" else image, Status.PUBLISHED if kind == "none" else kind)
    assert status(client, image) == 404


def test_a_picture_of_a_past_page_is_served_while_the_page_is(client: Client, image: Image) -> None:
    shown = party(image)
    shown.image = None
    shown.save()
    assert status(client, image) == 200
    shown.status = Status.DRAFT
    shown.save()
    assert status(client, image) == 404


def test_a_picture_that_only_the_draft_had_is_not(client: Client, image: Image) -> None:
    draft = party(image, Status.DRAFT)
    draft.image, draft.status = None, Status.PUBLISHED
    draft.save()
    assert status(client, image) == 404


def test_a_deleted_picture_is_gone_and_past_pages_do_without_it(client: Client, image: Image) -> None:
    shown = party(image)
    number = Revision.objects.latest("number").number
    shown.image = None
    shown.save()
    address = f"/parties/baytaq/revisions/{number}/"
    assert "/media/" in client.get(address).content.decode()
    image.delete()
    assert status(client, image) == 404
    assert "/media/" not in client.get(address).content.decode()


def test_a_picture_whose_content_was_hidden_is_gone(client: Client, image: Image) -> None:
    party(image)
    first = Revision.objects.filter(changes__label="logo", changes__own=True).latest("number").number
    wrong = str(image.file)
    image.file = ContentFile(drawn(colour="white"), "x.png")
    image.save()
    subject: Any = find_subject(Image, "logo")
    hide_content(subject, first, first, User.objects.create_superuser("admin"), "the law")
    assert ask(client, wrong).status_code == 404
    assert status(client, image) == 200


def test_an_editor_sees_all_pictures_and_keeps_no_copy(admin_client: Client, image: Image) -> None:
    response = ask(admin_client, image.file)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_an_address_where_nothing_is_answers_as_a_hidden_picture(client: Client, image: Image) -> None:
    hidden, nothing = (ask(client, name) for name in (image.file, f"images/ab/{'a' * 64}.png"))
    assert hidden.status_code == nothing.status_code == 404
    assert (hidden.content, dict(hidden.headers)) == (nothing.content, dict(nothing.headers))


def test_nothing_is_written_through_the_door(client: Client, image: Image) -> None:
    assert client.post(f"/media/{image.file}").status_code == 405
