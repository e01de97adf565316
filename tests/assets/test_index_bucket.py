"""Indexing a bucket: stopped half-way and started again, nothing is read twice and nothing is missed."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.assets.library_process import ROOT, LibraryProcess
from tests.builders import jpeg
from tests.servers import CountingRelay, S3Server, counting_reads
from tests.servers._s3_server import ACCESS_KEY, SECRET_KEY

pytestmark = pytest.mark.s3


class BucketLibrary(LibraryProcess):
    """A library whose sources lie behind the relay."""

    relay: CountingRelay

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "BILDKREIS_S3_ENDPOINT": f"http://127.0.0.1:{self.relay.port}",
            "BILDKREIS_S3_ACCESS_KEY": ACCESS_KEY,
            "BILDKREIS_S3_SECRET_KEY": SECRET_KEY,
        }


def fill(server: S3Server, count: int) -> str:
    bucket = server.make_bucket()
    client = server.client()

    def put(number: int) -> None:
        body = jpeg(f"{number}", size=(64, 48))
        client.put_object(Bucket=bucket, Key=f"fotos/bild {number:05}.jpg", Body=body)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(count)))
    return bucket


def stop_half_way(library: LibraryProcess, url: str, relay: CountingRelay, at: int) -> None:
    running = library.start(str(ROOT / "manage.py"), "index", url, "--processes", "2")
    deadline = time.monotonic() + 1800
    while sum(relay.reads.values()) < at and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=120)


def check_index(server: S3Server, tmp_path: Path, count: int) -> None:
    bucket = fill(server, count)
    url = f"s3://{bucket}/fotos"
    with counting_reads(server.port) as relay:
        library = BucketLibrary(tmp_path / "library")
        object.__setattr__(library, "relay", relay)
        library.prepare_empty()
        stop_half_way(library, url, relay, count // 2)
        assert 0 < len(relay.reads) < count, "it was to be stopped half-way"
        library.run("index", url, "--processes", "2", timeout=3600)
        assert len(relay.reads) == count
        assert {key: times for key, times in relay.reads.items() if times != 1} == {}
        state = library.state()
    assert (len(state["assets"]), state["unstamped"]) == (count, 0)


@pytest.mark.parametrize("name", ["seaweedfs", "ceph_rgw"])
def test_an_index_of_a_bucket_goes_on_where_it_was_stopped(name, request, tmp_path):
    check_index(request.getfixturevalue(name), tmp_path, 30)


@pytest.mark.proof
def test_twenty_thousand_objects_are_each_read_once_although_the_index_was_stopped(ceph_rgw, tmp_path):
    check_index(ceph_rgw, tmp_path, 20_000)
