"""Artwork with known faults, drawn by our own code: reportlab for content, pikepdf for what it does not write."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageCms
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

NAVY = CMYKColor(1, 0.8, 0.2, 0.3)
SIDE = 100.0
Draw = Callable[[Canvas], None]


def pdf(path: Path, draw: Draw, *, side: float = SIDE, bleed: float = 0.0) -> Path:
    """A square page with a trim box; `draw` paints in points from the trimmed corner. Fonts only where it sets some."""
    whole = (side + 2 * bleed) * mm
    canvas = Canvas(str(path), pagesize=(whole, whole), initialFontName="Helvetica", invariant=1)
    canvas.translate(bleed * mm, bleed * mm)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return changed(path, lambda document: _trim(document, side, bleed))


def _trim(document: pikepdf.Pdf, side: float, bleed: float) -> None:
    page = document.pages[0]
    page.obj.TrimBox = pikepdf.Array([bleed * mm, bleed * mm, (bleed + side) * mm, (bleed + side) * mm])


def changed(path: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        change(document)
        document.save(path)
    return path


def content(path: Path, stream: bytes, resources: dict[str, Any] | None = None, *, side: float = SIDE) -> Path:
    """A page whose content stream and resources are given as they are."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(side * mm, side * mm))
    page.obj.Resources = document.make_indirect(pikepdf.Dictionary(resources or {}))
    page.contents_add(stream)
    document.save(path)
    return path


def square(canvas: Canvas) -> None:
    """A filled square well inside the page: nothing to complain of in offset."""
    canvas.setFillColor(NAVY)
    canvas.rect(20 * mm, 20 * mm, 60 * mm, 60 * mm, stroke=0, fill=1)


def line(width_mm: float, *, color: CMYKColor = NAVY) -> Draw:
    def draw(canvas: Canvas) -> None:
        square(canvas)
        canvas.setStrokeColor(color)
        canvas.setLineWidth(width_mm * mm)
        canvas.line(25 * mm, 50 * mm, 75 * mm, 50 * mm)

    return draw


def words(size: float, *, font: str = "Fira", color: CMYKColor = NAVY) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(color)
        canvas.setFont(font, size)
        canvas.drawString(20 * mm, 50 * mm, "50 Jahre")

    return draw


def picture(pixels: int, mode: str = "CMYK", color: Any = (255, 100, 0, 0)) -> Draw:
    """A picture of 50 × 50 mm."""

    def draw(canvas: Canvas) -> None:
        image = Image.new(mode, (pixels, pixels), color)
        image.paste(Image.new(mode, (pixels // 2, pixels // 2), tuple(each // 2 for each in color)), (0, 0))
        if mode == "CMYK":
            stream = io.BytesIO()
            image.save(stream, "JPEG", quality=95)
            canvas.drawImage(ImageReader(stream), 25 * mm, 25 * mm, 50 * mm, 50 * mm)
        else:
            canvas.drawImage(ImageReader(image), 25 * mm, 25 * mm, 50 * mm, 50 * mm, mask="auto")

    return draw


def inks(*tints: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(CMYKColor(*tints))
        canvas.rect(20 * mm, 20 * mm, 40 * mm, 40 * mm, stroke=0, fill=1)

    return draw


def spots(count: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number in range(count):
            canvas.setFillColor(CMYKColorSep(0.1 * number, 0.5, 0.2, 0, spotName=f"HKS {number + 1}"))
            canvas.rect((10 + 8 * number) * mm, 20 * mm, 6 * mm, 40 * mm, stroke=0, fill=1)

    return draw


def full(bleed: float) -> Draw:
    """A ground that reaches the edge and goes beyond it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(NAVY)
        canvas.rect(-bleed * mm, -bleed * mm, (SIDE + 2 * bleed) * mm, (SIDE + 2 * bleed) * mm, stroke=0, fill=1)

    return draw


def white(*, overprints: bool) -> Draw:
    def draw(canvas: Canvas) -> None:
        square(canvas)
        canvas.setFillOverprint(overprints)
        canvas.setFillColor(CMYKColor(0, 0, 0, 0))
        canvas.rect(40 * mm, 40 * mm, 20 * mm, 20 * mm, stroke=0, fill=1)

    return draw


def faint(alpha: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(NAVY)
        canvas.setFillAlpha(alpha)
        canvas.rect(20 * mm, 20 * mm, 60 * mm, 60 * mm, stroke=0, fill=1)

    return draw


def with_intent(path: Path) -> Path:
    def change(document: pikepdf.Pdf) -> None:
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="FOGRA51"
        )
        document.Root.OutputIntents = pikepdf.Array([intent])

    return changed(path, change)


def with_script(path: Path) -> Path:
    def change(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(action)

    return changed(path, change)


def encrypted(path: Path) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="geheim", user=""))
    return path


def raster(path: Path, pixels: int, mode: str = "RGB", color: Any = (20, 40, 90), **options: Any) -> Path:
    """A motif in the middle of a white or transparent ground."""
    ground = (0, 0, 0, 0) if mode in {"RGBA", "CMYK"} else (255, 255, 255)
    image = Image.new(mode, (pixels, pixels), ground)
    image.paste(Image.new(mode, (pixels // 2, pixels // 2), color), (pixels // 4, pixels // 4))
    image.save(path, **options)
    return path


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def svg(path: Path, inside: str, *, side: float = SIDE) -> Path:
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}mm" height="{side}mm">'
        f"{inside}</svg>",
        encoding="utf-8",
    )
    return path
