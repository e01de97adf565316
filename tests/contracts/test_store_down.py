"""A store that is ill gives an error of the port within its time-outs, whatever is asked of it."""

import time
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from assets.storage import (
    LocalFolderStore,
    ObjectNotFound,
    ObjectStore,
    Part,
    S3Access,
    S3Location,
    S3Source,
    S3Store,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnavailable,
    TokenSigner,
    Upload,
)
from tests.servers import FaultyS3, S3Server, nobody_listens, serving_faults

PLACE = S3Location("bucket", "prefix")
UPLOAD = Upload("a/b", "0" * 32)
VERBS: list = [
    pytest.param(lambda store: store.put("a/b", b"x"), id="put"),
    pytest.param(lambda store: store.put("a/b", BytesIO(bytes(9_000_000)), size_bytes=9_000_000), id="put in parts"),
    pytest.param(lambda store: store.open("a/b"), id="open"),
    pytest.param(lambda store: store.read_range("a/b", 0, 5), id="range"),
    pytest.param(lambda store: store.head("a/b"), id="head"),
    pytest.param(lambda store: store.delete("a/b"), id="delete"),
    pytest.param(lambda store: list(store.list()), id="list"),
    pytest.param(lambda store: store.create_upload("a/b"), id="create upload"),
    pytest.param(lambda store: list(store.list_parts(UPLOAD)), id="list parts"),
    pytest.param(lambda store: store.complete_upload(UPLOAD, [Part(1, "e", 1)]), id="complete"),
    pytest.param(lambda store: store.abort_upload(UPLOAD), id="abort"),
    pytest.param(lambda store: list(store.list_uploads()), id="list uploads"),
]


@pytest.fixture(scope="module")
def faulty() -> Iterator[FaultyS3]:
    with serving_faults() as server:
        yield server


@pytest.fixture(scope="module")
def refusing() -> S3Access:
    return nobody_listens()


@pytest.mark.parametrize("verb", VERBS)
def test_a_refused_connection_is_unavailable(verb: Callable[[ObjectStore], object], refusing: S3Access):
    with pytest.raises(StoreUnavailable) as raised:
        verb(S3Store(PLACE, refusing))
    assert raised.value.is_retryable


@pytest.mark.parametrize("verb", VERBS)
def test_a_store_that_never_answers_is_unavailable_within_the_time_out(
    verb: Callable[[ObjectStore], object], faulty: FaultyS3
):
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable):
        verb(S3Store(PLACE, faulty.never_answers()))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_that_is_not_mounted_is_unavailable(verb: Callable[[ObjectStore], object], tmp_path):
    with pytest.raises(StoreUnavailable):
        verb(LocalFolderStore(tmp_path / "not mounted", TokenSigner(("a key for tests",))))


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        pytest.param(503, "SlowDown", StoreUnavailable, id="overloaded"),
        pytest.param(500, "InternalError", StoreUnavailable, id="internal error"),
        pytest.param(502, "", StoreUnavailable, id="a proxy without its store"),
        pytest.param(429, "TooManyRequests", StoreUnavailable, id="too many requests"),
        pytest.param(403, "AccessDenied", StoreDenied, id="denied"),
        pytest.param(403, "RequestTimeTooSkewed", StoreDenied, id="the clock is wrong"),
        pytest.param(404, "NoSuchBucket", StoreDenied, id="no such bucket"),
        pytest.param(403, "QuotaExceeded", StoreFull, id="quota of Ceph"),
        pytest.param(507, "InsufficientStorage", StoreFull, id="no space"),
        pytest.param(400, "InvalidArgument", StoreError, id="not understood"),
        pytest.param(405, "MethodNotAllowed", StoreError, id="not an S3"),
    ],
)
def test_a_refusal_becomes_an_error_of_the_port(faulty: FaultyS3, status, code, expected):
    with pytest.raises(StoreError) as raised:
        S3Store(PLACE, faulty.answers(status, code)).put("a/b", b"x")
    assert type(raised.value) is expected
    assert raised.value.__cause__ is not None


def test_a_connection_lost_while_reading_is_unavailable(faulty: FaultyS3):
    store = S3Store(PLACE, faulty.answers(200, promised_bytes=1_000))
    with store.open("a/b") as stream, pytest.raises(StoreUnavailable):
        stream.read()


def test_a_page_that_is_not_of_an_s3_is_an_error_of_the_port(faulty: FaultyS3):
    with pytest.raises(StoreError):
        S3Store(PLACE, faulty.answers(200)).head("a/b")


def test_an_error_tells_no_credentials_and_no_url(faulty: FaultyS3):
    access = S3Access(access_key="AKIA-CANARY", secret_key="SECRET-CANARY")
    assert "CANARY" not in repr(access)
    with pytest.raises(StoreDenied) as raised:
        S3Store(PLACE, faulty.answers(403, "AccessDenied")).head("a/b")
    assert "http" not in str(raised.value)


def test_wrong_credentials_are_denied(server: S3Server):
    access = S3Access(endpoint=server.access.endpoint, access_key=server.access.access_key, secret_key="wrong")
    with pytest.raises(StoreDenied):
        S3Store(S3Location(server.make_bucket()), access).put("a/b", b"x")


def test_a_bucket_that_is_missing_is_denied_and_not_an_empty_listing(server: S3Server):
    with pytest.raises((StoreDenied, ObjectNotFound)):
        list(S3Source(S3Location("no-such-bucket-here"), server.access).list())
