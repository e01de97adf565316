"""Rights into a copy that leaves the house (writing rules W1 to W5, security rule 33).

The public copy carries rights and nothing about persons or places. Its packet holds the fields of `RightsFields` and
what the source packet said about rights beside them. EXIF shrinks to orientation, artist and copyright; IIM, where
there was one, to its rights datasets. With `keep_original_metadata` everything else of the source stays too, except
what is personal: position, persons, contact, ages, prompts, instructions, regions, serial numbers, thumbnails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from assets.metadata import iim
from assets.metadata.containers import cut, tiff
from assets.metadata.errors import BrokenBlock, MetadataNotWritten
from assets.metadata.facts import RawValue
from assets.metadata.iim import MAX_BYTES
from assets.metadata.media_types import MediaType
from assets.metadata.source import Source
from assets.metadata.text import clean, clean_line
from assets.metadata.vocabularies import PLUS_BASE
from assets.metadata.write import jpeg, png, webp
from assets.metadata.write.exif_block import ExifValue, exif_block
from assets.metadata.write.iim_block import IimValue, iim_block
from assets.metadata.write.packet import XmpValue, merged_packet
from assets.metadata.write.parts import Parts

_PUT: Final[Mapping[str, Callable[[bytes, Parts], bytes]]] = {
    MediaType.JPEG: jpeg.put,
    MediaType.PNG: png.put,
    MediaType.WEBP: webp.put,
}
WRITABLE: Final = frozenset(_PUT)
"""Types that can carry rights; others are handed out with a sidecar."""

RIGHTS_PROPERTIES: Final = frozenset(
    {
        "dc:creator", "dc:rights", "photoshop:Credit", "photoshop:Source", "xmpRights:Marked", "xmpRights:UsageTerms",
        "xmpRights:WebStatement", "xmpRights:Owner", "cc:license", "cc:attributionName", "cc:attributionURL",
        "cc:morePermissions", "plus:Licensor", "plus:CopyrightOwner", "plus:CopyrightStatus", "plus:CreditLineRequired",
        "plus:ImageAlterationConstraints", "plus:OtherConstraints", "plus:DataMining", "plus:ImageSupplierImageID",
        "Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:DigImageGUID", "Iptc4xmpExt:AISystemUsed",
        "Iptc4xmpExt:AISystemVersionUsed", "Iptc4xmpExt:EmbdEncRightsExpr", "Iptc4xmpExt:LinkedEncRightsExpr",
    }
)  # fmt: skip
"""What a public copy may take over from the source: removing it would strip rights information (W4)."""

PERSONAL_PROPERTIES: Final = frozenset(
    {
        "Iptc4xmpCore:CreatorContactInfo", "Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:PersonInImageWDetails",
        "Iptc4xmpExt:ModelAge", "Iptc4xmpExt:AddlModelInfo", "plus:MinorModelAgeDisclosure", "plus:ModelReleaseID",
        "Iptc4xmpExt:AIPromptInformation", "Iptc4xmpExt:AIPromptWriterName", "photoshop:Instructions",
        "Iptc4xmpExt:ImageRegion", "mwg-rs:Regions", "MP:RegionInfo", "MicrosoftPhoto:LastKeywordXMP",
        "Iptc4xmpExt:LocationCreated", "aux:SerialNumber", "aux:LensSerialNumber", "aux:OwnerName",
        "exif:GPSLatitude", "exif:GPSLongitude", "exif:GPSAltitude", "exif:GPSAltitudeRef", "exif:GPSTimeStamp",
        "exif:GPSVersionID", "exif:GPSImgDirection", "exif:GPSImgDirectionRef", "exif:GPSMapDatum",
        "exif:GPSDestLatitude", "exif:GPSDestLongitude", "exif:GPSProcessingMethod", "exif:GPSAreaInformation",
        "exif:GPSDateTime", "exif:GPSDateStamp", "exif:GPSSpeed", "exif:GPSTrack", "exif:GPSDOP",
        "exif:MakerNote", "exif:UserComment", "xmp:Thumbnails",
        "xmpMM:History", "xmpMM:DerivedFrom",
        "xmpMM:Ingredients", "xmpMM:Pantry", "photoshop:DocumentAncestors", "photoshop:TransmissionReference",
        "photoshop:History",
        "photoshop:CaptionWriter", "xmpNote:HasExtendedXMP",
    }
)  # fmt: skip


_RIGHTS_DATASETS: Final = frozenset({80, 110, 115, 116})
_PERSONAL_DATASETS: Final = frozenset({40, 103, 118, 122})


@dataclass(frozen=True, slots=True)
class RightsFields:
    """What the record says; empty fields are not written and do not erase what the file says about rights.

    `digital_source_type` is the canonical URI, `data_mining` the PLUS code (`DMI-PROHIBITED`), `decision_number` the
    number under which the release was decided.
    """

    creators: tuple[str, ...] = ()
    credit_line: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    license_url: str = ""
    licensor_name: str = ""
    licensor_url: str = ""
    digital_source_type: str = ""
    data_mining: str = ""
    guid: str = ""
    title: str = ""
    description: str = ""
    alt_text: str = ""
    decision_number: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(getattr(self, item.name) for item in fields(self))


def write_rights(data: bytes, media_type: str, rights: RightsFields, *, keep_original_metadata: bool = False) -> bytes:
    """A copy of JPEG, PNG or WebP bytes with these rights and its picture data untouched.

    Raises `MetadataNotWritten` with `type-not-writable`, `picture-damaged`, `block-too-large-for-jpeg` or
    `picture-changed`; the caller then delivers the file with a sidecar instead.
    """
    if media_type not in _PUT:
        raise MetadataNotWritten("type-not-writable")
    blocks, _ = cut(Source.of(data), MediaType(media_type))
    rights = _clean(rights)
    exif = tiff.walk(Source.of(blocks.exif[0].data)) if blocks.exif else tiff.TiffTree()
    packet = merged_packet(
        blocks.xmp[0] if blocks.xmp else None,
        rights_properties(rights),
        keep=None if keep_original_metadata else RIGHTS_PROPERTIES,
        drop=PERSONAL_PROPERTIES,
    )
    kept_exif = _kept_exif(exif) if keep_original_metadata else _orientation(exif)
    has_exif = bool(exif.entries)
    return _PUT[media_type](
        data,
        Parts(
            xmp=packet,
            exif=exif_block(kept_exif | _exif_rights(rights)) if has_exif else None,
            iim=iim_block(_iim_values(blocks.iim[0], rights, keep=keep_original_metadata)) if blocks.iim else None,
        ),
    )


def rights_properties(rights: RightsFields) -> dict[str, XmpValue]:
    """The rights as XMP properties, only those that are set."""
    licensor = {"plus:LicensorName": rights.licensor_name, "plus:LicensorURL": rights.licensor_url}
    mining = rights.data_mining
    values: dict[str, XmpValue] = {
        "dc:creator": rights.creators,
        "dc:title": rights.title,
        "dc:description": rights.description,
        "dc:rights": rights.copyright_notice,
        "photoshop:Credit": rights.credit_line,
        "xmpRights:UsageTerms": rights.usage_terms,
        "xmpRights:WebStatement": rights.web_statement or rights.license_url,
        "cc:license": rights.license_url,
        "plus:Licensor": [{key: text for key, text in licensor.items() if text}] if any(licensor.values()) else [],
        "plus:DataMining": PLUS_BASE + mining if mining.startswith("DMI-") else mining,
        "Iptc4xmpExt:DigitalSourceType": rights.digital_source_type,
        "Iptc4xmpExt:DigImageGUID": rights.guid,
        "Iptc4xmpCore:AltTextAccessibility": rights.alt_text,
        "plus:LicensorTransactionID": [rights.decision_number] if rights.decision_number else [],
    }
    return {name: value for name, value in values.items() if value not in ("", (), [])}


def _exif_rights(rights: RightsFields) -> dict[str, ExifValue]:
    values = {"Artist": "; ".join(_quoted(name) for name in rights.creators), "Copyright": rights.copyright_notice}
    return {name: text for name, text in values.items() if text}


def _quoted(name: str) -> str:
    """A name that holds the separator or begins with a quote is quoted, inner quotes doubled (R5)."""
    return '"' + name.replace('"', '""') + '"' if "; " in name or name.startswith('"') else name


def _orientation(tree: tiff.TiffTree) -> dict[str, ExifValue]:
    turn = tree.number("ifd0", 0x0112, 1)
    return {"Orientation": turn} if 2 <= turn <= 8 else {}


def _kept_exif(tree: tiff.TiffTree) -> dict[str, ExifValue]:
    """The plain facts of the photograph: none of position, owner, serial number, maker note or thumbnail."""
    texts = {
        0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software", 0x0132: "DateTime",
        0x013B: "Artist", 0x8298: "Copyright", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized",
        0x9011: "OffsetTimeOriginal", 0x9291: "SubSecTimeOriginal", 0xA434: "LensModel", 0xA420: "ImageUniqueID",
    }  # fmt: skip
    numbers = {0x8827: "ISOSpeedRatings", 0xA001: "ColorSpace"}
    kept = _orientation(tree)
    for entry in tree.entries:
        if entry.directory not in {"ifd0", "exif"}:
            continue
        if entry.tag in texts and entry.kind in {2, 129}:
            kept.setdefault(texts[entry.tag], iim.decode(entry.raw.split(b"\x00", 1)[0], b"")[0])
        elif entry.tag in numbers and tree.numbers_of(entry, 1) and tree.numbers_of(entry, 1)[0] < 1 << 16:
            kept.setdefault(numbers[entry.tag], tree.numbers_of(entry, 1)[0])
    return kept


def _clean(rights: RightsFields) -> RightsFields:
    """The same rights without characters that a container could choke on."""
    texts = {item.name: getattr(rights, item.name) for item in fields(rights) if item.name != "creators"}
    return RightsFields(
        creators=tuple(filter(None, (clean_line(name) for name in rights.creators))),
        **{name: clean(text) for name, text in texts.items()},
    )


def _iim_values(block: bytes, rights: RightsFields, *, keep: bool) -> dict[str, IimValue]:
    """The datasets of the copy: rights anew, mirrored from the same values as XMP; others only when kept."""
    carried = {f"2:{number:02}" for number in (MAX_BYTES.keys() - _PERSONAL_DATASETS if keep else _RIGHTS_DATASETS)}
    values: dict[str, IimValue] = {}
    for value in _iim_found(block):
        if value.property in carried and value.decoded:
            values[value.property] = (*_texts(values.get(value.property, ())), value.decoded)
    ours: dict[str, IimValue] = {
        "2:05": rights.title, "2:80": rights.creators, "2:110": rights.credit_line,
        "2:116": rights.copyright_notice, "2:120": rights.description,
    }  # fmt: skip
    return values | {name: value for name, value in ours.items() if value}


def _iim_found(block: bytes) -> tuple[RawValue, ...]:
    try:
        return iim.read(block)
    except BrokenBlock:
        return ()


def _texts(value: IimValue) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
