"""Small pictures made here, and hostile or odd blocks to put into them."""

import io
import struct
import zlib

from PIL import Image

from assets.metadata.write.parts import Parts

RDF_OPEN = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
RDF_CLOSE = "</rdf:RDF></x:xmpmeta>"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def picture(
    media_type: str = "image/jpeg", size: tuple[int, int] = (48, 32), mode: str = "RGB", **options: object
) -> bytes:
    """A gradient, encoded by Pillow without any metadata."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    file = io.BytesIO()
    image.save(file, FORMATS[media_type], **options)
    return file.getvalue()


def packet(inner: str) -> bytes:
    """An XMP packet around one or several `rdf:Description`."""
    return (RDF_OPEN + inner + RDF_CLOSE).encode()


def description(properties: str, attributes: str = "") -> str:
    """One `rdf:Description` with Dublin Core."""
    return f'<rdf:Description rdf:about="" {DC} {attributes}>{properties}</rdf:Description>'


def with_blocks(data: bytes, *, xmp: bytes | None = None, iim: bytes | None = None, exif: bytes | None = None) -> bytes:
    """A JPEG with exactly these blocks."""
    from assets.metadata.write import jpeg

    return jpeg.put(data, Parts(xmp=xmp, iim=iim, exif=exif))


def with_segment(data: bytes, marker: int, payload: bytes) -> bytes:
    """A JPEG with one more segment right after its start."""
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload + data[2:]


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    return data[:33] + png_chunk(kind, body) + data[33:]


def pixels(data: bytes) -> bytes:
    """The decoded picture."""
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()
