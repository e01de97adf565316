"""What every test stands on: quick passwords, a store and a folder of its own, a database that may be emptied."""

import os
from collections.abc import Iterator
from pathlib import Path

import django.test.client
import hypothesis
import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import TransactionTestCase

from assets.append_only import protect, release
from licensing import grant_rules
from tests.migrated import begin_test_databases_migrated

APPEND_ONLY = (
    "assets_auditevent",
    "assets_synonymversion",
    "licensing_consent",
    "licensing_consentevent",
    "licensing_consentgiver",
    "licensing_consentscope",
    "licensing_publicationverdict",
    "licensing_resolution",
    "licensing_rightsdecision",
    "licensing_shareacceptance",
)
hypothesis.settings.register_profile("untimed", deadline=None)  # no test asserts a time
if hypothesis.settings.get_current_profile_name() == "default":
    hypothesis.settings.load_profile("untimed")
IN_CI = os.environ.get("CI") == "true"
begin_test_databases_migrated()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what the suite's database takes part in: that is run again on PostgreSQL, and nothing else (`make test`)."""
    for item in items:
        is_used = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
        if is_used and not item.get_closest_marker("once"):
            item.add_marker("database")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In CI a skipped test is a failure: everything that the suite needs is installed there."""
    skipped = terminalreporter.stats.get("skipped", [])
    if IN_CI and skipped:
        terminalreporter.section("skipped in CI: a part is missing", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _surroundings(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.STORAGE_URL = str(settings.DATA_DIR / "store")
    settings.INDEX_DIR = settings.DATA_DIR / "index"
    settings.EVIDENCE_KEY = "only-for-tests-evidence-0123456789-abcdefghijkl"
    cache.clear()  # rates are counted by user, and the next test's first user has the number of this one's


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real sample files; tests that need it are skipped without it, except in CI."""
    folder = Path(os.environ.get("BILDKREIS_SAMPLES", Path(__file__).resolve().parents[2] / "shared" / "samples"))
    if not folder.is_dir():
        if IN_CI:
            pytest.fail(f"the sample files are missing: {folder}")
        pytest.skip(f"no sample files at {folder}: set BILDKREIS_SAMPLES")
    return folder


def _leave_connections(**_: object) -> None:
    """Stand where Django's test client would connect `close_old_connections` again."""


# A test holds one transaction open on one connection: requests through WSGI must not close it.
for request_signal in (request_started, request_finished):
    request_signal.disconnect(close_old_connections)
django.test.client.close_old_connections = _leave_connections

_empty_database = TransactionTestCase._fixture_teardown


def _teardown_with_append_only_tables(self: TransactionTestCase) -> None:
    """Emptying a test database is the one thing that append-only tables have to allow."""
    with connection.schema_editor() as editor:
        grant_rules.lift(editor)
        for table in APPEND_ONLY:
            release(editor, table)
    try:
        _empty_database(self)
    finally:
        with connection.schema_editor() as editor:
            for table in APPEND_ONLY:
                protect(editor, table)
            grant_rules.enforce(editor)


TransactionTestCase._fixture_teardown = _teardown_with_append_only_tables


@pytest.fixture(autouse=True)
def _no_queries_in_loops(request: pytest.FixtureRequest) -> Iterator[None]:
    from zeal import zeal_context

    if "nozeal" in request.keywords:
        yield
        return
    with zeal_context():
        yield
