"""The site that is crawled: the demo, and on it one edit of each sort, all on one frozen day."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.models import Name, ReportedProblem, Status, Translation
from articles.sourcing.lines import parse_sources, set_sources
from citations.models import Citation
from elections.models import Election
from parties.models import Event, MembershipCount, Party, Person
from revisions.actions.delete import delete
from revisions.actions.hide import hide_comment, hide_content
from revisions.actions.restore import Aim, carry_out
from revisions.actions.review import mark_reviewed
from revisions.models import Action, Revision
from revisions.moments import head
from revisions.subjects import find_subject
from revisions.tracking.recording import recording
from tests.places import DEMO

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a day on which the demo has something to remember


@contextmanager
def frozen_day() -> Iterator[None]:
    """Let no clock move: two crawls differ by their code alone."""
    with time_machine.travel(DAY, tick=False):
        yield


def make_site() -> None:
    """Migrate an empty database, load the demo, and live through one edit of each sort."""
    connection.ensure_connection()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load", str(DEMO), verbosity=0)
    editor = User.objects.create_user("aigerim", password=None)
    reviewer = User.objects.create_superuser("reviewer", password=None)
    baytaq = Party.objects.get(slug="baytaq-green-party")
    with recording(editor, "the slogan, as the congress has it"):
        baytaq.slogan = "Clean air for all!"
        baytaq.body += "\n\nMore of it, with a note.[^crawl]\n\n[^crawl]: A note.\n"
        baytaq.save()
    with recording(editor, "a membership count and its source"):
        count = MembershipCount(party=baytaq, count=42_000, on_date="2025-11")
        count.save()
        set_sources(
            baytaq.pk, count, parse_sources("[@azattyq-2022-11-30, p. 4] [!@azattyq-2023-02-04: 41,000]", ("",))
        )
    mark_reviewed(Revision.objects.get(number=2), reviewer)
    _move_and_translate(editor)
    _delete_and_bring_back(editor)
    _undo_and_hide(editor, reviewer, baytaq)
    ReportedProblem.objects.create(
        article=baytaq,
        about="slogan",
        text="It was another.",
        revision=2,
        state=ReportedProblem.State.ANSWERED,
        answer="Put right.",
        answered_by=reviewer,
        answered_at=timezone.now(),
    )
    for file in Path(settings.MEDIA_ROOT).rglob("*.*"):
        os.utime(file, (DAY.timestamp(), DAY.timestamp()))


def _move_and_translate(editor: User) -> None:
    """An address that leads on, a translation, a source and a result changed, a draft, an archived article."""
    with recording(editor, "another address"):
        moved = Event.objects.order_by("slug").first()
        moved.slug = "moved-event"
        moved.save()
        Translation(article_id=moved.pk, language="ru", title="Событие", lead="Перевод.").save()
        Name(article_id=moved.pk, text="Оқиға", language="kk-Cyrl", in_infobox=True).save()
    with recording(editor):
        source = Citation.objects.get(key="azattyq-2022-11-30")
        source.note = "read again"
        source.save()
        result = Election.objects.get(slug="mazhilis-2023").results.order_by("id").first()
        result.votes += 1
        result.save()
    with recording(editor, "hushed ones"):
        Party(slug="hushed-draft", title="Hushed", country="KZ", lead="Hushed words.").save()
        hushed = Person.objects.order_by("slug").last()
        hushed.status = Status.ARCHIVED
        hushed.save()


def _delete_and_bring_back(editor: User) -> None:
    pk = Person.objects.filter(status=Status.PUBLISHED).order_by("slug").first().pk
    delete(Person, pk, editor, "by mistake")
    carry_out(Aim(Person, pk, Action.UNDELETE, head(), head()), editor, "brought back")
    gone = Event.objects.order_by("slug").last()
    delete(Event, gone.pk, editor, "for good")


def _undo_and_hide(editor: User, reviewer: User, baytaq: Party) -> None:
    with recording(editor, "a telephone number of somebody"):
        baytaq.refresh_from_db()
        baytaq.headquarters, kept = "telephone of somebody", baytaq.headquarters
        baytaq.save()
    wrong = head()
    with recording(editor, "taken out"):
        baytaq.headquarters = kept
        baytaq.save()
    hide_comment(wrong, reviewer, "a private number")
    hide_content(find_subject(Party, baytaq.slug), wrong, wrong, reviewer, "a private number")
    with recording(editor, "spoilt"):
        baytaq.political_position = "spoilt"
        baytaq.save()
    carry_out(Aim(Party, baytaq.pk, Action.UNDO, head(), head()), reviewer, "spoilt words")
