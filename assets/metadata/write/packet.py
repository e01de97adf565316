"""XMP packets out: new ones, and merging into what a file already has (writing rules W2 and W3)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from assets.metadata import xmp
from assets.metadata.errors import BrokenBlock, MetadataNotWritten
from assets.metadata.namespaces import META, NAMESPACES, PREFIXES, RDF, XML

XmpValue = str | bool | int | float | Sequence["XmpValue"] | Mapping[str, "XmpValue"]
"""Text, number, list, structure (`{"plus:LicensorName": …}`) or language alternative (`{"x-default": …}`)."""

LANGUAGE_ALTERNATIVES: Final = frozenset(
    {
        "dc:title", "dc:description", "dc:rights", "xmpRights:UsageTerms", "Iptc4xmpCore:AltTextAccessibility",
        "Iptc4xmpCore:ExtDescrAccessibility", "Iptc4xmpExt:Event", "plus:MediaConstraints", "plus:RegionConstraints",
        "plus:ProductOrServiceConstraints", "plus:OtherConstraints", "Iptc4xmpExt:AOTitle", "Iptc4xmpExt:PersonName",
        "Iptc4xmpExt:AOContentDescription", "Iptc4xmpExt:LocationName", "plus:TermsAndConditionsText",
    }
)  # fmt: skip
ORDERED: Final = frozenset(
    {
        "dc:creator", "plus:Licensor", "plus:CopyrightOwner", "plus:ImageCreator", "plus:ImageSupplier", "dc:date",
        "xmpMM:History",
    }
)  # fmt: skip
_HEADER: Final = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TRAILER: Final = b'\n<?xpacket end="w"?>'
_RDF_MAP: Final = {"rdf": RDF}


def new_packet(properties: Mapping[str, XmpValue]) -> bytes:
    """A packet with these properties and nothing else."""
    return _serialized(_with_properties(_empty(), properties))


def merged_packet(
    existing: Sequence[bytes],
    properties: Mapping[str, XmpValue],
    *,
    keep: Collection[str] | None,
    drop: Callable[[str], bool],
    withheld: Callable[[str], bool] = lambda _text: False,
) -> bytes:
    """The existing packets as one, with these properties set anew.

    Of the others those in `keep` stay (all when it is None) unless `drop` names them or `withheld` objects to their
    text. Translations of a text stay as long as the text itself does (W3). What cannot be read safely is replaced.
    """
    root = _empty()
    taken = set(properties)
    for packet in existing:
        try:
            old = xmp.parse(packet)[0]
        except BrokenBlock:
            continue
        properties = _with_translations(old, properties, keep, withheld)
        for element in _adoptable(old, keep, drop):
            if name_of(element) not in taken and not withheld(_all_text(element)):
                root[0][0].append(element)
        taken |= {name_of(element) for element in root[0][0]}
    if keep is not None:
        _trim_licensors(root[0][0])
    return _serialized(_with_properties(root, properties))


def _all_text(element: etree._Element) -> str:
    values = (str(value) for inner in element.iter() for value in inner.attrib.values())
    return " ".join([*map(str, element.itertext()), *values])


def _with_translations(
    old: etree._Element,
    properties: Mapping[str, XmpValue],
    keep: Collection[str] | None,
    withheld: Callable[[str], bool],
) -> dict[str, XmpValue]:
    """Texts that are already there keep their other languages; a changed text loses them, since they are outdated."""
    result = dict(properties)
    found = xmp.read_tree(old).properties
    for name in LANGUAGE_ALTERNATIVES & result.keys() & found.keys():
        if (keep is None or name in keep) and found[name].plain() == result[name]:
            items = [item for item in found[name].items if item.lang[:2].lower() not in {"x-", "de"}]
            others = {item.lang: item.text for item in items if not withheld(item.text)}
            result[name] = {"x-default": result[name], "de-DE": result[name]} | others
    return result


def _empty() -> etree._Element:
    root = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    rdf = etree.SubElement(root, f"{{{RDF}}}RDF", nsmap=_RDF_MAP)
    etree.SubElement(rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    return root


def _adoptable(
    old: etree._Element, keep: Collection[str] | None, drop: Callable[[str], bool]
) -> Iterator[etree._Element]:
    """The properties that stay, attributes as elements."""
    for description in list(old.iter(f"{{{RDF}}}Description")):
        parent = description.getparent()
        if parent is None or parent.tag != f"{{{RDF}}}RDF":
            continue
        for key, value in description.attrib.items():
            if _stays(str(key), keep, drop):
                element = etree.Element(str(key))
                element.text = str(value)
                yield element
        for child in list(description):
            if isinstance(child.tag, str) and _stays(child.tag, keep, drop):
                yield child


def _trim_licensors(target: etree._Element) -> None:
    """Leave name, address of the offer and identifier of a licensor; mail, telephone and street stay in the house."""
    start = f"{{{NAMESPACES['plus']}}}Licensor"
    public = {start, start + "Name", start + "URL", start + "ID"}
    for element in list(target.iter()):
        for key in [key for key in element.attrib if str(key).startswith(start) and str(key) not in public]:
            del element.attrib[key]
        parent = element.getparent()
        is_private = isinstance(element.tag, str) and element.tag.startswith(start) and element.tag not in public
        if is_private and parent is not None:
            parent.remove(element)


def name_of(element: etree._Element) -> str:
    """`dc:title` of a property's element."""
    uri, _, local = str(element.tag).removeprefix("{").partition("}")
    return f"{PREFIXES.get(uri, uri)}:{local}"


def _stays(tag: str, keep: Collection[str] | None, drop: Callable[[str], bool]) -> bool:
    uri, _, local = tag.removeprefix("{").partition("}")
    if not local or uri in {RDF, XML}:
        return False
    name = f"{PREFIXES.get(uri, uri)}:{local}"
    return not drop(name) and (keep is None or name in keep)


def _with_properties(root: etree._Element, properties: Mapping[str, XmpValue]) -> etree._Element:
    for name, value in properties.items():
        if value not in ("", (), [], {}):
            _append(root[0][0], name, value)
    return root


def _append(parent: etree._Element, name: str, value: XmpValue) -> None:
    prefix, _, local = name.partition(":")
    uri = NAMESPACES.get(prefix)
    if uri is None:
        raise MetadataNotWritten("unknown-namespace")
    element = etree.SubElement(parent, f"{{{uri}}}{local}", nsmap={prefix: uri})
    if name in LANGUAGE_ALTERNATIVES:
        _append_alternatives(element, value)
    elif isinstance(value, Mapping):
        element.set(f"{{{RDF}}}parseType", "Resource")
        for key, item in value.items():
            _append(element, key, item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        _append_items(element, value, "Seq" if name in ORDERED else "Bag")
    else:
        element.text = _text(value)


def _append_alternatives(element: etree._Element, value: XmpValue) -> None:
    """`x-default` first, as the standard wants; a bare text is also German, the language of the house (W3)."""
    texts = value if isinstance(value, Mapping) else {"x-default": value, "de-DE": value}
    container = etree.SubElement(element, f"{{{RDF}}}Alt")
    for lang in sorted(texts, key=lambda lang: lang != "x-default"):
        item = etree.SubElement(container, f"{{{RDF}}}li", {f"{{{XML}}}lang": lang})
        item.text = _text(texts[lang])


def _append_items(element: etree._Element, items: Sequence[XmpValue], kind: str) -> None:
    container = etree.SubElement(element, f"{{{RDF}}}{kind}")
    for value in items:
        item = etree.SubElement(container, f"{{{RDF}}}li")
        if isinstance(value, Mapping):
            item.set(f"{{{RDF}}}parseType", "Resource")
            for key, inner in value.items():
                _append(item, key, inner)
        else:
            item.text = _text(value)


def _text(value: XmpValue) -> str:
    if isinstance(value, bool):
        return "True" if value else "False"
    return xml_safe(str(value))


def xml_safe(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def split_packet(packet: bytes, limit: int) -> tuple[bytes, bytes]:
    """A packet of at most `limit` bytes and, where that is too little, an extended one for the largest properties.

    The first names the second by its MD5, as the XMP specification (part 3, JPEG) has it.
    """
    if len(packet) <= limit:
        return packet, b""
    root, extended = xmp.parse(packet)[0], _empty()
    children = sorted(root[0][0], key=lambda element: len(etree.tostring(element)), reverse=True)
    for child in children:
        extended[0][0].append(child)
        body = etree.tostring(extended, encoding="utf-8")
        guid = hashlib.md5(body, usedforsecurity=False).hexdigest().upper()
        note = root.find(f".//{{{NAMESPACES['xmpNote']}}}HasExtendedXMP")
        if note is not None:
            note.text = guid
        else:
            _append(root[0][0], "xmpNote:HasExtendedXMP", guid)
        main = _serialized(root)
        if len(main) <= limit:
            return main, body
    raise MetadataNotWritten("block-too-large-for-jpeg")


def _serialized(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["x", "rdf"])
    return _HEADER + etree.tostring(root, encoding="utf-8") + _TRAILER
