"""SVG: size from the root element; metadata as RDF inside `<metadata>`, else title and description of the drawing."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from assets.metadata.blocks import Blocks, TextChunk
from assets.metadata.facts import Container
from assets.metadata.namespaces import RDF
from assets.metadata.source import Source
from assets.metadata.xmp import hardened_parser

_LARGEST: Final = 10_000_000
_LENGTH: Final = re.compile(r"\s*([0-9.]+(?:e[+-]?\d{1,3})?)\s*(px|pt|pc|mm|cm|in|Q)?\s*$", re.IGNORECASE)
_PIXELS: Final = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 960 / 25.4,
    "in": 96.0,
    "q": 96 / 101.6,
}
_C2PA: Final = "{http://c2pa.org/manifest}manifest"
_SVG: Final = "{http://www.w3.org/2000/svg}"


def cut(source: Source) -> Blocks:
    """Blocks of an SVG file; a drawing that cannot be parsed keeps a warning."""
    blocks = Blocks(color_space="RGB", has_alpha=True)
    root = _root(source, blocks)
    if root is None:
        return blocks
    box = [_number(part) for part in re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())[:4]]
    width, height = (_pixels(str(root.get(name, ""))) for name in ("width", "height"))
    if len(box) == 4 and not (width and height):
        width, height = box[2], box[3]
    if 0 < width < 1e6 and 0 < height < 1e6:
        blocks.width, blocks.height = max(1, round(width)), max(1, round(height))
    blocks.has_c2pa = next(root.iter(_C2PA), None) is not None
    for rdf in root.iter(f"{{{RDF}}}RDF"):
        blocks.add_xmp(etree.tostring(rdf, with_tail=False))
    for name in ("title", "desc"):
        found = root.find(_SVG + name)
        if found is not None and (found.text or "").strip():
            blocks.add_text(
                TextChunk(f"svg:{name}", (found.text or "").encode(), "utf-8", container=Container.CONTAINER)
            )
    return blocks


def _root(source: Source, blocks: Blocks) -> etree._Element | None:
    if source.size > _LARGEST:
        blocks.warn("svg-too-large")
        return None
    data = source.at(0, source.size)
    for recover in (False, True):
        try:
            root = etree.fromstring(data, hardened_parser(recover=recover))
        except (etree.XMLSyntaxError, ValueError, LookupError):
            continue
        if root is not None:
            if recover:
                blocks.warn("svg-damaged")
            return root
    blocks.warn("svg-unreadable")
    return None


def _pixels(text: str) -> float:
    match = _LENGTH.match(text)
    return _number(match[1]) * _PIXELS[(match[2] or "").lower()] if match else 0.0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
