"""Names in claims become rows, through the doors of whoever says them: unknown and forbidden are refused alike."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from assets.errors import FieldInvalid
from assets.models import Campaign, Organization, Participation, Place, Role, User
from assets.models import Collection as AssetCollection
from assets.viewer import Viewer
from licensing.incoming.claims import Claims
from licensing.models import Document, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What claims name, looked up: all of it or FieldInvalid. `confirmers` are those who looked at files, by uuid."""

    place: Place | None = None
    campaign: Campaign | None = None
    collections: tuple[AssetCollection, ...] = ()
    document: Document | None = None
    persons: Mapping[str, Person] = field(default_factory=dict)
    confirmers: Mapping[str, User] = field(default_factory=dict)


def rows_of(claims: Claims, organization: Organization, viewer: Viewer) -> Rows:
    """Look up what claims name for a draft of `organization`; raises FieldInvalid with the field's name."""
    batch = claims.batch
    _check_licensees(claims.answers.licensees)
    if batch.visibility == "public" and not viewer.holds(Role.EDITOR, organization.pk):
        raise FieldInvalid("claims.batch.visibility", "Öffentlich machen dürfen Bearbeiter:innen der Organisation.")
    return Rows(
        place=find_place(batch.place, at="claims.batch.place"),
        campaign=find_campaign(batch.campaign, organization, viewer, at="claims.batch.campaign"),
        collections=_collections(batch.collections, viewer),
        document=_document(claims.answers.document, organization, viewer),
        persons=_persons(claims, organization, viewer),
        confirmers=_confirmers(claims),
    )


def find_place(name: str | None, *, at: str) -> Place | None:
    """A place by uuid or slug, the same for everybody."""
    if not name:
        return None
    try:
        wanted = Q(uuid=UUID(name))
    except ValueError:
        wanted = Q(slug=name)
    found = Place.objects.filter(wanted).first()
    if found is None:
        raise FieldInvalid(at, "Diesen Ort kennt Bildkreis nicht.")
    return found


def find_campaign(uuid: str, organization: Organization, viewer: Viewer, *, at: str) -> Campaign | None:
    """A campaign that `organization` runs, or takes part in with the right to add."""
    if not uuid:
        return None
    found = Campaign.objects.visible_to(viewer).filter(uuid=uuid).first()
    if found is None:
        raise FieldInvalid(at, "Diese Kampagne gibt es hier nicht.")
    if not may_add(found, organization):
        raise FieldInvalid(at, "Zu dieser Kampagne darf Ihre Organisation nichts hinzufügen.")
    return found


def may_add(campaign: Campaign, organization: Organization) -> bool:
    if campaign.organization_id == organization.pk:
        return True
    return Participation.objects.filter(campaign=campaign, organization=organization, may_add=True).exists()


def addable(campaign: Campaign | None, organization: Organization, viewer: Viewer) -> Campaign | None:
    """The campaign of a draft as long as pictures may be added to it; none once that has ended."""
    if campaign is None or not may_add(campaign, organization):
        return None
    return campaign if Campaign.objects.visible_to(viewer).filter(pk=campaign.pk).exists() else None


def _check_licensees(wanted: Collection[str]) -> None:
    ids = {each for each in wanted if each != "*"}
    if Organization.objects.filter(uuid__in=ids).count() != len(ids):
        raise FieldInvalid("claims.preset.answers.licensees", "Diese Organisation gibt es nicht.")


def _collections(wanted: Collection[str], viewer: Viewer) -> tuple[AssetCollection, ...]:
    found = tuple(AssetCollection.objects.editable_by(viewer).filter(uuid__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise FieldInvalid("claims.batch.collections", "Diese Sammlung gibt es hier nicht.")
    return found


def _document(uuid: str, organization: Organization, viewer: Viewer) -> Document | None:
    """A document of this organization; nobody but its rights managers knows that it is there."""
    if not uuid:
        return None
    held = Document.objects.filter(uuid=uuid, organization=organization, erased_at__isnull=True)
    found = held.first() if organization.pk in viewer.organizations_as(Role.RIGHTS_MANAGER) else None
    if found is None:
        raise FieldInvalid("claims.preset.answers.document", "Diesen Beleg gibt es hier nicht.")
    return found


def _persons(claims: Claims, organization: Organization, viewer: Viewer) -> Mapping[str, Person]:
    wanted = {each for shown in claims.layer("people").files.values() for each in shown.get("persons", ())}
    if not wanted:
        return {}
    held = Person.objects.filter(uuid__in=wanted, organization=organization, erased_at__isnull=True)
    may_know = organization.pk in viewer.organizations_as(Role.RIGHTS_MANAGER)
    found = {str(each.uuid): each for each in held} if may_know else {}
    if len(found) != len(wanted):
        raise FieldInvalid("claims.people.files", "Diese Person gibt es hier nicht.")
    return found


def _confirmers(claims: Claims) -> Mapping[str, User]:
    wanted = {layer.confirmed.by for layer in claims.layers.values() if layer.confirmed and layer.confirmed.by}
    return {str(each.uuid): each for each in User.objects.filter(uuid__in=wanted)} if wanted else {}
