"""Folders and buckets of others: everything that may lie in them, nothing of it changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.storage import (
    LocalFolderSource,
    ObjectNotFound,
    ObjectSource,
    S3Location,
    S3Source,
    StoreUnavailable,
    open_source,
)
from assets.storage._keys import key_of_name, name_of_key
from tests.servers import S3Server

PHOTOS = ["2024/Schloß im Herbst.jpg", "2024/a b.JPG", "Kreis/50 Jahre/motiv.png", "titel.tif", "Ünï/城.jpg"]
JUNK = [
    ".DS_Store",
    "2024/._a b.JPG",
    "2024/Thumbs.db",
    "2024/@eaDir/a b.JPG/SYNOPHOTO_THUMB_M.jpg",
    ".hidden/picture.jpg",
    "__MACOSX/picture.jpg",
    "$RECYCLE.BIN/picture.jpg",
    "desktop.INI",
    "~$report.docx",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    root.mkdir()
    return root


def fill_folder(folder: Path, names: list[str]) -> ObjectSource:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return LocalFolderSource(folder)


def fill_bucket(server: S3Server, names: list[str], prefix: str = "from others") -> ObjectSource:
    bucket, client = server.make_bucket(), server.client()
    for name in names:
        client.put_object(Bucket=bucket, Key=f"{prefix}/{name}" if prefix else name, Body=name.encode())
    return S3Source(S3Location(bucket, prefix), server.access)


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def fill(request: pytest.FixtureRequest, folder: Path):
    """Fill a source of each kind with named objects whose content is their name."""
    if request.param == "folder":
        return lambda names: fill_folder(folder, names)
    server = request.getfixturevalue("ceph_rgw")
    return lambda names: fill_bucket(server, names)


def keys(source: ObjectSource, prefix: str = "", start_after: str = "") -> list[str]:
    return [info.key for info in source.list(prefix, start_after=start_after)]


def test_every_photo_is_listed_and_no_litter(fill):
    assert keys(fill(PHOTOS + JUNK)) == PHOTOS


def test_every_listed_key_can_be_asked_and_read(fill):
    source = fill(PHOTOS)
    for info in source.list():
        assert source.head(info.key) == info
        with source.open(info.key) as stream:
            assert stream.read() == info.key.encode()
        assert source.read_range(info.key, 0, 3) == info.key.encode()[:3]


def test_an_unchanged_object_keeps_its_marks(fill):
    source = fill(PHOTOS)
    assert list(source.list()) == list(source.list())


def test_a_stopped_walk_goes_on_where_it_was(fill):
    source = fill(PHOTOS + JUNK)
    for position, key in enumerate(PHOTOS):
        assert keys(source, start_after=key) == PHOTOS[position + 1 :]


def test_a_part_of_a_source_is_walked_by_prefix(fill):
    assert keys(fill(PHOTOS), prefix="2024/") == PHOTOS[:2]


def test_what_vanished_is_not_found(fill):
    with pytest.raises(ObjectNotFound):
        fill(PHOTOS).open("2024/gone.jpg")


# --- folders


def test_names_that_are_no_text_are_listed_and_read(folder):
    name = b"Umlaute aus Windows-1252 \xe4\xf6\xfc\nzwei Zeilen.jpg"
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"picture")
    source = LocalFolderSource(folder)
    (info,) = source.list()
    info.key.encode()  # storable as text
    assert "\n" not in info.key
    with source.open(info.key) as stream:
        assert stream.read() == b"picture"
    assert keys(source, start_after=info.key) == []


@given(st.binary(min_size=1, max_size=60).filter(lambda name: b"\0" not in name))
def test_any_file_name_becomes_text_and_back(name):
    decoded = os.fsdecode(name)
    key = key_of_name(decoded)
    assert name_of_key(key) == decoded
    key.encode()


@given(st.text(max_size=40).filter(lambda name: "\0" not in name), st.text(max_size=40))
def test_different_names_have_different_keys(one, other):
    if one != other:
        assert key_of_name(one) != key_of_name(other)


def test_a_name_that_looks_encoded_is_itself(folder):
    source = fill_folder(folder, ["=?bytes?%2e%2e.jpg"])
    (key,) = keys(source)
    assert source.read_range(key, 0, 8) == b"=?bytes?"


@pytest.mark.parametrize(
    "key",
    ["../secret.jpg", "a/../../secret.jpg", "/etc/passwd", "", ".", "a//b", "=?bytes?..%2Fsecret.jpg", "=?bytes?%00"],
)
def test_no_key_leads_out_of_the_folder(folder, key):
    (folder.parent / "secret.jpg").write_bytes(b"secret")
    source = fill_folder(folder, PHOTOS)
    for verb in (source.head, source.open):
        with pytest.raises(ObjectNotFound):
            verb(key)


def test_links_are_not_followed(folder):
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(b"secret")
    source = fill_folder(folder, PHOTOS)
    (folder / "link.jpg").symlink_to(outside / "secret.jpg")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert keys(source) == PHOTOS
    for key in ("link.jpg", "linked/secret.jpg", "loop/titel.tif"):
        with pytest.raises(ObjectNotFound):
            source.open(key)


def test_the_folder_itself_may_be_a_link(folder):
    fill_folder(folder, PHOTOS)
    (folder.parent / "link").symlink_to(folder)
    assert keys(LocalFolderSource(folder.parent / "link")) == PHOTOS


def test_pipes_and_sockets_are_no_photos(folder):
    source = fill_folder(folder, PHOTOS)
    os.mkfifo(folder / "pipe.jpg")
    assert keys(source) == PHOTOS
    with pytest.raises(ObjectNotFound):
        source.open("pipe.jpg")


def test_what_vanishes_during_the_walk_is_left_out(folder):
    source = fill_folder(folder, ["a.jpg", "b.jpg", "c/d.jpg"])
    walk = source.list()
    assert next(walk).key == "a.jpg"
    (folder / "b.jpg").unlink()
    (folder / "c" / "d.jpg").unlink()
    (folder / "c").rmdir()
    assert list(walk) == []


def test_a_folder_that_is_not_mounted_is_an_outage_and_not_empty(tmp_path):
    with pytest.raises(StoreUnavailable):
        keys(LocalFolderSource(tmp_path / "not mounted"))


def test_a_walk_holds_one_folder_in_memory_at_a_time(folder):
    """The first key comes before the folders behind it were looked at."""
    source = fill_folder(folder, [f"{number:03}/x.jpg" for number in range(50)])
    walk = source.list()
    next(walk)
    (folder / "049" / "late.jpg").write_bytes(b"")
    assert "049/late.jpg" in [info.key for info in walk]


# --- buckets


def test_strange_keys_of_a_bucket_are_listed_and_read(ceph_rgw):
    names = ["/leading.jpg", "a//double.jpg", "up/../and over.jpg", "line\nbreak.jpg", "=?bytes?x.jpg"]
    source = fill_bucket(ceph_rgw, names)
    found = keys(source)
    assert len(found) == len(names) - 1  # "..": hidden
    for key in found:
        with source.open(key) as stream:
            assert stream.read() in {name.encode() for name in names}
    assert not any("\n" in key for key in found)


def test_folders_of_a_bucket_are_no_photos(ceph_rgw):
    assert keys(fill_bucket(ceph_rgw, ["2024/", "2024/a.jpg"])) == ["2024/a.jpg"]


def test_a_neighbor_with_a_longer_name_is_not_ours(ceph_rgw):
    bucket, client = ceph_rgw.make_bucket(), ceph_rgw.client()
    for key in ("photos/a.jpg", "photos-2/b.jpg", "photos"):
        client.put_object(Bucket=bucket, Key=key, Body=b"")
    assert keys(S3Source(S3Location(bucket, "photos"), ceph_rgw.access)) == ["a.jpg"]


def test_a_whole_bucket_is_a_source(ceph_rgw):
    assert keys(fill_bucket(ceph_rgw, PHOTOS, prefix="")) == PHOTOS


# --- addresses


@pytest.mark.parametrize(
    ("url", "root"),
    [
        pytest.param("/srv/photos", "/srv/photos", id="path"),
        pytest.param("/srv/100% Fotos", "/srv/100% Fotos", id="path with a percent sign"),
        pytest.param("file:///srv/Meine%20Fotos", "/srv/Meine Fotos", id="file URL"),
        pytest.param("file://localhost/srv", "/srv", id="file URL with host"),
    ],
)
def test_a_folder_is_named_by_path_or_url(url, root):
    assert open_source(url).root == Path(root)


@pytest.mark.parametrize(
    ("url", "location"),
    [
        pytest.param("s3://bucket", S3Location("bucket"), id="bucket"),
        pytest.param("s3://bucket/", S3Location("bucket"), id="bucket with slash"),
        pytest.param("s3://bucket/a/b/", S3Location("bucket", "a/b"), id="prefix"),
        pytest.param("s3://bucket/50% ü?#", S3Location("bucket", "50% ü?#"), id="prefix is taken literally"),
    ],
)
def test_a_bucket_is_named_by_url(url, location):
    assert open_source(url).location == location


@pytest.mark.parametrize("url", ["", "photos", "./photos", "https://example/x", "file://host/x", "s3:///x", "s3://"])
def test_any_other_address_is_refused(url):
    with pytest.raises(ValueError, match="a store is"):
        open_source(url)
