"""Rights of the persons shown: erasure under Art. 17 GDPR, with what is kept, why, and until when.

The contact goes, every consent is withdrawn, the pictures are blocked, and their bytes stand on a list that intake
refuses. What proves the uses of the past stays until the limitation period is over (`retention`). Decisions and the
audit trail hold no name, so nothing there has to go.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assets.models import Asset, Original, RawMetadatum, User
from assets.services import delete_asset
from licensing.facts.persons import last_event
from licensing.models import ConsentEvent, Document, Person, PersonContact, PersonShown, RightsBlock, Suppression
from licensing.rights.days import anniversary
from licensing.services.changes import record_change
from licensing.services.consents import withdraw_consent
from licensing.services.evidence import erase_document
from licensing.services.persons import contact_of
from licensing.services.retention import retention_of

BLOCKED_BECAUSE = "Löschung verlangt (Art. 17 DSGVO)"
RECEIVED_BY = "Löschverlangen (Art. 17 DSGVO)"
_PERSON_PROPERTIES = ("PersonInImage", "PersonInImageWDetails")
_TEXTS = ("title", "headline", "description", "alt_text", "credit_line")


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A proof that stays for now; no day while others rest on it as well or a use goes on."""

    document: UUID
    until: date | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A field that people wrote and in which the erased name still stands: a person has to edit it."""

    asset: UUID
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure did and left."""

    pictures: int
    removed: int
    withdrawn: int
    documents_erased: int
    documents_kept: tuple[KeptDocument, ...]
    mentions: tuple[Mention, ...]


@transaction.atomic
def erase_subject(person: Person, *, by: User, remove_pictures: bool = False) -> Erasure:
    """Erase what is held about a person; the same again changes nothing more and says what is left.

    `remove_pictures` also takes those pictures out of sight on which nobody else is recorded.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("organization").get(pk=person.pk)
    withdrawn = _withdraw_everything(locked, by)
    assets = list(Asset.objects.filter(people__person=locked).order_by("pk"))
    name = contact.name if (contact := contact_of(locked)) else ""
    _block(assets, by)
    _suppress(assets)
    _forget_name(assets, name)
    _empty(locked)
    erased, kept = _let_documents_go(locked, by)
    mentions = _mentions(assets, name)
    removed = _remove(assets, locked, by) if remove_pictures else 0
    data = {"pictures": len(assets), "removed": removed, "documents_erased": erased, "documents_kept": len(kept)}
    record_change([each.pk for each in assets], "person.erased", by, "person", str(locked.uuid), data)
    return Erasure(
        pictures=len(assets),
        removed=removed,
        withdrawn=withdrawn,
        documents_erased=erased,
        documents_kept=kept,
        mentions=mentions,
    )


def _withdraw_everything(person: Person, by: User) -> int:
    """Who wants to be forgotten consents no longer."""
    now, count = timezone.now(), 0
    ended = {ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.REFUSED, ConsentEvent.Kind.SUPERSEDED}
    for consent in person.consents.prefetch_related("events"):
        event = last_event(consent)
        if event is not None and event.kind not in ended:
            withdraw_consent(consent, happened_at=now, by=by, received_by=RECEIVED_BY)
            count += 1
    return count


def _block(assets: list[Asset], by: User) -> None:
    cause = RightsBlock.Cause.PERSON
    blocked = set(
        RightsBlock.objects.filter(
            asset__in=assets, cause=cause, reason=BLOCKED_BECAUSE, lifted_at__isnull=True
        ).values_list("asset_id", flat=True)
    )
    RightsBlock.objects.bulk_create(
        RightsBlock(asset=asset, cause=cause, reason=BLOCKED_BECAUSE, set_by=by, created_at=timezone.now())
        for asset in assets
        if asset.pk not in blocked
    )


def _suppress(assets: list[Asset]) -> None:
    """The hash and whose intake refuses it, nothing else: enough that the picture cannot come back."""
    hashes = Original.objects.filter(asset__in=assets).values_list("organization_id", "sha256")
    Suppression.objects.bulk_create(
        [Suppression(organization_id=pk, sha256=sha256, created_at=timezone.now()) for pk, sha256 in hashes],
        ignore_conflicts=True,
    )


def refusal_of(organization_id: int, sha256: str) -> str | None:
    """What intake asks before it takes in bytes that are new (`assets.intake.refusals`)."""
    listed = Suppression.objects.filter(organization_id=organization_id, sha256=sha256)
    return "suppressed" if listed.exists() else None


def _forget_name(assets: list[Asset], name: str) -> None:
    """Names that files brought along: the person's own goes from the list of persons and from the raw values."""
    if not name:
        return
    wanted = name.casefold()
    for asset in assets:
        left = [each for each in asset.persons_shown if str(each).casefold() != wanted]
        if left != asset.persons_shown:
            asset.persons_shown = left
            asset.save(update_fields=["persons_shown"])
    raw = RawMetadatum.objects.filter(original__asset__in=assets, decoded__icontains=name)
    for prop in _PERSON_PROPERTIES:
        raw.filter(property__icontains=prop).delete()
    for original in Original.objects.filter(asset__in=assets):
        if "persons_shown" in original.file_facts:
            original.file_facts = {key: value for key, value in original.file_facts.items() if key != "persons_shown"}
            original.save(update_fields=["file_facts"])


def _empty(person: Person) -> None:
    """The row stays as the number behind consents that are proof; what it said of somebody goes."""
    PersonContact.objects.filter(person=person).delete()
    person.age_band = _band_of(person)
    person.born_on, person.reference = None, ""
    person.erased_at = person.erased_at or timezone.now()
    person.save()


def _band_of(person: Person) -> str:
    if person.born_on is None:
        return person.age_band
    adult_on = anniversary(person.born_on, 18)
    is_adult = adult_on is not None and adult_on <= timezone.localdate()
    return Person.AgeBand.ADULT if is_adult else Person.AgeBand.MINOR


def _let_documents_go(person: Person, by: User) -> tuple[int, tuple[KeptDocument, ...]]:
    erased, kept, today = 0, [], timezone.localdate()
    held = Document.objects.filter(consents__person=person, erased_at__isnull=True).distinct().order_by("pk")
    for document in held:
        until = retention_of(document)
        if until is not None and until < today:
            erase_document(document, by=str(by.uuid), reason="erasure")
            erased += 1
            continue
        if until is not None:
            Document.objects.filter(pk=document.pk).update(retain_until=until)
        kept.append(KeptDocument(document.uuid, until))
    return erased, tuple(kept)


def _mentions(assets: list[Asset], name: str) -> tuple[Mention, ...]:
    if not name:
        return ()
    wanted = name.casefold()
    found = [
        Mention(asset.uuid, field)
        for asset in assets
        for field in _TEXTS
        if wanted in str(getattr(asset, field)).casefold()
    ]
    words = Asset.objects.filter(pk__in=[each.pk for each in assets], keywords__name__icontains=name).distinct()
    return (*found, *(Mention(each.uuid, "keywords") for each in words))


def _remove(assets: list[Asset], person: Person, by: User) -> int:
    others = PersonShown.objects.filter(asset__in=assets).exclude(person=person)
    shared = set(others.values_list("asset_id", flat=True))
    alone = [asset for asset in assets if asset.pk not in shared and asset.deleted_at is None]
    for asset in alone:
        delete_asset(asset, by=by)
    return len(alone)
