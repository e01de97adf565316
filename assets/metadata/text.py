"""Metadata is text from a stranger (security rules 15 and 30).

Stored text is NFC, without control or bidi characters, and capped; a link is http or https with a host, or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from assets.metadata import limits

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line separators, byte order mark, annotations
    "\ud800-\udfff\ufffe\uffff]"  # lone surrogates, noncharacters
)
_PIECES = re.compile(r"\s*\S{0,64}[\u0300-\u036f\u3099\u309a]{0,8}")
_BLANKS = re.compile(r"[ \t]+")
_DOUBLE_ENCODED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u201a-\u2122\u0152-\u0178\u02c6\u02dc]")


def clean(value: str, limit: int = limits.TEXT_CHARS) -> str:
    """Text that is safe to store, with line breaks kept."""
    if len(value) <= limit and value.isascii() and value.isprintable():
        return value.strip()
    value = value[: limit * 2]
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = nfc(_FORBIDDEN.sub("", value))
    return value.strip()[:limit].rstrip()


def nfc(value: str) -> str:
    """NFC in pieces: long runs of combining marks cost the square of their length (a third of a second at 20,000)."""
    if value.isascii():
        return value
    if len(value) <= 256:
        return unicodedata.normalize("NFC", value)
    return "".join(unicodedata.normalize("NFC", piece) for piece in _PIECES.findall(value))


def clean_line(value: str, limit: int = limits.TITLE_CHARS) -> str:
    """Text of one line: line breaks and runs of blanks become one blank."""
    if len(value) <= limit and value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return clean(_BLANKS.sub(" ", value[: limit * 4].replace("\r", " ").replace("\n", " ").replace("\t", " ")), limit)


def clean_url(value: str) -> str:
    """An http or https address with a host, else nothing; such text stays visible in the raw values."""
    value = clean_line(value, limits.URL_CHARS)
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host or any(mark in value for mark in ' "<>\\^`{|}'):
        return ""
    return value


def looks_double_encoded(value: str) -> bool:
    """Whether UTF-8 was read as Windows-1252 and written again ("Ã¼" for "ü"); never repaired silently (R4)."""
    return _DOUBLE_ENCODED.search(value) is not None


def decode_legacy(raw: bytes) -> tuple[str, str]:
    """Text and charset of bytes that declare none: strict UTF-8, else Windows-1252, which never fails here (R4)."""
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return decode_cp1252(raw), "cp1252"


def decode_cp1252(raw: bytes) -> str:
    """Windows-1252; its five unassigned bytes become the replacement character."""
    return raw.decode("cp1252", "replace")
