"""What a copy says about rights, and which properties of its source it may keep (rules W4 and W5).

The public copy carries rights and nothing about persons or places. Its packet holds the fields of `RightsFields` and
what the source packet said about rights beside them. With `keep_original_metadata` everything else of the source stays
too, except what is personal: position, persons, contact, ages, prompts, instructions, regions, serial numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Final

from assets.metadata import limits
from assets.metadata.text import clean, clean_line
from assets.metadata.vocabularies import PLUS_BASE
from assets.metadata.write.packet import XmpValue

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
        "Iptc4xmpExt:LocationCreated", "exif:MakerNote", "exif:UserComment", "xmp:Thumbnails",
        "xmpMM:History", "xmpMM:DerivedFrom", "xmpMM:Ingredients", "xmpMM:Pantry", "photoshop:DocumentAncestors",
        "photoshop:TransmissionReference", "photoshop:History", "photoshop:CaptionWriter", "xmpNote:HasExtendedXMP",
    }
)  # fmt: skip

PERSONAL_NAMES: Final = re.compile(r"GPS|SerialNumber|OwnerName|Prompt|PersonInImage|FaceRegion")
"""Local names that are personal in whatever namespace a camera maker puts them."""

MANIFEST_NOTE: Final = (
    "Content Credentials (C2PA) stay with the original; this copy is exported without them. / "
    "Herkunftsnachweis (C2PA) bleibt beim Original; diese Kopie enthält ihn nicht."
)
"""What a copy says where its original carried a signed manifest, which any writing would break (rule W6)."""

_TEXT_CHARS: Final = limits.RAW_VALUE_BYTES


@dataclass(frozen=True, slots=True)
class RightsFields:
    """What the record says; empty fields are not written and do not erase what the file says about rights.

    `digital_source_type` is the canonical URI, `data_mining` the PLUS code (`DMI-PROHIBITED`), `decision_number` the
    number under which the release was decided. `withheld_names` are names that their bearers refused: whatever of the
    source mentions one stays behind. `lost_manifest` says that the original carried Content Credentials.
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
    withheld_names: tuple[str, ...] = ()
    lost_manifest: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(getattr(self, item.name) for item in fields(self))


_TEXTS: Final = tuple(item.name for item in fields(RightsFields) if item.type == "str")


def cleaned(rights: RightsFields) -> RightsFields:
    """The same rights without characters that a container could choke on; texts up to 64 Ki characters stay whole."""
    values: dict[str, str] = {name: getattr(rights, name) for name in _TEXTS}
    return replace(
        rights,
        creators=_lines(rights.creators),
        withheld_names=_lines(rights.withheld_names),
        **{name: clean(text, _TEXT_CHARS) for name, text in values.items()},  # type: ignore[arg-type]  # texts only
    )


def _lines(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, names)))


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
        "xmpMM:History": [{"stEvt:action": "published", "stEvt:parameters": MANIFEST_NOTE}]
        if rights.lost_manifest
        else [],
    }
    return {name: value for name, value in values.items() if value not in ("", (), [])}
