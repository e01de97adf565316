"""Artwork as SVG: lines, letters, pictures and colors at the final size. A drawing has RGB colors and no bleed.

Presentation attributes, style sheets and `style` of elements count, in this order; `use` draws what it refers to. What
of a sheet is not understood, and what lies outside the drawing, is named as unseen.
"""

import base64
import io
import math
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree
from PIL import Image, ImageColor

from assets.artwork.products import ColorSpace
from assets.artwork.reading.facts import (
    MM_PER_INCH,
    MOST_KEPT,
    WHOLE,
    Box,
    Facts,
    FontUse,
    Form,
    ImageUse,
    Measured,
    Unreadable,
    Unseen,
)
from assets.artwork.reading.geometry import IDENTITY, Frame, Matrix, corners
from assets.artwork.reading.pdf import FinalSize
from assets.artwork.reading.stylesheet import declared, sheet_of

MOST_ELEMENTS: Final = 50_000
MOST_BYTES: Final = 16 * 1024 * 1024
DEEPEST: Final = 64
PIXELS_PER_INCH: Final = 96
_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_LENGTH: Final = re.compile(r"^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(px|pt|mm|cm|in|pc|%)?\s*$", re.IGNORECASE)
_CALL: Final = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SKIPPED: Final = frozenset({"defs", "clipPath", "mask", "symbol", "marker", "pattern", "metadata", "title", "desc"})
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"})
_INHERITED: Final = ("fill", "stroke", "stroke-width", "font-size", "font-family")
_READ: Final = (*_INHERITED, "opacity", "fill-opacity", "stroke-opacity", "filter", "mask", "mix-blend-mode", "display")
_NOT_READ: Final = frozenset({"font", "all", "transform"})
_LIGHT: Final = 0.6
_LINK: Final = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Style:
    """What an element inherits."""

    matrix: Matrix = IDENTITY
    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    size: float = 16.0
    family: str = ""


def read_svg(source: Path, final: FinalSize) -> Facts:
    """Measure a drawing for its final size."""
    data = source.read_bytes()[: MOST_BYTES + 1]
    if len(data) > MOST_BYTES or b"<!ENTITY" in data or b"<!DOCTYPE" in data[:65536].upper().replace(b"SVG", b""):
        raise Unreadable("header-unreadable")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("header-unreadable") from error
    return _Reader.of(root, final).facts


class _Reader:
    def __init__(self, facts: Facts, frame: Frame, scale: float, root: etree._Element) -> None:
        self.facts, self.frame, self.scale, self.count = facts, frame, scale, 0
        self.sheet = sheet_of(root)
        self.by_id = {each.get("id", ""): each for each in root.iter() if each.get("id")}
        if not self.sheet.is_whole:
            facts.unknown.add(Unseen.STYLE)

    @classmethod
    def of(cls, root: etree._Element, final: FinalSize) -> "_Reader":
        left, top, width, height = _view(root)
        ratio = min(final.width_mm / width, final.height_mm / height)
        facts = Facts(Form.SVG, width * ratio, height * ratio)
        reader = cls(facts, Frame(left, top, width, height, is_upwards=False), ratio, root)
        style = _inherited(Style(), reader.told(root), "")
        for child in root:
            reader.walk(child, style, 1)
        return reader

    def walk(self, element: etree._Element, above: Style, depth: int) -> None:
        self.count += 1
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if self.count > MOST_ELEMENTS or depth > DEEPEST:
            self.facts.unknown.add(Unseen.TOO_MUCH)
            return
        if name in {"script", "foreignObject"}:
            self.facts.active.append(name)
        if not name or name in _SKIPPED | {"style", "script"}:
            return
        told = self.told(element)
        if told.get("display") == "none":
            return
        style = _inherited(above, told, element.get("transform", ""))
        if _is_faint(told) and len(self.facts.transparency) < MOST_KEPT:
            self.facts.transparency.append(WHOLE)
        if name == "image":
            self.image(element, style)
        elif name in _SHAPES:
            self.shape(name, element, style)
        elif name == "use":
            self.use(element, style, depth)
        for child in element:
            self.walk(child, style, depth + 1)

    def told(self, element: etree._Element) -> dict[str, str]:
        """Presentation attributes, what style sheets say over them, and what its own `style` says over those."""
        told = {name: element.get(name, "") for name in _READ if element.get(name)}
        usual, important = self.sheet.told(element)
        own = list(declared(element.get("style", "")))
        told |= usual | {name: value for name, value, is_important in own if not is_important}
        told |= important | {name: value for name, value, is_important in own if is_important}
        if _NOT_READ & set(told) or any("var(" in value for value in told.values()):
            self.facts.unknown.add(Unseen.STYLE)
        return told

    def use(self, element: etree._Element, style: Style, depth: int) -> None:
        """Draw what is referred to, where this stands; a chain that comes back to itself ends at the depth allowed."""
        address = element.get("href", element.get(_LINK, "")).strip()
        target = self.by_id.get(address[1:]) if address.startswith("#") else None
        if target is None:
            self.facts.unknown.add(Unseen.STYLE)
            return
        moved = style.matrix.after(Matrix(e=_size(element.get("x")), f=_size(element.get("y"))))
        name = etree.QName(target).localname
        if name not in {"symbol", "svg"}:
            self.walk(target, replace(style, matrix=moved), depth + 1)
            return
        fitted = moved.after(_fitted(target, element))
        inside = _inherited(replace(style, matrix=fitted), self.told(target), "")
        for child in target:
            self.walk(child, inside, depth + 1)

    def shape(self, name: str, element: etree._Element, style: Style) -> None:
        box = self.frame.box(_points(name, element, style)).clipped()
        for paint in (style.fill, style.stroke):
            if paint.startswith("url(") or paint not in {"none", "transparent"}:
                self.facts.spaces.setdefault(ColorSpace.RGB, box)
        if name in {"text", "tspan"}:
            self.text(element, style, box)
        if style.stroke not in {"none", "transparent"}:
            line = Measured(style.width * style.matrix.mean * self.scale, _lightness(style.stroke) >= _LIGHT, box)
            _keep(self.facts.strokes, line)
        if _edge(box) and style.fill != "none" and _lightness(style.fill) < 0.99:
            self.facts.painted_bleed_mm = 0.0

    def text(self, element: etree._Element, style: Style, box: Box) -> None:
        if not (element.text or "").strip():
            return
        self.facts.has_text = True
        family = style.family.split(",")[0].strip(" '\"") or "?"
        self.facts.fonts.setdefault(family, FontUse(family, is_embedded=False, is_drawn=False, box=box))
        points = style.size * style.matrix.up * self.scale / MM_PER_INCH * 72
        _keep(self.facts.type, Measured(points, _lightness(style.fill) >= _LIGHT, box))

    def image(self, element: etree._Element, style: Style) -> None:
        width, height = _size(element.get("width")), _size(element.get("height"))
        box = self.frame.box(corners(style.matrix, _size(element.get("x")), _size(element.get("y")), width, height))
        data = element.get("href", element.get(_LINK, ""))
        pixels = _pixels(data)
        if pixels is None or not width or not height:
            self.facts.unknown.add(Unseen.COLOR)
            return
        across = width * style.matrix.across * self.scale / MM_PER_INCH
        up = height * style.matrix.up * self.scale / MM_PER_INCH
        self.facts.images.append(ImageUse(min(pixels[0] / across, pixels[1] / up), box.clipped()))
        self.facts.spaces.setdefault(ColorSpace.RGB, box.clipped())


def _fitted(symbol: etree._Element, use: etree._Element) -> Matrix:
    """How the view box of a symbol comes to the size at which it is used, centered as is usual."""
    box = [float(each) for each in _NUMBER.findall(symbol.get("viewBox", ""))]
    if len(box) != 4 or min(box[2:]) <= 0:
        return IDENTITY
    width = _size(use.get("width")) or _size(symbol.get("width")) or box[2]
    height = _size(use.get("height")) or _size(symbol.get("height")) or box[3]
    ratio = min(width / box[2], height / box[3])
    left, top = (width - box[2] * ratio) / 2, (height - box[3] * ratio) / 2
    return Matrix(a=ratio, d=ratio, e=left - box[0] * ratio, f=top - box[1] * ratio)


def _inherited(above: Style, told: dict[str, str], transform: str) -> Style:
    return replace(
        above,
        matrix=above.matrix.after(_transform(transform)),
        fill=told.get("fill", above.fill),
        stroke=told.get("stroke", above.stroke),
        width=_size(told["stroke-width"]) if "stroke-width" in told else above.width,
        size=_size(told["font-size"]) if "font-size" in told else above.size,
        family=told.get("font-family", above.family),
    )


def _is_faint(told: dict[str, str]) -> bool:
    faint = any(_size(told.get(name, "1")) < 1 for name in ("opacity", "fill-opacity", "stroke-opacity"))
    return faint or any(told.get(name, "none") != "none" for name in ("filter", "mask")) or "mix-blend-mode" in told


def _view(root: etree._Element) -> tuple[float, float, float, float]:
    numbers = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) == 4 and min(numbers[2:]) > 0:
        return numbers[0], numbers[1], numbers[2], numbers[3]
    width, height = _size(root.get("width")), _size(root.get("height"))
    if min(width, height) <= 0:
        raise Unreadable("picture-without-pixels")
    return 0.0, 0.0, width, height


def _size(text: str | None) -> float:
    found = _LENGTH.match(text or "")
    if found is None:
        return 0.0
    value = float(found[1]) * _UNITS.get((found[2] or "").lower(), 1.0)
    return value if math.isfinite(value) else 0.0


def _transform(text: str) -> Matrix:
    matrix = Matrix()
    for name, inside in _CALL.findall(text[:4000]):
        given = [float(each) for each in _NUMBER.findall(inside)]
        matrix = matrix.after(_called(name, given))
    return matrix


def _called(name: str, given: list[float]) -> Matrix:
    if name == "matrix" and len(given) == 6:
        return Matrix(*given)
    if name == "translate" and given:
        return Matrix(e=given[0], f=given[1] if len(given) > 1 else 0.0)
    if name == "scale" and given:
        return Matrix(a=given[0], d=given[-1])
    if name == "rotate" and given:
        turn = math.radians(given[0])
        spun = Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn))
        if len(given) == 3:
            return Matrix(e=given[1], f=given[2]).after(spun).after(Matrix(e=-given[1], f=-given[2]))
        return spun
    return Matrix()


def _points(name: str, element: etree._Element, style: Style) -> list[tuple[float, float]]:
    get = {key: _size(element.get(key)) for key in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    if name == "rect":
        return corners(style.matrix, get["x"], get["y"], get["width"], get["height"])
    if name in {"circle", "ellipse"}:
        rx, ry = get["r"] or get["rx"], get["r"] or get["ry"]
        return corners(style.matrix, get["cx"] - rx, get["cy"] - ry, 2 * rx, 2 * ry)
    if name in {"text", "tspan"}:
        length = len((element.text or "").strip()) * style.size * 0.5
        return corners(style.matrix, get["x"], get["y"] - style.size, length, style.size * 1.2)
    if name == "line":
        given = [_size(element.get(key)) for key in ("x1", "y1", "x2", "y2")]
    else:
        given = [float(each) for each in _NUMBER.findall(element.get("d", element.get("points", "")))[:20_000]]
    pairs = list(zip(given[::2], given[1::2], strict=False)) or [(0.0, 0.0)]
    return [style.matrix.at(x, y) for x, y in pairs]


def _lightness(paint: str) -> float:
    try:
        red, green, blue = ImageColor.getrgb(paint)[:3]
    except ValueError:
        return 0.5
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _edge(box: Box) -> bool:
    return min(box.x, box.y) <= 0.001 or max(box.x + box.width, box.y + box.height) >= 0.999


def _pixels(data: str) -> tuple[int, int] | None:
    """The size of an embedded picture; one that lies elsewhere is not fetched."""
    kind, _, encoded = data.partition(";base64,")
    if not kind.startswith("data:image/") or not encoded:
        return None
    try:
        with Image.open(io.BytesIO(base64.b64decode(encoded)), formats=["PNG", "JPEG"]) as picture:
            return picture.size
    except (ValueError, OSError, SyntaxError):
        return None


def _keep(found: list[Measured], one: Measured) -> None:
    if len(found) < MOST_KEPT:
        found.append(one)
