"""Drafts and their files as they go out. What a browser calls a file is a label; what is in it, our workers found."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Named, Words, about


class ReasonWords(Answer, frozen=True):
    """Why a file is not taken, or not yet."""

    code: Annotated[str, about("Stable code.")]
    text: Annotated[Words, about("In a sentence.")]


class KnownAsset(Answer, frozen=True):
    """An asset that holds the same bytes, or looks the same."""

    id: Annotated[UUID, about("Identifies the asset.")]
    title: Annotated[str, about("Title, else the file's name.")]
    tile_url: Annotated[str, about("Its small rendition.")]


class FoundAnswer(Answer, frozen=True):
    """What the file says about itself; empty where it says nothing. Claims, shown with that word."""

    title: Annotated[str, about("Title, else headline.")]
    description: Annotated[str, about("Caption.")]
    alt_text: Annotated[str, about("Alternative text.")]
    taken_at: Annotated[str, about("ISO 8601, as precise as the file says.")]
    place: Annotated[str, about("Name of a place.")]
    creators: Annotated[list[str], about("Names in order.")]
    keywords: Annotated[list[str], about("Keywords in order.")]
    license: Annotated[str, about("Address or sentence about its license.")]
    embargo: Annotated[str, about("Wall-clock time or day before which it shall not appear.")]
    has_position: Annotated[bool, about("Whether it holds a position.")]
    has_sound: Annotated[bool | None, about("Whether it has sound; null where that is not known.")]
    is_ai: Annotated[bool, about("Whether it says that a model made it or a part of it.")]
    width: Annotated[int | None, about("Pixels, as seen (oriented).")]
    height: Annotated[int | None, about("Pixels, as seen (oriented).")]


class UploadFileAnswer(Answer, frozen=True):
    """One file of a draft."""

    id: Annotated[UUID, about("Identifies the file.")]
    position: Annotated[int, about("Its place in the draft.")]
    filename: Annotated[str, about("A label.")]
    folder: Annotated[str, about("Where it lay: a label.")]
    size_bytes: Annotated[int, about("Size as announced, and checked on arrival.")]
    part_bytes: Annotated[int, about("Size of every part but the last.")]
    fingerprint: Annotated[str, about("The client's mark to know its file again.")]
    state: Annotated[str, about("receiving, arrived, ready, duplicate, refused, quarantined, left_out or taken_over.")]
    reason: Annotated[ReasonWords | None, about("Why it was refused or quarantined.")]
    media_type: Annotated[str, about("As found in the bytes; empty before.")]
    choice: Annotated[str, about("ask, use_existing or keep_both: what to do with bytes that are here already.")]
    duplicate_of: Annotated[KnownAsset | None, about("The asset with the same bytes, if the asker may see it.")]
    looks_like: Annotated[KnownAsset | None, about("An asset that looks the same, if the asker may see it.")]
    tile_url: Annotated[str | None, about("A small picture; null until it is made.")]
    found: Annotated[FoundAnswer | None, about("What the file says; null until it was read.")]
    details: Annotated[dict[str, Any], about("What people wrote about it.")]
    asset: Annotated[UUID | None, about("The asset that it became.")]
    arrived_bytes: Annotated[int, about("Bytes of whole files; of one still on its way the list of parts tells.")]


class DraftTotals(Answer, frozen=True):
    """Counts over the files that were not left out."""

    files: Annotated[int, about("How many.")]
    bytes: Annotated[int, about("Their size.")]
    arrived_bytes: Annotated[int, about("Of that, in whole files that have arrived.")]
    by_state: Annotated[dict[str, int], about("Files by state, left out ones too.")]


class Counted(Answer, frozen=True):
    """A value and in how many files it stands."""

    value: Annotated[str, about("As the file says it.")]
    files: Annotated[int, about("How many files say so.")]


class DraftFound(Answer, frozen=True):
    """What was read from all files together; most frequent first, at most 20 of each."""

    dates: Annotated[dict[str, str] | None, about("`from` and `until`; null where no file says when.")]
    places: Annotated[list[Counted], about("Names of places.")]
    creators: Annotated[list[Counted], about("Names of creators.")]
    licenses: Annotated[list[Counted], about("What files say of their license.")]
    embargoes: Annotated[list[Counted], about("Times before which files shall not appear.")]
    gps: Annotated[int, about("Files that hold a position.")]
    ai: Annotated[int, about("Files that say that a model made them.")]


class MissingAnswer(Answer, frozen=True):
    """A gap of the draft."""

    code: Annotated[str, about("Stable code; preset.<question> for a question of the preset.")]
    text: Annotated[Words, about("What is missing.")]
    cost: Annotated[Words, about("What that costs.")]
    step: Annotated[int, about("Step of the page that asks for it.")]
    files: Annotated[int, about("How many files have the gap.")]


class DraftRow(Answer, frozen=True):
    """A draft in a list."""

    id: Annotated[UUID, about("Identifies the draft.")]
    organization: Annotated[Named, about("Where its files go.")]
    title: Annotated[str, about("For people; may be empty.")]
    state: Annotated[str, about("open, taken_over or abandoned.")]
    version: Annotated[int, about("Grows with every change; the ETag.")]
    visibility: Annotated[str, about("Who will see the assets.")]
    campaign: Annotated[UUID | None, about("Where the assets are added.")]
    totals: Annotated[DraftTotals, about("Counts.")]
    is_handed_in: Annotated[bool, about("Whether it came through a drop-box.")]
    created_at: Annotated[datetime, about("When it was begun.")]
    changed_at: Annotated[datetime, about("When it was changed last.")]


class DraftAnswer(DraftRow, frozen=True):
    """A draft with its files."""

    claims: Annotated[dict[str, Any], about("What people answered, as they wrote it; confirmations stamped by us.")]
    files: Annotated[list[UploadFileAnswer], about("In order.")]
    found: Annotated[DraftFound, about("What was read from the files.")]
    missing: Annotated[list[MissingAnswer], about("What is missing, by step.")]


class DraftPage(Answer, frozen=True):
    """One page of drafts."""

    results: Annotated[list[DraftRow], about("The last changed first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class FilesAnswer(Answer, frozen=True):
    """Some files of a draft."""

    files: Annotated[list[UploadFileAnswer], about("As they stand now.")]


class TakenFile(Answer, frozen=True):
    """A file that became an asset."""

    file: Annotated[UUID, about("The file.")]
    asset: Annotated[UUID, about("The asset.")]


class LeftFile(Answer, frozen=True):
    """A file that did not."""

    file: Annotated[UUID, about("The file.")]
    reason: Annotated[ReasonWords, about("Why.")]


class TakenAnswer(Answer, frozen=True):
    """What taking over has made so far; asking again is harmless."""

    state: Annotated[str, about("open while files are on their way or undecided, else taken_over.")]
    taken: Annotated[list[TakenFile], about("All files of the draft that are assets by now.")]
    tasks: Annotated[int, about("Rows of tasks that the gaps made.")]
    left: Annotated[list[LeftFile], about("The others.")]
