"""The demo's records: six organizations, all roles, every license family, four verdicts in good numbers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from zeal import zeal_ignore

from assets.demo import PICTURES, Picture, Scenario
from assets.demo.places import SPOTS
from assets.models import (
    Asset,
    Campaign,
    Collection,
    IndexSource,
    Location,
    Membership,
    Organization,
    Original,
    Place,
    Role,
)
from assets.places import locate
from licensing import rights
from licensing.demo.accounts import RECORD_KEEPERS, accounts
from licensing.demo.layers import ADVISED, CHILD, EMBLEM, EXCLUSIVE, MURAL, THREE_USES
from licensing.demo.seed import Cast, seed_demo, seed_people
from licensing.demo.situations import SITUATIONS, Term, dates_of, upcoming
from licensing.demo.uses import POSTED, RIGHT_ENDED, TO_DECIDE
from licensing.facts import facts_for
from licensing.models import (
    AssetRights,
    Consent,
    ConsentEvent,
    Document,
    LicenseAssignment,
    OrganizationRule,
    Person,
    Publication,
    RightsGrant,
    Task,
)

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Berlin"))
ONE_OF_EACH = tuple({picture.scenario: picture for picture in PICTURES}.values())
JA, JA_WENN, ENTSCHEIDUNG, NEIN = rights.Verdict

pytestmark = pytest.mark.django_db


def as_if_indexed(picture: Picture, cast: Cast, folder: Path) -> Asset:
    """What indexing makes of the picture's file, without its bytes."""
    owner = cast.organizations[picture.organization]
    source, _ = IndexSource.objects.get_or_create(organization=owner, url=str((folder / owner.slug).resolve()))
    asset = Asset.objects.create(
        organization=owner, visibility="network", kind="photo", state="ready", title=picture.title,
        creators=list(picture.creators), source=", ".join(picture.creators), created_at=NOON, changed_at=NOON,
    )  # fmt: skip
    original = Original.objects.create(
        asset=asset, organization=owner, sha256=f"{asset.pk:064x}", size_bytes=1, media_type="image/jpeg",
        filename=picture.path.rsplit("/", 1)[-1], hashed_at=NOON,
    )  # fmt: skip
    key = picture.path.partition("/")[2]
    Location.objects.create(source=source, key=key, size_bytes=1, original=original, found_at=NOON, seen_at=NOON)
    return asset


@pytest.fixture(autouse=True)
def _one_record_after_the_other() -> Iterator[None]:
    with zeal_ignore():
        yield


@pytest.fixture
def library(tmp_path, monkeypatch) -> dict[Scenario, Asset]:
    """One recorded picture of each scenario."""
    monkeypatch.setattr("licensing.demo.seed.PICTURES", ONE_OF_EACH)
    cast = seed_people()
    assets = {picture.scenario: as_if_indexed(picture, cast, tmp_path) for picture in ONE_OF_EACH}
    seed_demo(tmp_path, today=TODAY)
    return assets


def verdicts(
    assets: dict[Scenario, Asset], channel: rights.Channel, organization: str
) -> dict[Scenario, rights.Verdict]:
    asker = Organization.objects.get(slug=organization)
    facts = facts_for([asset.pk for asset in assets.values()])
    answers = {}
    for scenario, asset in assets.items():
        question = rights.Question(
            asset=str(asset.uuid), organization=str(asker.uuid), channel=channel,
            purpose=rights.Purpose.PUBLIC_RELATIONS, publish_from=TODAY, publish_until=None,
        )  # fmt: skip
        answers[scenario] = rights.decide(question, facts[asset.pk], at=NOON).verdict
    return answers


@pytest.mark.parametrize(
    ("verdict", "scenarios"),
    [
        pytest.param(JA, "own-free contract-free cc0 dl-zero artwork", id="yes"),
        pytest.param(
            JA_WENN, "own-credit contract-credit contract-term cc-by-4 cc-by-3-de dl-by citizen ai", id="yes, if"
        ),
        pytest.param(ENTSCHEIDUNG, "unknown claimed persons-unknown persons-listed disputed orphan", id="decide"),
        pytest.param(NEIN, "reserved print-only expired not-yet other-town revoked embargo", id="no"),
    ],
)
def test_a_scenario_ends_in_its_verdict_on_instagram(library, verdict, scenarios):
    found = verdicts(library, rights.Channel.INSTAGRAM, "stadt-lindrode")
    wanted = [Scenario(code) for code in scenarios.split()]
    assert {scenario.value: found[scenario] for scenario in wanted} == {code.value: verdict for code in wanted}


def test_all_four_verdicts_come_in_good_numbers(library):
    """Roughly 35 % yes, 25 % yes-if, 25 % to decide, 15 % no, over the whole library."""
    found = verdicts(library, rights.Channel.INSTAGRAM, "stadt-lindrode")
    counts = Counter(found[picture.scenario] for picture in PICTURES)
    shares = [counts[verdict] / len(PICTURES) for verdict in (JA, JA_WENN, ENTSCHEIDUNG, NEIN)]
    assert shares == pytest.approx([0.35, 0.25, 0.25, 0.15], abs=0.06)


def test_what_is_no_on_instagram_may_be_yes_on_paper(library):
    assert verdicts(library, rights.Channel.PRINT, "stadt-lindrode")[Scenario.PRINT_ONLY].is_releasing


LAYERED = (
    CHILD, ADVISED, MURAL, EMBLEM, THREE_USES, EXCLUSIVE, RIGHT_ENDED, TO_DECIDE, *(path for path, *_ in POSTED)
)  # fmt: skip


@pytest.fixture
def layered(tmp_path, monkeypatch) -> dict[str, Asset]:
    """The pictures of the layers beside copyright, by path."""
    pictures = tuple(picture for picture in PICTURES if picture.path in LAYERED)
    monkeypatch.setattr("licensing.demo.seed.PICTURES", pictures)
    cast = seed_people()
    assets = {picture.path: as_if_indexed(picture, cast, tmp_path) for picture in pictures}
    seed_demo(tmp_path)
    return assets


def answer(asset: Asset, organization: str, channel: rights.Channel, **values: object) -> rights.Verdict:
    no, day = rights.Tri.NO, timezone.localdate()
    asker = Organization.objects.get(slug=organization)
    question = rights.Question(
        **{
            "asset": str(asset.uuid), "organization": str(asker.uuid), "channel": channel,
            "purpose": rights.Purpose.PUBLIC_RELATIONS, "publish_from": day, "commercial": no, "paid_promotion": no,
            "sold": no, "sensitive_context": no, **values,
        }
    )  # fmt: skip
    return rights.decide(question, facts_for([asset.pk])[asset.pk], at=timezone.now()).verdict


def test_every_picture_of_the_layers_is_in_the_catalogue():
    assert set(LAYERED) <= {picture.path for picture in PICTURES}


def test_the_layers_tell_what_they_are_there_for(layered):
    website, instagram, poster = rights.Channel.WEBSITE, rights.Channel.INSTAGRAM, rights.Channel.POSTER
    goods = {"purpose": rights.Purpose.MERCHANDISE_SALE, "commercial": rights.Tri.YES, "sold": rights.Tri.YES}
    told = {
        "child, website": answer(layered[CHILD], "stadt-hohenfeld", website),
        "child, instagram": answer(layered[CHILD], "stadt-hohenfeld", instagram),
        "withdrawn": answer(layered[ADVISED], "stadt-lindrode", website),
        "mural from the air": answer(layered[MURAL], "stadt-ahlenbrueck", website),
        "emblem on goods of others": answer(
            layered[EMBLEM], "stadt-lindrode", rights.Channel.MERCHANDISE, print_run=100, **goods
        ),
        "three uses": answer(layered[THREE_USES], "stadt-hohenfeld", website),
        "exclusive to another": answer(layered[EXCLUSIVE], "stadt-lindrode", poster, print_run=10),
        "black-out": answer(layered[POSTED[0][0]], "stadt-muehlhagen", website),
    }
    assert told == {
        "child, website": JA_WENN,
        "child, instagram": NEIN,
        "withdrawn": NEIN,
        "mural from the air": NEIN,
        "emblem on goods of others": NEIN,
        "three uses": JA_WENN,
        "exclusive to another": NEIN,
        "black-out": NEIN,
    }


def test_posts_whose_right_ended_have_to_come_down_and_a_question_waits(layered):
    due = Publication.objects.filter(state=Publication.State.DUE_FOR_REMOVAL)
    assert set(due.values_list("asset__uuid", flat=True)) == {layered[ADVISED].uuid, layered[RIGHT_ENDED].uuid}
    assert Task.objects.filter(publication__in=due, state=Task.State.OPEN).count() == 2
    assert Task.objects.filter(asset=layered[TO_DECIDE], state=Task.State.OPEN).count() == 1


def test_telling_the_layers_again_changes_nothing(layered, tmp_path):
    def state() -> list[int]:
        kinds = (Person, Consent, Document, Publication, Task, OrganizationRule, RightsGrant, ConsentEvent)
        return [kind.objects.count() for kind in kinds]

    before = state()
    seed_demo(tmp_path)
    assert state() == before


def test_recording_again_changes_nothing(library, tmp_path):
    def state() -> list[int]:
        models = (LicenseAssignment, RightsGrant, AssetRights, Campaign, Collection, Organization, Membership, Place)
        return [model.objects.count() for model in models]

    before = state()
    assert seed_demo(tmp_path, today=TODAY) == 0
    assert state() == before


def test_every_license_family_is_recorded(library):
    families = {rights.LICENSES[row.license].family for row in LicenseAssignment.objects.all()}
    assert families == set(type(next(iter(families))))


def test_every_scenario_has_a_situation():
    assert set(SITUATIONS) == set(Scenario)


def test_four_campaigns_hold_pictures_and_everybody_takes_part(library):
    assert {campaign.slug for campaign in Campaign.objects.all()} == {
        "50-jahre-kreis",
        "kommunalwahl",
        "bundid",
        "landleben",
    }
    assert {campaign.organizations.count() for campaign in Campaign.objects.all()} == {5}
    assert {picture.campaign for picture in PICTURES} == {"", "50-jahre-kreis", "kommunalwahl", "bundid", "landleben"}


def test_the_rural_campaign_has_artwork_for_all_four_products():
    words = {word for picture in PICTURES if picture.campaign == "landleben" for word in picture.keywords}
    assert {"T-Shirt", "Polo", "Button", "Aufkleber"} <= words


def test_one_can_be_every_role():
    seed_people()
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    assert len(accounts()) == Membership.objects.count()


def test_nobody_of_the_demo_has_a_password():
    seed_people()
    assert not any(membership.user.has_usable_password() for membership in Membership.objects.select_related("user"))


def test_six_organizations_each_have_somebody_who_keeps_records():
    seed_people()
    assert set(Organization.objects.values_list("slug", flat=True)) == set(RECORD_KEEPERS)
    assert len(RECORD_KEEPERS) == 6


def test_every_sight_lies_in_its_town():
    seed_people()
    found = {spot.name: str(locate(spot.latitude, spot.longitude).place) for spot in SPOTS.values()}
    assert found == {spot.name: spot.town for spot in SPOTS.values()}


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 3, 15), date(2031, 12, 31)])
def test_terms_run_and_end_in_any_year(today):
    assert dates_of(Term.UNTIL_SPRING, taken_on=date(2026, 1, 1), today=today).end > today
    assert dates_of(Term.FROM_NEW_YEAR, taken_on=date(2026, 1, 1), today=today).start > today
    assert upcoming(3, 31, today=date(2026, 11, 22)) == date(2027, 3, 31)
