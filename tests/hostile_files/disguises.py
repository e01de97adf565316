"""Files that are two things, or something else than their name says; and names that are no names."""

import io
import zipfile
from typing import Final

from tests.hostile_files.case import Case, End, case
from tests.hostile_files.documents import page, pdf
from tests.hostile_files.rasters import chunk, picture, saved, with_png_chunk

SHOWN, KEPT, REFUSED, FAILED = End.SHOWN, End.KEPT, End.REFUSED, End.FAILED


def archive(*names: str, size: int = 20) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, bytes(size))
    return out.getvalue()


JPEG: Final = saved(picture(), "JPEG")
PNG: Final = saved(picture(), "PNG")
GIF: Final = saved(picture(mode="P"), "GIF")

CASES: Final[list[Case]] = [
    case("zip archive", "b.zip", archive("../../etc/passwd", "a.jpg"), REFUSED),
    case("zip archive named as a photo", "b.jpg", archive("a.jpg"), REFUSED),
    case("zip bomb", "b.png", lambda: archive("a", size=50_000_000), REFUSED),
    case("photo with an archive behind it", "b.jpg", JPEG + archive("evil.exe"), SHOWN),
    case("picture with an archive behind it", "b.png", PNG + archive("evil.exe"), SHOWN),
    case("GIF that is a script as well", "b.gif", GIF[:6] + b"/*" + GIF[8:] + b"*/=1;alert('canary')//", SHOWN, FAILED),
    case("photo with a page in its comment and name", "b.html", JPEG[:2] + b"\xff\xfe\0\x30"
         + b"<html><script>alert('canary')</script></html>".ljust(46) + JPEG[2:], SHOWN),
    case("document with a picture behind it", "b.pdf", pdf(*page()) + PNG, SHOWN),
    case("picture with a document inside", "b.png", with_png_chunk(chunk(b"tEXt", b"x\0" + pdf(*page()))), SHOWN),
    case("photo with a program behind it", "b.jpg", JPEG + b"MZ" + bytes(200) + b"This program cannot be run", SHOWN),
    case("program named as a photo", "b.jpg", b"MZ\x90\0" + bytes(200), REFUSED),
    case("program of Linux named as a film", "b.mp4", b"\x7fELF\x02\x01\x01" + bytes(200), REFUSED),
    case("shell script named as a drawing", "b.svg", b"#!/bin/sh\nrm -rf /\n", REFUSED),
    case("web page named as a photo", "b.jpg", b"<!doctype html><script>alert('canary')</script>", REFUSED),
    case("web page named as a drawing", "b.svg", b"<html><body onload='alert(1)'></body></html>", REFUSED),
    case("office document named as PDF", "b.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), REFUSED),
    case("sound named as a film", "b.mp4", b"ID3\x04" + bytes(600), REFUSED),
    case("bitmap of Windows", "b.bmp", saved(picture(), "BMP"), REFUSED),
    case("icon", "b.ico", b"\0\0\x01\0\x01\0\x10\x10" + bytes(60), REFUSED),
    case("JPEG XL", "b.jxl", b"\xff\x0a" + bytes(60), REFUSED),
    case("text", "b.jpg", b"nothing but text\n" * 20, REFUSED),
    case("zeros", "b.jpg", bytes(4096), REFUSED),
    case("nothing at all", "b.jpg", b"", REFUSED),
    case("one byte", "b.jpg", b"\xff", REFUSED),
    case("MHTML named as a photo", "b.jpg", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", REFUSED),
    case("photo without a suffix", "foto", JPEG, SHOWN),
    case("picture named as a film", "b.mp4", PNG, SHOWN),
    case("photo with a name of spaces", "   .jpg", saved(picture(20, 21), "JPEG"), SHOWN),
    case("photo whose name turns round", "foto\u202egpj.exe", saved(picture(20, 22), "JPEG"), SHOWN),
    case("photo with line breaks in its name", "a\r\nContent-Type: text\nb.jpg", saved(picture(20, 23), "JPEG"), SHOWN),
    case("photo with quotes in its name", 'a"; filename="b.html.jpg', saved(picture(20, 24), "JPEG"), SHOWN),
    case("photo whose name is an option", "--help;$(id)|`id`.jpg", saved(picture(20, 25), "JPEG"), SHOWN),
    case("photo whose name is a page", "<img src=x onerror=alert(1)>.jpg", saved(picture(20, 26), "JPEG"), SHOWN),
    case("photo with a name of 240 letters", "n" * 236 + ".jpg", saved(picture(20, 27), "JPEG"), SHOWN),
    case("photo whose name is a path of Windows", "..\\..\\windows\\a.jpg", saved(picture(20, 28), "JPEG"), SHOWN),
    case("photo whose name is a formula", "=HYPERLINK(1).jpg", saved(picture(20, 29), "JPEG"), SHOWN),
    case("photo with a decomposed name", "u\u0308bung.jpg", saved(picture(20, 30), "JPEG"), SHOWN),
]  # fmt: skip
