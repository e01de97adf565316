"""An asset as schema.org `ImageObject`, as search engines read it beside the same fields inside the file.

`license` is told only where a license to the public is known and verified: an internal grant is none. Names follow the
creator's wish, and what is said here is what the credit line and the copy that leaves say.
"""

from dataclasses import dataclass
from typing import Any

from licensing import rights
from licensing.rights import Channel, CreditForm, Facts
from licensing.rights.attribution import mentions, public_names

_TYPES = {"video": "VideoObject", "document": "DigitalDocument"}


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of the asset in public beside its rights."""

    kind: str
    title: str = ""
    caption: str = ""
    description: str = ""
    place: str = ""
    created: str = ""
    content_url: str = ""
    page: str = ""
    licensor_url: str = ""
    web_statement: str = ""
    digital_source_type: str = ""


def image_object(facts: Facts, described: Described) -> dict[str, Any]:
    """The JSON-LD; nothing in it is empty, and nothing names a creator who does not want to be named."""
    names = public_names(facts.naming)
    entry = public_license(facts)
    license_ = rights.find_license(facts.assignment.license, facts.assignment.revision) if facts.assignment else None
    credit = rights.credit_line(
        facts.naming, license_, channel=Channel.WEBSITE, modifications=(), form=CreditForm.PLAIN, language="de"
    )
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(described.kind, "ImageObject"),
        "name": described.title,
        "caption": described.caption,
        "description": described.description,
        "contentUrl": described.content_url,
        "url": described.page,
        "license": entry.canonical_url if entry else "",
        "acquireLicensePage": described.licensor_url or described.page,
        "usageInfo": described.web_statement,
        "creditText": credit.text,
        "creator": [{"@type": "Person", "name": name} for name in names.public],
        "copyrightNotice": facts.naming.copyright_notice,
        "digitalSourceType": described.digital_source_type,
        "contentLocation": {"@type": "Place", "name": described.place} if described.place else "",
        "dateCreated": described.created,
    }
    return {name: value for name, value in said.items() if value and not _betrays(value, names.refused)}


def public_license(facts: Facts) -> rights.License | None:
    """The license to everybody, verified by a person, from somebody known to hold the rights; else none."""
    assignment = facts.assignment
    if assignment is None or assignment.status != rights.RecordStatus.VERIFIED:
        return None
    entry = rights.find_license(assignment.license, assignment.revision)
    if entry is None or not entry.is_public_offer or not entry.canonical_url:
        return None
    is_chain_known = not entry.checks_chain or assignment.licensor_is_creator == rights.Tri.YES
    is_undisputed = not any(each.is_resolved is not True for each in facts.conflicts)
    return entry if is_chain_known and is_undisputed else None


def _betrays(value: object, refused: tuple[str, ...]) -> bool:
    return isinstance(value, str) and mentions(value, refused)
