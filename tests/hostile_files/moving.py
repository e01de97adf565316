"""Films: boxes that lie, play lists and scripts in disguise, tracks elsewhere."""

import struct
from functools import cache
from typing import Final

from tests.films import film
from tests.hostile_files.case import Case, End, case

SHOWN, KEPT, REFUSED, FAILED = End.SHOWN, End.KEPT, End.REFUSED, End.FAILED
TYPE: Final = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"isom")


def box(name: bytes, body: bytes = b"", *, size: int | None = None) -> bytes:
    return struct.pack(">I", len(body) + 8 if size is None else size) + name + body


@cache
def good() -> bytes:
    return film(1.0, size=(96, 64), sound=False)


def with_number(name: bytes, offset: int, value: int, *, form: str = ">I") -> bytes:
    """The good film with another number in a box: `offset` counts from the box's name."""
    data = bytearray(good())
    struct.pack_into(form, data, data.index(name) + offset, value)
    return bytes(data)


def nested(depth: int) -> bytes:
    inside = b""
    for _ in range(depth):
        inside = box(b"moov", inside)
    return TYPE + inside


def with_tracks(count: int) -> bytes:
    data = good()
    at = data.index(b"trak") - 4
    size = struct.unpack_from(">I", data, at)[0]
    moov = data.index(b"moov") - 4
    tracks = data[at : at + size] * count
    head = data[moov + 8 : at]
    rest = data[at + size : moov + struct.unpack_from(">I", data, moov)[0]]
    return data[:moov] + box(b"moov", head + tracks + rest)


def outside_track() -> bytes:
    """The film whose pictures are said to lie in another file."""
    data = good()
    at = data.index(b"url ")
    elsewhere = b"file:///etc/passwd\0"
    return data[: at - 4] + box(b"url ", bytes(4) + elsewhere) + data[at + 8 :]


CASES: Final[list[Case]] = [
    case("film", "g.mp4", good, SHOWN),
    case("film named as a photo", "g.jpg", good, SHOWN),
    case("film with a box of four gigabytes", "b.mp4", TYPE + box(b"moov", bytes(64), size=0xFFFFFFF0), FAILED, KEPT),
    case("film with a box of 2⁶³ bytes", "b.mp4", TYPE + struct.pack(">I4sQ", 1, b"moov", 2**63 - 1), FAILED, KEPT),
    case("film with boxes of nothing", "b.mp4", TYPE + b"\0\0\0\0moov" * 50, FAILED, KEPT),
    case("film with a box shorter than its head", "b.mp4", TYPE + box(b"moov", bytes(8), size=4), FAILED, KEPT),
    case("film with boxes 5,000 deep", "b.mp4", lambda: nested(5_000), FAILED, KEPT),
    case("film of a hundred thousand boxes", "b.mp4", lambda: TYPE + box(b"free") * 100_000, FAILED, KEPT),
    case("film of only its type", "b.mp4", TYPE, FAILED, KEPT),
    case("film with four thousand million samples", "b.mp4", lambda: with_number(b"stsz", 12, 0xFFFFFFFF)),
    case("film with sixteen million equal samples", "b.mp4", lambda: with_number(b"stts", 12, 0x00FFFFFF)),
    case("film with a sample table without end", "b.mp4", lambda: with_number(b"stts", 8, 0x7FFFFFFF)),
    case("film with chunks outside the file", "b.mp4", lambda: with_number(b"stco", 12, 0xFFFFFFF0)),
    case("film of 65,535 × 65,535", "b.mp4", lambda: with_number(b"avc1", 28, 0xFFFFFFFF)),
    case("film that lasts a hundred years", "b.mp4", lambda: with_number(b"mvhd", 20, 0xFFFFFFFF)),
    case("film with a clock of nothing", "b.mp4", lambda: with_number(b"mdhd", 16, 0)),
    case("film whose edits never end", "b.mp4", lambda: with_number(b"elst", 8, 0x0FFFFFFF)),
    case("film with fifty tracks", "b.mp4", lambda: with_tracks(50)),
    case("film whose pictures lie in another file", "b.mp4", outside_track),
    case("film cut in the middle", "b.mp4", lambda: good()[: len(good()) // 2]),
    case("film of noise behind a good header", "b.mp4", lambda: good().replace(
        good()[good().index(b"mdat") + 8 :][:400], bytes(range(200)) * 2)),
    case("play list named as a film", "b.mp4", b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n",
         REFUSED),
    case("concat script named as a film", "b.mov", b"ffconcat version 1.0\nfile /etc/passwd\nfile http://127.0.0.1:9/\n",
         REFUSED),
    case("session description named as a film", "b.mp4", b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
         REFUSED),
    case("manifest named as a film", "b.mp4", b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/</BaseURL></MPD>',
         REFUSED),
    case("play list behind a film's type", "b.mp4", TYPE + b"#EXTM3U\nfile:///etc/passwd\n", FAILED, KEPT),
    case("film that is a script from the second box on", "b.mp4", lambda: good() + b"<script>alert('canary')</script>"),
    case("WebM of only a header", "b.webm", b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm", FAILED, KEPT),
    case("WebM with an element of 2⁵⁶ bytes", "b.webm", b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67"
         + b"\x01\xff\xff\xff\xff\xff\xff\xfe", FAILED, KEPT),
    case("QuickTime of the old kind, nothing inside", "b.mov", box(b"wide") + box(b"mdat", bytes(100)), FAILED, KEPT),
    case("AVI named as a film", "b.mp4", b"RIFF\x40\0\0\0AVI LIST" + bytes(64), REFUSED),
]  # fmt: skip
