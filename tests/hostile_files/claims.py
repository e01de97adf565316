"""Metadata: loops, bombs, absurd numbers, text that is none."""

import struct
from typing import Final

from PIL import Image

from tests.hostile_files.case import Case, End, case
from tests.hostile_files.rasters import chunk, jpeg_with, picture, saved, with_png_chunk

SHOWN, FAILED = End.SHOWN, End.FAILED
XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
RDF: Final = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
RDF_END: Final = "</rdf:RDF></x:xmpmeta>"


def xmp(inside: str, before: str = "") -> bytes:
    namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    return jpeg_with(0xE1, XMP + f"{before}{RDF}{namespaces}>{inside}{RDF_END}".encode())


def exif(entries: list[tuple[int, int, int, int]], following: int = 0, behind: bytes = b"") -> bytes:
    body = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    body += b"".join(struct.pack("<HHII", *entry) for entry in entries) + struct.pack("<I", following) + behind
    return jpeg_with(0xE1, b"Exif\0\0" + body)


def position(latitude: tuple[object, ...], north: str = "N", longitude: tuple[object, ...] = (7.0, 0.0, 0.0)) -> bytes:
    fields = Image.Exif()
    fields.get_ifd(0x8825).update({1: north, 2: latitude, 3: "E", 4: longitude})
    return saved(picture(24, 18), "JPEG", exif=fields)


def iim(*fields: tuple[int, bytes]) -> bytes:
    data = b"".join(b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(text)) + text for number, text in fields)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)
    return jpeg_with(0xED, b"Photoshop 3.0\0" + block)


BOMB: Final = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CASES: Final[list[Case]] = [
    case("EXIF whose directory is its own next", "b.jpg", exif([(0x0112, 3, 1, 6)], following=8), SHOWN),
    case("EXIF whose sub-directory is the first", "b.jpg", exif([(0x8769, 4, 1, 8)]), SHOWN),
    case("EXIF with 2³¹ values", "b.jpg", exif([(0x010F, 2, 2**31, 8)]), SHOWN),
    case("EXIF that points outside", "b.jpg", exif([(0x010F, 2, 100, 0xFFFFFFF0)]), SHOWN),
    case("EXIF with 5,000 pointers to itself", "b.jpg", lambda: exif([(0x8769, 4, 1, 8)] * 5_000), SHOWN),
    case("EXIF with a type that is none", "b.jpg", exif([(0x010F, 99, 4, 8), (0x0112, 0, 1, 6)]), SHOWN),
    case("EXIF with an orientation of 77", "b.jpg", exif([(0x0112, 3, 1, 77)]), SHOWN),
    case("EXIF with a directory behind the file", "b.jpg", jpeg_with(
        0xE1, b"Exif\0\0II*\0" + struct.pack("<I", 0xFFFFFFF0)), SHOWN),
    case("position of nothing over nothing", "b.jpg", exif([(0x8825, 4, 1, 26)], behind=struct.pack(
        "<HHHIII", 1, 2, 5, 3, 44, 0) + bytes(24)), SHOWN),
    case("position north of the pole", "b.jpg", position((4367743129.0, 0.0, 0.0)), SHOWN),
    case("position at latitude 91", "b.jpg", position((91.0, 0.0, 0.0)), SHOWN),
    case("position in a hemisphere that is none", "b.jpg", position((50.0, 0.0, 0.0), "X"), SHOWN),
    case("XMP with an entity bomb", "b.jpg", xmp(
        "<rdf:Description><dc:title>&b;</dc:title></rdf:Description>", BOMB), SHOWN),
    case("XMP with an entity from a file", "b.jpg", xmp(
        "<rdf:Description><dc:title>&x;</dc:title></rdf:Description>",
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), SHOWN),
    case("XMP 8,000 levels deep", "b.jpg", xmp("<rdf:li>" * 3_000 + "</rdf:li>" * 3_000), SHOWN),
    case("XMP that ends too early", "b.jpg", xmp("<rdf:Description><dc:title>")[:-300], SHOWN, FAILED),
    case("XMP with 5,000 keywords", "b.jpg", xmp("<rdf:Description><dc:subject><rdf:Bag>" + "".join(
        f"<rdf:li>k{n}</rdf:li>" for n in range(2_500)) + "</rdf:Bag></dc:subject></rdf:Description>"), SHOWN),
    case("XMP with an address that is a script", "b.jpg", xmp(
        '<rdf:Description xmpRights:WebStatement="javascript:alert(1)"/>'), SHOWN),
    case("XMP with a page as its title", "b.jpg", xmp(
        "<rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>&lt;img src=x onerror=alert(1)&gt;</rdf:li>"
        "</rdf:Alt></dc:title></rdf:Description>"), SHOWN),
    case("XMP as extended parts that never come", "b.jpg", jpeg_with(
        0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", 0xFFFFFFFF, 9)), SHOWN),
    case("IPTC longer than its block", "b.jpg", jpeg_with(
        0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x05\xff\xffab"), SHOWN),
    case("IPTC with an extended length", "b.jpg", jpeg_with(
        0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x05\x80\x04\x7f\xff\xff\xffa"), SHOWN),
    case("IPTC with controls and halves of letters", "b.jpg", iim(
        (5, b"a\0\x07\x1b[31m\xed\xa0\x80"), (80, "Bj\u00c3\u00b8rn \u202e".encode())), SHOWN),
    case("IPTC in undeclared Windows-1252", "g.jpg", iim((5, "Größe".encode("cp1252")), (116, b"\xa9 Amt")), SHOWN),
    case("IPTC with 2,000 fields", "b.jpg", lambda: iim(*[(25, b"k%d" % n) for n in range(2_000)]), SHOWN),
    case("resources with a negative length", "b.jpg", jpeg_with(
        0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff"), SHOWN),
    case("text with surrogates in a PNG", "b.png", with_png_chunk(
        chunk(b"iTXt", b"Title\0\0\0\0\0\xed\xa0\x80\xff\0x")), SHOWN),
    case("a name that is 60,000 letters long", "b.jpg", iim((80, b"n" * 30_000), (120, b"c" * 30_000)), SHOWN),
]  # fmt: skip
