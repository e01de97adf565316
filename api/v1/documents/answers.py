from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Named, about
from licensing.models import Document


class DocumentAnswer(Answer, frozen=True):
    """A piece of evidence; its bytes are at `/content`, as an attachment."""

    id: Annotated[UUID, about("Identifies the document.")]
    organization: Annotated[Named, about("Who holds it.")]
    kind: Annotated[str, about("contract, consent, release, license_snapshot, terms, proof or other.")]
    title: Annotated[str, about("For people.")]
    filename: Annotated[str, about("Name as it came.")]
    media_type: Annotated[str, about("What the bytes are.")]
    size_bytes: Annotated[int, about("Length in bytes.")]
    sha256: Annotated[str, about("Of the clear bytes; stays when they are erased.")]
    created_at: Annotated[datetime, about("When it was filed.")]
    retain_until: Annotated[date | None, about("Last day that it has to be kept, where that is known.")]
    erased_at: Annotated[datetime | None, about("When its bytes were erased.")]


class DocumentPage(Answer, frozen=True):
    """One page of documents."""

    results: Annotated[list[DocumentAnswer], about("Documents whose organization the asker manages rights for.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


def document_answer(row: Document) -> DocumentAnswer:
    return DocumentAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        kind=row.kind,
        title=row.title,
        filename=row.filename,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        created_at=row.created_at,
        retain_until=row.retain_until,
        erased_at=row.erased_at,
    )
