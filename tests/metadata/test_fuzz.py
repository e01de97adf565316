"""Every parser of this room meets damaged input: no exception but its own, none takes longer than a second.

The bulk is mutation of small sound files by a seeded generator (20,000 inputs, a million in the long form), since that
reaches deeper than random bytes; hypothesis adds the shapes nobody thought of and shrinks what it finds.
"""

import contextlib
import io
import random
import struct
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from assets.metadata import MediaType, MetadataNotWritten, RightsFields, UnreadableFile, embed, examine, read_bytes
from assets.metadata import write_rights as write
from assets.metadata.blocks import Blocks
from assets.metadata.containers import cut, photoshop, tiff
from assets.metadata.dates import parse_exif, parse_iim, parse_iso
from assets.metadata.errors import BrokenBlock
from assets.metadata.exif import read as read_exif
from assets.metadata.icc import profile_name
from assets.metadata.iim import read as read_iim
from assets.metadata.reconcile import is_boilerplate, split_names
from assets.metadata.source import Source
from assets.metadata.text import clean, clean_line, clean_url
from assets.metadata.write.exif_block import exif_block
from assets.metadata.write.iim_block import iim_block, photoshop_chain
from assets.metadata.write.packet import new_packet
from assets.metadata.xmp import read as read_xmp
from tests.metadata.pictures import picture, png_chunk

SHORT, LONG = 20_000, 1_000_000
TOLD = (UnreadableFile, BrokenBlock, MetadataNotWritten)
XMP = {
    "dc:title": {"x-default": "Schloß", "en": "Castle"},
    "dc:creator": ["Jörg", "Anna"],
    "dc:subject": ["Schloß", "Graben"],
    "plus:Licensor": [{"plus:LicensorName": "Kreis", "plus:LicensorURL": "https://example.org"}],
    "exif:GPSLatitude": "51,30.0N",
    "exif:GPSLongitude": "7,15.0E",
    "photoshop:DateCreated": "2024-05-17",
}
EXIF = {
    "Artist": "Jörg",
    "GPSLatitude": 51.5,
    "GPSLongitude": 7.25,
    "DateTimeOriginal": "2024:05:17 14:30:05",
    "Orientation": 6,
}
IIM = {"By-line": ["Jörg"], "Keywords": ["Schloß"], "DateCreated": "20240517", "CopyrightNotice": "© Kreis"}


def box(kind: bytes, *parts: bytes) -> bytes:
    """An ISO base media box."""
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def heic() -> bytes:
    """A HEIC skeleton with one EXIF and one XMP item."""
    exif, xmp = b"\0\0\0\x06Exif\0\0" + exif_block(EXIF), new_packet(XMP)
    infe = [
        box(b"infe", b"\x02\0\0\0", struct.pack(">HH", number, 0), kind, b"\0", extra)
        for number, kind, extra in ((1, b"hvc1", b""), (2, b"Exif", b""), (3, b"mime", b"application/rdf+xml\0"))
    ]
    props = box(b"iprp", box(b"ipco", box(b"ispe", b"\0" * 4, struct.pack(">II", 64, 48)), box(b"irot", b"\x01")),
                box(b"ipma", b"\0" * 4, struct.pack(">IHBBB", 1, 1, 2, 1, 2)))  # fmt: skip
    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(at: int) -> bytes:
        rows = ((2, at, len(exif)), (3, at + len(exif), len(xmp)))
        iloc = b"".join(struct.pack(">HHHII", number, 0, 1, start, size) for number, start, size in rows)
        return box(
            b"meta", b"\0" * 4, box(b"hdlr", b"\0" * 8, b"pict", b"\0" * 13), box(b"pitm", b"\0" * 4, b"\0\x01"),
            box(b"iinf", b"\0" * 4, b"\0\x03", *infe), props,
            box(b"iloc", b"\0\0\0\0\x44\0", struct.pack(">H", 2), iloc),
        )  # fmt: skip

    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + box(b"mdat", exif, xmp)


def movie() -> bytes:
    """An MP4 skeleton with a header, one video track, texts and an XMP box."""
    mvhd = box(b"mvhd", b"\0" * 12, struct.pack(">II", 1000, 12_345), b"\0" * 80)
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    tkhd = box(b"tkhd", b"\0" * 40, matrix, struct.pack(">II", 640 << 16, 360 << 16))
    name = box(b"\xa9nam", box(b"data", b"\0\0\0\x01\0\0\0\0", "Fährmarkt".encode()))
    texts = box(b"udta", box(b"meta", b"\0" * 4, box(b"hdlr", b"\0" * 25), box(b"ilst", name)))
    track = box(b"trak", tkhd, box(b"mdia", box(b"hdlr", b"\0" * 8, b"vide", b"\0" * 13)))
    xmp = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), new_packet(XMP))
    return box(b"ftyp", b"isom\0\0\0\0isommp42") + box(b"moov", mvhd, track, texts) + xmp + box(b"mdat", b"x" * 64)


def gif() -> bytes:
    """A GIF with XMP in its application extension."""
    file = io.BytesIO()
    Image.new("P", (8, 8)).save(file, "GIF")
    data = file.getvalue()
    magic = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return data[:-1] + b"\x21\xff\x0bXMP DataXMP" + new_packet(XMP) + magic + b";"


def encoded(format_name: str) -> bytes:
    """A small picture by Pillow with EXIF."""
    file = io.BytesIO()
    Image.new("RGB", (16, 12)).save(file, format_name, exif=exif_block(EXIF))
    return file.getvalue()


def text_files() -> list[bytes]:
    """Containers in which the packet stands among text."""
    rdf, resources = new_packet(XMP), photoshop_chain(iim_block(IIM)).hex().encode()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="2cm" viewBox="0 0 4 4"><title>x</title><metadata>'
    pdf = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Metadata 2 0 R>> endobj\n2 0 obj <</Type/Metadata>> stream\n"
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 20\n%BeginPhotoshop: 8\n% "
    return [
        pdf + rdf + b"/MediaBox [0 0 10 20]",
        eps + resources + b"\n%EndPhotoshop\n" + rdf,
        svg + rdf[60:-20] + b"</metadata></svg>",
    ]


def files() -> list[bytes]:
    """One small sound file for each container."""
    packed = b"Comment\0\0" + zlib.compress(b"Fahrrad" * 20)
    png = embed(picture("image/png", (16, 12)), "image/png", xmp=XMP, exif=EXIF)
    psd = b"8BPS\0\x01" + b"\0" * 6 + struct.pack(">HIIHH", 3, 12, 16, 8, 3) + b"\0\0\0\0"
    resources = photoshop_chain(iim_block(IIM))
    small = picture(size=(16, 12))
    webm = "1a45dfa387428284 7765626d 18538067a0 1549a9668e2ad7b1830f42404489844600000016 54ae6b8aae88e086b08140ba8130"
    return [
        embed(small, "image/jpeg", xmp=XMP, exif=EXIF, iim=IIM),
        picture(size=(32, 32), progressive=True),
        png[:33] + png_chunk(b"zTXt", packed) + png[33:],
        embed(picture("image/webp", (16, 12)), "image/webp", xmp=XMP, exif=EXIF),
        gif(),
        encoded("TIFF"),
        heic(),
        movie(),
        psd + struct.pack(">I", len(resources)) + resources,
        bytes.fromhex(webm),
        b"FUJIFILMCCD-RAW " + b"\0" * 68 + struct.pack(">II", 92, 600) + embed(small, "image/jpeg", exif=EXIF),
        *text_files(),
    ]


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a few wounds: flips, wild lengths, cuts, repeats, swaps."""
    result = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        at = dice.randrange(len(result) or 1)
        match dice.randrange(7):
            case 0:
                result[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                result[at : at + 4] = dice.choice(
                    (b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\0\0\0\x01", b"\x80\0\0\0")
                )
            case 2:
                result[at : at + 2] = dice.choice((b"\xff\xff", b"\0\0", b"\xff\xd8", b"\x1c\x02"))
            case 3:
                del result[at : at + dice.randrange(1, 40)]
            case 4:
                result[at:at] = result[at : at + dice.randrange(1, 60)]
            case 5:
                del result[at:]
            case _:
                other = dice.randrange(len(result) or 1)
                result[at : at + 8], result[other : other + 8] = result[other : other + 8], result[at : at + 8]
    return bytes(result)


def survives(job: Callable[[bytes], object], data: bytes) -> None:
    """The job ends within a second, well or with one of this room's own errors."""
    started = time.process_time()
    with contextlib.suppress(*TOLD):
        job(data)
    spent = time.process_time() - started
    assert spent < 1, f"{spent:.2f} s for {data[:80]!r}"


def write_any(data: bytes) -> bytes:
    """Rights into whatever the bytes are."""
    media_type = examine(data).media_type
    return write(data, media_type.value if media_type else "", RightsFields(creators=("Jörg",), title="Schloß"))


def blocks_of(media_type: MediaType) -> Callable[[bytes], object]:
    return lambda data: cut(Source.of(data), media_type)


BLOCKS = {
    "xmp": (read_xmp, new_packet(XMP)),
    "iim": (read_iim, iim_block(IIM)),
    "exif": (lambda data: read_exif(tiff.walk(Source.of(data))), exif_block(EXIF)),
    "photoshop": (lambda data: photoshop.resources(data, Blocks(), is_own_file=True), photoshop_chain(iim_block(IIM))),
    "icc": (profile_name, b"\0" * 128 + b"\0\0\0\x01desc\0\0\0\x90\0\0\0\x20desc\0\0\0\0\0\0\0\x05sRGB\0"),
}


def fuzz_everything(inputs: int, seed: int) -> None:
    """Spend the inputs evenly on reading, writing, and each block parser."""
    dice = random.Random(seed)
    whole = files()
    jobs = [(read_bytes, data) for data in whole] + [(write_any, whole[n]) for n in (0, 2, 3)] + list(BLOCKS.values())
    for number in range(inputs):
        job, data = jobs[number % len(jobs)]
        survives(job, mutated(data, dice))


def test_the_sound_files_are_read_before_they_are_damaged():
    for data in files():
        facts = read_bytes(data)
        assert facts.raw or facts.technical.width, facts


def test_damaged_files_and_blocks_never_break_a_parser():
    fuzz_everything(SHORT, seed=17)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_a_million_damaged_files_and_blocks_never_break_a_parser(seed):
    fuzz_everything(LONG // 20, seed=seed)


any_bytes = st.binary(max_size=400)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("media_type", list(MediaType))
@few
@given(data=any_bytes)
def test_any_bytes_behind_a_signature_are_cut_without_an_error(media_type, data):
    survives(blocks_of(media_type), data)


@pytest.mark.parametrize("name", BLOCKS)
@few
@given(data=any_bytes)
def test_any_bytes_as_a_block_are_told_as_unreadable_or_read(name, data):
    survives(BLOCKS[name][0], data)


@few
@given(text=st.text(max_size=300))
def test_any_text_becomes_clean_text_and_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    clean_url(text)
    is_boilerplate(text)
    split_names(text)


@few
@given(one=st.text(max_size=30), two=st.text(max_size=12), three=st.text(max_size=8))
def test_any_text_is_a_date_or_none(one, two, three):
    for found in (parse_iso(one), parse_exif(one, two, three), parse_iim(one, two)):
        assert found is None or found.text[:4].isdigit()


@few
@given(data=any_bytes)
def test_any_bytes_have_a_type_or_a_reason(data):
    found = examine(data)
    assert (found.media_type is None) is (found.refusal is not None)


def tables_of_nothing() -> bytes:
    """A HEIC file whose item tables claim thousands of empty extents, again and again."""
    rows = b"".join(struct.pack(">HHH", number, 0, 0xFFFF) for number in range(1, 4000))
    iloc = box(b"iloc", b"\0\0\0\0\0\0", struct.pack(">H", 0xFFFF), rows)
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 4, box(b"hdlr", b"\0" * 25), *[iloc] * 50)


def many_bombs() -> bytes:
    """A PNG with hundreds of text chunks that each unpack to 16 MiB."""
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(16 << 20), 9))
    data = picture("image/png")
    return data[:33] + bomb * 300 + data[33:]


def wide_packet() -> bytes:
    """A PNG with an XMP packet at its bounds, every text full of combining marks."""
    words = "".join(f"<rdf:li>{'a' + chr(0x301) + chr(0x316)}{'x' * 180}</rdf:li>" for _ in range(19_000))
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description><d:subject '
    rdf += (
        f'xmlns:d="http://purl.org/dc/elements/1.1/"><rdf:Bag>{words}</rdf:Bag></d:subject></rdf:Description></rdf:RDF>'
    )
    data = picture("image/png")
    return data[:33] + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + rdf.encode()) + data[33:]


def full_directories() -> bytes:
    """A TIFF of two thousand one-entry directories, each claiming to be a preview."""
    body = b"".join(struct.pack("<HHHIII", 1, 0x0201, 4, 1, 8, 8 + 18 * (number + 1)) for number in range(2500))
    return b"II*\0\x08\0\0\0" + body


@pytest.mark.parametrize("make", [tables_of_nothing, many_bombs, wide_packet, full_directories])
def test_files_at_every_bound_are_read_within_a_second(make):
    survives(read_bytes, make())
