"""SVG out: rights as RDF inside `<metadata>`; the drawing stays, what acts, calls home or talks about people goes.

A drawing that leaves the house may be put on a web page, where it runs. So scripts, event handlers, embedded foreign
documents and references to other places are left out (security rule 27), and with them comments, editors' private
elements and attributes (paths of the machine it was drawn on), and title and description of the whole drawing, in
whose place those of the record stand.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from typing import Final

from lxml import etree

from assets.metadata.errors import MetadataNotWritten
from assets.metadata.namespaces import RDF, XML
from assets.metadata.source import Source
from assets.metadata.write import jpeg, png, webp
from assets.metadata.write.copy_parts import CopyParts
from assets.metadata.write.parts import Parts, Recipe, must_equal
from assets.metadata.xmp import hardened_parser

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
_LARGEST: Final = 10_000_000
_ELEMENTS: Final = 50_000
_DEPTH: Final = 128
_ACTIVE: Final = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "listener"})
_DATA: Final = re.compile(r"\s*data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_CALLS: Final = re.compile(r"url\s*\(\s*['\"]?(?!\s*['\"]?#|data:image/(?:png|jpeg|gif|webp))[^)]*\)", re.IGNORECASE)
_IMPORT: Final = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_PUT: Final = {"jpeg": jpeg.put, "png": png.put, "webp": webp.put}
_OTHERS_TOO: Final = frozenset({SVG, XLINK, XML})


def plan(source: Source, parts: CopyParts) -> Recipe:
    """The same drawing with the packet inside."""
    root = _root(source)
    _clean(root)
    before = _fingerprint(root)
    if parts.blocks.xmp is not None:
        root.insert(0, _metadata(parts.blocks.xmp))
    for name, text in (("desc", parts.rights.alt_text or parts.rights.description), ("title", parts.rights.title)):
        if text:
            element = etree.Element(f"{{{SVG}}}{name}")
            element.text = text
            root.insert(0, element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    copy = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def check(written: Source) -> None:
        again = _root(written)
        _clean(again)
        must_equal(before, _fingerprint(again))

    return Recipe((copy,), check)


def _root(source: Source) -> etree._Element:
    if source.size > _LARGEST:
        raise MetadataNotWritten("svg-too-large")
    try:
        root = etree.fromstring(source.at(0, source.size), hardened_parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise MetadataNotWritten("picture-damaged") from error
    if root.tag not in {f"{{{SVG}}}svg"} or sum(1 for _ in root.iter()) > _ELEMENTS or _too_deep(root):
        raise MetadataNotWritten("picture-damaged")
    if any(True for _ in root.iter(etree.Entity)):
        raise MetadataNotWritten("svg-entities")
    return root


def _too_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH:
            return True
    return False


def _clean(root: etree._Element) -> None:
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and not _stays(element, parent is root):
            _remove(element, parent)
        elif isinstance(element.tag, str):
            _clean_attributes(element)
            if element.tag == f"{{{SVG}}}style":
                element.text = _quiet(element.text or "")


def _stays(element: etree._Element, is_top: bool) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace != SVG or name.localname in _ACTIVE or name.localname == "metadata":
        return False
    return not (is_top and name.localname in {"title", "desc"})


def _remove(element: etree._Element, parent: etree._Element) -> None:
    """Take an element out; text behind it stays, since it belongs to the drawing."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name, text = etree.QName(str(key)), str(value)
        if _is_unwanted(element, name, text):
            del element.attrib[key]
        elif name.localname == "href" and _DATA.match(text):
            element.set(str(key), _bare_picture(text))
        elif "url" in text.lower() or "javascript:" in text.lower():
            element.set(str(key), _quiet(text))


def _is_unwanted(element: etree._Element, name: etree.QName, text: str) -> bool:
    if name.namespace not in {None, *_OTHERS_TOO} or name.localname.lower().startswith("on"):
        return True
    return name.localname == "base" or (name.localname == "href" and not _may_refer(element, text))


def _bare_picture(text: str) -> str:
    """A picture inside the drawing without metadata of its own; one that cannot be taken apart stays as it is."""
    head, _, encoded = text.partition(",")
    match = _DATA.match(text)
    put = _PUT.get(match[1].lower()) if match is not None and head.lower().rstrip().endswith(";base64") else None
    if put is None:
        return text
    try:
        return f"{head},{b64encode(put(b64decode(encoded), Parts())).decode('ascii')}"
    except (ValueError, MetadataNotWritten):
        return text


def _may_refer(element: etree._Element, target: str) -> bool:
    """Into the drawing, to pixels inside it, and from a link that a person clicks to a web page."""
    if target.startswith("#") or _DATA.match(target):
        return True
    return element.tag == f"{{{SVG}}}a" and target.startswith(("https://", "http://"))


def _quiet(text: str) -> str:
    """Style without imports and addresses."""
    if "javascript:" in text.lower():
        return ""
    return _CALLS.sub("none", _IMPORT.sub("", text))


def _metadata(packet: bytes) -> etree._Element:
    root = etree.fromstring(packet, hardened_parser())
    element = etree.Element(f"{{{SVG}}}metadata")
    element.append(root[0] if root.tag != f"{{{RDF}}}RDF" else root)
    return element


def _fingerprint(root: etree._Element) -> bytes:
    """One hash over the drawing: canonical elements, attributes and texts without metadata, title and description."""
    digest = hashlib.sha256()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        digest.update(f"{event} {element.tag}".encode())
        if event == "start":
            digest.update(repr(sorted((str(key), str(value)) for key, value in element.attrib.items())).encode())
            digest.update((element.text or "").strip().encode())
        elif element is not root:
            digest.update((element.tail or "").strip().encode())
    return digest.digest()
