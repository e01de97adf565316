"""Rights over HTTP: what is shown, versions, blocks, permissions, rules, switches, history."""

import pytest

from assets.models import Asset, Organization, Role, User
from licensing.models import AssetRights, OrganizationRule
from tests.api.builders import Caller, caller, clear_rights, make_asset, make_organization, make_user

pytestmark = pytest.mark.django_db
QUESTION = {"channel": "website", "purpose": "public_relations", "from": "2026-06-10", "until": "2026-06-20"}


@pytest.fixture
def boss(home: Organization) -> User:
    return make_user("chefin", (home, Role.RIGHTS_MANAGER))


@pytest.fixture
def manager(boss: User) -> Caller:
    return caller(boss)


@pytest.fixture
def neighbor() -> Caller:
    return caller(make_user("nachbar", (make_organization("ahlen"), Role.ADMINISTRATOR)))


@pytest.fixture
def asset(home: Organization, boss: User) -> Asset:
    made = make_asset(home, visibility="network", creators=["Nora Beispiel"])
    clear_rights(made, by=boss)
    return made


def address(asset: Asset, suffix: str = "") -> str:
    return f"/api/v1/assets/{asset.uuid}{suffix}"


def verdict(who: Caller, asset: Asset, **question: object) -> str:
    body = {"assets": [str(asset.uuid)], "question": {**QUESTION, **question}}
    found: str = who.post("/api/v1/checks", body).json()["decisions"][0]["verdict"]
    return found


def test_what_is_shown_is_recorded_beside_its_state_and_read_back(manager: Caller, asset: Asset) -> None:
    body = {
        "works": [{"title": "Wandbild", "is_protected": "yes", "place": "public_permanent", "prominence": "main"}],
        "signs": [{"kind": "logo", "holder": "Verein", "prominence": "incidental"}],
        "states": {"works": "listed_complete", "viewpoint": "aerial", "is_political_assembly": False},
    }
    rights = manager.send("put", address(asset, "/rights"), body).json()
    assert [each["title"] for each in rights["shown"]["works"]] == ["Wandbild"]
    assert (rights["states"]["works"], rights["states"]["viewpoint"]) == ("listed_complete", "aerial")
    assert verdict(manager, asset) == "forbidden"


def test_complete_without_entries_is_refused_and_nothing_is_kept(manager: Caller, asset: Asset) -> None:
    body = {"signs": [{"kind": "flag", "holder": "Land"}], "states": {"property": "listed_complete"}}
    response = manager.send("put", address(asset, "/rights"), body)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, "property")
    assert manager.get(address(asset)).json()["rights"]["shown"]["signs"] == []


def test_a_permission_of_another_organization_cannot_be_named(
    manager: Caller, neighbor: Caller, asset: Asset, home: Organization
) -> None:
    theirs = str(Organization.objects.exclude(pk=home.pk).get().uuid)
    made = neighbor.post(
        "/api/v1/permissions",
        {"organization": theirs, "granted_by": "Museum", "status": "refused", "from_on": "2026-01-01"},
    ).json()
    body = {"works": [{"title": "Bild", "permission": made["id"]}]}
    assert manager.send("put", address(asset, "/rights"), body).status_code == 400


def test_another_organization_learns_who_keeps_a_permission_and_no_more(
    manager: Caller, neighbor: Caller, asset: Asset, home: Organization
) -> None:
    body = {
        "organization": str(home.uuid),
        "granted_by": "Erika Geheim",
        "reference": "AZ-77",
        "organizations": ["*"],
        "channels": ["website"],
        "purposes": ["*"],
        "from_on": "2026-01-01",
    }
    made = manager.post("/api/v1/permissions", body).json()
    manager.send("put", address(asset, "/rights"), {"works": [{"title": "Bild", "permission": made["id"]}]})
    seen = neighbor.get(address(asset))
    [work] = seen.json()["rights"]["shown"]["works"]
    assert work["permission"] == {"id": None, "label": "Beleg liegt bei Lindrode", "status": "given", "until_on": None}
    assert b"AZ-77" not in seen.content
    assert b"Geheim" not in seen.content


def test_a_version_in_which_nobody_is_recognizable_is_kept_with_who_looked(
    manager: Caller, neighbor: Caller, asset: Asset
) -> None:
    body = {
        "name": "ohne Kind",
        "crop": {"x": 0.5, "y": 0, "width": 0.5, "height": 1},
        "persons": "none_confirmed",
        "works": "none_confirmed",
        "property": "none_confirmed",
    }
    made = manager.post(address(asset, "/versions"), body)
    assert (made.status_code, made.json()["modifications"], made.json()["confirmed_by"]) == (201, ["crop"], "Chefin")
    [seen] = neighbor.get(address(asset, "/versions")).json()["results"]
    assert (seen["id"], seen["confirmed_by"]) == (made.json()["id"], None)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"persons": "none_confirmed"}, id="nothing was changed"),
        pytest.param({"modifications": ["crop"], "persons": "none_confirmed"}, id="a crop without its place"),
        pytest.param(
            {"crop": {"x": 0.8, "y": 0, "width": 0.5, "height": 1}, "persons": "none_confirmed"}, id="outside"
        ),
        pytest.param({"crop": {"x": 0, "y": 0, "width": 1, "height": 1}, "persons": "none_confirmed"}, id="whole"),
        pytest.param({"modifications": ["face_blur"], "persons": "listed_complete"}, id="complete without anybody"),
        pytest.param(
            {"modifications": ["face_blur"], "persons": "listed_complete", "persons_shown": [7]}, id="nobody with 7"
        ),
    ],
)
def test_a_version_that_says_too_little_is_refused(body: dict[str, object], manager: Caller, asset: Asset) -> None:
    assert manager.post(address(asset, "/versions"), body).status_code == 400


def test_a_block_forbids_everything_but_the_versions_freed_from_it(manager: Caller, asset: Asset) -> None:
    block = manager.post(address(asset, "/blocks"), {"cause": "person", "reason": "Widerruf"}).json()
    assert verdict(manager, asset) == "forbidden"
    version = manager.post(
        address(asset, "/versions"), {"modifications": ["face_blur"], "persons": "none_confirmed"}
    ).json()
    freed = manager.send("put", f"/api/v1/blocks/{block['id']}/versions", {"versions": [version["id"]]})
    assert freed.json()["free_versions"] == [version["id"]]
    lifted = manager.post(f"/api/v1/blocks/{block['id']}/lift", {"because": "Einigung"}).json()
    assert lifted["lifted_because"] == "Einigung"
    assert verdict(manager, asset) == "allowed"


def test_an_election_is_a_rule_of_four_inputs(manager: Caller, asset: Asset, home: Organization) -> None:
    body = {
        "organization": str(home.uuid),
        "name": "Kommunalwahl",
        "election": {"on": "2026-06-14", "weeks": 4, "run_off_on": "2026-06-28"},
    }
    rule = manager.post("/api/v1/rules", body).json()
    assert (rule["from_on"], rule["until_on"], rule["exempt_purposes"]) == (
        "2026-05-17", "2026-06-14", ["service_information"]
    )  # fmt: skip
    assert verdict(manager, asset) == "forbidden"
    assert verdict(manager, asset, purpose="service_information") == "allowed"


def test_a_changed_rule_is_a_new_version(manager: Caller, asset: Asset, home: Organization) -> None:
    body = {"organization": str(home.uuid), "name": "Wahl", "election": {"on": "2026-06-14"}}
    rule = manager.post("/api/v1/rules", body).json()
    newer = manager.send("patch", f"/api/v1/rules/{rule['id']}", {"effect": "ask", "run_off": "no"}).json()
    assert (newer["version"], newer["replaces"], newer["from_on"]) == (2, rule["id"], rule["from_on"])
    assert verdict(manager, asset) == "needs_decision"
    ended = manager.post(f"/api/v1/rules/{newer['id']}/end", {}).json()
    assert (ended["is_in_force"], OrganizationRule.objects.count()) == (False, 2)
    assert verdict(manager, asset) == "allowed"


def test_a_switch_that_the_law_closes_stays_closed(manager: Caller, home: Organization) -> None:
    where = f"/api/v1/organizations/{home.uuid}/policy"
    refused = manager.send("put", where, {"switches": {"crop_under_nd": "allow_with_duties"}})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "crop_under_nd")
    done = manager.send("put", where, {"switches": {"crop_under_nd": "ask"}}).json()
    assert (done["switches"]["crop_under_nd"], done["defaults"]["crop_under_nd"]) == ("ask", "forbid")
    assert done["search_follows"] is False


def test_history_names_people_to_their_own_organization_only(manager: Caller, neighbor: Caller, asset: Asset) -> None:
    manager.send("put", address(asset, "/rights"), {"states": {"viewpoint": "interior"}})
    [own, *_] = manager.get(address(asset, "/history")).json()["results"]
    [seen, *_] = neighbor.get(address(asset, "/history")).json()["results"]
    assert (own["action"], own["by"], own["details"]) == ("rights.confirmed", "Chefin", {"viewpoint": "interior"})
    assert (seen["action"], seen["by"], seen["details"]) == ("rights.confirmed", None, {})


def test_states_are_versioned_with_every_confirmation(manager: Caller, asset: Asset) -> None:
    before = AssetRights.objects.get(asset=asset).version
    manager.send("put", address(asset, "/rights"), {"states": {"ai": "yes", "ai_looks_real": "no"}})
    assert AssetRights.objects.get(asset=asset).version == before + 1


def test_the_page_of_an_asset_costs_the_same_with_many_things_shown(
    manager: Caller, asset: Asset, django_assert_max_num_queries
) -> None:
    manager.send("put", address(asset, "/rights"), {"works": [{"title": f"Werk {n}"} for n in range(20)]})
    with django_assert_max_num_queries(40):
        manager.get(address(asset))
