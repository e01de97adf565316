"""Claims about one file become records of its asset: license, grant, embargo, and what is on it, each by its service.

A confirmation is recorded as that of the person who looked, with the words that were confirmed.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from assets.models import Asset, Organization, UploadFile, User
from licensing.incoming.claims import Claims
from licensing.incoming.rows import Rows
from licensing.models import Document, Person
from licensing.models.person import PersonShown, TriState
from licensing.presets import PresetGrant, PresetRecords
from licensing.services.batch import LOOKED_AT_ALL
from licensing.services.grants import GrantRecord, record_grant
from licensing.services.licenses import assign_license
from licensing.services.persons import ShownRecord, show_people
from licensing.services.shown import (
    PropertyRecord,
    TrackRecord,
    WorkRecord,
    replace_property,
    replace_tracks,
    replace_works,
)
from licensing.services.states import confirm_states, set_embargo

_STATES = {"people": "persons", "works": "works", "places": "property", "sound": "audio"}


def record_origin(
    asset: Asset, records: PresetRecords, *, keeper: Organization, by: User, document: Document | None = None
) -> None:
    """License, grant and states of a preset, for one asset; whoever keeps the asset keeps the grant."""
    assign_license(
        asset,
        license=records.license,
        status="verified" if records.is_verified else "claimed",
        by=by,
        evidence=records.evidence,
        source_url=records.source_url,
        retrieved_on=records.retrieved_on,
        licensor_is_creator=records.licensor_is_creator,
        document=document,
    )
    if records.grant is not None:
        grant = _grant_record(records.grant, document)
        record_grant(grant, by=by, keeper=keeper, asset=asset, is_draft=records.is_grant_draft)
    if records.states:
        confirm_states(asset, states=records.states, by=by)


def _grant_record(grant: PresetGrant, document: Document | None) -> GrantRecord:
    return GrantRecord(
        licensor=grant.licensor,
        licensees=grant.licensees,
        channels=grant.channels,
        purposes=grant.purposes,
        modifications=grant.modifications,
        from_on=grant.from_on,
        until_on=grant.until_on,
        reference=grant.reference,
        evidence=grant.evidence,
        document=document,
        evidence_missing=not grant.is_proven,
        credit_required=grant.credit_required,
        **grant.attributes,  # type: ignore[arg-type]  # attributes of a grant, each "yes", "no" or "unknown"
    )


def record_shown(asset: Asset, file: UploadFile, claims: Claims, rows: Rows, *, by: User) -> None:
    """What is on one picture, as somebody said; what nobody said stays unknown."""
    key = str(file.uuid)
    _record_people(asset, claims.layer("people").shows(key), rows.persons, by=by)
    _record_things(asset, claims, key, by=by)
    if claims.layer("ai").shows(key) is not None:
        confirm_states(asset, states={"ai": "yes"}, by=by)
    _record_confirmations(asset, claims, key, rows.confirmers)
    if claims.batch.embargo_until:
        set_embargo(asset, until_local=claims.batch.embargo_until, by=by)


def _record_people(asset: Asset, shown: Mapping[str, Any] | None, persons: Mapping[str, Person], *, by: User) -> None:
    """Pseudonyms of the register, else one entry without a person: somebody is there, and not all may be listed."""
    if shown is None:
        return
    common: dict[str, Any] = {
        "is_identifiable": TriState.YES,
        "prominence": PersonShown.Prominence.GROUP if shown.get("group") else PersonShown.Prominence.UNKNOWN,
        "age_band": shown.get("age", "unknown"),
    }
    named: list[Person | None] = [persons[each] for each in shown.get("persons", ())]
    people = [
        ShownRecord(number=number, person=person, **common) for number, person in enumerate(named or [None], start=1)
    ]
    show_people(asset, people=people, by=by)


def _record_things(asset: Asset, claims: Claims, key: str, *, by: User) -> None:
    work, place, track = (claims.layer(name).shows(key) for name in ("works", "places", "sound"))
    if work is not None:
        replace_works(asset, [WorkRecord(title=work.get("title", ""), artist=work.get("artist", ""))], by=by)
    if place is not None:
        replace_property(asset, [PropertyRecord(name=place.get("name", "") or "Ort mit Hausregeln")], by=by)
    if track is not None:
        record = TrackRecord(
            kind=track.get("kind", "music"), title=track.get("title", ""), source=track.get("source", "")
        )
        replace_tracks(asset, [record], by=by)


def _record_confirmations(asset: Asset, claims: Claims, key: str, confirmers: Mapping[str, User]) -> None:
    """ "Nothing is on it", by each person who looked; a confirmation of nobody whom we know counts for nothing."""
    said: dict[tuple[str, int], dict[str, str | bool]] = defaultdict(dict)
    for name, layer in claims.layers.items():
        if layer.confirmed is None or not layer.says_none(key) or layer.confirmed.by not in confirmers:
            continue
        states = said[layer.confirmed.by, len(layer.confirmed.files)]
        states.update({"ai": "no"} if name == "ai" else {_STATES[name]: "none_confirmed"})
    for (who, count), states in said.items():
        confirm_states(asset, states=states, by=confirmers[who], note=LOOKED_AT_ALL.format(count=count))
