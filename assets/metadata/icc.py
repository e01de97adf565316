"""The name and color space of an ICC profile, from its header and description tag; nothing else is interpreted."""

from __future__ import annotations

from assets.metadata.text import clean_line


def profile_name(profile: bytes) -> str:
    """The description of a profile (`sRGB IEC61966-2.1`), empty when it has none that can be read."""
    count = min(int.from_bytes(profile[128:132], "big"), 100)
    for number in range(count):
        entry = profile[132 + 12 * number : 144 + 12 * number]
        if entry[:4] == b"desc" and len(entry) == 12:
            offset, size = int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")
            return _description(profile[offset : offset + min(size, 4096)])
    return ""


def profile_space(profile: bytes) -> str:
    """`RGB`, `CMYK`, `GRAY`, `Lab` as the header says."""
    return clean_line(profile[16:20].decode("ascii", "ignore"), 8)


def _description(body: bytes) -> str:
    if body[:4] == b"desc":
        length = int.from_bytes(body[8:12], "big")
        return clean_line(body[12 : 12 + length].split(b"\x00", 1)[0].decode("latin-1"), 120)
    if body[:4] == b"mluc" and len(body) >= 28:
        size, offset = int.from_bytes(body[20:24], "big"), int.from_bytes(body[24:28], "big")
        return clean_line(body[offset : offset + size].decode("utf-16-be", "replace").split("\x00", 1)[0], 120)
    return ""
