"""What of an SVG drawing reaches the renderer: a tree built anew from elements and attributes that are allowed.

Nothing is struck out of the stranger's tree; what is not in the two lists below is never copied (security rule 27).
References lead to `#…` inside the drawing or are pictures as `data:`; style sheets import nothing; there is no script,
no foreign document, no file. Counts are bounded before rendering, also what `use` would multiply.
"""

import io
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from PIL import Image, UnidentifiedImageError

from assets.renditions.errors import NotRenderable, Refusal

SVG: Final = "{http://www.w3.org/2000/svg}"
XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES: Final[dict[str | None, str]] = {None: SVG[1:-1], "xlink": XLINK_HREF[1 : XLINK_HREF.index("}")]}
MAX_BYTES: Final = 10_000_000
MAX_ELEMENTS: Final = 50_000
MAX_DEPTH: Final = 128
MAX_USES: Final = 100_000
MAX_FILTER_STEPS: Final = 200
MAX_FILTER_SHARE: Final = 2.0
MAX_PICTURE_PIXELS: Final = 50_000_000
"""Of all pictures inside the drawing together."""

_ELEMENT_WORDS: Final = """
    svg g a defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image style
    linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer
    feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence"""
_ATTRIBUTE_WORDS: Final = """
    id class style transform x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox
    preserveAspectRatio version dx dy rotate textLength lengthAdjust startOffset method spacing side pathLength offset
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits
    maskUnits maskContentUnits mask-type markerUnits markerWidth markerHeight refX refY orient filterUnits
    primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4
    order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant
    specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ z azimuth elevation scale
    xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles systemLanguage
    requiredFeatures alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters cursor direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker
    marker-end marker-mid marker-start mask mix-blend-mode opacity overflow paint-order shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility
    word-spacing writing-mode"""
ELEMENTS: Final = frozenset(_ELEMENT_WORDS.split())
_ATTRIBUTES: Final = frozenset(_ATTRIBUTE_WORDS.split())
_INSIDE: Final = re.compile(r"\s*#[^\s#()'\"\\<>]{1,500}\s*$")
_PICTURE: Final = re.compile(r"\s*data:image/(png|jpe?g|webp)(?:;charset=[\w-]+)?;base64,", re.IGNORECASE)
_ANY_URL: Final = re.compile(r"url\s*\(([^)]*)\)?", re.IGNORECASE)
_INSIDE_URL: Final = re.compile(r"\s*['\"]?\s*#[^\s#()'\"\\<>]{1,500}\s*['\"]?\s*$")
_CSS_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_CSS_AT_RULE: Final = re.compile(r"@[^;{]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\}?|$)")
_SHOWN_ELSEWHERE: Final = frozenset({"foreignObject", "href", "feImage", "style"})
_FORMS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}


@dataclass(slots=True)
class _Spent:
    """What the drawing has used of its bounds."""

    elements: int = 0
    filter_steps: int = 0
    picture_pixels: int = 0
    left_out: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The tree that may be rendered, and what of the stranger's was left behind (element and attribute names)."""

    root: etree._Element
    left_out: frozenset[str]
    has_text: bool
    has_filters: bool

    @property
    def left_something_out(self) -> bool:
        """Whether something is missing that a browser might have shown: foreign documents, pictures from elsewhere."""
        return bool(self.left_out & _SHOWN_ELSEWHERE)


def rebuilt(data: bytes) -> Rebuilt:
    """The drawing anew. Raises `NotRenderable` for what cannot be parsed or exceeds a bound."""
    if len(data) > MAX_BYTES:
        raise NotRenderable(Refusal.BYTES, "drawing too long")
    source = _parsed(data)
    if source.tag not in {f"{SVG}svg", "svg"}:
        raise NotRenderable(Refusal.UNREADABLE, "the root is not svg")
    spent = _Spent()
    root = etree.Element(f"{SVG}svg", nsmap=_NAMESPACES)  # type: ignore[arg-type]  # None is the default namespace
    _copy(source, root, spent)
    _check_uses(root)
    _narrow_filters(root)
    has_text = next(root.iter(f"{SVG}text"), None) is not None
    return Rebuilt(root, frozenset(spent.left_out), has_text, has_filters=spent.filter_steps > 0)


def _parsed(data: bytes) -> etree._Element:
    """Parse without DTD, entities, network; also what is slightly broken, as browsers do."""
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
            remove_comments=True, remove_pis=True, recover=recover,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            continue
        if root is not None:
            return root
    raise NotRenderable(Refusal.UNREADABLE, "not XML")


def _copy(source: etree._Element, root: etree._Element, spent: _Spent) -> None:
    """Copy the allowed part, breadth without recursion: a stranger chooses the depth."""
    _attributes(source, root, "svg", spent)
    root.text = source.text
    work = [(source, root, 1)]
    while work:
        old, new, depth = work.pop()
        if depth > MAX_DEPTH:
            raise NotRenderable(Refusal.ELEMENTS, "nested too deep")
        for child in old:
            copied = _element(child, new, spent)
            if copied is not None:
                work.append((child, copied, depth + 1))


def _element(child: etree._Element, parent: etree._Element, spent: _Spent) -> etree._Element | None:
    if not isinstance(child.tag, str):  # an entity that was not resolved
        return None
    spent.elements += 1
    if spent.elements > MAX_ELEMENTS:
        raise NotRenderable(Refusal.ELEMENTS, "too many elements")
    name = child.tag.removeprefix(SVG)
    spent.filter_steps += name.startswith("fe")
    if spent.filter_steps > MAX_FILTER_STEPS:
        raise NotRenderable(Refusal.ELEMENTS, "too many filter steps")
    if name not in ELEMENTS:
        if not name.startswith("{"):
            spent.left_out.add(name)
        _after(parent, child.tail)
        return None
    made = etree.SubElement(parent, SVG + name)
    _attributes(child, made, name, spent)
    made.text = _style_sheet(child.text or "", spent) if name == "style" else child.text
    made.tail = child.tail
    return made


def _after(parent: etree._Element, tail: str | None) -> None:
    """Keep the text that stood behind an element that was left out."""
    if tail and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _attributes(old: etree._Element, new: etree._Element, name: str, spent: _Spent) -> None:
    for key, value in ((str(key), str(value)) for key, value in old.attrib.items()):
        if key in {"href", XLINK_HREF}:
            if _is_allowed_reference(name, value, spent):
                new.set(XLINK_HREF, value)
            else:
                spent.left_out.add("href")
        elif key == "style":
            new.set(key, _style_sheet(value, spent))
        elif key == XML_SPACE or (key in _ATTRIBUTES and _calls_only_inside(value)):
            new.set(key, value)
        elif not key.startswith("{"):
            spent.left_out.add(key[:40])


def _calls_only_inside(value: str) -> bool:
    if "\\" in value and "url" not in value.lower():
        return True  # no reference that it could hide: a renderer reads escapes in style sheets only
    return all(_INSIDE_URL.match(call) for call in _ANY_URL.findall(value))


def _style_sheet(text: str, spent: _Spent) -> str:
    """Rules without at-rules, comments and references to elsewhere; none with escapes, which could spell them."""
    plain = _CSS_COMMENT.sub(" ", text)
    if "\\" in plain:
        spent.left_out.add("style")
        return ""
    kept = _CSS_AT_RULE.sub(" ", plain).replace("@", " ")
    safe = _ANY_URL.sub(lambda match: match[0] if _INSIDE_URL.match(match[1]) else "none", kept)
    if safe != plain:
        spent.left_out.add("style")
    return safe


def _is_allowed_reference(name: str, value: str, spent: _Spent) -> bool:
    if name == "a":
        return False
    if _INSIDE.match(value):
        return True
    match = _PICTURE.match(value) if name == "image" else None
    return match is not None and _is_small_picture(value[match.end() :], _FORMS[match[1].lower()], spent)


def _is_small_picture(encoded: str, form: str, spent: _Spent) -> bool:
    """Whether a picture inside the drawing is what it says and within the bounds; its header is read, no more."""
    try:
        with Image.open(io.BytesIO(b64decode(encoded)), formats=[form]) as picture:
            width, height = picture.size
    except (NotBase64, UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    spent.picture_pixels += width * height
    return spent.picture_pixels <= MAX_PICTURE_PIXELS


def _check_uses(root: etree._Element) -> None:
    """Refuse a drawing whose `use` elements, each a copy of what it names, would become too many; drop circles."""
    targets = {str(each.get("id")): each for each in root.iter() if each.get("id")}
    sizes: dict[str, int] = {}
    total = 0
    for use in list(root.iter(f"{SVG}use")):
        total += _expanded(use, targets, sizes, Counter())
        if total > MAX_USES:
            raise NotRenderable(Refusal.ELEMENTS, "use multiplies the drawing")


def _expanded(
    use: etree._Element, targets: dict[str, etree._Element], sizes: dict[str, int], seen: Counter[str]
) -> int:
    """How many elements a `use` stands for, with the uses below it."""
    name = str(use.get(XLINK_HREF, "")).strip().removeprefix("#")
    target = targets.get(name)
    if target is None:
        return 0
    if name in sizes:
        return sizes[name]
    if seen[name] or sum(seen.values()) > MAX_DEPTH:
        del use.attrib[XLINK_HREF]  # a circle, or deeper than anything drawn by people
        return 0
    seen[name] += 1
    size = 0
    for each in target.iter():
        size += 1
        if each.tag == f"{SVG}use":
            size += _expanded(each, targets, sizes, seen)
        if size > MAX_USES:
            raise NotRenderable(Refusal.ELEMENTS, "use multiplies the drawing")
    seen[name] -= 1
    sizes[name] = size
    return size


def _narrow_filters(root: etree._Element) -> None:
    """Let no filter work on an area far beyond what it is applied to: it is computed whole, pixel by pixel."""
    for each in root.iter(f"{SVG}filter"):
        sides = [str(each.get(name, "0")).strip() for name in ("x", "y", "width", "height")]
        if each.get("filterUnits") == "userSpaceOnUse" or any(_is_wide(side) for side in sides):
            for name in ("x", "y", "width", "height", "filterUnits"):
                each.attrib.pop(name, "")


def _is_wide(side: str) -> bool:
    """Whether a side of a filter's area, as a share of the thing, is more than twice that thing or no number."""
    try:
        return abs(float(side.removesuffix("%")) / (100 if side.endswith("%") else 1)) > MAX_FILTER_SHARE
    except ValueError:
        return True
