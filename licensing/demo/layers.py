"""Situations of the layers beside copyright, each once: people, works, emblems, rules, contracts with limits.

People are numbers ("Person 1"); what proves something is a paper drawn by code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assets.models import Asset, Organization, User
from licensing.demo.organizations import AHLENBRUECK, COUNTY, HOHENFELD, LINDRODE, MUEHLHAGEN
from licensing.demo.papers import paper
from licensing.models import Document, OrganizationRule, Person, RightsGrant, SignShown, WorkShown
from licensing.services import (
    GrantRecord,
    SignRecord,
    WorkRecord,
    confirm_states,
    create_rule,
    election_blackout,
    record_grant,
    replace_signs,
    replace_works,
)
from licensing.services.consents import ConsentRecord, Covered, Signature, record_consent
from licensing.services.evidence import DocumentUpload, file_document
from licensing.services.persons import PersonRecord, ShownRecord, record_person, show_people

CHILD: Final = f"{HOHENFELD}/kita.jpg"
ADVISED: Final = f"{LINDRODE}/buergerbuero.jpg"
MURAL: Final = f"{AHLENBRUECK}/stadttor.jpg"
EMBLEM: Final = f"{COUNTY}/kampagnen/jubilaeum/motiv-emblem.png"
THREE_USES: Final = f"{HOHENFELD}/dorf-nebel.jpg"
EXCLUSIVE: Final = f"{COUNTY}/dorfabend.jpg"
INFORMATION: Final = "Informationsblatt 2026-1 (Beispiel)"


@dataclass(frozen=True, slots=True)
class Stage:
    """What a situation is made of: pictures by path, organizations, who keeps their records, the day."""

    assets: Mapping[str, Asset]
    organizations: Mapping[str, Organization]
    keeper: Callable[[str], User]
    today: date

    def document(self, slug: str, kind: str, title: str, *lines: str) -> Document:
        """A drawn paper, filed by who keeps the organization's records."""
        upload = DocumentUpload(content=paper(title, lines), filename=f"{title}.pdf", kind=kind, title=title)
        return file_document(upload, keeper=self.organizations[slug], by=self.keeper(slug))


def ensure_layers(stage: Stage) -> None:
    """Every situation whose picture is there and that is not recorded yet."""
    for path, situation in _SITUATIONS.items():
        if path in stage.assets:
            situation(stage, stage.assets[path])
    _blackout(stage)


def _child(stage: Stage, asset: Asset) -> None:
    """A child of under 14: both guardians agreed, for the website alone."""
    town, by = stage.organizations[HOHENFELD], stage.keeper(HOHENFELD)
    if Person.objects.filter(organization=town, reference="KITA-01").exists():
        return
    record = PersonRecord(reference="KITA-01", age_band="under_14", custody="joint")
    person = record_person(record, by=by, keeper=town)
    shown = ShownRecord(number=1, person=person, is_identifiable="yes", prominence="main", age_band="under_14")
    show_people(asset, people=[shown], by=by, completeness="listed_complete")
    given_on = stage.today - timedelta(days=60)
    form = stage.document(HOHENFELD, "consent", "Einwilligung Person 1", "Nur Website der Stadt", "Beide Elternteile")
    consent = ConsentRecord(
        channels=["website"],
        purposes=["public_relations", "editorial_information", "event_report"],
        organizations=[str(town.uuid)],
        given_on=given_on,
        signatures=[Signature(role="guardian", signed_on=given_on)] * 2,
        information_version=INFORMATION,
        document=form,
    )
    record_consent(consent, person=person, by=by, covered=Covered(asset=asset))


def _advised(stage: Stage, asset: Asset) -> None:
    """An adult who agreed to much; `licensing.demo.uses` posts the picture and then withdraws."""
    town, by = stage.organizations[LINDRODE], stage.keeper(LINDRODE)
    if Person.objects.filter(organization=town, reference="BB-07").exists():
        return
    person = record_person(PersonRecord(reference="BB-07", age_band="adult"), by=by, keeper=town)
    shown = ShownRecord(number=1, person=person, is_identifiable="yes", prominence="main", age_band="adult")
    show_people(asset, people=[shown], by=by, completeness="listed_complete")
    given_on = stage.today - timedelta(days=90)
    form = stage.document(LINDRODE, "consent", "Einwilligung Person 1", "Website und soziale Medien der Stadt")
    consent = ConsentRecord(
        channels=["website", "facebook", "instagram", "newsletter"],
        purposes=["*"],
        organizations=[str(town.uuid)],
        given_on=given_on,
        signatures=[Signature(role="self", signed_on=given_on)],
        information_version=INFORMATION,
        covers_commercial="no",
        document=form,
    )
    record_consent(consent, person=person, by=by, covered=Covered(asset=asset))


def _mural(stage: Stage, asset: Asset) -> None:
    """A protected mural, seen from the air: no freedom of panorama (BGH I ZR 67/23)."""
    by = stage.keeper(AHLENBRUECK)
    if WorkShown.objects.filter(asset=asset).exists():
        return
    work = WorkRecord(
        title="Wandbild am Stadttor (erfunden)",
        artist="Kollektiv Beispiel",
        is_protected="yes",
        place="public_permanent",
        prominence="main",
    )
    replace_works(asset, [work], by=by)
    confirm_states(asset, states={"works": "listed_complete", "viewpoint": "aerial"}, by=by)


def _emblem(stage: Stage, asset: Asset) -> None:
    """The district's coat of arms on artwork for goods: its own uses only, unless it permits others."""
    if SignShown.objects.filter(asset=asset).exists():
        return
    sign = SignRecord(kind="coat_of_arms", holder_organization=stage.organizations[COUNTY], prominence="main")
    replace_signs(asset, [sign], by=stage.keeper(COUNTY))


def _three_uses(stage: Stage, asset: Asset) -> None:
    """A photographer who grants three uses, for a fee."""
    town, by = stage.organizations[HOHENFELD], stage.keeper(HOHENFELD)
    if RightsGrant.objects.filter(asset=asset, reference="MUSTER-DREI").exists():
        return
    contract = stage.document(HOHENFELD, "contract", "Vertrag MUSTER-DREI", "Drei Nutzungen, Website und Druck")
    record = GrantRecord(
        licensor="Fotostudio Beispiel",
        licensees=[str(town.uuid)],
        channels=["website", "print", "poster"],
        purposes=["public_relations", "event_announcement", "event_report"],
        modifications=["resize", "format_conversion", "crop"],
        from_on=stage.today - timedelta(days=30),
        until_on=stage.today + timedelta(days=335),
        commercial="no",
        credit_required="yes",
        quota_uses=3,
        reference="MUSTER-DREI",
        document=contract,
    )
    record_grant(record, by=by, keeper=town, asset=asset)


def _exclusive(stage: Stage, asset: Asset) -> None:
    """An exclusive right of the district for its posters."""
    county, by = stage.organizations[COUNTY], stage.keeper(COUNTY)
    if RightsGrant.objects.filter(asset=asset, reference="MUSTER-ALLEIN").exists():
        return
    contract = stage.document(COUNTY, "contract", "Vertrag MUSTER-ALLEIN", "Ausschließlich für Plakate des Kreises")
    record = GrantRecord(
        licensor="Fotostudio Beispiel",
        licensees=[str(county.uuid)],
        channels=["poster", "website"],
        purposes=["campaign", "public_relations"],
        from_on=stage.today - timedelta(days=10),
        until_on=stage.today + timedelta(days=355),
        kind="exclusive",
        credit_required="yes",
        reference="MUSTER-ALLEIN",
        document=contract,
    )
    record_grant(record, by=by, keeper=county, asset=asset)


def _blackout(stage: Stage) -> None:
    """An election in one town three weeks ahead: six weeks of black-out, the run-off still open."""
    name = "Bürgermeisterwahl Mühlhagen (Beispiel)"
    town = stage.organizations[MUEHLHAGEN]
    if OrganizationRule.objects.filter(organization=town, name=name).exists():
        return
    election_on = stage.today + timedelta(weeks=3)
    record = election_blackout(name=name, election_on=election_on, run_off_on=election_on + timedelta(weeks=2))
    create_rule(record, organization=town, by=stage.keeper(MUEHLHAGEN))


_SITUATIONS: Final[Mapping[str, Callable[[Stage, Asset], None]]] = {
    CHILD: _child,
    ADVISED: _advised,
    MURAL: _mural,
    EMBLEM: _emblem,
    THREE_USES: _three_uses,
    EXCLUSIVE: _exclusive,
}
