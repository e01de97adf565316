"""Rows become records, by the same services that people use: what those refuse, a row is refused for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from assets.errors import DomainError, FieldInvalid
from assets.models import Asset, Organization, User
from licensing.exchange.registers.columns import RowRefused
from licensing.models import Person, PersonShown
from licensing.services.consents import ConsentRecord, Covered, Signature, record_consent
from licensing.services.grants import GrantRecord, record_grant
from licensing.services.persons import PersonRecord, ShownRecord, record_person, show_person_on

_OWN: Final = frozenset({"eigene", "own"})
_ALL: Final = frozenset({"*", "alle", "all"})
_ROLES: Final = {
    "selbst": "self", "self": "self", "person": "self",
    "sorgeberechtigt": "guardian", "mutter": "guardian", "vater": "guardian", "guardian": "guardian",
    "angehörig": "relative", "relative": "relative",
}  # fmt: skip
_APART: Final = frozenset({"asset", "source_ref", "filename", "sha256"})


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records rows of one register for one organization: only for its own pictures, in the name of one person."""

    organization: Organization
    by: User

    def record(self, kind: str, values: Mapping[str, Any]) -> UUID:
        """Record one row; raises RowRefused with the field at fault."""
        try:
            return self._grant(values) if kind == "grants" else self._consent(values)
        except FieldInvalid as error:
            raise RowRefused(error.detail, _COLUMN_OF.get(error.field, error.field)) from error
        except DomainError as error:
            raise RowRefused(error.detail) from error

    def _grant(self, values: Mapping[str, Any]) -> UUID:
        asset = self._asset(values)
        if asset is None:
            raise RowRefused("Kein Bild genannt: Bild-ID, Bildnummer, Dateiname oder SHA-256.", "asset")
        given = {name: value for name, value in values.items() if name not in _APART}
        record = GrantRecord(
            **{
                **given,
                "licensees": self._organizations(values["licensees"], "licensees"),
                "territories": values["territories"] or ("*",),
                "from_on": values["from_on"] or _missing("from_on"),
            }
        )
        return record_grant(record, by=self.by, keeper=self.organization, asset=asset).uuid

    def _consent(self, values: Mapping[str, Any]) -> UUID:
        asset = self._asset(values)
        if asset is None and values["covers_all"] != "yes":
            raise RowRefused("Kein Bild genannt, und auch nicht „Alle Bilder der Person: ja“.", "asset")
        if asset is not None and values["covers_all"] == "yes":
            raise RowRefused("Ein Bild oder alle Bilder der Person: bitte entscheiden.", "covers_all")
        person = self._person(values)
        signed_on = values["given_on"]
        record = ConsentRecord(
            channels=values["channels"],
            purposes=values["purposes"],
            organizations=self._organizations(values["organizations"], "organizations"),
            given_on=values["given_on"],
            from_on=values["from_on"],
            until_on=values["until_on"],
            signatures=[Signature(role=role, signed_on=signed_on) for role in _roles(values["signed_by"])],
            information_version=values["information_version"],
            covers_commercial=values["covers_commercial"],
            may_name=values["may_name"],
            evidence_note=values["evidence_note"][:300],
        )
        if asset is not None and not PersonShown.objects.filter(asset=asset, person=person).exists():
            shown = ShownRecord(number=1, person=person, is_identifiable="yes", age_band=values["age_band"])
            show_person_on([asset], shown=shown, by=self.by)
        return record_consent(record, person=person, by=self.by, covered=Covered(asset=asset)).uuid

    def _person(self, values: Mapping[str, Any]) -> Person:
        """The organization's person under this number; a new one, or one that does not contradict the row."""
        reference = values["person"]
        found = list(Person.objects.filter(organization=self.organization, reference=reference, erased_at=None)[:2])
        if len(found) > 1:
            raise RowRefused("Diese Personennummer ist mehrfach vergeben.", "person")
        if not found:
            record = PersonRecord(
                reference=reference,
                born_on=values["born_on"],
                age_band=values["age_band"],
                age_band_on=values["given_on"],
                custody=values["custody"],
            )
            return record_person(record, by=self.by, keeper=self.organization)
        [person] = found
        if values["born_on"] not in (None, person.born_on):
            raise RowRefused("Das Geburtsdatum weicht von dem ab, das eingetragen ist.", "born_on")
        return person

    def _asset(self, values: Mapping[str, Any]) -> Asset | None:
        """The one picture that the row names, of the organization itself; every name that is given must be its."""
        named = {field: values[field] for field in _APART if values[field]}
        if not named:
            return None
        rows: QuerySet[Asset] = Asset.objects.alive().filter(organization=self.organization)
        for field, name in named.items():
            rows = _narrowed(rows, field, name)
        found = list(rows.distinct()[:2])
        at = next(each for each in ("asset", "sha256", "source_ref", "filename") if each in named)
        if not found:
            raise RowRefused("Dieses Bild gibt es in Ihrer Organisation nicht.", at)
        if len(found) > 1:
            raise RowRefused("Mehrere Bilder heißen so: bitte Bild-ID oder SHA-256 angeben.", at)
        return found[0]

    def _organizations(self, wanted: Sequence[str], field: str) -> list[str]:
        """Names, short names or ids; `eigene` is who keeps the register, nothing is nobody."""
        found: list[str] = []
        for word in wanted:
            folded = word.casefold()
            if folded in _ALL:
                return ["*"]
            found.append(str(self.organization.uuid) if folded in _OWN else _organization(word, field))
        if not found:
            raise RowRefused("Bitte nennen, wer darf: eigene, alle oder Namen.", field)
        return found


_COLUMN_OF: Final = {"signatures": "signed_by", "document": "evidence_note", "basis": "signed_by"}


def _narrowed(rows: "QuerySet[Asset]", field: str, name: str) -> "QuerySet[Asset]":
    if field == "asset":
        try:
            return rows.filter(uuid=UUID(name))
        except ValueError as error:
            raise RowRefused("Keine Bild-ID.", "asset") from error
    columns = {"source_ref": "source_ref", "filename": "original__filename", "sha256": "original__sha256"}
    return rows.filter(**{columns[field]: name.lower() if field == "sha256" else name})


def _organization(word: str, field: str) -> str:
    rows = Organization.objects.all()
    found = rows.filter(slug=word.casefold()).first() or rows.filter(name__iexact=word).first()
    if found is None:
        try:
            found = rows.filter(uuid=UUID(word)).first()
        except ValueError:
            found = None
    if found is None:
        raise RowRefused("Diese Organisation gibt es nicht.", field)
    return str(found.uuid)


def _roles(wanted: Sequence[str]) -> list[str]:
    roles = [_ROLES.get(word.casefold(), "") for word in wanted]
    if "" in roles:
        raise RowRefused("Möglich sind: selbst, sorgeberechtigt, angehörig.", "signed_by")
    return roles


def _missing(field: str) -> Any:
    raise RowRefused("Diese Angabe fehlt.", field)
