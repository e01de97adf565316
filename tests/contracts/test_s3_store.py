"""What is particular to the S3 adapter: clients, processes, pages, addresses."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import pytest

from assets.storage import Addressing, Checksums, Disposition, S3Access, S3Location, S3Store, Upload
from tests.servers import S3Server

ACCESS = S3Access(endpoint="https://s3.internal:8443", access_key="a", secret_key="b")


def read_url(store: S3Store, key: str = "a/b") -> str:
    return store.presign_get(
        key,
        expires_in=timedelta(seconds=60),
        filename="Schloß.jpg",
        disposition=Disposition.INLINE,
        media_type="image/webp",
    )


# --- clients and processes


def test_no_client_is_made_and_boto3_not_even_loaded_before_the_first_call():
    code = (
        "import sys; from assets.storage import S3Access, S3Location, S3Store;"
        "S3Store(S3Location('bucket'), S3Access()); assert 'boto3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)


def in_child(work: Callable[[], bool]) -> bool:
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if work() else 1)
        except BaseException:
            os._exit(2)
    return os.waitpid(pid, 0)[1] == 0


def test_a_forked_process_and_its_parent_use_the_store_side_by_side(server: S3Server):
    store = server.store(server.make_bucket())
    store.put("a/parent", b"before the fork")

    def work() -> bool:
        for number in range(5):
            store.put(f"a/child-{number}", b"child")
        return store.read_range("a/parent", 0, 100) == b"before the fork"

    with ThreadPoolExecutor(1) as pool:
        child = pool.submit(in_child, work)
        assert all(store.read_range("a/parent", 0, 100) == b"before the fork" for _ in range(20))
        assert child.result(timeout=60)
    assert len(list(store.list())) == 6


def test_a_stream_opened_before_a_fork_still_belongs_to_the_parent(server: S3Server):
    store = server.store(server.make_bucket())
    content = os.urandom(3_000_000)
    store.put("a/b", content)
    with store.open("a/b") as stream:
        first = stream.read(1_000_000)
        assert in_child(lambda: store.read_range("a/b", 0, 3_000_000) == content)
        assert first + stream.read() == content


def test_threads_share_one_store(server: S3Server):
    store = server.store(server.make_bucket())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.put(f"a/{number:02}", b"x"), range(40)))
    assert [info.key for info in store.list()] == [f"a/{number:02}" for number in range(40)]


# --- pages


@pytest.mark.parametrize(
    "count", [pytest.param(1_500, id="1500"), pytest.param(20_000, id="20000", marks=pytest.mark.proof)]
)
def test_a_long_listing_is_fetched_page_by_page(count: int, ceph_rgw: S3Server, caplog: pytest.LogCaptureFixture):
    store = ceph_rgw.store(ceph_rgw.make_bucket())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.put(f"o/{number:06}", b""), range(count)))
    caplog.set_level(logging.DEBUG, logger="botocore.endpoint")

    def pages() -> int:
        return sum("OperationModel(name=ListObjectsV2)" in record.message for record in caplog.records)

    assert [info.key for info in islice(store.list(), 10)] == [f"o/{number:06}" for number in range(10)]
    assert pages() == 1
    caplog.clear()
    assert [info.key for info in store.list()] == [f"o/{number:06}" for number in range(count)]
    assert pages() == -(-count // 1_000)
    caplog.clear()
    half = count // 2
    assert [info.key for info in store.list(start_after=f"o/{half:06}")] == [
        f"o/{n:06}" for n in range(half + 1, count)
    ]
    assert pages() == -(-(count - half - 1) // 1_000)


# --- addresses


def test_signed_urls_carry_the_public_address():
    store = S3Store(S3Location("bucket", "pre"), replace(ACCESS, public_endpoint="https://media.example"))
    part = store.sign_part(Upload("a/b", "upload"), number=3, size_bytes=5)
    assert read_url(store).startswith("https://media.example/bucket/pre/a/b?")
    assert part.url.startswith("https://media.example/bucket/pre/a/b?")


def test_signed_urls_carry_the_endpoint_when_no_public_address_is_set():
    assert read_url(S3Store(S3Location("bucket"), ACCESS)).startswith("https://s3.internal:8443/bucket/a/b?")


def test_virtual_addressing_puts_the_bucket_into_the_host():
    access = replace(ACCESS, addressing=Addressing.VIRTUAL, public_endpoint="https://media.example")
    assert read_url(S3Store(S3Location("bucket"), access)).startswith("https://bucket.media.example/a/b?")


def test_a_part_signature_covers_upload_number_and_length_for_a_quarter_of_an_hour():
    part = S3Store(S3Location("bucket"), ACCESS).sign_part(Upload("a/b", "upload"), number=3, size_bytes=5)
    query = parse_qs(urlsplit(part.url).query)
    assert (query["uploadId"], query["partNumber"], query["X-Amz-Expires"]) == (["upload"], ["3"], ["900"])
    assert "content-length" in query["X-Amz-SignedHeaders"][0].split(";")


def test_a_read_signature_covers_name_type_and_time():
    query = parse_qs(urlsplit(read_url(S3Store(S3Location("bucket"), ACCESS))).query)
    assert query["response-content-type"] == ["image/webp"]
    assert query["response-content-disposition"] == [
        "inline; filename=\"Schloss.jpg\"; filename*=UTF-8''Schlo%C3%9F.jpg"
    ]
    assert query["X-Amz-Expires"] == ["60"]


@pytest.mark.parametrize("checksums", list(Checksums))
def test_both_checksum_modes_write_and_read(server: S3Server, checksums):
    store = S3Store(S3Location(server.make_bucket()), replace(server.access, checksums=checksums))
    store.put("a/b", b"picture")
    assert store.read_range("a/b", 0, 10) == b"picture"


def test_objects_are_stored_without_a_type_of_their_own(server: S3Server):
    bucket = server.make_bucket()
    S3Store(S3Location(bucket), server.access).put("a/b", b"<html><script>")
    assert server.client().head_object(Bucket=bucket, Key="a/b")["ContentType"] == "application/octet-stream"


def test_a_prefix_is_invisible_to_its_neighbor(server: S3Server):
    bucket = server.make_bucket()
    one, other = (S3Store(S3Location(bucket, prefix), server.access) for prefix in ("photos", "photos-2"))
    one.put("a", b"")
    other.put("b", b"")
    assert [info.key for info in one.list()] == ["a"]
    assert [upload.key for upload in one.list_uploads()] == []
