"""A worker's tools for tests: the real sandbox, one for the whole session, and a store in the test's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from zeal import zeal_ignore

from assets.intake.work import Tools, Worker
from assets.sandbox import Sandbox
from assets.storage import store_from_settings
from tests.servers import ceph_rgw, seaweedfs

__all__ = ["ceph_rgw", "seaweedfs"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def tools(sandbox: Sandbox, tmp_path: Path) -> Tools:
    folder = tmp_path / "bytes"
    folder.mkdir()
    assert django_settings.STORAGE_URL.startswith(str(tmp_path))
    return Tools(sandbox=sandbox, store=store_from_settings(), folder=folder)


@pytest.fixture
def work(tools: Tools):
    """Do everything that can be taken now."""

    def run() -> None:
        with zeal_ignore():  # one file after the other is what a worker is for
            Worker(tools).run(until=lambda: True)

    return run
