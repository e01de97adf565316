"""Every list costs the same for one row and for twenty (house style 7)."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.v1.saved_searches.keeping import keep_search
from assets.models import Asset, Organization, PlaceBoundary, Role, User
from assets.viewer import viewer_of
from licensing import search as rights_search
from licensing.models import Person, PersonShown
from licensing.services import PermissionRecord, RuleRecord, create_rule, record_permission
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_collection,
    make_grant,
    make_organization,
    make_place,
    make_token,
    make_user,
)
from tests.licensing.people import consent, document, person, show

pytestmark = pytest.mark.django_db
ASKED = (("channel", "website"), ("purpose", "public_relations"))
QUESTION = urlencode(ASKED)


@pytest.fixture
def boss(home: Organization) -> User:
    return make_user("chefin", (home, Role.ADMINISTRATOR))


@pytest.fixture
def browser(boss: User) -> Caller:
    return caller(boss)


def _assets(home: Organization, boss: User) -> None:
    """Two of everything that a tile reads, made of different rows."""
    asset = make_asset(home, keywords=["Schloss", "Herbst"], place=make_place(f"ort-{home.assets.count()}"))
    clear_rights(asset, by=boss, code="CC-BY-4.0")
    make_grant(home, asset, by=boss)
    make_campaign(home, "Jubiläum").assets.add(asset)


def _placed(home: Organization, _boss: User) -> None:
    """A picture at a position of its own, in a place that has an outline and lies in another."""
    number = home.assets.count()
    place = make_place(f"ort-{number}", parent=make_place(f"kreis-{number}"), latitude=51, longitude=7)
    box = {"west": 7, "south": 51, "east": 8, "north": 52}
    PlaceBoundary.objects.create(place=place, geometry=shapely.to_wkb(shapely.box(7, 51, 8, 52)), **box)
    make_asset(home, place=place, latitude=51 + number / 100, longitude=7.5)


def _campaign(home: Organization, _boss: User) -> None:
    make_campaign(home, "Jubiläum").organizations.add(make_organization(f"partner-{home.campaigns.count()}"))


def _collection(home: Organization, boss: User) -> None:
    make_collection(home, boss, "Auswahl")


def _grant(home: Organization, boss: User) -> None:
    make_grant(home, make_asset(home), by=boss)


def _organization(home: Organization, _boss: User) -> None:
    make_organization(f"stadt-{Organization.objects.count()}", parent=home)


def _token(_home: Organization, boss: User) -> None:
    make_token(boss, ["read"])


def _permission(home: Organization, boss: User) -> None:
    record = PermissionRecord(granted_by="Museum", status="refused", from_on=date(2026, 1, 1))
    record_permission(record, by=boss, keeper=home)


def _rule(home: Organization, boss: User) -> None:
    create_rule(RuleRecord(kind="four_eyes", effect="ask", name="Kinder"), organization=home, by=boss)


def _person(home: Organization, boss: User) -> None:
    shown = person(home, boss, name="Eva Muster")
    show(make_asset(home), boss, shown)
    consent(shown, boss, document=document(home, boss))


def _saved(home: Organization, boss: User) -> None:
    values = {"name": "Schlösser", "query": {"q": "schloss", "as": str(home.uuid), **dict(ASKED)}}
    keep_search(values, by=boss, viewer=viewer_of(boss), at=timezone.now())


LISTS = {
    "/saved-searches": _saved,
    "/persons": _person,
    "/consents": _person,
    "/documents": _person,
    "/permissions": _permission,
    "/rules": _rule,
    "/assets": _assets,
    "/assets/search?q=schloss": _assets,
    f"/assets/search?facets=1&{QUESTION}": _assets,
    "/assets/search/clusters?zoom=20&places=1": _placed,
    "/suggest?q=schl": _assets,
    "/campaigns": _campaign,
    "/collections": _collection,
    "/grants": _grant,
    "/organizations": _organization,
    "/tokens": _token,
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_for_one_row_and_for_twenty(
    path: str, home: Organization, boss: User, browser: Caller
) -> None:
    rights_search.register()
    costs = [_cost(path, count, LISTS[path], (home, boss), browser) for count in (1, 19)]
    assert costs[0] == costs[1]


def _cost(
    path: str, count: int, make: Callable[[Organization, User], None], who: tuple[Organization, User], browser: Caller
) -> int:
    """Queries of one request; the index is brought up to date by another one before, and a second sees that it is."""
    for _ in range(count):
        make(*who)
    for _ in range(2):
        browser.get("/api/v1" + path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = browser.get("/api/v1" + path)
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize(("path", "most"), [("/assets", 5), (f"/assets/search?{QUESTION}", 40)])
def test_lists_stay_within_their_budget(path: str, most: int, home: Organization, boss: User, browser: Caller) -> None:
    assert _cost(path, 3, _assets, (home, boss), browser) <= most


def test_a_check_costs_the_same_for_1_50_and_200_pictures(home: Organization, boss: User, browser: Caller) -> None:
    """With what an answer may need: license, grant, a person, a consent and its proof."""
    shown = person(home, boss, name="Eva Muster")
    consent(shown, boss, document=document(home, boss))
    first = make_asset(home)
    clear_rights(first, by=boss, code="CC-BY-4.0")
    make_grant(home, first, by=boss)
    show(first, boss, shown)
    known = [first, *_like(first, shown, 199)]
    costs = [_check_cost(known[:count], browser) for count in (1, 50, 200)]
    assert len(set(costs)) == 1, costs
    assert costs[0] <= 34


def _like(first: Asset, shown: Person, count: int) -> list[Asset]:
    """More pictures with the same records, without what is derived from them: a check does not read it."""
    now = first.created_at
    made = Asset.objects.bulk_create(
        Asset(organization=first.organization, kind="photo", state="ready", created_at=now, changed_at=now)
        for _ in range(count)
    )
    for row in (first.rights, first.license_assignments.get()):
        names = [each.attname for each in row._meta.concrete_fields if each.name not in {"id", "uuid", "asset"}]
        values = {name: getattr(row, name) for name in names}
        type(row).objects.bulk_create(type(row)(asset=asset, **values) for asset in made)
    PersonShown.objects.bulk_create(
        PersonShown(asset=asset, person=shown, number=1, is_identifiable="yes", recorded_at=now) for asset in made
    )
    return made


def _check_cost(assets: list[Asset], browser: Caller) -> int:
    body = {"assets": [str(each.uuid) for each in assets], "question": {"channel": "website", "purpose": "campaign"}}
    with CaptureQueriesContext(connection) as queries:
        decisions = browser.post("/api/v1/checks", body).json()["decisions"]
    assert len(decisions) == len(assets)
    return len(queries)
