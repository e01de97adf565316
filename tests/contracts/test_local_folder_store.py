"""What is particular to the local folder: durability, links, tokens, what a crash leaves."""

import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from assets.storage import (
    Disposition,
    InvalidKey,
    LocalFolderStore,
    ObjectNotFound,
    PartRefused,
    SignatureRefused,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnavailable,
    TokenSigner,
    Upload,
    UploadNotFound,
)

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> LocalFolderStore:
    root = tmp_path / "originals"
    root.mkdir()
    return LocalFolderStore(root, TokenSigner(("new key", "old key")), now=clock)


def token_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


# --- durability


def test_a_put_is_flushed_before_it_is_visible_and_its_folder_after(store, monkeypatch):
    store.put("a/first", b"makes the folder")
    events: list[str] = []
    fsync, rename = os.fsync, os.rename
    monkeypatch.setattr(os, "fsync", lambda fd: (events.append(_kind(fd)), fsync(fd)))
    monkeypatch.setattr(os, "rename", lambda *a, **k: (events.append("rename"), rename(*a, **k)))
    store.put("a/b", b"picture")
    assert events == ["fsync file", "rename", "fsync folder"]


def test_a_new_folder_is_flushed_into_the_one_above(store, monkeypatch):
    store.put("first", b"makes the store's own folders")
    events: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (events.append(_kind(fd)), fsync(fd)))
    store.put("a/b/c", b"picture")
    assert events == ["fsync file", "fsync folder", "fsync folder", "fsync folder"]


def _kind(descriptor: int) -> str:
    return "fsync folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "fsync file"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(errno.ENOSPC, StoreFull, id="disk full"),
        pytest.param(errno.EDQUOT, StoreFull, id="quota"),
        pytest.param(errno.EROFS, StoreDenied, id="read only"),
        pytest.param(errno.EACCES, StoreDenied, id="no permission"),
        pytest.param(errno.EIO, StoreUnavailable, id="disk broken"),
        pytest.param(errno.ESTALE, StoreUnavailable, id="network folder gone"),
    ],
)
def test_a_failing_disk_gives_an_error_of_the_port_and_leaves_nothing(store, monkeypatch, number, expected):
    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError) as raised:
        store.put("b", b"picture")
    assert type(raised.value) is expected
    assert not [path for path in store.root.rglob("*") if path.is_file()]


def test_a_reader_sees_the_old_object_or_the_new_one_but_no_mixture(store):
    contents = [bytes([number]) * 300_000 for number in range(3)]
    store.put("a/b", contents[0])
    over = threading.Event()

    def replace() -> None:
        while not over.is_set():
            for content in contents:
                store.put("a/b", content)

    writer = threading.Thread(target=replace)
    writer.start()
    try:
        for _ in range(50):
            with store.open("a/b") as stream:
                assert stream.read() in contents
    finally:
        over.set()
        writer.join()


def test_putting_and_deleting_in_one_folder_at_once_loses_nothing(store):
    """Delete removes folders that it empties, also while another process is about to use them."""

    def work(name: str) -> None:
        for _ in range(60):
            store.put(f"a/b/{name}", b"x")
            store.delete(f"a/b/{name}")
        store.put(f"a/b/{name}", b"last")

    threads = [threading.Thread(target=work, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [info.key for info in store.list()] == ["a/b/x", "a/b/y", "a/b/z"]


def test_what_a_crash_left_is_not_an_object(store):
    store.create_upload("a/b")
    (store.root / ".incoming").mkdir(exist_ok=True)
    (store.root / ".incoming" / "half").write_bytes(b"half")
    assert list(store.list()) == []


def test_an_upload_whose_folder_lost_its_key_is_over(store):
    upload = store.create_upload("a/b")
    (store.root / ".uploads" / upload.upload_id / "key").unlink()
    assert list(store.list_uploads()) == []
    store.abort_upload(upload)
    assert list((store.root / ".uploads").iterdir()) == []


@pytest.mark.parametrize("upload_id", ["../originals", "", "x" * 32, "0" * 31])
def test_an_upload_id_is_not_a_path(store, upload_id):
    store.put("key", b"keep")
    with pytest.raises(UploadNotFound):
        list(store.list_parts(Upload("a", upload_id)))
    store.abort_upload(Upload("a", upload_id))
    assert store.read_range("key", 0, 9) == b"keep"


def test_a_listing_is_sorted_by_whole_keys(store):
    keys = ["Z", "a-b", "a/a.x", "a/a/z", "a/b", "a0", "b", "ä"]
    for key in keys:
        store.put(key, b"")
    assert [info.key for info in store.list()] == keys
    assert [info.key for info in store.list(start_after="a")] == keys[1:]
    assert [info.key for info in store.list(start_after="a/a/nothing here")] == keys[3:]


def test_a_key_cannot_be_the_folder_of_another(store):
    store.put("a/b", b"x")
    with pytest.raises(InvalidKey):
        store.put("a", b"x")


# --- links


@pytest.mark.parametrize("verb", ["head", "open", "put", "read_range"])
def test_a_link_in_the_store_is_not_followed(store, tmp_path, verb):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"secret")
    (store.root / "folder").symlink_to(tmp_path / "outside")
    more = {"put": (b"x",), "read_range": (0, 9)}.get(verb, ())
    with pytest.raises((ObjectNotFound, InvalidKey)):
        getattr(store, verb)("folder/secret", *more)
    assert (tmp_path / "outside" / "secret").read_bytes() == b"secret"
    assert list(store.list()) == []


def test_a_link_to_a_file_is_replaced_and_not_written_through(store, tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    (store.root / "a").symlink_to(tmp_path / "secret")
    with pytest.raises(ObjectNotFound):
        store.head("a")
    store.put("a", b"ours")
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert store.read_range("a", 0, 9) == b"ours"


def test_the_root_may_be_a_link(store, tmp_path):
    store.put("a", b"x")
    (tmp_path / "link").symlink_to(store.root)
    assert LocalFolderStore(tmp_path / "link", TokenSigner(("k",))).head("a").size_bytes == 1


def test_a_pipe_is_not_an_object_and_nobody_waits_for_it(store):
    os.mkfifo(store.root / "pipe")
    with pytest.raises(ObjectNotFound):
        store.open("pipe")
    assert list(store.list()) == []


# --- tokens


def signed_part(store: LocalFolderStore, *, size_bytes: int = 1) -> str:
    upload = store.create_upload("a/b")
    return token_of(store.sign_part(upload, number=1, size_bytes=size_bytes).url)


def test_a_part_token_ends_after_a_quarter_of_an_hour(store, clock):
    token = signed_part(store)
    clock.now = NOW + timedelta(minutes=14, seconds=59)
    store.accept_part(token, BytesIO(b"x"))
    clock.now = NOW + timedelta(minutes=15, seconds=1)
    with pytest.raises(SignatureRefused, match="expired"):
        store.accept_part(token, BytesIO(b"x"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda token: token[:-2] + "AA", id="signature"),
        pytest.param(lambda token: "A" + token[1:], id="payload"),
        pytest.param(lambda token: token.split(".")[0], id="no signature"),
        pytest.param(lambda _token: "", id="empty"),
        pytest.param(lambda _token: ".", id="dot"),
        pytest.param(lambda token: token + "ü\ud800", id="not ASCII"),
        pytest.param(lambda token: token * 200, id="very long"),
    ],
)
def test_a_changed_token_is_refused(store, change):
    with pytest.raises(SignatureRefused):
        store.accept_part(change(signed_part(store)), BytesIO(b"x"))


def test_a_token_for_reading_is_none_for_writing(store):
    url = store.presign_get(
        "a/b",
        expires_in=timedelta(seconds=60),
        filename="x.jpg",
        disposition=Disposition.INLINE,
        media_type="image/jpeg",
    )
    with pytest.raises(SignatureRefused):
        store.accept_part(token_of(url), BytesIO(b"x"))
    with pytest.raises(SignatureRefused):
        store.accept_get(signed_part(store))


def test_tokens_of_the_key_before_are_still_taken(store, clock):
    before = LocalFolderStore(store.root, TokenSigner(("old key",)), now=clock)
    assert store.accept_part(signed_part(before), BytesIO(b"x")).number == 1


def test_tokens_of_a_foreign_key_are_refused(store, clock):
    foreign = LocalFolderStore(store.root, TokenSigner(("foreign key",)), now=clock)
    with pytest.raises(SignatureRefused):
        store.accept_part(signed_part(foreign), BytesIO(b"x"))


def test_without_a_key_nothing_is_signed(tmp_path):
    store = LocalFolderStore(tmp_path, TokenSigner(()))
    with pytest.raises(ValueError, match="needs a key"):
        signed_part(store)


def test_a_body_that_is_too_long_is_not_read_to_its_end(store):
    class Endless:
        taken = 0

        def read(self, limit: int) -> bytes:
            self.taken += limit
            return b"x" * limit

    body = Endless()
    with pytest.raises(PartRefused):
        store.accept_part(signed_part(store, size_bytes=1_000), body)
    assert body.taken <= 1_001
