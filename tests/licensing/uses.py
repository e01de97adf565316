"""Uses and people for tests about what is published: short ways, what matters stands in the test."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from assets.models import Asset, Organization, User
from licensing.models import Consent, Person, Publication
from licensing.rights import Channel, Purpose, Question
from licensing.services.consents import ConsentRecord, Covered, Signature, record_consent
from licensing.services.persons import PersonRecord, ShownRecord, record_person, show_people
from licensing.services.publications import UseRecord, record_use
from licensing.services.states import confirm_states
from tests.licensing.records import NOBODY_IN_IT, license_verified

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
DAY = date(2026, 6, 10)


def asked(asset: Asset, town: Organization, **values: Any) -> Question:
    """A post on the website from today, open-ended, unless said otherwise."""
    return Question(
        **{
            "asset": str(asset.uuid),
            "organization": str(town.uuid),
            "channel": Channel.WEBSITE,
            "purpose": Purpose.PUBLIC_RELATIONS,
            "publish_from": timezone.localdate(),
            **values,
        }
    )


def use(
    asset: Asset, town: Organization, by: User, state: str = "live", *, at: datetime | None = None, **values: Any
) -> Publication:
    """A use as the service enters it: `values` are of the question, or `url` and `note` of the record."""
    record = {name: values.pop(name) for name in ("url", "note", "published_at", "account") if name in values}
    made = record_use(
        asset, asked(asset, town, **values), UseRecord(state=state, already_online=True, **record), organization=town,
        by=by, at=at or timezone.now(),
    )  # fmt: skip
    assert isinstance(made, Publication), made
    return made


def portrait(asset: Asset, person: Person, by: User) -> Asset:
    """One known adult on an otherwise clear picture under a public license."""
    license_verified(asset, by)
    show_people(
        asset, people=[ShownRecord(number=1, person=person, is_identifiable="yes", prominence="main")], by=by,
        completeness="listed_complete",
    )  # fmt: skip
    confirm_states(asset, states={k: v for k, v in NOBODY_IN_IT.items() if k != "persons"}, by=by)
    return asset


def adult(keeper: Organization, by: User) -> Person:
    return record_person(PersonRecord(reference="P1", age_band="adult"), by=by, keeper=keeper)


def consent(person: Person, by: User, **values: Any) -> Consent:
    """To everything, for everybody, until withdrawn, unless said otherwise."""
    record = ConsentRecord(
        **{
            "channels": ["*"],
            "purposes": ["*"],
            "organizations": ["*"],
            "given_on": date(2026, 1, 1),
            "signatures": [Signature(role="self", signed_on=date(2026, 1, 1))],
            "information_version": "2026-1",
            "evidence_note": "Ordner 4",
            **values,
        }
    )
    return record_consent(record, person=person, by=by, covered=Covered())
