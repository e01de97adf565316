"""What every object store does, whatever is behind it: the contract of `assets.storage.ObjectStore`."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import islice

import pytest

from assets.storage import (
    MIN_PART_BYTES,
    Disposition,
    InvalidKey,
    ObjectNotFound,
    Part,
    PartRefused,
    Upload,
    UploadNotFound,
)

from .under_test import Refused, StoreUnderTest

UNICODE_KEYS = [
    pytest.param("originals/Schloß im Herbst.jpg", id="umlauts and spaces"),
    pytest.param("originals/城堡/🏰.jpg", id="beyond the first plane"),
    pytest.param("originals/e\u0301te.jpg", id="decomposed accents stay decomposed"),
    pytest.param("originals/100% a+b&c=d?e#f;g:h'i\"j*k|l<m>n~o.jpg", id="what URLs and shells reserve"),
    pytest.param("originals/%2e%2e%2fx", id="percent signs are plain characters"),
    pytest.param("originals/" + "n" * 200, id="long name"),
]

HOSTILE_KEYS = [
    pytest.param("", id="empty"),
    pytest.param("/etc/passwd", id="absolute"),
    pytest.param("../secret", id="parent"),
    pytest.param("a/../../secret", id="parent inside"),
    pytest.param("a/./b", id="same folder"),
    pytest.param("a//b", id="empty segment"),
    pytest.param("a/", id="folder"),
    pytest.param(".uploads/x", id="the store's own folder"),
    pytest.param("a/.hidden", id="hidden"),
    pytest.param("a\\..\\b", id="backslash"),
    pytest.param("a\x00b", id="NUL"),
    pytest.param("a\nb", id="line break"),
    pytest.param("a\x85b", id="C1 control"),
    pytest.param("a\u202eb", id="bidi override"),
    pytest.param("a\u2028b", id="line separator"),
    pytest.param("a\ud800b", id="lone surrogate"),
    pytest.param("a/" + "b" * 256, id="segment too long"),
    pytest.param("a/" * 450 + "b", id="key too long"),
]

RANGES = [
    pytest.param(0, 4, b"0123", id="head"),
    pytest.param(3, 4, b"3456", id="middle"),
    pytest.param(8, 4, b"89", id="across the end"),
    pytest.param(9, 1, b"9", id="last byte"),
    pytest.param(10, 1, b"", id="just behind the end"),
    pytest.param(5_000_000, 1, b"", id="far behind the end"),
    pytest.param(2, 0, b"", id="nothing asked"),
    pytest.param(0, 1_000_000, b"0123456789", id="more than there is"),
]


def send(under_test: StoreUnderTest, upload: Upload, number: int, body: bytes) -> Part:
    request = under_test.store.sign_part(upload, number=number, size_bytes=len(body))
    return under_test.send_part(request, number, body)


# --- objects


def test_what_was_put_is_read_back(under_test):
    under_test.store.put("a/b", b"picture")
    with under_test.store.open("a/b") as stream:
        assert stream.read() == b"picture"


def test_a_stream_is_stored_whole_and_read_in_chunks(under_test):
    content = bytes(range(256)) * 40_000  # more than one part of the S3 adapter
    under_test.store.put("a/b", BytesIO(content), size_bytes=len(content))
    with under_test.store.open("a/b") as stream:
        assert b"".join(iter(lambda: stream.read(1_000_003), b"")) == content


@pytest.mark.parametrize("size_bytes", [pytest.param(6, id="longer"), pytest.param(8, id="shorter")])
@pytest.mark.parametrize("scale", [pytest.param(1, id="small"), pytest.param(1_500_000, id="several parts")])
def test_a_stream_of_another_length_than_announced_stores_nothing(under_test, size_bytes, scale):
    with pytest.raises(ValueError, match="does not hold"):
        under_test.store.put("a/b", BytesIO(b"picture" * scale), size_bytes=size_bytes * scale)
    assert under_test.keys() == []
    assert list(under_test.store.list_uploads()) == []


def test_a_put_replaces_what_was_there(under_test):
    under_test.store.put("a/b", b"first")
    under_test.store.put("a/b", b"second")
    assert under_test.store.read_range("a/b", 0, 100) == b"second"


def test_an_empty_object_is_an_object(under_test):
    under_test.store.put("a/empty", b"")
    assert under_test.store.head("a/empty").size_bytes == 0
    assert under_test.store.read_range("a/empty", 0, 10) == b""
    with under_test.store.open("a/empty") as stream:
        assert stream.read() == b""


def test_head_tells_size_and_time(under_test):
    before = datetime.now(UTC)
    under_test.store.put("a/b", b"picture")
    info = under_test.store.head("a/b")
    assert (info.key, info.size_bytes) == ("a/b", 7)
    assert abs(info.modified_at - before) < timedelta(seconds=10)
    assert (info.etag is None) != (info.mtime_ns is None)


def test_the_listing_knows_what_head_knows(under_test):
    under_test.store.put("a/b", b"picture")
    listed, head = next(under_test.store.list()), under_test.store.head("a/b")
    assert (listed.key, listed.size_bytes, listed.etag, listed.mtime_ns) == ("a/b", 7, head.etag, head.mtime_ns)
    assert abs(listed.modified_at - head.modified_at) < timedelta(seconds=1)  # HTTP dates have whole seconds


@pytest.mark.parametrize(("start", "length", "expected"), RANGES)
def test_a_range_is_cut_at_the_end_of_the_object(under_test, start, length, expected):
    under_test.store.put("a/b", b"0123456789")
    assert under_test.store.read_range("a/b", start, length) == expected


@pytest.mark.parametrize(("start", "length"), [(-1, 5), (0, -1)])
def test_a_range_has_no_negative_bound(under_test, start, length):
    under_test.store.put("a/b", b"0123456789")
    with pytest.raises(ValueError, match="negative"):
        under_test.store.read_range("a/b", start, length)


@pytest.mark.parametrize("key", UNICODE_KEYS)
def test_keys_are_any_harmless_text(under_test, key):
    under_test.store.put(key, b"picture")
    assert under_test.store.head(key).key == key
    assert under_test.keys() == [key]
    assert under_test.fetch(under_test.signed_url(key)).body == b"picture"
    under_test.store.delete(key)
    assert under_test.keys() == []


@pytest.mark.parametrize("key", HOSTILE_KEYS)
def test_a_hostile_key_is_refused_by_every_verb(under_test, key):
    store = under_test.store
    verbs = [partial(store.put, content=b"x"), store.open, store.head, store.delete, store.create_upload]
    for verb in [*verbs, under_test.signed_url]:
        with pytest.raises(InvalidKey):
            verb(key)


@pytest.mark.parametrize("key", [pytest.param("absent", id="at the top"), pytest.param("no/such/folder/x", id="deep")])
def test_what_is_absent_is_not_found(under_test, key):
    with pytest.raises(ObjectNotFound):
        under_test.store.head(key)
    with pytest.raises(ObjectNotFound):
        under_test.store.open(key)
    with pytest.raises(ObjectNotFound):
        under_test.store.read_range(key, 0, 1)
    with pytest.raises(ObjectNotFound):
        under_test.store.read_range(key, 0, 0)


def test_the_folder_of_an_object_is_not_an_object(under_test):
    under_test.store.put("a/b/c", b"picture")
    with pytest.raises(ObjectNotFound):
        under_test.store.head("a/b")


def test_deleting_twice_is_deleting_once(under_test):
    under_test.store.put("a/b", b"picture")
    under_test.store.put("a/c", b"other")
    under_test.store.delete("a/b")
    under_test.store.delete("a/b")
    assert under_test.keys() == ["a/c"]


# --- listing


LISTED = ["Z", "a-b", "a/a.x", "a/a/z", "a/b", "a0", "b", "d/1", "d/2/3", "d/2x", "ä"]


def test_a_listing_yields_every_key_once(under_test):
    for key in LISTED:
        under_test.store.put(key, b"")
    assert sorted(under_test.keys()) == LISTED
    assert under_test.keys() == under_test.keys()


def test_a_listing_goes_on_behind_any_key_that_it_yielded(under_test):
    for key in LISTED:
        under_test.store.put(key, b"")
    order = under_test.keys()
    for position, key in enumerate(order):
        assert under_test.keys(start_after=key) == order[position + 1 :]


def test_a_prefix_is_text_and_not_a_folder(under_test):
    for key in ["a/b", "ab/c", "b/a"]:
        under_test.store.put(key, b"")
    assert under_test.keys("a") == ["a/b", "ab/c"]
    assert under_test.keys("a/") == ["a/b"]
    assert under_test.keys("c") == []


def test_a_listing_goes_on_within_a_prefix(under_test):
    for key in ["a/1", "a/2", "a/3", "b/1"]:
        under_test.store.put(key, b"")
    assert under_test.keys("a/", start_after="a/1") == ["a/2", "a/3"]


def test_an_empty_store_lists_nothing(under_test):
    assert under_test.keys() == []


def test_a_listing_can_be_left_half_way(under_test):
    for number in range(5):
        under_test.store.put(f"a/{number}", b"")
    assert [info.key for info in islice(under_test.store.list(), 2)] == ["a/0", "a/1"]


# --- parts


def test_parts_become_one_object(under_test):
    store, first, last = under_test.store, b"1" * MIN_PART_BYTES, b"end"
    upload = store.create_upload("a/b")
    parts = [send(under_test, upload, 1, first), send(under_test, upload, 2, last)]
    assert under_test.keys() == []
    assert list(store.list_parts(upload)) == parts
    store.complete_upload(upload, parts)
    assert store.head("a/b").size_bytes == len(first + last)
    assert store.read_range("a/b", MIN_PART_BYTES - 1, 10) == b"1end"


def test_an_upload_may_have_one_small_part(under_test):
    upload = under_test.store.create_upload("a/b")
    under_test.store.complete_upload(upload, [send(under_test, upload, 1, b"small")])
    assert under_test.store.read_range("a/b", 0, 10) == b"small"


def test_parts_may_arrive_in_any_order_and_with_gaps(under_test):
    store = under_test.store
    upload = store.create_upload("a/b")
    last = send(under_test, upload, 7, b"end")
    first = send(under_test, upload, 3, b"1" * MIN_PART_BYTES)
    assert [part.number for part in store.list_parts(upload)] == [3, 7]
    store.complete_upload(upload, [first, last])
    assert store.head("a/b").size_bytes == MIN_PART_BYTES + 3


def test_a_repeated_part_replaces_the_earlier_one(under_test):
    upload = under_test.store.create_upload("a/b")
    send(under_test, upload, 1, b"first try")
    again = send(under_test, upload, 1, b"second")
    assert [part.number for part in under_test.store.list_parts(upload)] == [1]
    under_test.store.complete_upload(upload, [again])
    assert under_test.store.read_range("a/b", 0, 100) == b"second"


def test_an_unfinished_upload_is_listed_until_it_is_over(under_test):
    store = under_test.store
    kept, aborted = store.create_upload("a/kept"), store.create_upload("b/aborted")
    assert {upload.upload_id for upload in store.list_uploads()} == {kept.upload_id, aborted.upload_id}
    assert [upload.key for upload in store.list_uploads("b/")] == ["b/aborted"]
    store.abort_upload(aborted)
    assert [(upload.key, upload.upload_id) for upload in store.list_uploads()] == [("a/kept", kept.upload_id)]
    store.abort_upload(kept)


def test_a_listed_upload_knows_when_it_began(under_test):
    upload = under_test.store.create_upload("a/b")
    (listed,) = under_test.store.list_uploads()
    assert listed.started_at is not None
    assert abs(listed.started_at - datetime.now(UTC)) < timedelta(seconds=10)
    under_test.store.abort_upload(upload)


def test_aborting_twice_is_aborting_once(under_test):
    upload = under_test.store.create_upload("a/b")
    part = send(under_test, upload, 1, b"x")
    under_test.store.abort_upload(upload)
    under_test.store.abort_upload(upload)
    with pytest.raises(UploadNotFound):
        list(under_test.store.list_parts(upload))
    with pytest.raises(UploadNotFound):
        under_test.store.complete_upload(upload, [part])
    assert under_test.keys() == []


def test_after_completing_twice_the_object_is_whole(under_test):
    """A store may accept or refuse the second time; `head` tells the caller what became of it."""
    upload = under_test.store.create_upload("a/b")
    part = send(under_test, upload, 1, b"x")
    under_test.store.complete_upload(upload, [part])
    with suppress(UploadNotFound):
        under_test.store.complete_upload(upload, [part])
    assert under_test.store.read_range("a/b", 0, 10) == b"x"


def test_completing_with_another_part_than_arrived_is_refused(under_test):
    upload = under_test.store.create_upload("a/b")
    send(under_test, upload, 1, b"x")
    with pytest.raises(PartRefused):
        under_test.store.complete_upload(upload, [Part(1, "0" * 32, 1)])
    assert under_test.keys() == []


def test_completing_with_a_missing_part_is_refused(under_test):
    upload = under_test.store.create_upload("a/b")
    part = send(under_test, upload, 1, b"1" * MIN_PART_BYTES)
    with pytest.raises(PartRefused):
        under_test.store.complete_upload(upload, [part, Part(2, part.etag, 1)])
    assert under_test.keys() == []


def test_completing_with_parts_out_of_order_is_refused(under_test):
    upload = under_test.store.create_upload("a/b")
    parts = [send(under_test, upload, number, b"1" * MIN_PART_BYTES) for number in (1, 2)]
    with pytest.raises(PartRefused):
        under_test.store.complete_upload(upload, list(reversed(parts)))


def test_completing_without_parts_is_refused(under_test):
    upload = under_test.store.create_upload("a/b")
    with pytest.raises(PartRefused):
        under_test.store.complete_upload(upload, [])


def test_a_small_part_that_is_not_the_last_is_refused(under_test):
    upload = under_test.store.create_upload("a/b")
    parts = [send(under_test, upload, number, b"small") for number in (1, 2)]
    with pytest.raises(PartRefused):
        under_test.store.complete_upload(upload, parts)


@pytest.mark.parametrize("body", [pytest.param(b"seven+1!", id="longer"), pytest.param(b"six...", id="shorter")])
def test_a_signature_is_for_one_length(under_test, body):
    upload = under_test.store.create_upload("a/b")
    request = under_test.store.sign_part(upload, number=1, size_bytes=7)
    with pytest.raises(Refused):
        under_test.send_part(request, 1, body)
    assert list(under_test.store.list_parts(upload)) == []


def test_no_part_arrives_after_the_upload_is_over(under_test):
    upload = under_test.store.create_upload("a/b")
    request = under_test.store.sign_part(upload, number=1, size_bytes=1)
    under_test.store.abort_upload(upload)
    with pytest.raises(Refused):
        under_test.send_part(request, 1, b"x")


@pytest.mark.parametrize(("number", "size_bytes"), [(0, 5), (10_001, 5), (1, -1)])
def test_impossible_parts_are_not_signed(under_test, number, size_bytes):
    upload = under_test.store.create_upload("a/b")
    with pytest.raises(ValueError, match="part"):
        under_test.store.sign_part(upload, number=number, size_bytes=size_bytes)


def test_a_part_signature_says_when_it_ends(under_test):
    upload = under_test.store.create_upload("a/b")
    request = under_test.store.sign_part(upload, number=1, size_bytes=5)
    assert request.method == "PUT"
    assert abs(request.expires_at - datetime.now(UTC) - timedelta(minutes=15)) < timedelta(seconds=5)


# --- signed reading


def test_a_signed_url_gives_the_object_its_name_and_type(under_test):
    under_test.store.put("a/b", b"picture")
    fetched = under_test.fetch(under_test.signed_url("a/b", filename="Schloß.jpg", media_type="image/jpeg"))
    assert fetched.body == b"picture"
    assert fetched.media_type == "image/jpeg"
    assert fetched.content_disposition == "attachment; filename=\"Schloss.jpg\"; filename*=UTF-8''Schlo%C3%9F.jpg"


def test_a_signed_url_serves_no_other_object(under_test):
    under_test.store.put("a/b", b"picture")
    under_test.store.put("a/c", b"secret")
    url = under_test.signed_url("a/b")
    with pytest.raises(Refused):
        under_test.fetch(url.replace("a/b", "a/c") if "a/b" in url else url[:-3] + "xyz")


@pytest.mark.parametrize("expires_in", [timedelta(0), timedelta(seconds=-1), timedelta(hours=1)])
def test_a_signed_url_lives_shortly(under_test, expires_in):
    with pytest.raises(ValueError, match="lives"):
        under_test.store.presign_get(
            "a/b", expires_in=expires_in, filename="x", disposition=Disposition.ATTACHMENT, media_type="image/jpeg"
        )
