"""Assets as lists, tiles and pages show them."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Words, about
from api.answers import Named as Named  # noqa: PLC0414  # said again for mypy: the usual place to look for it
from api.v1.assets.people_answers import PersonOnAsset
from api.v1.assets.posted_answers import PostedMark
from api.v1.assets.shown_answers import ShownAnswer
from api.v1.captions.answers import CaptionAnswer


class LicenseLabel(Answer, frozen=True):
    """The license recorded for an asset."""

    code: Annotated[str, about("Code in the registry, for example CC-BY-4.0.")]
    label: Annotated[str, about("Short name for people.")]


class VerdictWords(Answer, frozen=True):
    """A verdict in words; the decision behind it is at POST /api/v1/checks."""

    verdict: Annotated[str, about("allowed, allowed_with_duties, needs_decision or forbidden.")]
    tile: Annotated[Words, about("At most 18 characters, for the tile.")]
    more: Annotated[int, about("How many further duties or reasons the tile does not name.")]
    sentence: Annotated[Words, about("The whole answer in one sentence.")]
    reasons: Annotated[list[str], about("Codes of the reasons, strictest first.")]
    duties: Annotated[list[str], about("Codes of the duties.")]


class AssetSummary(Answer, frozen=True):
    """What tiles and pages say alike about an asset."""

    id: Annotated[UUID, about("Identifies the asset.")]
    title: Annotated[str, about("Title, else the file's name.")]
    media_type: Annotated[str, about("photo, artwork, video or document.")]
    width: Annotated[int | None, about("Pixels, as seen (oriented).")]
    height: Annotated[int | None, about("Pixels, as seen (oriented).")]
    color: Annotated[str | None, about("Dominant colour as #rrggbb: the placeholder.")]
    tile_url: Annotated[str | None, about("Small rendition; null until it is rendered.")]
    preview_url: Annotated[str | None, about("Preview; null until it is rendered.")]
    license: Annotated[LicenseLabel | None, about("The license in force; null when none is recorded.")]
    credit: Annotated[str | None, about("The credit line as recorded or formed; null when there is none.")]
    taken_on: Annotated[date | None, about("Day on which it was taken.")]
    year: Annotated[int | None, about("Year in which it was taken.")]
    organization: Annotated[Named, about("Whose it is.")]
    filename: Annotated[str, about("Name of the original.")]
    source_ref: Annotated[str | None, about("The asset's number where it came from.")]
    has_alt_text: Annotated[bool, about("Whether an alternative text is recorded.")]
    is_ai: Annotated[bool, about("Whether the digital source type says that a model made it or a part of it.")]
    posted: Annotated[list[PostedMark], about("Where it was already published, newest first; 20 at most.")]
    verdict: Annotated[VerdictWords | None, about("The answer to the question; null without a question.")]


class Tile(AssetSummary, frozen=True):
    """An asset in a result: what the grid shows of it."""

    place: Annotated[str | None, about("Name of the place.")]


class AssetRow(Answer, frozen=True):
    """An asset in a plain list, for programs that keep a copy."""

    id: Annotated[UUID, about("Identifies the asset.")]
    title: Annotated[str, about("Title; may be empty.")]
    media_type: Annotated[str, about("photo, artwork, video or document.")]
    state: Annotated[str, about("processing, ready, quarantined, vanished or failed.")]
    visibility: Annotated[str, about("organization, selected, network or public.")]
    organization: Annotated[Named, about("Whose it is.")]
    filename: Annotated[str, about("Name of the original.")]
    source_ref: Annotated[str | None, about("The asset's number where it came from.")]
    place: Annotated[str | None, about("Name of the place.")]
    taken_on: Annotated[date | None, about("Day on which it was taken.")]
    width: Annotated[int | None, about("Pixels, as seen (oriented).")]
    height: Annotated[int | None, about("Pixels, as seen (oriented).")]
    version: Annotated[int, about("Grows with every change; the ETag of the asset.")]
    changed_at: Annotated[datetime, about("Time of the last change.")]


class AssetPage(Answer, frozen=True):
    """One page of assets."""

    results: Annotated[list[AssetRow], about("The rows.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class PlaceAnswer(Answer, frozen=True):
    """Where an asset was taken, or what it shows."""

    id: Annotated[UUID, about("Identifies the place.")]
    slug: Annotated[str, about("Short name in addresses and filters.")]
    name: Annotated[str, about("For people.")]
    path: Annotated[list[str], about("From the widest to the place itself.")]


class Position(Answer, frozen=True):
    """Where the camera stood; only for editors of the organization."""

    latitude: Annotated[float, about("Degrees north, WGS 84.")]
    longitude: Annotated[float, about("Degrees east, WGS 84.")]


class CampaignLabel(Answer, frozen=True):
    """A campaign of an asset."""

    id: Annotated[UUID, about("Identifies the campaign.")]
    slug: Annotated[str, about("Short name in addresses.")]
    name: Annotated[str, about("For people.")]


class RenditionAnswer(Answer, frozen=True):
    """One rendition of an asset."""

    url: Annotated[str, about("Address of the bytes; asks for visibility each time.")]
    width: Annotated[int, about("Pixels.")]
    height: Annotated[int, about("Pixels.")]


class Renditions(Answer, frozen=True):
    """The renditions there are."""

    tile: Annotated[RenditionAnswer | None, about("380 pixels wide; null until rendered.")]
    preview: Annotated[RenditionAnswer | None, about("1024 pixels; null until rendered.")]
    large: Annotated[RenditionAnswer | None, about("2048 pixels; null until rendered.")]
    poster: Annotated[RenditionAnswer | None, about("A frame of a film that shows something; null for pictures.")]
    proxy: Annotated[RenditionAnswer | None, about("A film for watching, H.264 in MP4; null until made.")]
    storyboard: Annotated[RenditionAnswer | None, about("A film's frames on one sprite; null until made.")]
    storyboard_index: Annotated[RenditionAnswer | None, about("WebVTT index of the sprite; sizes of one frame.")]


class FieldOrigin(Answer, frozen=True):
    """Where the value of a field came from."""

    origin: Annotated[str, about("A property of the file (xmp:dc:title, iim:2:05, exif:...), person, or a rule.")]
    label: Annotated[Words, about("The origin for people.")]
    by: Annotated[str | None, about("The person's name, for members of the organization.")]
    at: Annotated[str | None, about("When the person said so.")]


class ConflictValue(Answer, frozen=True):
    """What one container says."""

    container: Annotated[str, about("exif, iim, xmp, ...")]
    value: Annotated[str, about("The value as read.")]


class Conflict(Answer, frozen=True):
    """Values in one file that contradict each other: recorded, not resolved."""

    concept: Annotated[str, about("The field in question.")]
    values: Annotated[list[ConflictValue], about("What the containers say.")]
    severity: Annotated[str, about("permission or naming.")]


class RawValue(Answer, frozen=True):
    """One value as the file holds it; only for editors of the organization."""

    container: Annotated[str, about("exif, iim, xmp, ...")]
    property: Annotated[str, about("The container's own name of the field.")]
    value: Annotated[str, about("Decoded text.")]


class LocationAnswer(Answer, frozen=True):
    """Where an original lies."""

    key: Annotated[str, about("Path or key in its source.")]
    vanished: Annotated[bool, about("Whether it was gone at the last listing.")]


class OriginalAnswer(Answer, frozen=True):
    """The bytes behind an asset."""

    filename: Annotated[str, about("Name as it arrived.")]
    media_type: Annotated[str, about("What the bytes are.")]
    size_bytes: Annotated[int, about("Length in bytes.")]
    width: Annotated[int | None, about("Pixels, as seen.")]
    height: Annotated[int | None, about("Pixels, as seen.")]
    sha256: Annotated[str | None, about("Only for editors of the organization.")]
    locations: Annotated[list[LocationAnswer], about("Only for editors of the organization.")]


class AssignmentAnswer(Answer, frozen=True):
    """The license recorded for an asset."""

    id: Annotated[UUID, about("Identifies the record.")]
    license: Annotated[str, about("Code in the registry.")]
    label: Annotated[str, about("Short name for people.")]
    status: Annotated[str, about("claimed, verified or disputed.")]
    claimed_by: Annotated[str, about("The container of the file, or who recorded it.")]
    source_url: Annotated[str | None, about("Where the license is stated.")]
    retrieved_on: Annotated[date | None, about("Day on which that was looked at.")]
    licensor_is_creator: Annotated[str, about("yes, no or unknown.")]
    evidence: Annotated[str | None, about("What proves it; only for members of the organization.")]


class GrantLabel(Answer, frozen=True):
    """A grant for an asset; only for members of the organization that keeps the record."""

    id: Annotated[UUID, about("Identifies the grant.")]
    label: Annotated[str, about("Contract number, else licensor and start.")]
    licensor: Annotated[str, about("Who grants.")]
    status: Annotated[str, about("draft, active, revoked or disputed.")]
    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive; null is perpetual.")]


class RightsStates(Answer, frozen=True):
    """How far each layer was looked at: unknown, none_confirmed, listed_complete or listed_incomplete."""

    persons: Annotated[str, about("Persons shown.")]
    works: Annotated[str, about("Works of others shown.")]
    property: Annotated[str, about("Property and house rules.")]
    ai: Annotated[str, about("Made by a model: yes, no or unknown.")]
    audio: Annotated[str, about("Sound.")]
    viewpoint: Annotated[str, about("public_ground, private_ground, interior, aerial or unknown.")]
    is_political_assembly: Annotated[bool, about("Whether it shows a political assembly.")]
    is_untitled: Annotated[bool, about("Whether the source supplies no title.")]
    designation: Annotated[str, about("How the creator is to be named: name, pseudonym, no_name or unknown.")]
    exact_credit: Annotated[str, about("Credit line that is prescribed, verbatim.")]
    ai_looks_real: Annotated[str, about("Whether AI content could be taken for real: yes, no or unknown.")]
    ai_depicts_real_person: Annotated[str, about("Whether AI content shows a real person: yes, no or unknown.")]
    ai_has_provider_terms: Annotated[str, about("Whether the AI provider's terms are on file: yes, no or unknown.")]
    ai_label: Annotated[str, about("Wording of the label, where one is prescribed.")]


class EmbargoAnswer(Answer, frozen=True):
    """Not before."""

    until_local: Annotated[
        str, about("Wall-clock time, ISO 8601 without offset; a plain day while the hour is unknown.")
    ]
    zone: Annotated[str, about("Name of the time zone.")]
    precision: Annotated[str, about("minute, or day: ambiguous until somebody records the hour.")]


class RightsAnswer(Answer, frozen=True):
    """What is recorded about an asset's rights."""

    assignment: Annotated[AssignmentAnswer | None, about("The license; null when none is recorded.")]
    grants: Annotated[list[GrantLabel], about("Grants whose record the asker's organizations keep.")]
    states: Annotated[RightsStates, about("What was looked at.")]
    embargo: Annotated[EmbargoAnswer | None, about("The embargo in force; null when there is none.")]
    shown: Annotated[ShownAnswer, about("Works, places, signs, sound and blocks.")]


class AssetPermissions(Answer, frozen=True):
    """What the asker may do with the asset."""

    edit: Annotated[bool, about("Describe it.")]
    edit_rights: Annotated[bool, about("Record its rights.")]
    download: Annotated[bool, about("Ask for a download; the decision on the question comes on top.")]


class FocalPoint(Answer, frozen=True):
    """The point that every crop keeps."""

    x: Annotated[float, about("Share of the width, from the left.")]
    y: Annotated[float, about("Share of the height, from the top.")]


class AssetDetail(AssetSummary, frozen=True):
    """Everything about one asset that the asker may know."""

    version: Annotated[int, about("Grows with every change; the ETag.")]
    state: Annotated[str, about("processing, ready, quarantined, vanished or failed.")]
    state_reason: Annotated[str | None, about("Why it is quarantined or failed.")]
    headline: Annotated[str, about("Headline.")]
    description: Annotated[str, about("Caption: who, what, where, when.")]
    alt_text: Annotated[str, about("Alternative text.")]
    keywords: Annotated[list[str], about("In order.")]
    creators: Annotated[list[str], about("In order, as they designate themselves.")]
    credit_line: Annotated[str, about("As prescribed by the supplier.")]
    source: Annotated[str, about("IPTC source.")]
    copyright_notice: Annotated[str, about("As in the file or recorded.")]
    usage_terms: Annotated[str, about("As in the file or recorded.")]
    web_statement: Annotated[str | None, about("Address of the rights statement.")]
    licensors: Annotated[list[Any], about("PLUS licensors: name, URL, ...")]
    instructions: Annotated[str, about("IPTC instructions.")]
    focal_point: Annotated[FocalPoint | None, about("The point that every crop keeps; null while nothing is known.")]
    focal_by: Annotated[str, about("guess (the program's), person, or empty.")]
    persons_shown: Annotated[list[str], about("Names from the file; only for editors of the organization.")]
    place: Annotated[PlaceAnswer | None, about("The place with its path.")]
    gps: Annotated[Position | None, about("Only for editors of the organization.")]
    taken_at: Annotated[str | None, about("ISO 8601 as precise as known.")]
    taken_precision: Annotated[str | None, about("year, month, day, minute, second ...")]
    taken_zone: Annotated[str | None, about("offset, assumed or none.")]
    visibility: Annotated[str, about("organization, selected, network or public.")]
    shared_with: Annotated[list[Named], about("With visibility selected; only for members of the organization.")]
    campaigns: Annotated[list[CampaignLabel], about("Campaigns that the asker may see.")]
    collections: Annotated[list[Named], about("Collections that the asker may see.")]
    captions: Annotated[list[CaptionAnswer], about("Tracks of a film, one for each language.")]
    duration_seconds: Annotated[float | None, about("Length of a film.")]
    cover_seconds: Annotated[float | None, about("Whose frame stands for a film; null for the program's choice.")]
    pages: Annotated[int | None, about("Of a document, or of a TIFF with several pictures; counting stops at 2,000.")]
    renditions: Annotated[Renditions, about("Pictures of it.")]
    fields: Annotated[dict[str, FieldOrigin], about("Field name to the origin of its value.")]
    conflicts: Annotated[list[Conflict], about("Contradictions inside the file.")]
    raw: Annotated[list[RawValue], about("What the file says; only for editors of the organization.")]
    original: Annotated[OriginalAnswer | None, about("The bytes; null while none are stored.")]
    rights: Annotated[RightsAnswer, about("What is recorded about its rights.")]
    people: Annotated[list[PersonOnAsset], about("Who is on it, by number, without names.")]
    permissions: Annotated[AssetPermissions, about("What the asker may do.")]


class QuarantinedAnswer(Answer, frozen=True):
    """An asset whose file was locked away, for those who decide what becomes of it."""

    asset: Annotated[UUID, about("Identifies the asset.")]
    organization: Annotated[Named, about("Whose it is.")]
    title: Annotated[str, about("For people.")]
    filename: Annotated[str, about("The name of its file.")]
    size_bytes: Annotated[int, about("Length of the file.")]
    reason: Annotated[str, about("What was found, in German.")]
    locked_at: Annotated[datetime | None, about("Since when.")]


class QuarantinedPage(Answer, frozen=True):
    """One page of what is locked away."""

    results: Annotated[list[QuarantinedAnswer], about("The rows.")]
    next: Annotated[str | None, about("`cursor` of the next page; null on the last.")]
