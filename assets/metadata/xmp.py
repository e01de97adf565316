"""XMP packets through a hardened lxml parser (R8, security rule 23): no document type, no entities, no network.

A property may be an attribute or an element, may stand in any of several `rdf:Description`, and in any of several
packets. It is matched by namespace; the prefix in the file means nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml import etree

from assets.metadata import limits
from assets.metadata.blocks import Blocks
from assets.metadata.errors import BrokenBlock
from assets.metadata.facts import Container, RawValue
from assets.metadata.namespaces import PREFIXES, RDF, XML
from assets.metadata.text import clean

_TOO_DEEP: Final = etree.XPath("boolean(" + "/*" * (limits.XMP_DEPTH + 1) + ")")
_NODES: Final = etree.XPath("count(//*) + count(//@*)")
_ARRAYS: Final = {f"{{{RDF}}}{name}" for name in ("Bag", "Seq", "Alt")}
_BYTE_ORDERS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_LANG: Final = f"{{{XML}}}lang"


@dataclass(frozen=True, slots=True)
class XmpNode:
    """A value of any shape: text, or items of a list, or fields of a structure by `prefix:name`."""

    text: str = ""
    lang: str = ""
    items: tuple[XmpNode, ...] = ()
    fields: dict[str, XmpNode] = field(default_factory=dict)
    is_alternative: bool = False

    def plain(self) -> str:
        """The one text that stands for the value: of a language alternative the default."""
        if self.text or not self.items:
            return self.text
        default = next((item for item in self.items if item.lang.lower() == "x-default"), self.items[0])
        return default.plain()

    def plains(self) -> tuple[str, ...]:
        """All texts of a list; a lone text is a list of one."""
        if not self.items:
            return (self.text,) if self.text else ()
        return tuple(text for text in (item.plain() for item in self.items) if text)

    def structures(self) -> tuple[dict[str, XmpNode], ...]:
        """All structures of a list; a lone structure is a list of one."""
        return tuple(item.fields for item in (self.items or (self,)) if item.fields)


@dataclass(frozen=True, slots=True)
class Packet:
    """The properties of one packet and the record of them."""

    properties: dict[str, XmpNode]
    raw: tuple[RawValue, ...]
    warnings: tuple[str, ...] = ()


def read(data: bytes, number: int = 0) -> Packet:
    """Properties of one packet; `BrokenBlock` when it cannot be read safely."""
    root, warnings = parse(data)
    return read_tree(root, number, warnings)


def read_tree(root: etree._Element, number: int = 0, warnings: tuple[str, ...] = ()) -> Packet:
    """Properties of every `rdf:RDF` under an element."""
    properties: dict[str, XmpNode] = {}
    raw: list[RawValue] = []
    for name, node, fragment in _properties(root):
        if name not in properties:
            properties[name] = node
            raw.extend(_raw_values(name, node, fragment, number))
    return Packet(properties, tuple(raw), warnings)


def extended_packets(blocks: Blocks) -> tuple[list[bytes], list[str]]:
    """Extended packets whose parts are complete and match their GUID, which is their MD5; warnings for the others."""
    packets, warnings = [], []
    for guid, parts in blocks.extended_xmp.items():
        data = bytearray()
        for offset in sorted(parts):
            if offset != len(data):
                break
            data += parts[offset]
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
        is_named = any(guid in packet for packet in blocks.xmp)
        if len(data) == blocks.extended_size[guid] and digest.upper() == guid.upper() and is_named:
            packets.append(bytes(data))
        else:
            warnings.append("xmp-extended-mismatch")
    return packets, warnings


def parse(data: bytes) -> tuple[etree._Element, tuple[str, ...]]:
    """The tree of a packet within all bounds; one that is slightly damaged is mended and said to be."""
    if len(data) > limits.XMP_BYTES:
        raise BrokenBlock("xmp-too-large")
    text = _utf8(data)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise BrokenBlock("xmp-doctype")
    text = text[text.find(b"<") : text.rfind(b">") + 1]
    if not text:
        raise BrokenBlock("xmp-unreadable")
    warnings: tuple[str, ...] = ()
    root = _tree(text, recover=False)
    if root is None:
        root, warnings = _tree(text, recover=True), ("xmp-damaged",)
    if root is None:
        raise BrokenBlock("xmp-unreadable")
    check_bounds(root)
    return root, warnings


def check_bounds(root: etree._Element) -> None:
    """Refuse trees that are too deep, too large, or declare a document type."""
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]  # the stubs lack it
        raise BrokenBlock("xmp-doctype")
    if _TOO_DEEP(root):
        raise BrokenBlock("xmp-too-deep")
    if int(str(_NODES(root)).partition(".")[0]) > limits.XMP_NODES:
        raise BrokenBlock("xmp-too-many-nodes")


def hardened_parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser that resolves nothing, loads nothing and reaches no network."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=recover,
    )  # fmt: skip


def _tree(text: bytes, *, recover: bool) -> etree._Element | None:
    try:
        return etree.fromstring(text, hardened_parser(recover=recover))
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def _utf8(data: bytes) -> bytes:
    """The packet in UTF-8; UTF-16 and UTF-32 are told by byte order mark or by their zero bytes."""
    for mark, charset in _BYTE_ORDERS:
        if data.startswith(mark):
            return data.decode(charset, "replace").encode("utf-8", "replace")
    return data.strip(b"\x00")


def _properties(root: etree._Element) -> Iterator[tuple[str, XmpNode, etree._Element | None]]:
    for rdf in root.iter(f"{{{RDF}}}RDF"):
        for description in rdf:
            for key, value in description.attrib.items():
                name = _name(str(key))
                if name and value.strip():
                    yield name, XmpNode(text=str(value)), None
            for child in description:
                name = _name(child.tag, child.prefix)
                if name:
                    yield name, _node(child), child


@lru_cache(maxsize=2048)
def _name(tag: str | bytes, prefix: str | None = None) -> str:
    """`dc:title`; empty for RDF's own words and for what has no namespace."""
    if not isinstance(tag, str) or not tag.startswith("{"):
        return ""
    uri, _, local = tag[1:].partition("}")
    if uri in {RDF, XML}:
        return ""
    known = PREFIXES.get(uri)
    return clean(f"{known or prefix or uri}:{local}", 200)


def _node(element: etree._Element) -> XmpNode:
    lang = str(element.get(_LANG, ""))[:35]
    lang = lang if lang.isascii() else ""
    children = [child for child in element if isinstance(child.tag, str)]
    if element.get(f"{{{RDF}}}parseType") == "Resource":
        return XmpNode(lang=lang, fields=_fields(element, children))
    if not children:
        fields = _fields(element, children)
        resource = element.get(f"{{{RDF}}}resource") or element.get(f"{{{RDF}}}value")
        if fields and not (element.text or "").strip():
            return XmpNode(text=resource or "", lang=lang, fields=fields)
        return XmpNode(text=resource or element.text or "", lang=lang)
    first = children[0]
    if first.tag in _ARRAYS:
        items = islice((item for item in first if item.tag == f"{{{RDF}}}li"), limits.KEYWORDS)
        return XmpNode(lang=lang, items=tuple(map(_node, items)), is_alternative=first.tag.endswith("}Alt"))
    inner = [child for child in first if isinstance(child.tag, str)]
    value = next((child.text or "" for child in inner if child.tag == f"{{{RDF}}}value"), "")
    value = value or first.get(f"{{{RDF}}}value") or ""
    return XmpNode(text=value, lang=lang, fields=_fields(first, inner))


def _fields(element: etree._Element, children: list[etree._Element]) -> dict[str, XmpNode]:
    fields: dict[str, XmpNode] = {}
    for key, value in element.attrib.items():
        name = _name(str(key))
        if name and value.strip():
            fields[name] = XmpNode(text=str(value))
    for child in children:
        name = _name(child.tag, child.prefix)
        if name:
            fields.setdefault(name, _node(child))
    return fields


def _raw_values(name: str, node: XmpNode, fragment: etree._Element | None, block: int) -> Iterator[RawValue]:
    for index, item in enumerate(node.items or (node,)):
        if item.fields or item.items:
            xml = b"" if fragment is None or index else etree.tostring(fragment)[: limits.RAW_VALUE_BYTES]
            yield RawValue(Container.XMP, name, flat(item), index, block, item.lang, xml)
        else:
            yield RawValue(Container.XMP, name, clean(item.text), index, block, item.lang)


def flat(node: XmpNode) -> str:
    """A structure as one readable line, for the record and for comparing."""
    if node.fields:
        parts = [f"{name.partition(':')[2]}={flat(value)}" for name, value in node.fields.items()]
        return clean("; ".join(([node.text] if node.text else []) + parts))
    return clean(", ".join(flat(item) for item in node.items) if node.items else node.text)
