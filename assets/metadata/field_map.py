"""The map of `docs/domain.md`: which properties of which container feed which field of the library.

One row per field. The order inside a row is the order of trust inside one container; between containers the rules of
`reconcile` decide. `severity` marks the rights-bearing fields, where containers may not differ silently (R3 b).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assets.metadata import limits
from assets.metadata.facts import Severity


class Shape(StrEnum):
    """How values become the field."""

    LINE = "line"
    TEXT = "text"
    LANG = "lang"  # several languages, one line
    LANG_TEXT = "lang_text"  # several languages, with line breaks
    LIST = "list"
    NAMES = "names"  # ordered list; a lone string may hold several
    URL = "url"
    PLUS = "plus"
    PLUS_LIST = "plus_list"
    SOURCE_TYPE = "source_type"
    FLAG = "flag"
    STRUCTS = "structs"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One row: sources by container, shape, length, and what a contradiction would concern."""

    name: str
    shape: Shape
    xmp: tuple[str, ...] = ()
    iim: tuple[int, ...] = ()
    exif: tuple[str, ...] = ()
    severity: Severity | None = None
    limit: int = limits.TEXT_CHARS
    exif_leads: bool = False


_P, _N = Severity.PERMISSION, Severity.NAMING
_EXT, _CORE = "Iptc4xmpExt:", "Iptc4xmpCore:"


def _plus(name: str, prop: str, shape: Shape = Shape.PLUS, severity: Severity | None = None) -> FieldRule:
    return FieldRule(name, shape, (f"plus:{prop}",), severity=severity)


FIELD_RULES: Final = (
    FieldRule("title", Shape.LANG, ("dc:title",), (5,), ("0xA436", "0x9C9B"), limit=limits.TITLE_CHARS),
    FieldRule("headline", Shape.LINE, ("photoshop:Headline",), (105,), limit=limits.TITLE_CHARS),
    FieldRule("description", Shape.LANG_TEXT, ("dc:description",), (120,), ("0x010E",), exif_leads=True),
    FieldRule("description_writer", Shape.LINE, ("photoshop:CaptionWriter",), (122,), limit=limits.NAME_CHARS),
    FieldRule("keywords", Shape.LIST, ("dc:subject",), (25,), ("0x9C9E",), limit=limits.KEYWORD_CHARS),
    FieldRule(
        "creators", Shape.NAMES, ("dc:creator",), (80,), ("0x013B", "0xA437", "0x9C9D"), _N, limits.NAME_CHARS, True
    ),
    FieldRule("creator_job_title", Shape.LINE, ("photoshop:AuthorsPosition",), (85,), limit=limits.NAME_CHARS),
    FieldRule("contributors", Shape.STRUCTS, (_EXT + "Contributor",), limit=limits.NAME_CHARS),
    FieldRule("credit_line", Shape.LINE, ("photoshop:Credit",), (110,), severity=_N, limit=1000),
    FieldRule("source", Shape.LINE, ("photoshop:Source",), (115,), limit=limits.NAME_CHARS),
    FieldRule("copyright_notice", Shape.LANG_TEXT, ("dc:rights",), (116,), ("0x8298",), _P, 2000, True),
    FieldRule("copyright_marked", Shape.FLAG, ("xmpRights:Marked",), severity=_P),
    FieldRule("usage_terms", Shape.LANG_TEXT, ("xmpRights:UsageTerms",), severity=_P),
    FieldRule("web_statement", Shape.URL, ("xmpRights:WebStatement",), severity=_P),
    FieldRule("cc_license", Shape.URL, ("cc:license",), severity=_P),
    FieldRule("cc_attribution_name", Shape.LINE, ("cc:attributionName",), severity=_N, limit=limits.NAME_CHARS),
    FieldRule("cc_attribution_url", Shape.URL, ("cc:attributionURL",)),
    FieldRule("cc_more_permissions", Shape.URL, ("cc:morePermissions",)),
    FieldRule("licensors", Shape.STRUCTS, ("plus:Licensor",), severity=_P),
    FieldRule("copyright_owners", Shape.STRUCTS, ("plus:CopyrightOwner", "xmpRights:Owner")),
    FieldRule("supplier", Shape.STRUCTS, ("plus:ImageSupplier",)),
    FieldRule("supplier_id", Shape.LINE, ("plus:ImageSupplierImageID",), limit=limits.NAME_CHARS),
    _plus("plus_copyright_status", "CopyrightStatus", severity=_P),
    _plus("credit_line_required", "CreditLineRequired"),
    _plus("license_start", "LicenseStartDate", Shape.LINE),
    _plus("license_end", "LicenseEndDate", Shape.LINE, _P),
    _plus("media_constraints", "MediaConstraints", Shape.LANG_TEXT),
    _plus("region_constraints", "RegionConstraints", Shape.LANG_TEXT),
    _plus("product_constraints", "ProductOrServiceConstraints", Shape.LANG_TEXT),
    _plus("alteration_constraints", "ImageAlterationConstraints", Shape.PLUS_LIST),
    _plus("duplication_constraints", "ImageDuplicationConstraints"),
    _plus("other_constraints", "OtherConstraints", Shape.LANG_TEXT),
    _plus("model_release_status", "ModelReleaseStatus", severity=_P),
    _plus("model_release_ids", "ModelReleaseID", Shape.LIST),
    _plus("minor_model_age", "MinorModelAgeDisclosure", severity=_P),
    _plus("property_release_status", "PropertyReleaseStatus", severity=_P),
    _plus("property_release_ids", "PropertyReleaseID", Shape.LIST),
    _plus("data_mining", "DataMining", severity=_P),
    FieldRule("digital_source_type", Shape.SOURCE_TYPE, (_EXT + "DigitalSourceType",), severity=_P),
    FieldRule("ai_system", Shape.LINE, (_EXT + "AISystemUsed",), limit=limits.NAME_CHARS),
    FieldRule("ai_system_version", Shape.LINE, (_EXT + "AISystemVersionUsed",), limit=limits.NAME_CHARS),
    FieldRule("ai_prompt", Shape.LANG_TEXT, (_EXT + "AIPromptInformation",)),
    FieldRule("ai_prompt_writer", Shape.LINE, (_EXT + "AIPromptWriterName",), limit=limits.NAME_CHARS),
    FieldRule("alt_text", Shape.LANG_TEXT, (_CORE + "AltTextAccessibility",), limit=2000),
    FieldRule("extended_description", Shape.LANG_TEXT, (_CORE + "ExtDescrAccessibility",)),
    FieldRule("persons_shown", Shape.LIST, (_EXT + "PersonInImage",), limit=limits.NAME_CHARS),
    FieldRule("persons_shown_details", Shape.STRUCTS, (_EXT + "PersonInImageWDetails",)),
    FieldRule("model_ages", Shape.LIST, (_EXT + "ModelAge",), limit=20),
    FieldRule("additional_model_info", Shape.TEXT, (_EXT + "AddlModelInfo",)),
    FieldRule("orgs_shown", Shape.LIST, (_EXT + "OrganisationInImageName",), limit=limits.NAME_CHARS),
    FieldRule("org_codes_shown", Shape.LIST, (_EXT + "OrganisationInImageCode",), limit=limits.NAME_CHARS),
    FieldRule("works_shown", Shape.STRUCTS, (_EXT + "ArtworkOrObject",)),
    FieldRule("products_shown", Shape.STRUCTS, (_EXT + "ProductInImage",)),
    FieldRule("location_created", Shape.STRUCTS, (_EXT + "LocationCreated",)),
    FieldRule("locations_shown", Shape.STRUCTS, (_EXT + "LocationShown",)),
    FieldRule("creator_contact", Shape.STRUCTS, (_CORE + "CreatorContactInfo",)),
    FieldRule("sublocation", Shape.LINE, (_CORE + "Location",), (92,), limit=limits.NAME_CHARS),
    FieldRule("city", Shape.LINE, ("photoshop:City",), (90,), limit=limits.NAME_CHARS),
    FieldRule("state", Shape.LINE, ("photoshop:State",), (95,), limit=limits.NAME_CHARS),
    FieldRule("country", Shape.LINE, ("photoshop:Country",), (101,), limit=limits.NAME_CHARS),
    FieldRule("country_code", Shape.LINE, (_CORE + "CountryCode",), (100,), limit=3),
    FieldRule("event", Shape.LANG, (_EXT + "Event",), limit=limits.TITLE_CHARS),
    FieldRule("event_ids", Shape.LIST, (_EXT + "EventId",), limit=limits.NAME_CHARS),
    FieldRule("instructions", Shape.TEXT, ("photoshop:Instructions",), (40,), severity=_P),
    FieldRule("job_id", Shape.LINE, ("photoshop:TransmissionReference",), (103,), limit=limits.NAME_CHARS),
    FieldRule("intellectual_genre", Shape.LINE, (_CORE + "IntellectualGenre",), limit=limits.NAME_CHARS),
    FieldRule("scene_codes", Shape.LIST, (_CORE + "Scene",), limit=20),
    FieldRule("subject_codes", Shape.LIST, (_CORE + "SubjectCode",), limit=20),
    FieldRule("hierarchical_keywords", Shape.LIST, ("lr:hierarchicalSubject",), limit=limits.KEYWORD_CHARS),
    FieldRule("guid", Shape.LINE, (_EXT + "DigImageGUID",), (), ("0xA420",), limit=limits.NAME_CHARS),
    FieldRule("document_id", Shape.LINE, ("xmpMM:DocumentID",), limit=limits.NAME_CHARS),
    FieldRule("original_document_id", Shape.LINE, ("xmpMM:OriginalDocumentID",), limit=limits.NAME_CHARS),
    FieldRule("creator_tool", Shape.LINE, ("xmp:CreatorTool",), (65,), ("0x0131",), limit=limits.NAME_CHARS),
    FieldRule("camera_make", Shape.LINE, ("tiff:Make",), (), ("0x010F",), limit=100),
    FieldRule("camera_model", Shape.LINE, ("tiff:Model",), (), ("0x0110",), limit=100),
    FieldRule("lens_model", Shape.LINE, ("aux:Lens",), (), ("0xA434",), limit=100),
    FieldRule("registry_entries", Shape.STRUCTS, (_EXT + "RegistryId",)),
    FieldRule("linked_rights_expressions", Shape.STRUCTS, (_EXT + "LinkedEncRightsExpr",)),
    FieldRule("embedded_rights_expressions", Shape.STRUCTS, (_EXT + "EmbdEncRightsExpr",)),
)

TEXT_SOURCES: Final = {
    "title": ("Title", "svg:title", "\xa9nam", "com.apple.quicktime.title"),
    "description": ("Description", "svg:desc", "\xa9des", "desc", "com.apple.quicktime.description"),
    "creators": ("Author", "\xa9ART", "\xa9aut", "com.apple.quicktime.author"),
    "copyright_notice": ("Copyright", "cprt", "\xa9cpy", "com.apple.quicktime.copyright"),
    "creator_tool": ("Software", "\xa9too", "\xa9swr", "com.apple.quicktime.software"),
}
"""Fields that named texts of PNG, SVG and QuickTime also feed; the weakest sources."""
