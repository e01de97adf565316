# ruff: noqa: E501, PLR0917  tables: one row, one line
"""Every check has a file that passes and one that fails, drawn by our own code."""

from collections.abc import Callable
from pathlib import Path

import fontpkg_fira_sans
import pytest
from reportlab.lib.colors import CMYKColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from assets.artwork.checks import Check, Wanted, run_checks
from assets.artwork.products import products
from assets.artwork.reading import FinalSize, Unreadable, measure
from assets.artwork.words import Code, Result
from tests.artwork import drawn

PASS, WARNING, FAIL, NOT_APPLICABLE = Result.PASS, Result.WARNING, Result.FAIL, Result.NOT_APPLICABLE
PAPER_WHITE = CMYKColor(0, 0, 0, 0)
Make = Callable[[Path], Path]


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    file = Path(fontpkg_fira_sans.ROOT) / "files" / "FiraSans-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Fira", str(file)))


def wanted(product: str, technique: str, *, side: float = drawn.SIDE) -> Wanted:
    known = products()
    found = known.product(product)
    return Wanted(known.technique(found, technique), found.places[0], side, side)


def checked(
    path: Path, media_type: str = "application/pdf", *, product: str = "sticker", technique: str = "offset",
    side: float = drawn.SIDE, page: int = 1,
) -> dict[Code, Check]:  # fmt: skip
    want = wanted(product, technique, side=side)
    final = FinalSize(want.width_mm, want.height_mm, want.place.bleed_mm)
    return {each.code: each for each in run_checks(measure(path, media_type, final, page=page), want)}


def pdf(draw: drawn.Draw, bleed: float = 0.0) -> Make:
    return lambda path: drawn.pdf(path, draw, bleed=bleed)


PDFS = [
    pytest.param(pdf(drawn.picture(600)), Code.RESOLUTION, "offset", PASS, id="300 dpi in offset"),
    pytest.param(pdf(drawn.picture(500)), Code.RESOLUTION, "offset", WARNING, id="254 dpi in offset"),
    pytest.param(pdf(drawn.picture(300)), Code.RESOLUTION, "offset", FAIL, id="152 dpi in offset"),
    pytest.param(pdf(drawn.square), Code.RESOLUTION, "offset", NOT_APPLICABLE, id="no picture"),
    pytest.param(pdf(drawn.words(9)), Code.FONTS, "offset", PASS, id="font embedded"),
    pytest.param(pdf(drawn.words(9, font="Helvetica")), Code.FONTS, "offset", FAIL, id="font not embedded"),
    pytest.param(pdf(drawn.square), Code.FONTS, "offset", PASS, id="outlines"),
    pytest.param(pdf(drawn.words(9)), Code.TYPE_SIZE, "offset", PASS, id="nine points"),
    pytest.param(pdf(drawn.words(4.5)), Code.TYPE_SIZE, "offset", WARNING, id="four and a half points"),
    pytest.param(pdf(drawn.words(6, color=PAPER_WHITE)), Code.TYPE_SIZE, "offset", WARNING, id="six points, light"),
    pytest.param(pdf(drawn.words(3)), Code.TYPE_SIZE, "offset", FAIL, id="three points"),
    pytest.param(pdf(drawn.line(0.4)), Code.LINES, "screen", PASS, id="line of 0.4 mm in screen printing"),
    pytest.param(pdf(drawn.line(0.18)), Code.LINES, "screen", WARNING, id="line of 0.18 mm in screen printing"),
    pytest.param(pdf(drawn.line(0.4, color=PAPER_WHITE)), Code.LINES, "screen", WARNING, id="light line of 0.4 mm"),
    pytest.param(pdf(drawn.line(0)), Code.LINES, "offset", FAIL, id="hairline without width"),
    pytest.param(pdf(drawn.square), Code.COLORS, "offset", PASS, id="four inks"),
    pytest.param(pdf(drawn.picture(600, "RGB", (200, 10, 10))), Code.COLORS, "offset", FAIL, id="RGB picture in offset"),
    pytest.param(pdf(drawn.picture(600, "RGB", (200, 10, 10))), Code.COLORS, "digital", PASS, id="RGB in digital"),
    pytest.param(pdf(drawn.spots(2)), Code.SPOTS, "offset", PASS, id="two spot colors"),
    pytest.param(pdf(drawn.spots(3)), Code.SPOTS, "offset", FAIL, id="three spot colors"),
    pytest.param(pdf(drawn.square), Code.SPOTS, "offset", NOT_APPLICABLE, id="no spot color"),
    pytest.param(pdf(drawn.inks(0.9, 0.9, 0.6, 0.5)), Code.INK, "offset", PASS, id="290 percent of ink"),
    pytest.param(pdf(drawn.inks(1, 0.9, 0.9, 0.6)), Code.INK, "offset", FAIL, id="340 percent of ink"),
    pytest.param(pdf(drawn.picture(600, "CMYK", (250, 250, 250, 200))), Code.INK, "offset", FAIL, id="ink in a picture"),
    pytest.param(pdf(drawn.square), Code.INK, "screen", NOT_APPLICABLE, id="no limit in screen printing"),
    pytest.param(pdf(drawn.white(overprints=False)), Code.OVERPRINT, "offset", PASS, id="white knocks out"),
    pytest.param(pdf(drawn.white(overprints=True)), Code.OVERPRINT, "offset", WARNING, id="white overprints"),
    pytest.param(pdf(drawn.square), Code.TRANSPARENCY, "offset", PASS, id="opaque"),
    pytest.param(pdf(drawn.faint(0.5)), Code.TRANSPARENCY, "offset", WARNING, id="half transparent in offset"),
    pytest.param(pdf(drawn.faint(0.5)), Code.TRANSPARENCY, "digital", PASS, id="half transparent in digital"),
    pytest.param(pdf(drawn.full(3), 3), Code.BLEED, "offset", PASS, id="bleed of 3 mm"),
    pytest.param(pdf(drawn.full(1), 3), Code.BLEED, "offset", FAIL, id="bleed of 1 mm"),
    pytest.param(pdf(drawn.full(0)), Code.BLEED, "offset", FAIL, id="no bleed"),
    pytest.param(pdf(drawn.square), Code.BLEED, "offset", PASS, id="does not reach the edge"),
    pytest.param(pdf(drawn.square), Code.PROFILE, "offset", WARNING, id="no output intent"),
    pytest.param(lambda path: drawn.with_intent(drawn.pdf(path, drawn.square)), Code.PROFILE, "offset", PASS, id="FOGRA51"),
    pytest.param(pdf(drawn.square), Code.PROFILE, "screen", NOT_APPLICABLE, id="no profile in screen printing"),
    pytest.param(pdf(drawn.square), Code.ACTIVE, "offset", PASS, id="nothing active"),
    pytest.param(lambda path: drawn.with_script(drawn.pdf(path, drawn.square)), Code.ACTIVE, "offset", FAIL, id="script"),
    pytest.param(pdf(drawn.square), Code.FILE, "offset", PASS, id="open file"),
    pytest.param(lambda path: drawn.encrypted(drawn.pdf(path, drawn.square)), Code.FILE, "offset", FAIL, id="encrypted"),
    pytest.param(pdf(drawn.square), Code.SIZE, "offset", PASS, id="square on a square"),
    pytest.param(pdf(drawn.square), Code.PAGES, "offset", PASS, id="one page"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code", "technique", "result"), PDFS)
def test_a_check_of_a_pdf_says_what_was_drawn(
    make: Make, code: Code, technique: str, result: Result, tmp_path: Path
) -> None:
    check = checked(make(tmp_path / "a.pdf"), technique=technique)[code]
    assert check.result is result, check


def test_every_check_has_a_file_that_passes_and_one_that_does_not() -> None:
    told = {(each.values[1], each.values[3]) for each in PDFS}
    assert {code for code, result in told if result is PASS} == set(Code) - {Code.PAGES} | {Code.PAGES}
    bad = {code for code, result in told if result in {FAIL, WARNING}}
    assert bad | {Code.SIZE, Code.PAGES} == set(Code)  # those two have tests of their own


def test_a_page_of_other_proportions_is_a_note(tmp_path: Path) -> None:
    path = drawn.content(tmp_path / "a.pdf", b"0 0 0 1 k 10 10 20 20 re f")
    want = wanted("sticker", "offset")
    facts = measure(path, "application/pdf", FinalSize(100, 80, 0))
    found = {each.code: each for each in run_checks(facts, Wanted(want.technique, want.place, 100, 80))}
    assert found[Code.SIZE].result is WARNING


def test_of_several_pages_the_one_that_is_printed_is_named(tmp_path: Path) -> None:
    path = drawn.changed(drawn.pdf(tmp_path / "a.pdf", drawn.square), lambda each: each.add_blank_page())
    check = checked(path)[Code.PAGES]
    assert (check.result, check.text.de) == (WARNING, "Gedruckt wird Seite 1 von 2. Bitte nur diese liefern.")


def test_everything_is_measured_at_the_final_size(tmp_path: Path) -> None:
    """A page of 100 mm that is printed at 50: lines are half as thick, pictures have twice the resolution."""
    path = drawn.pdf(tmp_path / "a.pdf", drawn.line(0.4))
    assert checked(path, technique="screen", side=50)[Code.LINES].measured.de == "0,20 mm"
    path = drawn.pdf(tmp_path / "b.pdf", drawn.picture(300))
    assert checked(path, side=50)[Code.RESOLUTION].measured.de == "305 dpi"


def test_a_finding_is_marked_where_it_is(tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", drawn.words(9, font="Helvetica"))
    (box,) = checked(path)[Code.FONTS].boxes
    assert (round(box.x, 2), round(box.y + box.height, 1)) == (0.2, 0.5)


def test_a_form_inside_a_form_is_followed(tmp_path: Path) -> None:
    path = drawn.pdf(tmp_path / "a.pdf", _in_forms)
    assert checked(path)[Code.LINES].result is FAIL


def _in_forms(canvas: drawn.Canvas) -> None:
    canvas.beginForm("inner")
    canvas.setStrokeColor(drawn.NAVY)
    canvas.setLineWidth(0)
    canvas.line(100, 100, 200, 100)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.doForm("inner")
    canvas.endForm()
    canvas.doForm("outer")


def test_a_form_that_holds_itself_comes_to_an_end(tmp_path: Path) -> None:
    path = drawn.content(tmp_path / "a.pdf", b"/F Do")

    def loop(document: drawn.pikepdf.Pdf) -> None:
        form = document.make_stream(b"/F Do /F Do")
        form.Type, form.Subtype = drawn.pikepdf.Name.XObject, drawn.pikepdf.Name.Form
        form.BBox = drawn.pikepdf.Array([0, 0, 100, 100])
        resources = drawn.pikepdf.Dictionary(XObject=drawn.pikepdf.Dictionary(F=form))
        form.Resources = resources
        document.pages[0].obj.Resources = resources

    assert checked(drawn.changed(path, loop))[Code.FILE].result is WARNING


@pytest.mark.parametrize(
    "stream", [b"1 2 cm", b"/X Do", b"Tf", b"q q q", b"(x) Tj", b"0 0 re f", b"/P scn", b"\xff\xfe"]
)
def test_nonsense_in_a_page_is_survived(stream: bytes, tmp_path: Path) -> None:
    assert checked(drawn.content(tmp_path / "a.pdf", stream))[Code.FILE].result in {PASS, WARNING}


RASTERS = [
    pytest.param("a.png", 1300, {}, "image/png", Code.RESOLUTION, PASS, id="330 dpi"),
    pytest.param("a.png", 300, {}, "image/png", Code.RESOLUTION, FAIL, id="76 dpi"),
    pytest.param("a.png", 1300, {}, "image/png", Code.LINES, WARNING, id="lines in pixels cannot be measured"),
    pytest.param("a.png", 1300, {}, "image/png", Code.FONTS, NOT_APPLICABLE, id="no fonts in pixels"),
    pytest.param("a.png", 1300, {}, "image/png", Code.COLORS, FAIL, id="RGB in offset"),
    pytest.param("a.tif", 1300, {"mode": "CMYK", "color": (200, 100, 0, 0)}, "image/tiff", Code.COLORS, PASS, id="CMYK"),
    pytest.param("a.tif", 1300, {"mode": "CMYK", "color": (255, 255, 255, 255)}, "image/tiff", Code.INK, FAIL, id="400 %"),
    pytest.param("a.tif", 1300, {"mode": "CMYK", "color": (255, 255, 0, 0)}, "image/tiff", Code.INK, PASS, id="200 %"),
    pytest.param("a.png", 1300, {"mode": "RGBA", "color": (9, 9, 9, 120)}, "image/png", Code.TRANSPARENCY, WARNING, id="faint"),
    pytest.param("a.png", 1300, {"mode": "RGBA", "color": (9, 9, 9, 255)}, "image/png", Code.TRANSPARENCY, PASS, id="cut out"),
    pytest.param("a.png", 1300, {"icc_profile": drawn.profile()}, "image/png", Code.PROFILE, PASS, id="with profile"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "pixels", "options", "media_type", "code", "result"), RASTERS)
def test_a_check_of_a_picture_says_what_was_drawn(
    name: str, pixels: int, options: dict[str, object], media_type: str, code: Code, result: Result, tmp_path: Path
) -> None:
    path = drawn.raster(tmp_path / name, pixels, **options)
    check = checked(path, media_type)[code]
    assert check.result is result, check


SVGS = [
    pytest.param('<rect x="20" y="20" width="50" height="50" fill="#123"/>', Code.COLORS, "digital", PASS, id="RGB"),
    pytest.param('<rect x="20" y="20" width="50" height="50"/>', Code.COLORS, "offset", FAIL, id="RGB in offset"),
    pytest.param('<path d="M20 20 L80 80" stroke="#123" stroke-width="0.5"/>', Code.LINES, "digital", PASS, id="line"),
    pytest.param('<g transform="scale(.1)"><path d="M200 200 L800 800" stroke="#123" stroke-width=".5"/></g>',
                 Code.LINES, "digital", FAIL, id="line made thin"),
    pytest.param('<text x="20" y="50" font-size="8" font-family="Fira Sans">50</text>', Code.FONTS, "digital", FAIL, id="type"),
    pytest.param('<path d="M20 20 L80 80"/>', Code.FONTS, "digital", PASS, id="outlines"),
    pytest.param('<path d="M20 20 L80 80" opacity=".5"/>', Code.TRANSPARENCY, "offset", WARNING, id="faint"),
    pytest.param('<path d="M20 20 L80 80"/>', Code.TRANSPARENCY, "offset", PASS, id="opaque"),
    pytest.param("<script>1</script>", Code.ACTIVE, "digital", PASS, id="script is skipped when it is rebuilt"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "code", "technique", "result"), SVGS[:-1])
def test_a_check_of_a_drawing_says_what_was_drawn(
    inside: str, code: Code, technique: str, result: Result, tmp_path: Path
) -> None:
    check = checked(drawn.svg(tmp_path / "a.svg", inside), "image/svg+xml", technique=technique)[code]
    assert check.result is result, check


def test_a_script_in_a_drawing_is_named(tmp_path: Path) -> None:
    path = drawn.svg(tmp_path / "a.svg", "<script>1</script>")
    assert checked(path, "image/svg+xml")[Code.ACTIVE].result is FAIL


def test_what_cannot_be_opened_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Unreadable, match="header-unreadable"):
        checked(path)
