"""PDF out, also Illustrator files saved as PDF: the document's packet and its information dictionary say the same.

Everything else that talks goes: packets of pages and pictures, editors' private data, thumbnails, authors of remarks,
attachments, scripts and actions that start by themselves; and metadata inside embedded JPEG pictures, whose scans stay
as they are. Page descriptions and pictures are copied in their coded form. Protected documents are refused: writing
them anew would take off the protection.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Final

import pikepdf

from assets.metadata.errors import MetadataNotWritten
from assets.metadata.source import Source
from assets.metadata.write import jpeg
from assets.metadata.write.copy_parts import CopyParts
from assets.metadata.write.fields import RightsFields
from assets.metadata.write.parts import Parts, Recipe, Span, bytes_of, must_equal

_OBJECTS: Final = 500_000
_LARGEST: Final = 500_000_000
_PRIVATE: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_CATALOG: Final = ("/OpenAction", "/AA", "/AF", "/URI", "/Collection", "/Threads", "/SpiderInfo", "/Perms")
_NAMES: Final = ("/EmbeddedFiles", "/JavaScript")
_HEAD: Final = 1 << 18
_MARKS: Final = (b"Exif\x00", b"http://ns.adobe.com/x", b"8BIM", b"JFXX", b"jumb")
_OWN_ATTACHMENTS: Final = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})


def plan(source: Source, parts: CopyParts) -> Recipe:
    """The same pages with these rights."""
    if source.size > _LARGEST:
        raise MetadataNotWritten("pdf-too-large")
    data = bytes_of(source, [Span(0, source.size)])
    with _opened(data) as pdf:
        before = _fingerprint(pdf)
        try:
            _strip(pdf)
            _write_packet(pdf, parts.blocks.xmp or b"")
            _write_information(pdf, parts.rights)
        except (pikepdf.PdfError, RuntimeError, TypeError, AttributeError) as error:
            raise MetadataNotWritten("picture-damaged") from error
        copy = _saved(pdf)

    def check(written: Source) -> None:
        with _opened(bytes_of(written, [Span(0, written.size)])) as again:
            must_equal(before, _fingerprint(again))

    return Recipe((copy,), check)


def specimen() -> bytes:
    """A document of one empty page, to warm up with."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(10, 10))
        return _saved(pdf)


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise MetadataNotWritten("picture-protected") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise MetadataNotWritten("picture-damaged") from error
    if pdf.is_encrypted:
        pdf.close()
        raise MetadataNotWritten("picture-protected")
    return pdf


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    try:
        pdf.save(
            file,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    except (pikepdf.PdfError, RuntimeError) as error:
        raise MetadataNotWritten("picture-damaged") from error
    return file.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    for name in _CATALOG:
        if name in root and not (name == "/OpenAction" and _is_harmless(root[name])):
            del root[name]
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for name in _NAMES:
            if name in names:
                del names[name]
    for number, each in enumerate(pdf.objects):
        if number > _OBJECTS:
            raise MetadataNotWritten("pdf-too-large")
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            _strip_object(each)


def _strip_object(each: pikepdf.Object) -> None:
    for name in (*_PRIVATE, "/AA", "/AF"):
        if name in each:
            del each[name]
    if each.get("/Type") == pikepdf.Name.Page:
        _strip_remarks(each)
    if "/Subtype" in each and "/Rect" in each:
        _strip_remark(each)
    if each.get("/S") in {pikepdf.Name.JavaScript, pikepdf.Name.Launch, pikepdf.Name.ImportData} and "/S" in each:
        for name in ("/JS", "/F", "/Win"):
            if name in each:
                del each[name]
    if isinstance(each, pikepdf.Stream) and _is_jpeg(each):
        _clean_jpeg(each)


def _strip_remarks(page: pikepdf.Object) -> None:
    found = page.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return
    kept = [each for each in found if not (isinstance(each, pikepdf.Dictionary) and _is_attached(each))]
    for each in kept:
        if isinstance(each, pikepdf.Dictionary):
            _strip_remark(each)
    page["/Annots"] = pikepdf.Array(kept)


def _is_attached(remark: pikepdf.Object) -> bool:
    return str(remark.get("/Subtype", "")) in _OWN_ATTACHMENTS


def _strip_remark(remark: pikepdf.Object) -> None:
    """Names of those who left a remark; a form field's `T` is its own name and stays."""
    if remark.get("/Subtype") == pikepdf.Name.Widget:
        return
    for name in ("/T", "/Subj", "/CreationDate", "/NM"):
        if name in remark:
            del remark[name]


def _is_harmless(action: pikepdf.Object) -> bool:
    """A place in the document, named directly or by a go-to action."""
    return isinstance(action, pikepdf.Array) or (
        isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.GoTo
    )


def _is_jpeg(stream: pikepdf.Stream) -> bool:
    found = stream.get("/Filter")
    names = list(found) if isinstance(found, pikepdf.Array) else [found]
    return names == [pikepdf.Name.DCTDecode]


def _clean_jpeg(stream: pikepdf.Stream) -> None:
    raw = stream.read_raw_bytes()
    if not any(mark in raw[:_HEAD] for mark in _MARKS):
        return
    try:
        clean = jpeg.put(raw, Parts())
    except MetadataNotWritten as error:
        raise MetadataNotWritten("picture-damaged") from error
    parameters = stream.get("/DecodeParms")
    kept = parameters if isinstance(parameters, pikepdf.Dictionary | pikepdf.Array) else None
    stream.write(clean, filter=pikepdf.Name.DCTDecode, decode_parms=kept)


def _write_packet(pdf: pikepdf.Pdf, packet: bytes) -> None:
    stream = pikepdf.Stream(pdf, packet)
    stream["/Type"], stream["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root["/Metadata"] = pdf.make_indirect(stream)


def _write_information(pdf: pikepdf.Pdf, rights: RightsFields) -> None:
    """Title, author and subject as in the packet; no keywords, programs or times."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    texts = {"/Title": rights.title, "/Author": "; ".join(rights.creators), "/Subject": rights.description}
    found = {name: pikepdf.String(text) for name, text in texts.items() if text}
    if found:
        pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(found))


def _fingerprint(pdf: pikepdf.Pdf) -> bytes:
    """One hash over the pages: boxes, turns, contents and the coded pictures they show."""
    digest = hashlib.sha256()
    try:
        for page in pdf.pages:
            digest.update(repr([str(page.get(name, "")) for name in ("/MediaBox", "/CropBox", "/Rotate")]).encode())
            for raw in _contents(page.obj):
                digest.update(hashlib.sha256(raw).digest())
            images = dict(page.get_images(recursive=True))
            for name in sorted(images):
                digest.update(hashlib.sha256(_scan(images[name])).digest())
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise MetadataNotWritten("picture-damaged") from error
    return digest.digest()


def _contents(page: pikepdf.Object) -> Iterator[bytes]:
    found = page.get("/Contents")
    for each in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(each, pikepdf.Stream):
            yield each.read_raw_bytes()


def _scan(image: pikepdf.Object) -> bytes:
    """Coded pixels: of a JPEG without the segments that may be cleaned."""
    raw = image.read_raw_bytes() if isinstance(image, pikepdf.Stream) else b""
    if not isinstance(image, pikepdf.Stream) or not _is_jpeg(image):
        return raw
    try:
        return jpeg.put(raw, Parts())
    except MetadataNotWritten:
        return raw
