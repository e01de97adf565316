"""Consents: recorded whole and with proof, never edited; the database says no as well."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from licensing.models import Consent, ConsentEvent, ConsentGiver, ConsentScope
from licensing.services import (
    Signature,
    record_consent,
)
from tests import builders
from tests.licensing.people import (
    GUARDIAN,
    RELATIVE,
    at,
    consent,
    document,
    person,
    terms,
    verdict,
)

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
NOW = at("2026-06-01")


# --- what a consent is ----------------------------------------------------------------------------------------------
def test_a_consent_releases_what_it_names(asset, town, manager, eva):
    assert not verdict(asset, town).is_releasing
    consent(eva, manager)
    assert verdict(asset, town).is_releasing


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"channels": []}, "channels", id="no channel"),
        pytest.param({"purposes": []}, "purposes", id="no purpose"),
        pytest.param({"organizations": []}, "organizations", id="no organization"),
        pytest.param({"channels": ["billboard"]}, "channels", id="unknown channel"),
        pytest.param({"purposes": ["fun"]}, "purposes", id="unknown purpose"),
        pytest.param({"organizations": ["7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c"]}, "organizations", id="unknown body"),
        pytest.param({"basis": "friendship"}, "basis", id="unknown ground"),
        pytest.param({"evidence_note": " "}, "document", id="no proof"),
        pytest.param({"information_version": ""}, "information_version", id="nobody knows what was told"),
        pytest.param({"signatures": []}, "signatures", id="nobody signed"),
        pytest.param(
            {"signatures": [Signature(role="friend", signed_on=date(2026, 2, 1))]}, "signatures", id="a friend"
        ),
        pytest.param({"signatures": [GUARDIAN]}, "signatures", id="guardians of an adult"),
        pytest.param({"signatures": [RELATIVE]}, "signatures", id="relatives of somebody alive"),
        pytest.param({"given_on": date(2999, 1, 1)}, "given_on", id="given tomorrow"),
        pytest.param({"until_on": date(2026, 1, 31)}, "until_on", id="over before it begins"),
        pytest.param({"covers_commercial": "perhaps"}, "covers_commercial", id="unknown answer"),
    ],
)
def test_a_consent_that_says_too_little_is_refused_and_nothing_is_kept(town, manager, eva, values, field):
    with pytest.raises(FieldInvalid) as refused:
        record_consent(terms(town, **values), person=eva, by=manager)
    assert refused.value.field == field
    assert not Consent.objects.exists()


def test_proof_of_another_organization_is_no_proof(manager, eva):
    far = builders.organization()
    foreign = document(far, builders.member(far))
    with pytest.raises(FieldInvalid):
        consent(eva, manager, document=foreign)


@pytest.mark.parametrize(
    ("given_on", "signs"),
    [
        pytest.param(date(2025, 12, 31), True, id="the day before the birthday"),
        pytest.param(date(2026, 1, 1), False, id="the birthday"),
    ],
)
def test_guardians_sign_until_the_day_before_the_18th_birthday(town, manager, given_on, signs):
    mia = person(town, manager, born_on=date(2008, 1, 1), age_band="unknown")
    record = terms(town, given_on=given_on, signatures=[Signature(role="guardian", signed_on=given_on)])
    if signs:
        record_consent(record, person=mia, by=manager)
        return
    with pytest.raises(FieldInvalid):
        record_consent(record, person=mia, by=manager)


# --- what the database refuses by itself ----------------------------------------------------------------------------
def bare(eva, **values):
    """A consent without scope, signatures and events, as no service makes it."""
    return Consent.objects.create(**{
        "person": eva, "organization": eva.organization, "given_on": date(2026, 2, 1), "from_on": date(2026, 2, 1),
        "information_version": "1", "evidence_note": "Ordner", "created_at": timezone.now(), **values,
    })  # fmt: skip


def happens(made, kind, moment="2026-02-01"):
    return ConsentEvent.objects.create(consent=made, kind=kind, happened_at=at(moment), recorded_at=timezone.now())


def scoped(made, *axes):
    for axis in axes:
        ConsentScope.objects.create(consent=made, axis=axis, value="*")
    return made


def given(eva):
    made = scoped(bare(eva), "channel", "purpose", "organization")
    happens(made, "given")
    return made


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda eva: happens(bare(eva), "given"), id="given without any scope"),
        pytest.param(
            lambda eva: happens(scoped(bare(eva), "channel", "purpose"), "given"), id="given without organizations"
        ),
        pytest.param(
            lambda eva: happens(scoped(bare(eva, evidence_note=""), "channel", "purpose", "organization"), "given"),
            id="given without proof",
        ),
        pytest.param(
            lambda eva: happens(
                scoped(bare(eva, information_version=""), "channel", "purpose", "organization"), "given"
            ),
            id="given without information",
        ),
        pytest.param(lambda eva: happens(bare(eva), "withdrawn"), id="withdrawn before it was given"),
        pytest.param(lambda eva: happens(given(eva), "given"), id="given twice"),
        pytest.param(lambda eva: happens(given(eva), "withdrawn", "2026-01-31"), id="withdrawn before the day"),
        pytest.param(
            lambda eva: [happens(made, kind) for made in [given(eva)] for kind in ("withdrawn", "reconfirmed")],
            id="a withdrawal taken back",
        ),
        pytest.param(
            lambda eva: [happens(made, kind) for made in [bare(eva)] for kind in ("refused", "reconfirmed")],
            id="a refusal taken back",
        ),
        pytest.param(lambda eva: scoped(given(eva), "channel"), id="a scope that grows afterwards"),
        pytest.param(
            lambda eva: ConsentGiver.objects.create(consent=given(eva), role="self", signed_on=date(2026, 2, 1)),
            id="a signature added afterwards",
        ),
        pytest.param(
            lambda eva: ConsentGiver.objects.create(consent=bare(eva), role="guardian", signed_on=date(2026, 2, 1)),
            id="guardians of an adult",
        ),
        pytest.param(lambda eva: bare(eva, organization=builders.organization()), id="kept by somebody else"),
        pytest.param(lambda eva: given(eva).events.update(kind="refused"), id="an event rewritten"),
        pytest.param(lambda eva: given(eva).events.all().delete(), id="an event deleted"),
        pytest.param(lambda eva: Consent.objects.filter(pk=given(eva).pk).update(until_on=None), id="a term rewritten"),
    ],
)
def test_the_database_refuses_what_no_consent_can_be(eva, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(eva)


def test_the_database_lets_guardians_of_a_minor_sign(town, manager):
    mia = person(town, manager, born_on=date(2008, 2, 2), age_band="unknown")
    ConsentGiver.objects.create(consent=bare(mia), role="guardian", signed_on=date(2026, 2, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentGiver.objects.create(
            consent=bare(mia, given_on=date(2026, 2, 2)), role="guardian", signed_on=date(2026, 2, 1)
        )
