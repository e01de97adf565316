"""Drawings and documents: scripts, references to elsewhere, copies of copies, deep trees, huge pages."""

import base64
import io
from typing import Final

from PIL import Image

from tests.hostile_files.case import Case, End, case

SHOWN, KEPT, REFUSED, FAILED = End.SHOWN, End.KEPT, End.REFUSED, End.FAILED
ROOT: Final = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 60">'
BOX: Final = '<rect width="40" height="30" fill="#247"/>'


def svg(inside: str, before: str = "") -> bytes:
    return f"{before}{ROOT}{BOX}{inside}</svg>".encode()


def uses(levels: int, each: int) -> str:
    """A drawing of `each` to the power of `levels` copies."""
    groups = ['<g id="l0"><rect width="1" height="1"/></g>']
    groups += [
        f'<g id="l{level}">' + f'<use xlink:href="#l{level - 1}"/>' * each + "</g>" for level in range(1, levels + 1)
    ]
    return "".join(groups) + f'<use xlink:href="#l{levels}"/>'


def png_as_data(width: int, height: int) -> str:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


BILLION: Final = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
OUTSIDE: Final = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def pdf(*objects: str, root: str = "1 0 R", trailer: str = "") -> bytes:
    """A document of these objects, numbered from 1, with a table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def page(box: str = "0 0 200 100", content: str = "0 0 1 rg 20 20 60 40 re f", extra: str = "") -> tuple[str, ...]:
    return (
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    )


def deep_tree(depth: int) -> bytes:
    nodes = [f"<< /Type /Pages /Kids [{number + 3} 0 R] /Count 1 >>" for number in range(depth)]
    return pdf("<< /Type /Catalog /Pages 2 0 R >>", *nodes, "<< /Type /Page /MediaBox [0 0 9 9] >>")


def eps(preview: bytes = b"") -> bytes:
    text = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 60 40\n(/etc/passwd) (r) file\nshowpage\n%%EOF\n"
    if not preview:
        return text
    head = b"\xc5\xd0\xd3\xc6" + (30).to_bytes(4, "little") + len(text).to_bytes(4, "little") + bytes(8)
    head += (30 + len(text)).to_bytes(4, "little") + len(preview).to_bytes(4, "little") + b"\xff\xff"
    return head + text + preview


def small_tiff() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#a40").save(out, "TIFF")
    return out.getvalue()


CASES: Final[list[Case]] = [
    case("SVG with a script", "b.svg", svg("<script>alert('canary')</script>"), SHOWN),
    case("SVG with a handler", "b.svg", svg('<rect width="9" height="9" onload="alert(1)"/>'), SHOWN),
    case("SVG with a foreign document", "b.svg", svg(
        '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>'),
        SHOWN),
    case("SVG that names a file", "b.svg", svg('<image href="/etc/passwd" width="9" height="9"/>'), SHOWN),
    case("SVG that names a file by address", "b.svg", svg(
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), SHOWN),
    case("SVG that calls home", "b.svg", svg('<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'), SHOWN),
    case("SVG that calls home from a style", "b.svg", svg(
        "<style>@import url(http://127.0.0.1:9/x.css); rect { fill: url(http://127.0.0.1:9/x) }</style>"), SHOWN),
    case("SVG with an escaped call in a style", "b.svg", svg("<style>rect{fill:\\75rl(http://x/)}</style>"), SHOWN),
    case("SVG with an entity bomb", "b.svg", svg("<text>&j;</text>", BILLION), SHOWN, FAILED, REFUSED),
    case("SVG with an entity from a file", "b.svg", svg("<text>&x;</text>", OUTSIDE), SHOWN, FAILED, REFUSED),
    case("SVG with an outer document type", "b.svg", svg("", '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/x.dtd">'),
         SHOWN, FAILED),
    case("SVG of a hundred million copies", "b.svg", svg(uses(8, 10)), KEPT, FAILED),
    case("SVG that copies itself", "b.svg", svg('<g id="a"><use xlink:href="#a"/></g>'), SHOWN, FAILED),
    case("SVG in which two copy each other", "b.svg", svg(
        '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'), SHOWN, FAILED),
    case("SVG 20,000 levels deep", "b.svg", lambda: svg("<g>" * 20_000 + "</g>" * 20_000), KEPT, FAILED, SHOWN),
    case("SVG of 60,000 elements", "b.svg", lambda: svg('<rect width="1" height="1"/>' * 60_000), KEPT),
    case("SVG with a picture bomb inside", "b.svg", lambda: svg(
        f'<image xlink:href="{png_as_data(20_000, 20_000)}" width="9" height="9"/>'), SHOWN),
    case("SVG inside an SVG as data", "b.svg", svg(
        '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>'), SHOWN),
    case("SVG with a picture inside", "g.svg", svg(
        f'<image xlink:href="{png_as_data(20, 20)}" width="9" height="9"/>'), SHOWN),
    case("SVG of a thousand million pixels each way", "b.svg", svg("").replace(
        b"viewBox", b'width="1e9" height="1e9" viewBox'), KEPT, FAILED),
    case("SVG with a filter over everything", "b.svg", svg(
        '<filter id="f" x="-1000" y="-1000" width="9000" height="9000"><feGaussianBlur stdDeviation="900"/></filter>'
        '<rect width="90" height="60" filter="url(#f)"/>'), SHOWN, FAILED),
    case("SVG with 500 filter steps", "b.svg", svg(
        '<filter id="f">' + '<feTurbulence baseFrequency="0.01" numOctaves="9"/>' * 500 + "</filter>"
        '<rect width="90" height="60" filter="url(#f)"/>'), KEPT),
    case("SVG with a pattern of a pattern", "b.svg", svg("".join(
        f'<pattern id="p{n}" width=".01" height=".01"><rect width="90" height="60" fill="url(#p{n - 1})"/></pattern>'
        for n in range(12)) + '<rect width="90" height="60" fill="url(#p11)"/>'), SHOWN, FAILED),
    case("SVG in UTF-16", "g.svg", svg("").decode().encode("utf-16"), SHOWN, FAILED),
    case("SVG that ends too early", "b.svg", svg("<text>Stra")[:-9], SHOWN, FAILED),
    case("SVG of ten megabytes and more", "b.svg", lambda: svg(f"<desc>{'x' * 11_000_000}</desc>"),
         KEPT, FAILED, REFUSED),
    case("PDF of one page", "g.pdf", pdf(*page()), SHOWN),
    case("PDF with a script", "b.pdf", pdf(*page(
        extra="/OpenAction << /S /JavaScript /JS (app.alert\\('canary'\\)) >>")), SHOWN),
    case("PDF that starts a program", "b.pdf", pdf(*page(
        extra="/OpenAction << /S /Launch /F (/bin/sh) >>")), SHOWN),
    case("PDF that opens an address", "b.pdf", pdf(*page(
        extra="/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>")), SHOWN),
    case("PDF with a page of 10⁹ points", "b.pdf", pdf(*page("0 0 1000000000 1000000000")), KEPT, FAILED),
    case("PDF with a page of nothing", "b.pdf", pdf(*page("0 0 0 0")), SHOWN, KEPT, FAILED),
    case("PDF with a page turned inside out", "g.pdf", pdf(*page("200 100 0 0")), SHOWN, FAILED),
    case("PDF with pages 3,000 levels deep", "b.pdf", lambda: deep_tree(3_000), SHOWN, KEPT, FAILED),
    case("PDF whose pages contain themselves", "b.pdf", pdf(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999 >>"), FAILED, KEPT),
    case("PDF that claims two thousand million pages", "b.pdf", pdf(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 2147483647 >>"), FAILED, KEPT),
    case("PDF whose form draws itself", "b.pdf", pdf(
        *page(content="/F Do"),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5 >>\nstream\n/F Do\nendstream"
    ).replace(b"/Contents 4 0 R", b"/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>"), SHOWN, FAILED),
    case("PDF with half a million operators", "b.pdf", lambda: pdf(
        *page(content="0 0 9 9 re f\n" * 500_000)), SHOWN, FAILED, KEPT),
    case("PDF without pages", "b.pdf", pdf("<< /Type /Catalog >>"), FAILED, KEPT),
    case("PDF without its table", "b.pdf", pdf(*page()).split(b"xref")[0], SHOWN, FAILED),
    case("PDF of only a header", "b.pdf", b"%PDF-1.7\n", FAILED),
    case("PDF with a password", "b.pdf", pdf(*page(), trailer="/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 "
        "/P -44 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >> /ID [<41><41>] "), KEPT, FAILED),
    case("EPS that reads a file", "b.eps", eps(), KEPT),
    case("EPS named as a photo", "b.jpg", eps(), KEPT),
    case("EPS with a preview", "g.eps", eps(small_tiff()), SHOWN),
    case("EPS with a preview outside the file", "b.eps", eps(small_tiff())[:200], KEPT),
    case("PostScript program named as a photo", "b.jpg", b"%!PS-Adobe-3.0\n(%pipe%id) (w) file\n", REFUSED),
]  # fmt: skip
