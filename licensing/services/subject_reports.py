"""Everything held about one person, for that person (Art. 15 GDPR): readable by people and by machines, as one ZIP."""

import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any
from zoneinfo import ZoneInfo

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from assets import audit
from assets.models import AuditEvent, Rendition
from assets.storage import StoreError, store_from_settings
from licensing.models import BundleItem, Consent, Document, Download, Person, PersonShown, Publication, Task
from licensing.services.evidence import open_document
from licensing.services.persons import contact_of

PREVIEW = "preview"
_SUFFIXES = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt", "message/rfc822": "eml",
}  # fmt: skip
_README = """Auskunft nach Art. 15 DSGVO

auskunft.json   alle Angaben, maschinenlesbar
bilder/         Ansichten der Bilder, auf denen die Person eingetragen ist
belege/         Belege, wie sie abgelegt wurden

Verantwortlich: {organization}. Stand: {at}.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What a report holds, for the record that it was made; `missing` could not be read just then."""

    pictures: int
    documents: int
    missing: tuple[str, ...]


def write_subject_report(person: Person, out: IO[bytes], *, by: str) -> Written:
    """Write the ZIP to `out` and record that it was made. Who gets it must have been identified (Art. 12 (6))."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("auskunft.json", msgspec.json.format(msgspec.json.encode(subject_report(person)), indent=2))
        at = timezone.now().astimezone(ZoneInfo("Europe/Berlin")).strftime("%d.%m.%Y %H:%M")
        archive.writestr("LIESMICH.txt", _README.format(organization=person.organization.name, at=at))
        pictures, lost_pictures = _add_pictures(archive, person)
        documents, lost_documents = _add_documents(archive, person)
    written = Written(pictures, documents, (*lost_pictures, *lost_documents))
    audit.record(
        "person.exported",
        actor=by,
        object_kind="person",
        object_id=str(person.uuid),
        data={"pictures": pictures, "documents": documents, "missing": len(written.missing)},
    )
    return written


def subject_report(person: Person) -> dict[str, Any]:
    """The same without the files. It names the person: it is for the person and the controller alone."""
    contact = contact_of(person)
    return {
        "person": _fields(person),
        "contact": None if contact is None else asdict(contact),
        "purposes_and_legal_basis": "je Einwilligung: purposes, basis",
        "retention": "Belege bis drei Jahre nach Ende des Jahres der letzten Verwendung (§§ 195, 199 BGB)",
        "consents": [_consent(each) for each in _consents(person)],
        "documents": [_document(each) for each in documents_of(person)],
        "pictures": [_picture(each) for each in _shown(person)],
        "publications": [_publication(each) for each in _publications(person)],
        "recipients_of_copies": [*map(_copy, _copies(person)), *map(_copy, _bundled(person))],
        "tasks": list(
            Task.objects.filter(consent__person=person)
            .order_by("pk")
            .values("kind", "state", "created_at", "closed_at")
        ),
        "records_of_changes": list(
            AuditEvent.objects.filter(object_kind="person", object_id=str(person.uuid)).values("at", "action")
        ),
    }


def documents_of(person: Person) -> "QuerySet[Document]":
    rows = Document.objects.filter(consents__person=person).distinct().order_by("pk")
    return rows.select_related("organization")


def _fields(person: Person) -> dict[str, Any]:
    return {
        "id": person.uuid,
        "controller": person.organization.name,
        "reference": person.reference,
        "born_on": person.born_on,
        "age_band": person.age_band,
        "age_band_on": person.age_band_on,
        "custody": person.custody,
        "died_on": person.died_on,
        "created_at": person.created_at,
        "erased_at": person.erased_at,
    }


def _consents(person: Person) -> "QuerySet[Consent]":
    rows = Consent.objects.filter(person=person).order_by("pk")
    return rows.select_related("asset", "collection", "evidence").prefetch_related("scopes", "givers", "events")


def _consent(row: Consent) -> dict[str, Any]:
    scopes: dict[str, list[str]] = {}
    for each in row.scopes.all():
        scopes.setdefault(each.axis, []).append(each.value)
    return {
        "id": row.uuid,
        "basis": row.basis,
        "given_on": row.given_on,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "covers": _covers(row),
        "scope": scopes,
        "information_version": row.information_version,
        "may_name": row.may_name,
        "covers_commercial": row.covers_commercial,
        "document": row.evidence.uuid if row.evidence else None,
        "evidence_note": row.evidence_note,
        "signatures": [{"role": each.role, "signed_on": each.signed_on} for each in row.givers.all()],
        "events": [
            {"kind": each.kind, "happened_at": each.happened_at, "received_by": each.received_by}
            for each in sorted(row.events.all(), key=lambda event: event.pk)
        ],
    }


def _covers(row: Consent) -> str:
    if row.asset is not None:
        return f"picture {row.asset.uuid}"
    return "every picture" if row.collection is None else f"collection {row.collection.uuid}"


def _document(row: Document) -> dict[str, Any]:
    return {
        "id": row.uuid,
        "kind": row.kind,
        "title": row.title,
        "filename": row.filename,
        "sha256": row.sha256,
        "file": None if row.erased_at else _name_of(row),
        "filed_at": row.created_at,
        "kept_until": row.retain_until,
        "erased_at": row.erased_at,
    }


def _shown(person: Person) -> "QuerySet[PersonShown]":
    return PersonShown.objects.filter(person=person).select_related("asset__organization").order_by("pk")


def _picture(row: PersonShown) -> dict[str, Any]:
    return {
        "id": row.asset.uuid,
        "title": row.asset.title,
        "description": row.asset.description,
        "organization": row.asset.organization.name,
        "taken_at": row.asset.taken_at,
        "number": row.number,
        "prominence": row.prominence,
        "is_identifiable": row.is_identifiable,
        "region": row.region,
        "special_category": row.has_special_category,
        "file": f"bilder/{row.asset.uuid}.webp",
        "deleted_at": row.asset.deleted_at,
    }


def _publications(person: Person) -> "QuerySet[Publication]":
    rows = Publication.objects.filter(asset__people__person=person).distinct().order_by("pk")
    return rows.select_related("asset", "organization")


def _publication(row: Publication) -> dict[str, Any]:
    return {
        "picture": row.asset.uuid,
        "organization": row.organization.name,
        "channel": row.channel,
        "purpose": row.purpose,
        "state": row.state,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "published_at": row.published_at,
        "removed_at": row.removed_at,
        "url": row.url,
    }


def _copies(person: Person) -> "QuerySet[Download]":
    rows = Download.objects.filter(asset__people__person=person).distinct().order_by("pk")
    return rows.select_related("asset", "decision__organization")


def _bundled(person: Person) -> "QuerySet[BundleItem]":
    rows = BundleItem.objects.filter(asset__people__person=person).distinct().order_by("pk")
    return rows.select_related("asset", "bundle", "decision__organization")


def _copy(row: Download | BundleItem) -> dict[str, Any]:
    """`door`: whoever takes a copy through a link has no account, and nobody knows more of them than the channel."""
    organization, holder = row.decision.organization, row.bundle if isinstance(row, BundleItem) else row
    return {
        "picture": row.asset.uuid,
        "organization": organization.name if organization else None,
        "channel": row.decision.question.get("channel"),
        "door": "link" if holder.share_id else "bundle" if isinstance(row, BundleItem) else "download",
        "at": holder.created_at,
    }


def _add_pictures(archive: zipfile.ZipFile, person: Person) -> tuple[int, list[str]]:
    store, missing, count = store_from_settings(), [], 0
    rows = Rendition.objects.filter(original__asset__people__person=person, preset=PREVIEW).distinct()
    for row in rows.select_related("original__asset").order_by("pk"):
        name = f"bilder/{row.original.asset.uuid}.webp"
        try:
            with store.open(row.key) as stream:
                archive.writestr(name, stream.read())
            count += 1
        except StoreError:
            missing.append(name)
    return count, missing


def _add_documents(archive: zipfile.ZipFile, person: Person) -> tuple[int, list[str]]:
    missing, count = [], 0
    for row in _held(person):
        try:
            archive.writestr(_name_of(row), open_document(row))
            count += 1
        except StoreError:
            missing.append(_name_of(row))
    return count, missing


def _held(person: Person) -> Iterator[Document]:
    return documents_of(person).filter(erased_at__isnull=True).iterator()


def _name_of(row: Document) -> str:
    """Names in the archive are ours (security rule 36)."""
    return f"belege/{row.uuid}.{_SUFFIXES.get(row.media_type, 'bin')}"
