"""Nobody learns that something invisible exists (security rule 4).

Worlds that differ only in what a member may not see answer that member alike, byte for byte.
Every GET of the OpenAPI schema and every form of search is asked in both worlds; then visibility is broken on purpose,
and the same comparison has to notice.
"""

import random
from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from django.db import transaction
from pyroaring import BitMap

from assets.querysets import AssetQuerySet, CampaignQuerySet
from assets.search import Principal, freshness
from assets.search.visibility import VisibilityMap
from licensing import search as rights_search
from tests.api.builders import NOWHERE
from tests.api.permission_table import TABLE
from tests.api.worlds import NOW, SECRETS, WORDS, World, build
from tests.databases import tried

pytestmark = pytest.mark.django_db
SHORT, LONG = tried(5, again=2), 100
QUESTION = "channel=instagram&purpose=public_relations&from=2026-11-22"
Told = tuple[int, bytes, str | None, str | None]
Answers = dict[str, Told]
_HEADERS = ("ETag", "Content-Length")


@pytest.fixture(autouse=True)
def _rights_column() -> None:
    rights_search.register()


def forms(world: World) -> Iterator[str]:
    """Addresses of every GET, by the path of the operation's row; ids are those of both worlds."""
    yield from ("/session", "/vocabulary", "/licenses", "/licenses/CC0-1.0", "/status", "/tokens", "/grants")
    yield from ("/synonyms", f"/synonyms?q={SECRETS[0]}", f"/synonyms/versions?key={SECRETS[0]}")
    yield from ("/saved-searches", f"/saved-searches/{world.saved_search}", f"/saved-searches/{NOWHERE}")
    yield from ("/organizations", f"/organizations/{world.far.uuid}", f"/campaigns/{world.campaign.uuid}")
    yield from ("/imports", f"/imports/{NOWHERE}", f"/imports/{NOWHERE}/rows", "/imports/template/grants.csv")
    yield from ("/persons", "/consents", "/documents", f"/persons/{NOWHERE}", f"/persons/{NOWHERE}/export")
    yield from (f"/consents/{NOWHERE}", f"/consents/{NOWHERE}/effect")
    yield from (f"/documents/{NOWHERE}", f"/documents/{NOWHERE}/content")
    yield from ("/permissions", "/rules", f"/rules?organization={world.far.uuid}")
    yield from (f"/organizations/{world.home.uuid}/policy", f"/organizations/{world.far.uuid}/policy")
    yield from _boards(world)
    yield from _incoming(world)
    yield from ("/campaigns", "/campaigns?page_size=1", "/collections", f"/collections/{world.collection}")
    yield from (
        f"/campaigns/{NOWHERE}",
        f"/grants/{world.grant}",
        f"/grants/{world.grant}/versions",
        f"/decisions/{world.hidden_asset}",
        f"/downloads/{NOWHERE}",
        f"/downloads/{NOWHERE}/content",
    )
    yield from ("/publications", "/publications?page_size=1", "/publications?state=live", "/publications/export.csv")
    yield from ("/tasks", "/tasks?group=later", "/tasks/summary", "/accounts", "/calendar-feeds")
    yield f"/publications/address?url=https://instagram.com/stadt&organization={world.home.uuid}"
    yield from (f"/publications/{NOWHERE}", f"/tasks/{NOWHERE}", "/calendar/geraten.ics")
    yield from _doors(world)
    for asset in world.assets:
        yield f"/assets/{asset.uuid}"
        yield f"/assets/{asset.uuid}/people"
        yield f"/assets/{asset.uuid}/history"
        yield f"/assets/{asset.uuid}/versions"
        yield f"/assets/{asset.uuid}/odrl"
        yield f"/assets/{asset.uuid}/schema-org"
    for asset in world.assets[:3]:
        yield f"/assets/{asset.uuid}/similar?{QUESTION}"
        yield f"/assets/{asset.uuid}/similar"
        yield f"/assets/{asset.uuid}/alike?{QUESTION}"
        yield f"/assets/{asset.uuid}/attribution?{QUESTION}"
    yield f"/assets/{world.assets[0].uuid}/renditions/preview"
    yield from _lists(world)
    yield from _searches(world)
    for word in (*WORDS, *SECRETS, "J. Muster", "K. Verb", "sicht", "S00", "geh"):
        yield f"/suggest?q={word[:5]}"


def _boards(world: World) -> Iterator[str]:
    """The board of a joint campaign, on which others put pictures that the member may not see."""
    for what in ("artworks", "texts", "motifs", "results", "publications"):
        yield f"/campaigns/{world.joined_campaign}/{what}"
    yield from ("/products", f"/campaigns/{world.joined_campaign}", f"/motifs/{world.motif}/comments")
    yield from (f"/artworks/{world.artwork}{suffix}" for suffix in ("", "/preflight", "/preflight.pdf"))
    yield from (f"/artworks/{NOWHERE}", f"/artworks/{world.artwork}/pictures/mockup", f"/motifs/{NOWHERE}/comments")


def _incoming(world: World) -> Iterator[str]:
    """Drafts and sources: one's own draft, and those of others, which are not there."""
    yield from ("/rights-presets", "/uploads", "/uploads?page_size=1", "/sources")
    for draft in (world.draft, NOWHERE):
        yield f"/uploads/{draft}"
        yield f"/uploads/{draft}/files/{world.draft_file}/tile"
        yield f"/uploads/{draft}/files/{world.draft_file}/parts"
    yield from ("/rendition-presets", f"/channel-renditions/{NOWHERE}", f"/channel-renditions/{NOWHERE}/picture")
    yield from (f"/sources/{NOWHERE}", f"/sources/{NOWHERE}/runs")
    for asset in world.assets[:4]:
        yield from (f"/assets/{asset.uuid}/originals", f"/assets/{asset.uuid}/originals/preview")
        yield f"/assets/{asset.uuid}/originals/1/content"
        yield f"/assets/{asset.uuid}/captions/de"


def _doors(world: World) -> Iterator[str]:
    """Bundles, links and answers for websites; an id that is hidden is asked for like one that does not exist."""
    yield from ("/drop-boxes", "/drop/gibt-es-nicht", "/drop/gibt-es-nicht/files")
    yield f"/drop/gibt-es-nicht/files/{NOWHERE}/parts"
    yield from ("/shares", "/webhooks", f"/shares/{NOWHERE}", f"/bundles/{NOWHERE}", f"/bundles/{NOWHERE}/content")
    link = "/shared/gibt-es-nicht"
    yield from (link, f"{link}/copies/{NOWHERE}", f"{link}/copies/{NOWHERE}/content")
    yield f"{link}/assets/{world.assets[0].uuid}/renditions/tile"
    yield from (f"{link}/artworks/{world.artwork}/{what}" for what in ("pictures/mockup", "preflight.pdf"))
    ids = ",".join(str(each) for each in (*(asset.uuid for asset in world.assets), NOWHERE))
    yield f"/verdicts?ids={ids}&purpose=public_relations"
    yield f"/assets/{world.assets[0].uuid}/renditions/large?channel=website&purpose=public_relations"


def _lists(world: World) -> Iterator[str]:
    for ordering in ("-changed_at", "changed_at", "-created_at", "created_at"):
        yield f"/assets?ordering={ordering}&page_size=5"
    yield f"/assets?organization={world.far.uuid}"
    yield f"/assets?campaign={world.hidden_campaign}"
    yield f"/assets?keyword={SECRETS[0]}"
    yield "/assets?visibility=organization&state=quarantined"
    yield "/quarantined-originals"


def _searches(world: World) -> Iterator[str]:
    for sort in ("relevance", "newest", "oldest", "taken_newest", "taken_oldest"):
        yield f"/assets/search?sort={sort}&page_size=5"
    for word in (*WORDS, *SECRETS, "Schlos", "Herbts", "Wassser", "Verborgen", "S0003", "G1"):
        yield f"/assets/search?q={word}&facets=1&{QUESTION}"
    yield f"/assets/search?facets=1&{QUESTION}&verdict=allowed,allowed_with_duties"
    yield "/assets/search?facets=1&usable_for=instagram&purpose=tourism_marketing&from=2026-11-22"
    yield f"/assets/search?campaign={world.hidden_campaign}&facets=1"
    yield from (f"/assets/search?collection={each}&facets=1&{QUESTION}" for each in (world.collection, NOWHERE))
    yield f"/assets/search?campaign={world.campaign.uuid}&facets=1"
    for box in ("7.25,50.25,7.75,50.75", "7.5,50.5,7.5,50.5", "-180,-90,180,90"):
        yield from (f"/assets/search?bbox={box}&facets=1", f"/assets/search/clusters?bbox={box}&zoom=9&places=1")
    yield f"/assets/search/clusters?zoom=20&places=1&q={SECRETS[0]}"
    yield from (f"/assets/search/clusters?zoom={zoom}&places=1" for zoom in (0, 12, 20))
    yield f"/assets/search/clusters?zoom=12&polygon=7.2,50.2,7.8,50.2,7.5,50.9&{QUESTION}&verdict=allowed"
    yield f"/assets/search?organization={world.far.uuid}&facets=1"
    yield from (f"/assets/search?keyword={word.lower()}&place=lindrode" for word in (WORDS[0], SECRETS[1]))


def answers_of(
    visible_seed: int, hidden_seed: int, *, unknown: World | None = None, unless: Answers | None = None
) -> tuple[World, Answers]:
    """Everything that the member is told in one world; hidden ids are those of `unknown`, the same in both worlds.

    With `unless`, up to the first answer that is another one there.
    """
    freshness._live = None
    with transaction.atomic(), mock.patch("django.utils.timezone.now", return_value=NOW):
        world = build(visible_seed, hidden_seed)
        if unknown is not None:
            world.hidden_campaign, world.hidden_asset = unknown.hidden_campaign, unknown.hidden_asset
        told: Answers = {}
        for address, answer in _answers(world):
            told[address] = answer
            if unless is not None and unless.get(address) != answer:
                break
        transaction.set_rollback(True)
    return world, told


def _answers(world: World) -> Iterator[tuple[str, Told]]:
    for form in forms(world):
        yield from _pages(world, "/api/v1" + form)
    yield "hidden", _told(world.member.get(f"/api/v1/assets/{world.hidden_asset}"))
    body = {"assets": [str(world.hidden_asset)], "question": {"channel": "website", "purpose": "campaign"}}
    yield "checks", _told(world.member.post("/api/v1/checks", body))


def _pages(world: World, address: str) -> Iterator[tuple[str, Told]]:
    """The page, and all pages after it."""
    for _ in range(6):
        response = world.member.get(address)
        yield address, _told(response)
        is_json = response.content and "json" in response.headers.get("Content-Type", "")
        following = response.json().get("next") if response.status_code == 200 and is_json else None
        if following is None:
            return
        address = f"{address.partition('&cursor=')[0]}&cursor={following}"


def _told(response: object) -> Told:
    status, content, headers = response.status_code, response.content, response.headers  # type: ignore[attr-defined]  # Django's
    content = content.replace(headers["X-Request-Id"].encode(), b"")
    return status, content, headers.get(_HEADERS[0]), headers.get(_HEADERS[1])


def differences(seed: int) -> list[str]:
    """Addresses that answer otherwise in a world that differs only in what is hidden."""
    first, second = _two_worlds(seed)
    return [form for form in sorted({*first, *second}) if first.get(form) != second.get(form)]


def differs(seed: int) -> bool:
    """Whether there is any such address; one is enough."""
    first, second = _two_worlds(seed, is_one_enough=True)
    return any(first.get(form) != answer for form, answer in second.items())


def _two_worlds(seed: int, *, is_one_enough: bool = False) -> tuple[Answers, Answers]:
    source = random.Random(seed)
    visible, *hidden = (source.getrandbits(30) for _ in range(3))
    world, first = answers_of(visible, hidden[0])
    _, second = answers_of(visible, hidden[1], unknown=world, unless=first if is_one_enough else None)
    return first, second


@pytest.mark.parametrize("seed", range(SHORT))
def test_what_a_member_may_not_see_changes_no_byte(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(1000, 1000 + LONG))
def test_what_a_member_may_not_see_changes_no_byte_in_many_worlds(seed: int) -> None:
    assert differences(seed) == []


def test_every_get_of_the_schema_is_asked() -> None:
    with transaction.atomic():
        asked = {_row(form) for form in forms(build(1, 2))}
        transaction.set_rollback(True)
    assert asked == {path for method, path in TABLE if method == "get"}


def _row(form: str) -> str:
    """The operation's path: ids become the name of their parameter."""
    parts = form.partition("?")[0].split("/")
    rows = [path for method, path in TABLE if method == "get"]
    fits = [row for row in rows if _fits(row.split("/"), parts)]
    return min(fits, key=lambda row: row.count("{"))


def _fits(row: list[str], parts: list[str]) -> bool:
    return len(row) == len(parts) and all(a == b or a.startswith("{") for a, b in zip(row, parts, strict=True))


def _sees_all_assets(self: AssetQuerySet, _viewer: object) -> AssetQuerySet:
    return self.alive()


def _sees_all_campaigns(self: CampaignQuerySet, _viewer: object) -> CampaignQuerySet:
    return self


def _all_bits(self: VisibilityMap, _principal: Principal) -> BitMap:
    return self.all


@pytest.mark.once
@pytest.mark.parametrize(
    ("target", "name", "broken"),
    [
        pytest.param(AssetQuerySet, "visible_to", _sees_all_assets, id="assets"),
        pytest.param(CampaignQuerySet, "visible_to", _sees_all_campaigns, id="campaigns"),
        pytest.param(VisibilityMap, "of", _all_bits, id="search"),
        pytest.param(Principal, "admits", lambda _self, _audience: True, id="names of campaigns in facets"),
    ],
)
def test_broken_visibility_is_noticed(
    target: type, name: str, broken: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, name, broken)
    assert any(differs(seed) for seed in range(3))
