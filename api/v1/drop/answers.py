"""Drop-boxes as they go out: to those who make them, and, with nothing of inside, to those who hand in."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from api.answers import Answer, Named, about
from api.v1.uploads.answers import ReasonWords
from api.v1.uploads.files import RefusedFileAnswer


class DropBoxAnswer(Answer, frozen=True):
    """A link for people without an account, as its organization sees it; never its secret."""

    id: Annotated[UUID, about("Identifies the drop-box.")]
    organization: Annotated[Named, about("Where the files go.")]
    title: Annotated[str, about("What it is about.")]
    message: Annotated[str, about("A word to those who hand in.")]
    terms: Annotated[str, about("What they accept.")]
    claims: Annotated[dict[str, Any], about("What every draft of this box begins with.")]
    campaign: Annotated[UUID | None, about("Where the assets are added.")]
    max_files: Annotated[int, about("Most files of all who hand in.")]
    created_at: Annotated[datetime, about("When it was made.")]
    until_on: Annotated[date, about("Last day, inclusive.")]
    ended_at: Annotated[datetime | None, about("When it was ended before its last day.")]
    acceptances: Annotated[int, about("How often its terms were accepted.")]


class DropBoxMade(DropBoxAnswer, frozen=True):
    """A new drop-box, with its address."""

    secret: Annotated[str | None, about("Ends the address /e/<secret>; shown this once.")]


class DropBoxPage(Answer, frozen=True):
    """One page of drop-boxes."""

    results: Annotated[list[DropBoxAnswer], about("Of organizations in which the asker edits, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class OpenDrop(Answer, frozen=True):
    """A drop-box as somebody without an account sees it."""

    title: Annotated[str, about("What it is about.")]
    organization: Annotated[str, about("Who asks.")]
    message: Annotated[str, about("A word to who hands in.")]
    terms: Annotated[str, about("What has to be accepted before anything is sent.")]
    terms_sha256: Annotated[str, about("SHA-256 of the terms as UTF-8: says which terms are accepted.")]
    max_files: Annotated[int, about("Most files of all who hand in.")]
    until_on: Annotated[date, about("Last day, inclusive.")]


class DropAcceptance(Answer, frozen=True):
    """That the terms were accepted."""

    secret: Annotated[str, about("To be sent as Drop-Secret from then on; shown this once.")]


class DropFile(Answer, frozen=True):
    """A file as who hands it in sees it; nothing of what the library knows about its bytes."""

    id: Annotated[UUID, about("Identifies the file.")]
    position: Annotated[int, about("Its place.")]
    filename: Annotated[str, about("A label.")]
    folder: Annotated[str, about("Where it lay: a label.")]
    size_bytes: Annotated[int, about("Size as announced, and checked on arrival.")]
    part_bytes: Annotated[int, about("Size of every part but the last.")]
    fingerprint: Annotated[str, about("The client's mark to know its file again.")]
    state: Annotated[str, about("receiving, arrived, refused or left_out.")]
    reason: Annotated[ReasonWords | None, about("Why it was refused.")]
    arrived_bytes: Annotated[int, about("Bytes of whole files; of one still on its way the list of parts tells.")]


class DropFiles(Answer, frozen=True):
    """What one person handed in."""

    files: Annotated[list[DropFile], about("In order.")]


class DropAdded(Answer, frozen=True):
    """What may be sent, and what need not."""

    files: Annotated[list[DropFile], about("Announced, in order.")]
    refused: Annotated[list[RefusedFileAnswer], about("The others.")]
