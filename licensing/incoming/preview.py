"""What the answers given so far would allow, before anything is an asset: the kernel, asked about facts made of them.

Nothing is written. Files about which the same was said are judged once. The facts are those that taking over would
record (`licensing.incoming.taking`); `tests/licensing/test_incoming.py` holds both to the same answers.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from assets.intake.describe import kind_of
from assets.models import Kind, UploadFile
from assets.uploads.found import FoundInFile, found_in, license_facts
from licensing import rights
from licensing.claims import license_in
from licensing.facts.reading import read_code
from licensing.facts.rules import policies_of, rule_values
from licensing.incoming.missing import COMING, Said
from licensing.models import OrganizationRule
from licensing.presets import PresetGrant, PresetRecords
from licensing.rights import layers

NO_RECORD_YET: Final = str(UUID(int=0))
"""Stands where the id of a grant will be: a decision may name it, and whoever looks it up finds nothing."""

_MEDIA = {Kind.PHOTO: rights.Medium.PHOTO, Kind.ARTWORK: rights.Medium.GRAPHIC, Kind.VIDEO: rights.Medium.VIDEO}
_LAYERS = {"persons": "people", "works": "works", "property": "places", "audio": "sound"}


@dataclass(frozen=True, slots=True)
class Alike:
    """Files of which the same is known, and the answers to each question about any of them."""

    files: tuple[UploadFile, ...]
    decisions: tuple[rights.Decision, ...]


def preview(
    said: Said,
    files: Sequence[UploadFile],
    questions: Callable[[UploadFile], Sequence[rights.Question]],
    *,
    at: datetime,
) -> list[Alike]:
    """Answers for the files of a draft that are meant to become assets, alike ones together, most files first."""
    groups: dict[rights.Facts, list[UploadFile]] = defaultdict(list)
    for file in files:
        if file.state in COMING and file.choice != UploadFile.Choice.USE_EXISTING:
            groups[facts_of_claims(said, file)].append(file)
    found = []
    for facts, alike in sorted(groups.items(), key=lambda group: -len(group[1])):
        asked = questions(alike[0])
        ruled = _with_rules(facts, asked, _folded(said, alike[0]))
        found.append(Alike(tuple(alike), tuple(rights.decide(each, ruled, at=at) for each in asked)))
    return found


def facts_of_claims(said: Said, file: UploadFile) -> rights.Facts:
    """The facts about one file as if it were taken over now."""
    found, records = found_in(file.facts), said.records
    kind = kind_of(file.media_type or "image/jpeg")
    key = str(file.uuid)
    states: dict[str, Any] = {name: _completeness(said, layer, key) for name, layer in _LAYERS.items()}
    return rights.Facts(
        asset=rights.AssetFacts(has_sound=_has_sound(kind, found)),
        assignment=_assignment(records),
        grants=_grants(records),
        naming=_naming(said, file, found),
        **states,
        **_ai(said, key, found),
        conflicts=_conflicts(records, file),
        embargoes=_embargoes(said, found),
    )


def _completeness(said: Said, layer: str, key: str) -> rights.Completeness:
    claimed = said.claims.layer(layer)
    if claimed.says_none(key):
        return rights.Completeness.NONE_CONFIRMED
    return rights.Completeness.UNKNOWN if claimed.shows(key) is None else rights.Completeness.LISTED_INCOMPLETE


def _has_sound(kind: Kind, found: FoundInFile) -> rights.Tri:
    if kind is not Kind.VIDEO:
        return rights.Tri.NO
    if found.has_sound is None:
        return rights.Tri.UNKNOWN
    return rights.Tri.YES if found.has_sound else rights.Tri.NO


def _assignment(records: PresetRecords | None) -> rights.LicenseAssignment | None:
    if records is None:
        return None
    status = rights.RecordStatus.VERIFIED if records.is_verified else rights.RecordStatus.CLAIMED
    return rights.LicenseAssignment(
        license=records.license,
        status=status,
        licensor_is_creator=rights.Tri(records.licensor_is_creator),
        source_url=records.source_url,
        retrieved_on=records.retrieved_on,
        provenance=rights.Provenance(
            origin=rights.Origin.PERSON if records.is_verified else rights.Origin.FILE, evidence=records.evidence
        ),
    )


def _grants(records: PresetRecords | None) -> tuple[rights.Grant, ...]:
    if records is None or records.grant is None or records.is_grant_draft:
        return ()
    return (_grant(records.grant),)


def _grant(grant: PresetGrant) -> rights.Grant:
    tri: dict[str, Any] = {name: read_code(rights.Tri, value) for name, value in grant.attributes.items()}
    return rights.Grant(
        id=NO_RECORD_YET,
        licensees=frozenset(grant.licensees),
        channels=rights.channels_of(grant.channels),
        purposes=rights.purposes_of(grant.purposes),
        modifications=rights.modifications_of(grant.modifications),
        start=grant.from_on,
        until=grant.until_on,
        has_evidence=rights.Tri.YES if grant.is_proven else rights.Tri.NO,
        licensor=grant.licensor,
        credit=rights.CreditRule(required=read_code(rights.Tri, grant.credit_required)),
        **tri,
    )


def _naming(said: Said, file: UploadFile, found: FoundInFile) -> rights.Naming:
    details, records = file.details, said.records
    names = details.get("creators") or found.creators or ([records.creator] if records and records.creator else [])
    title, line = (
        details[name] if details.get(name) is not None else getattr(found, name) for name in ("title", "credit_line")
    )
    return rights.Naming(
        creators=tuple(rights.Creator(name=name) for name in names),
        title=title,
        credit_line=line,
        source_url=records.source_url if records else "",
        medium=_MEDIA.get(kind_of(file.media_type or "image/jpeg"), rights.Medium.IMAGE),
    )


def _ai(said: Said, key: str, found: FoundInFile) -> Mapping[str, Any]:
    """Whether a model made it: the file's own word that one did stands, whatever else is said."""
    layer = said.claims.layer("ai")
    told: Mapping[str, str] = said.records.states if said.records else {}
    word = "no" if layer.says_none(key) else "yes" if layer.shows(key) is not None else "unknown"
    return {
        "ai": rights.Tri.YES if found.is_artificial else rights.Tri(told.get("ai", word)),
        "ai_use": layers.AiUse(
            depicts_real_person=read_code(rights.Tri, told.get("ai_depicts_real_person", "unknown")),
            has_provider_terms=read_code(rights.Tri, told.get("ai_has_provider_terms", "unknown")),
        ),
    }


def _conflicts(records: PresetRecords | None, file: UploadFile) -> tuple[rights.MetadataConflict, ...]:
    rows = file.facts.get("conflicts", ()) if isinstance(file.facts, dict) else ()
    found = [
        rights.MetadataConflict(
            concept=str(each.get("concept", "")),
            concern=read_code(rights.ConflictConcern, str(each.get("severity", ""))),
        )
        for each in rows
        if isinstance(each, dict)
    ]
    claimed = license_in(license_facts(file.facts))
    if records is not None and records.is_verified and claimed not in {None, records.license}:
        found.append(rights.MetadataConflict(concept="license"))
    return tuple(found)


def _embargoes(said: Said, found: FoundInFile) -> tuple[rights.Embargo, ...]:
    times = [each for each in (said.claims.batch.embargo_until, found.embargo) if each]
    return tuple(rights.Embargo(until_local=moment) for each in times if (moment := _local(each)) is not None)


def _local(text: str) -> date | datetime | None:
    try:
        is_day = len(text) == len("2026-11-22")
        return date.fromisoformat(text) if is_day else datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _folded(said: Said, file: UploadFile) -> frozenset[str]:
    found = found_in(file.facts)
    words = [*(file.details.get("keywords") or found.keywords), *said.claims.batch.keywords]
    return frozenset(" ".join(each.split()).casefold()[:200] for each in words)


def _with_rules(facts: rights.Facts, asked: Sequence[rights.Question], keywords: frozenset[str]) -> rights.Facts:
    """With the rules and switches of those who would publish, as for an asset of these keywords."""
    publishers = {each for question in asked for each in (question.organization, *question.co_publishers) if each}
    rows = OrganizationRule.objects.in_force().select_related("organization")
    touching = [
        row
        for row in rows.filter(organization__uuid__in=publishers)
        if not row.keywords or not keywords.isdisjoint(row.keywords)
    ]
    return replace(
        facts,
        rules=tuple(value for row in touching for value in rule_values(row)),
        policies=policies_of(publishers),
    )
