"""Short ways to record persons and consents; what a test is about stands in the test."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from assets.models import Asset, Organization, User
from licensing import rights
from licensing.evidence import Contact
from licensing.models import Consent, Document, Person, Publication, RightsDecision
from licensing.services import confirm_states
from licensing.services.consents import EVERY_PICTURE, ConsentRecord, Covered, Signature, record_consent
from licensing.services.evidence import DocumentUpload, file_document
from licensing.services.persons import PersonRecord, ShownRecord, record_person, show_people
from tests.licensing.records import NOBODY_IN_IT, facts_of, license_verified, question

SIGNED = date(2026, 2, 1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"
SELF = Signature(role="self", signed_on=SIGNED)
GUARDIAN = Signature(role="guardian", signed_on=SIGNED)
RELATIVE = Signature(role="relative", signed_on=SIGNED)


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


def person(keeper: Organization, by: User, *, name: str = "", **values: Any) -> Person:
    record = PersonRecord(**{"age_band": "adult", **values})
    return record_person(record, by=by, keeper=keeper, contact=Contact(name=name) if name else None)


def shown(*persons: Person | None, **values: Any) -> list[ShownRecord]:
    """Recognizable people in the middle of the picture, numbered from 1."""
    return [
        ShownRecord(number=number, person=each, **{"is_identifiable": "yes", "prominence": "main", **values})
        for number, each in enumerate(persons, start=1)
    ]


def show(asset: Asset, by: User, *persons: Person | None, **values: Any) -> None:
    show_people(asset, people=shown(*persons, **values), by=by, completeness="listed_complete")


def free_but_for_people(asset: Asset, by: User) -> None:
    """Nothing but the people shown stands in the way."""
    license_verified(asset, by)
    confirm_states(asset, states={k: v for k, v in NOBODY_IN_IT.items() if k != "persons"}, by=by)


def verdict(asset: Asset, town: Organization) -> rights.Verdict:
    """What the kernel says of a use on the town's website in June 2026, from what the tables hold."""
    return rights.decide(question(asset, town), facts_of(asset), at=at("2026-06-01")).verdict


def terms(keeper: Organization, **values: Any) -> ConsentRecord:
    return ConsentRecord(
        **{
            "channels": ["website"],
            "purposes": ["public_relations"],
            "organizations": [str(keeper.uuid)],
            "given_on": SIGNED,
            "signatures": [SELF],
            "information_version": "2026-01",
            "evidence_note": "Ordner 4",
            **values,
        }
    )


def consent(of: Person, by: User, *, covered: Covered = EVERY_PICTURE, **values: Any) -> Consent:
    return record_consent(terms(of.organization, **values), person=of, by=by, covered=covered)


def document(keeper: Organization, by: User, content: bytes = PDF, **values: Any) -> Document:
    upload = DocumentUpload(**{"content": content, "filename": "einwilligung.pdf", "kind": "consent", **values})
    return file_document(upload, keeper=keeper, by=by)


def publication(asset: Asset, by: Organization, *, state: str = "live", **values: Any) -> Publication:
    """A use that rests on a decision of that day, whatever it would be today."""
    use = _use(asset, by, state, values)
    decision = RightsDecision.objects.create(**_decided(use))
    return Publication.objects.create(**use, decision=decision)


def publications(assets: Iterable[Asset], by: Organization) -> None:
    uses = [_use(asset, by, "live", {}) for asset in assets]
    decisions = RightsDecision.objects.bulk_create(RightsDecision(**_decided(use)) for use in uses)
    Publication.objects.bulk_create(
        Publication(**use, decision=decision) for use, decision in zip(uses, decisions, strict=True)
    )


def _use(asset: Asset, by: Organization, state: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "asset": asset,
        "organization": by,
        "channel": "website",
        "purpose": "public_relations",
        "question": {},
        "from_on": date(2026, 3, 1),
        "published_at": at("2026-03-01"),
        "recorded_at": at("2026-03-01"),
        "decided_verdict": "allowed",
        "state": state,
        **values,
    }


def _decided(use: dict[str, Any]) -> dict[str, Any]:
    rendition = use.get("rendition")
    asked = {
        "channel": use["channel"],
        "publish_from": use["from_on"].isoformat(),
        "publish_until": None,
        "rendition": str(rendition.uuid) if rendition else None,
    }
    return {
        "asset": use["asset"],
        "organization": use["organization"],
        "question": asked,
        "facts": {},
        "answer": {},
        "verdict": use["decided_verdict"],
        "input_hash": "0" * 64,
        "ruleset_version": "test",
        "valid_at": at("2026-03-01"),
    }
