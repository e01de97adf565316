from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Named, about
from licensing.evidence import Contact
from licensing.models import Person
from licensing.services.subjects import Erasure


class ContactAnswer(Answer, frozen=True):
    """Name and ways to reach a person; each reading is recorded."""

    name: Annotated[str, about("Name.")]
    address: Annotated[str, about("Postal address.")]
    email: Annotated[str, about("E-mail address.")]
    phone: Annotated[str, about("Telephone number.")]


class PersonAnswer(Answer, frozen=True):
    """A person shown, as the organization that keeps the consents records it."""

    id: Annotated[UUID, about("Identifies the person.")]
    organization: Annotated[Named, about("Who keeps the record.")]
    reference: Annotated[str, about("File number of the organization.")]
    born_on: Annotated[date | None, about("Birth date; wins over the age band.")]
    age_band: Annotated[str, about("adult, from_14, under_14, minor or unknown.")]
    age_band_on: Annotated[date | None, about("The day on which the age band was true.")]
    custody: Annotated[str, about("joint, sole_documented or unknown.")]
    died_on: Annotated[date | None, about("Day of death; relatives consent for ten years.")]
    created_at: Annotated[datetime, about("When the record was begun.")]
    erased_at: Annotated[datetime | None, about("When the person was erased (Art. 17 GDPR).")]
    pictures: Annotated[int, about("On how many pictures the person is recorded.")]
    consents: Annotated[int, about("How many consents and refusals are on file.")]
    contact: Annotated[ContactAnswer | None, about("Only when one person is read; null in lists.")]


class PersonPage(Answer, frozen=True):
    """One page of persons."""

    results: Annotated[list[PersonAnswer], about("Persons whose organization the asker manages rights for.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class KeptDocumentAnswer(Answer, frozen=True):
    """A proof that outlives the erasure."""

    document: Annotated[UUID, about("The document.")]
    until: Annotated[date | None, about("Last day (ss. 195, 199 BGB); null while something rests on it.")]


class MentionAnswer(Answer, frozen=True):
    """A text that people wrote and in which the name still stands."""

    asset: Annotated[UUID, about("The asset.")]
    field: Annotated[str, about("The field to edit.")]


class ErasureAnswer(Answer, frozen=True):
    """What an erasure did, what it left, and why."""

    pictures: Annotated[int, about("Pictures that are blocked.")]
    removed: Annotated[int, about("Pictures taken out of sight.")]
    withdrawn: Annotated[int, about("Consents that ended.")]
    documents_erased: Annotated[int, about("Documents that are gone.")]
    documents_kept: Annotated[list[KeptDocumentAnswer], about("Documents that have to stay for now.")]
    mentions: Annotated[list[MentionAnswer], about("Where the name still stands.")]


def person_answer(row: Person, contact: Contact | None = None) -> PersonAnswer:
    """Expects a row of `persons_kept_for`, which counts pictures and consents."""
    counts = vars(row)
    return PersonAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        reference=row.reference,
        born_on=row.born_on,
        age_band=row.age_band,
        age_band_on=row.age_band_on,
        custody=row.custody,
        died_on=row.died_on,
        created_at=row.created_at,
        erased_at=row.erased_at,
        pictures=counts["pictures"],
        consents=counts["consents_held"],
        contact=None
        if contact is None
        else ContactAnswer(name=contact.name, address=contact.address, email=contact.email, phone=contact.phone),
    )


def erasure_answer(done: Erasure) -> ErasureAnswer:
    return ErasureAnswer(
        pictures=done.pictures,
        removed=done.removed,
        withdrawn=done.withdrawn,
        documents_erased=done.documents_erased,
        documents_kept=[KeptDocumentAnswer(document=each.document, until=each.until) for each in done.documents_kept],
        mentions=[MentionAnswer(asset=each.asset, field=each.field) for each in done.mentions],
    )
