from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Named, about
from licensing.facts.persons import has_proof, last_event
from licensing.models import Consent
from licensing.services import WithdrawalEffect


class SignatureAnswer(Answer, frozen=True):
    """Who signed."""

    role: Annotated[str, about("self, guardian or relative.")]
    signed_on: Annotated[date, about("When.")]


class ConsentEventAnswer(Answer, frozen=True):
    """What became of a consent."""

    kind: Annotated[str, about("given, refused, withdrawn, superseded, objection, disputed or reconfirmed.")]
    happened_at: Annotated[datetime, about("When it happened.")]
    recorded_at: Annotated[datetime, about("When it was recorded.")]
    received_by: Annotated[str, about("How it came: letter, e-mail, in person.")]


class ConsentEffect(Answer, frozen=True):
    """What rests on a consent today: what its withdrawal would stop."""

    pictures: Annotated[int, about("Pictures that close.")]
    live: Annotated[int, about("Publications that have to come down.")]
    scheduled: Annotated[int, about("Publications that do not go out.")]
    irrevocable: Annotated[int, about("Printed or sent: cannot be called back.")]
    copies: Annotated[
        int, about("Copies that left as downloads, in bundles or through links: for their takers to end.")
    ]
    organizations: Annotated[int, about("Organizations that are told.")]


class ConsentAnswer(Answer, frozen=True):
    """A consent, release, refusal or other ground: explicit lists, one term. Never edited."""

    id: Annotated[UUID, about("Identifies the record.")]
    organization: Annotated[Named, about("The controller that was given it.")]
    person: Annotated[UUID, about("Whose it is.")]
    reference: Annotated[str, about("The person's file number.")]
    asset: Annotated[UUID | None, about("For this picture alone.")]
    collection: Annotated[UUID | None, about("For the pictures of this collection.")]
    basis: Annotated[str, about("consent, release_contract, public_task ...")]
    state: Annotated[str, about("The last event.")]
    given_on: Annotated[date, about("Day on which it was given.")]
    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive; null is until withdrawn.")]
    channels: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    purposes: Annotated[list[str], about("Codes of the vocabulary, or *.")]
    organizations: Annotated[list[str], about("Ids of organizations, or *.")]
    signatures: Annotated[list[SignatureAnswer], about("Who signed.")]
    information_version: Annotated[str, about("Which text the person was told.")]
    is_general: Annotated[bool, about("The wording names no channel.")]
    covers_commercial: Annotated[str, about("yes, no or unknown.")]
    may_name: Annotated[str, about("Whether the name may stand beside the picture: yes, no or unknown.")]
    evidence: Annotated[UUID | None, about("The document that proves it; null when none is filed or it is erased.")]
    evidence_note: Annotated[str, about("Where the paper lies.")]
    has_proof: Annotated[bool, about("Whether a document or a note proves it.")]
    events: Annotated[list[ConsentEventAnswer], about("What became of it, oldest first.")]
    effect: Annotated[ConsentEffect | None, about("What rests on it today; only when one consent is read.")]


class ConsentPage(Answer, frozen=True):
    """One page of consents."""

    results: Annotated[list[ConsentAnswer], about("Consents whose controller the asker manages rights for.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


def effect_answer(found: WithdrawalEffect) -> ConsentEffect:
    return ConsentEffect(
        pictures=found.pictures,
        live=found.live,
        scheduled=found.scheduled,
        irrevocable=found.irrevocable,
        copies=found.copies,
        organizations=len(found.organizations),
    )


def consent_answer(row: Consent, effect: WithdrawalEffect | None = None) -> ConsentAnswer:
    """Expects a row of `consents_kept_for`."""
    last = last_event(row)
    is_filed = row.evidence is not None and row.evidence.erased_at is None
    return ConsentAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        person=row.person.uuid,
        reference=row.person.reference,
        asset=row.asset.uuid if row.asset else None,
        collection=row.collection.uuid if row.collection else None,
        basis=row.basis,
        state=last.kind if last else "",
        given_on=row.given_on,
        from_on=row.from_on,
        until_on=row.until_on,
        **scopes_of(row),
        signatures=[SignatureAnswer(role=each.role, signed_on=each.signed_on) for each in row.givers.all()],
        information_version=row.information_version,
        is_general=row.is_general,
        covers_commercial=row.covers_commercial,
        may_name=row.may_name,
        evidence=row.evidence.uuid if row.evidence and is_filed else None,
        evidence_note=row.evidence_note,
        has_proof=has_proof(row),
        events=_events(row),
        effect=None if effect is None else effect_answer(effect),
    )


def scopes_of(row: Consent) -> dict[str, list[str]]:
    """Channels, purposes and organizations; expects the scopes prefetched."""
    found: dict[str, list[str]] = {"channels": [], "purposes": [], "organizations": []}
    for each in row.scopes.all():
        found[f"{each.axis}s"].append(each.value)
    return {name: sorted(values) for name, values in found.items()}


def _events(row: Consent) -> list[ConsentEventAnswer]:
    return [
        ConsentEventAnswer(
            kind=each.kind, happened_at=each.happened_at, recorded_at=each.recorded_at, received_by=each.received_by
        )
        for each in sorted(row.events.all(), key=lambda event: event.pk)
    ]
