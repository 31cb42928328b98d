"""What every test stands on: a database, the demo, a folder for uploads, and a plain word on what was not run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template import engines
from django.test import SimpleTestCase, override_settings
from django.utils import translation
from hypothesis import is_hypothesis_test
from pytest_django.plugin import DjangoDbBlocker
from xdist.scheduler import LoadFileScheduling

from baytaq_site.first_use import compile_catalogues
from tests.browser import chromium
from tests.places import DEMO, ROOT
from tests.stored_demo import copy_database, stored_demo
from tests.tiers import TESTS, WHOLE, is_slow
from tests.undefined import WatchfulEmptyString

NODE_MODULES = ROOT / "node_modules"

compile_catalogues()  # a plain `pytest` in a fresh checkout has none
hypothesis.settings.load_profile("whole" if WHOLE else "fast")

# Folders of long files: they come first, so that no worker is left alone with them at the end.
LONG = ("histories", "articles/interchange", "elections/parlgov")

# What a machine may lack: the marker, what is not run without it, and why.
NO_BROWSER = "no Chromium was found (install chromium, or name it in CHROMIUM)"
NO_NODE = "node or its packages are missing (install node, then make test)"


def missing() -> dict[str, str]:
    """Marker -> why the tests that carry it cannot run here."""
    reasons = {}
    if chromium() is None:
        reasons["journey"] = NO_BROWSER
    if shutil.which("node") is None or not (NODE_MODULES / "html-validate").is_dir():
        reasons["npm"] = NO_NODE
    return reasons


class JourneysTogether(LoadFileScheduling):
    """A worker takes whole files, and one takes all journeys: a second site and browser cost more than they win."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return "tests/journeys" if scope.startswith("tests/journeys/") else scope


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    return JourneysTogether(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)  # marks before -m chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    _mark(config, items)
    items.sort(key=lambda item: not any(item.path.is_relative_to(TESTS / folder) for folder in LONG))
    yield
    # After pytest-django, which puts what needs no database last: one worker takes all journeys, and begins with them.
    items.sort(key=lambda item: not item.path.is_relative_to(TESTS / "journeys"))


def _mark(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What tier each test belongs to, and what cannot run here."""
    if connection.vendor != "sqlite":
        _leave_out_what_says_nothing_of_a_second_database(config, items)
    reasons = missing()
    for item in items:
        if is_slow(item.path) and not item.get_closest_marker("smoke"):
            item.add_marker("slow")
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("wider")
        if item.path.is_relative_to(TESTS / "journeys"):
            item.add_marker("journey")
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def _leave_out_what_says_nothing_of_a_second_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that no database decides, or that bring their own, have had their say in the run on SQLite."""
    left_out = [item for item in items if item.get_closest_marker("first_database") or not _uses_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    wanted = {"db", "transactional_db", "django_db_setup"}.intersection(fixtures)
    return bool(
        wanted
        or item.get_closest_marker("django_db")
        or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    )


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count by the reason in the reports: under xdist this process has collected nothing itself."""
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for things, reason in {"Browser journeys": NO_BROWSER, "Tests that need node": NO_NODE}.items():
        count = sum(reason in text for text in skipped)
        if count:
            terminalreporter.write_line(f"{things} not run: {count}, because {reason}.", yellow=True)
    if not WHOLE:
        terminalreporter.write_line(
            "Left out: slow tests, and the wider form of others (make test-all); audits (make audit).", yellow=True
        )


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """MEDIA_ROOT of the session, outside the tree."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_fail() -> None:
    engines["django"].engine.string_if_invalid = WatchfulEmptyString()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A request to /kk/ leaves Kazakh active; the next test begins in the site's own language."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite gets a file: in memory it has neither WAL nor the locks that tests of several writers are about."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@dataclass(frozen=True)
class Database:
    """A second test database, and the content types in it: Django keeps those of one database only."""

    settings: dict[str, object]
    content_types: dict[str, dict[object, ContentType]] = field(default_factory=dict)

    @contextmanager
    def in_place_of_default(self) -> Iterator[BaseDatabaseWrapper]:
        """Let `connection` mean this database for a while. The first one keeps its open transaction meanwhile."""
        default, content_types = connections["default"], ContentType.objects._cache
        here = connection.copy()
        here.settings_dict.update(self.settings)
        connections["default"], ContentType.objects._cache = here, self.content_types
        try:
            yield here
        finally:
            connections["default"], ContentType.objects._cache = default, content_types
            here.close()


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, uploads: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database with demo/kazakhstan loaded, once a session: most tests want an empty site.

    On SQLite a copy of a file that is made once for all sessions; on another database a copy of the test database.
    """
    if not DEMO.is_dir():
        pytest.skip("there is no demo/kazakhstan")
    with django_db_blocker.unblock():
        connection.close()  # neither database copies safely while it is open
        database = _stored(uploads, tmp_path_factory) if connection.vendor == "sqlite" else _cloned()
        with database.in_place_of_default():
            ContentType.objects.get_for_models(*apps.get_models())  # all, so that no test counts their queries
    yield database
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(suffix="demo", verbosity=0)


def _stored(uploads: Path, tmp_path_factory: pytest.TempPathFactory) -> Database:
    file, media = stored_demo()
    copy = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    copy_database(file, copy)
    shutil.copytree(media, uploads, dirs_exist_ok=True)
    return Database({"NAME": str(copy)})


def _cloned() -> Database:
    connection.creation.clone_test_db("demo", verbosity=0, autoclobber=True)
    database = Database(connection.creation.get_test_db_clone_settings("demo"))
    with database.in_place_of_default():
        call_command("load", str(DEMO), verbosity=0)
    return database


@pytest.fixture
def demo(demo_database: Database, db: None) -> Iterator[None]:
    """The site as after the first `make run`; what the test writes is rolled back."""
    with demo_database.in_place_of_default() as here:
        test = transaction.atomic()
        test._from_testcase = True  # as Django's TestCase: on_commit and durable blocks look through it
        with test:
            yield
            if not here.needs_rollback:
                here.check_constraints()
            transaction.set_rollback(True)
