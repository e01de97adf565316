"""Damaged and hostile files: a copy that is proved, or a refusal with a code; nothing else, and never for long."""

import random
import time

import pytest

from assets.metadata import MetadataNotWritten, UnreadableFile, read, read_bytes, write_rights
from assets.metadata.write.boxes import box
from tests.metadata.writing.files import RIGHTS, TYPES, plain, stuffed

CODES = {
    "picture-damaged", "picture-changed", "picture-protected", "too-large-for-tiff", "too-large-for-offsets",
    "data-outside-file", "position-in-fragments", "svg-entities", "svg-too-large", "pdf-too-large", "not-a-tiff",
    "not-a-jpeg", "block-too-large-for-jpeg", "type-not-writable",
}  # fmt: skip


def spoiled(data: bytes, luck: random.Random) -> bytes:
    """The file with some bytes changed, most of them in its first kilobytes, perhaps cut short."""
    result = bytearray(data)
    for _ in range(luck.randint(1, 12)):
        reach = min(len(result), luck.choice([64, 1024, 8192, len(result)]))
        result[luck.randrange(reach)] = luck.choice([0, 1, 0x7F, 0x80, 0xFF, luck.randrange(256)])
    return bytes(result[: luck.randint(len(result) // 2, len(result))] if luck.random() < 0.2 else result)


def outcome(data: bytes, media_type: str) -> str:
    """`written`, or the code of the refusal."""
    try:
        write_rights(data, media_type, RIGHTS)
    except MetadataNotWritten as refused:
        return refused.code
    return "written"


@pytest.mark.parametrize("media_type", TYPES)
def test_spoiled_files_are_written_or_refused_with_a_code(media_type):
    luck = random.Random(media_type)
    data = stuffed(media_type)
    for _ in range(60 if len(data) < 100_000 else 25):
        hostile = spoiled(data, luck)
        started = time.process_time()
        assert outcome(hostile, media_type) in {"written", *CODES}
        assert time.process_time() - started < 5


@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("data", [b"", b"\x00" * 64, b"<svg", b"%PDF-1.4", b"II*\x00", b"\xff\xd8\xff"], ids=repr)
def test_what_is_no_such_file_is_refused(media_type, data):
    with pytest.raises(MetadataNotWritten):
        write_rights(data, media_type, RIGHTS)


def test_a_chain_of_pages_that_bites_its_tail_is_refused():
    data = bytearray(plain("image/tiff"))
    first = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[first : first + 2], "little")
    data[first + 2 + 12 * count : first + 6 + 12 * count] = first.to_bytes(4, "little")
    with pytest.raises(MetadataNotWritten, match="picture-damaged"):
        write_rights(bytes(data), "image/tiff", RIGHTS)


def test_boxes_in_boxes_without_end_are_refused():
    inner = b""
    for _ in range(200):
        inner = box(b"moov", inner)
    with pytest.raises(MetadataNotWritten, match="picture-damaged"):
        write_rights(inner, "video/mp4", RIGHTS)


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        pytest.param('<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "x">]><svg xmlns="{}">&a;</svg>', None, id="entity"),
        pytest.param('<svg xmlns="{}">' + "<g>" * 200 + "</g>" * 200 + "</svg>", "picture-damaged", id="deep"),
        pytest.param("<html><p>no</p></html>", "picture-damaged", id="another document"),
    ],
)
def test_drawings_that_are_traps_are_refused(drawing, code):
    with pytest.raises(MetadataNotWritten) as refused:
        write_rights(drawing.replace("{}", "http://www.w3.org/2000/svg").encode(), "image/svg+xml", RIGHTS)
    assert code in {None, refused.value.code}


def test_every_sample_of_a_writable_type_is_written_and_read_or_refused_with_a_code(samples):
    written: dict[str, int] = {}
    for path in sorted(samples.rglob("*")):
        if not path.is_file() or path.suffix == ".md":
            continue
        try:
            media_type = read(path).media_type
        except UnreadableFile:
            continue
        said = outcome(path.read_bytes(), media_type)
        assert said in {"written", *CODES}, path
        if said != "written":
            continue
        copy = write_rights(path.read_bytes(), media_type, RIGHTS)
        facts = read_bytes(copy)
        assert facts.media_type == media_type, path
        assert facts.text("credit_line") == RIGHTS.credit_line, path
        written[media_type] = written.get(media_type, 0) + 1
    least = {
        "image/jpeg": 55, "image/png": 25, "image/tiff": 3, "image/heic": 7, "image/avif": 4, "video/mp4": 8,
        "video/quicktime": 5, "image/svg+xml": 45, "application/pdf": 17,
    }  # fmt: skip
    assert {name: count for name, count in least.items() if written.get(name, 0) < count} == {}, written
