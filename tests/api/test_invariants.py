"""Invariants (rights note 4.9) as they are seen from outside: a no stays a no (I9), nobody's name is told (I15)."""

import random
from datetime import timedelta

import msgspec
import pytest
from django.utils import timezone

from api.decisions import answers_of
from assets.models import Asset, Organization, Role, User
from assets.viewer import viewer_of
from licensing.models import LicenseAssignment, Resolution
from licensing.rights import Channel, Purpose, Question
from licensing.services import assign_license, confirm_states, judge, withdraw_consent
from tests import builders
from tests.api.builders import Caller, caller, clear_rights, make_asset, make_user
from tests.licensing.counting import run
from tests.licensing.people import consent, document, person, show
from tests.licensing.records import NOBODY_IN_IT

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
API = "/api/v1"
WEB = {"channel": "website", "purpose": "public_relations"}
RELEASE = {"releases": True, "justification": "Wir haben nachgefragt, alle sind einverstanden."}


# --- I9: nobody overrules a no ---------------------------------------------------------------------------------------
@pytest.fixture
def boss(home: Organization) -> User:
    return make_user("chefin", (home, Role.ADMINISTRATOR))


@pytest.fixture
def browser(boss: User) -> Caller:
    return caller(boss)


def _forbid(asset: Asset, boss: User) -> None:
    assign_license(asset, license="CC-BY-NC-ND-4.0", status="verified", by=boss, evidence="Seite gesehen",
                   source_url="https://example.org/", licensor_is_creator="yes")  # fmt: skip


def _asked(asset: Asset, home: Organization) -> dict[str, object]:
    return {"asset": str(asset.uuid), "question": {**WEB, "organization": str(home.uuid), "modifications": ["crop"]}}


def _verdict(browser: Caller, asset: Asset, home: Organization) -> str:
    body = {"assets": [str(asset.uuid)], "question": _asked(asset, home)["question"]}
    verdict: str = browser.post(f"{API}/checks", body).json()["decisions"][0]["verdict"]
    return verdict


def test_i9_a_release_taken_in_good_time_does_not_survive_a_no(home: Organization, boss: User, browser: Caller) -> None:
    asset = make_asset(home)
    confirm_states(asset, states=NOBODY_IN_IT, by=boss)
    assign_license(asset, license="CC-BY-4.0", status="claimed", by=boss)
    asked = browser.post(f"{API}/decisions", _asked(asset, home)).json()
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    resolve = f"{API}/decisions/{asked['id']}/resolve"
    assert browser.post(resolve, {**RELEASE, "expires_on": until}).status_code == 200
    assert _verdict(browser, asset, home) == "allowed_with_duties"

    _forbid(asset, boss)

    assert _verdict(browser, asset, home) == "forbidden"
    refused = browser.post(f"{API}/downloads", _asked(asset, home))
    assert refused.status_code in {403, 409, 422}


def test_i9_what_became_a_no_is_neither_asked_nor_resolved_nor_confirmed(
    home: Organization, boss: User, browser: Caller
) -> None:
    asset = make_asset(home)
    confirm_states(asset, states=NOBODY_IN_IT, by=boss)
    assign_license(asset, license="CC-BY-4.0", status="claimed", by=boss)
    asked = browser.post(f"{API}/decisions", _asked(asset, home)).json()
    _forbid(asset, boss)
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    decision = f"{API}/decisions/{asked['id']}"
    answers = [
        browser.post(f"{decision}/resolve", {**RELEASE, "expires_on": until}),
        browser.post(f"{decision}/confirm", {"confirms": True}),
        browser.post(f"{API}/decisions", _asked(asset, home)),
    ]
    assert [each.status_code for each in answers] == [409, 409, 409]
    assert not Resolution.objects.exists()
    assert LicenseAssignment.objects.filter(superseded_at__isnull=True).get().license == "CC-BY-NC-ND-4.0"


# --- I15: no names, no proof -----------------------------------------------------------------------------------------
SECRETS = ("Erika Geheim", "AZ 4711 Geheim", "Ordner Geheim", "Beleg Geheim", "geheim.txt")


def test_i15_no_answer_to_another_organization_names_a_person_a_record_or_a_proof() -> None:
    """A case is an answer that says something about persons, as it would be sent."""
    run(_told, each=2500)


def _told(pick: random.Random, each: int) -> int:
    home, far = builders.organization(), builders.organization()
    boss, asker = builders.member(home, Role.RIGHTS_MANAGER), builders.member(far, Role.RIGHTS_MANAGER)
    pictures = [make_asset(home, visibility="network", persons_shown=[SECRETS[0]]) for _ in range(5)]
    hidden = [*SECRETS, *(text for asset in pictures for text in _with_people(pick, asset, boss))]
    questions = [_question(pick, asset, far) for asset in pictures for _ in range(each // 4)]
    decided = judge(questions, asset_ids={str(asset.uuid): asset.pk for asset in pictures}, at=timezone.now())
    about_people = [one for one in decided if any(reason.gate == 6 for reason in one.reasons)][:each]
    for answer in answers_of(about_people, viewer_of(asker)):
        told = msgspec.json.encode(answer).decode()
        assert not [text for text in hidden if text in told]
    return len(about_people)


def _with_people(pick: random.Random, asset: Asset, boss: User) -> list[str]:
    """Somebody with a consent to something, a proof of it, and perhaps a withdrawal; the ids of the records."""
    clear_rights(asset, by=boss)
    home = asset.organization
    shown = person(home, boss, name=SECRETS[0], reference=SECRETS[1], age_band=pick.choice(["adult", "unknown"]))
    show(asset, boss, shown)
    proof = document(home, boss, SECRETS[2].encode(), title=SECRETS[3], filename=SECRETS[4])
    channels = [each.value for each in pick.sample(list(Channel), 3)]
    made = consent(shown, boss, document=proof, evidence_note=SECRETS[2], channels=channels)
    if pick.random() < 0.4:
        withdraw_consent(made, happened_at=timezone.now(), by=boss, received_by=SECRETS[0])
    return [str(each.uuid) for each in (shown, made, proof)]


def _question(pick: random.Random, asset: Asset, of: Organization) -> Question:
    return Question(
        asset=str(asset.uuid),
        organization=str(of.uuid),
        channel=pick.choice(list(Channel)),
        purpose=pick.choice(list(Purpose)),
        publish_from=timezone.localdate() + timedelta(days=pick.randrange(300)),
    )
