"""Links for print shops: artwork with its preflight, as a whole or not at all, and the run taken once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assets.artwork.uses import change_use, record_use
from assets.models import ArtworkUse, Asset, AuditEvent, Organization, Preflight, Role, User
from assets.services import touch_assets
from assets.storage import store_from_settings
from licensing.models import AssetRights, Bundle, CopiesEntry, Share
from licensing.services.shares import REVOKED, RIGHTS_ENDED
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_grant,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db
STICKER = {"product": "sticker", "place": "front", "technique": "digital", "width_mm": 50, "height_mm": 50}
MUG = {"product": "mug", "place": "front", "technique": "transfer", "width_mm": 50, "height_mm": 50}
RUN = 300


@dataclass(slots=True)
class Press:
    home: Organization
    rita: User
    browser: Caller
    asset: Asset
    address: str
    uses: list[ArtworkUse]

    def share(self, *uses: ArtworkUse, **values: Any) -> Any:
        body = {"artworks": [str(each.uuid) for each in uses or self.uses], "title": "Jubiläum", "terms": "Nur dafür."}
        return self.browser.post(self.address, {**body, **values})

    def add(self, title: str, *, code: str = "CC0-1.0", **values: Any) -> ArtworkUse:
        """Another motif on a mug, checked."""
        asset = make_asset(self.home, title=title, visibility="network", width=3000, height=2000, creators=["N."])
        clear_rights(asset, by=self.rita, code=code)
        campaign = self.uses[0].campaign
        assert campaign is not None
        use = record_use(asset, {**MUG, **values}, campaign=campaign, organization=self.home, by=self.rita)
        check_all()
        return use

    def ready(self) -> None:
        store_from_settings().put("bundles/x", b"PK")
        Bundle.objects.update(state="ready", key="bundles/x")


def check_all() -> None:
    Preflight.objects.update(state="done", result="warning", marked_key="artwork/marked", done_at=timezone.now())


def fetched(address: str) -> Any:
    """An answer whose bytes are read to their end."""
    answer = caller().get(address)
    answer.bytes = b"".join(answer)
    return answer


@pytest.fixture
def press() -> Press:
    home = make_organization("lindrode", contact_email="presse@lindrode.example")
    rita = make_user("rita", (home, Role.RIGHTS_MANAGER))
    asset = make_asset(home, title="Löwe", visibility="network", width=3000, height=2000)
    clear_rights(asset, by=rita)
    campaign = make_campaign(home, "Jubiläum")
    uses = [record_use(asset, each, campaign=campaign, organization=home, by=rita) for each in (STICKER, MUG)]
    store_from_settings().put("artwork/marked", b"PNG")
    check_all()
    return Press(home, rita, caller(rita), asset, f"/api/v1/campaigns/{campaign.uuid}/print-share", uses)


def accepted(token: str) -> str:
    secret: str = caller().post(f"/api/v1/shared/{token}/acceptance", {"accepted": True}).json()["acceptance"]
    return secret


def asked_for(token: str) -> Any:
    return caller().post(f"/api/v1/shared/{token}/copies", {"acceptance": accepted(token)})


def test_a_print_shop_gets_motifs_with_their_checks_and_nothing_of_inside(press: Press) -> None:
    made = press.share().json()
    assert (made["share"]["audience"], made["missing"], made["sentence"]["de"]) == (
        "print_shop", [], "2 von 2 Motiven sind im Druckpaket.",
    )  # fmt: skip
    page = caller().get(f"/api/v1/shared/{made['secret']}")
    answer = page.json()
    assert (answer["audience"], answer["pictures"], answer["is_held_back"]) == ("print_shop", [], False)
    assert [each["product"]["label"]["de"] for each in answer["motifs"]] == ["Aufkleber", "Tasse"]
    assert {each["standing"] for each in answer["motifs"]} == {"released"}
    assert fetched(answer["motifs"][0]["marked_url"]).headers["Content-Type"] == "image/png"
    assert caller().get(answer["motifs"][0]["report_url"]).content[:5] == b"%PDF-"
    text = page.content.decode()
    assert [word for word in ("rita", "Rita", '"decision"', "grant", "printer", "note") if word in text] == []


def test_the_package_is_fetched_with_accepted_terms_and_packed_again_when_its_day_is_over(press: Press) -> None:
    token = press.share().json()["secret"]
    assert caller().post(f"/api/v1/shared/{token}/copies", {"acceptance": "geraten"}).status_code == 403
    first = asked_for(token).json()
    press.ready()
    address = f"/api/v1/shared/{token}/copies/{first['id']}/content"
    taken = fetched(address)
    assert (taken.status_code, taken.bytes) == (200, b"PK")
    Bundle.objects.update(state="expired", key="", expires_at=timezone.now() - timedelta(hours=1))
    assert caller().get(address).json()["code"] == "not-ready"
    again = asked_for(token).json()
    assert (again["id"], again["state"]) == (first["id"], "preparing")


def test_the_print_run_is_taken_once_and_given_back_when_the_link_ends(press: Press) -> None:
    counted = press.add("Wappen", code="CONTRACT", print_run=RUN, sold="free")
    make_grant(
        press.home, counted.asset, by=press.rita, channels=["*"], purposes=["*"], print_run_max=RUN, commercial="yes"
    )
    made = press.share(counted).json()
    assert made["members"] == [str(counted.uuid)], made
    Bundle.objects.update(state="expired", expires_at=timezone.now() - timedelta(hours=1))
    asked_for(made["secret"])
    assert list(CopiesEntry.objects.values_list("copies", flat=True)) == [RUN]
    assert press.share(counted).json()["missing"][0]["code"] == "not-released"
    press.browser.send("delete", f"/api/v1/shares/{made['share']['id']}")
    assert Share.objects.get().ended_because == REVOKED
    assert press.share(counted).json()["missing"] == []


def test_a_motif_that_was_changed_holds_the_package_back_and_is_named_without_its_picture(press: Press) -> None:
    token = press.share().json()["secret"]
    copy = asked_for(token).json()
    press.ready()
    before = caller().get(f"/api/v1/shared/{token}").json()["motifs"]
    change_use(press.uses[0], {"width_mm": 40.0}, by=press.rita)
    answer = caller().get(f"/api/v1/shared/{token}").json()
    assert answer["is_held_back"]
    assert [(each["standing"], each["marked_url"] is None) for each in answer["motifs"]] == [
        ("changed", True), ("released", False),
    ]  # fmt: skip
    assert caller().get(before[0]["marked_url"]).status_code == 404
    assert caller().get(before[0]["report_url"]).status_code == 404
    assert asked_for(token).json()["code"] == "not-released"
    assert caller().get(f"/api/v1/shared/{token}/copies/{copy['id']}/content").json()["code"] == "not-released"


def test_a_motif_that_lost_its_release_holds_the_package_back_and_nobody_outside_learns_why(press: Press) -> None:
    tower = press.add("Turm")
    token = press.share(press.uses[0], tower).json()["secret"]
    AssetRights.objects.filter(asset=tower.asset).update(persons="unknown")
    touch_assets([tower.asset_id])
    page = caller().get(f"/api/v1/shared/{token}")
    assert [each["standing"] for each in page.json()["motifs"]] == ["released", "lost"]
    assert page.json()["is_held_back"]
    assert page.json()["sentence"]["de"].startswith("Sie dürfen")
    assert asked_for(token).json()["code"] == "not-released"


def test_a_note_for_colleagues_changes_nothing_for_the_print_shop(press: Press) -> None:
    token = press.share().json()["secret"]
    change_use(press.uses[0], {"note": "Ruft Dienstag an", "width_mm": press.uses[0].width_mm}, by=press.rita)
    assert not caller().get(f"/api/v1/shared/{token}").json()["is_held_back"]
    change_use(press.uses[0], {"printer": "Andere Druckerei"}, by=press.rita)
    assert caller().get(f"/api/v1/shared/{token}").json()["is_held_back"]


def test_a_link_is_for_one_print_shop(press: Press) -> None:
    for use, name in zip(press.uses, ("Druck & Co", "Andere Druckerei"), strict=True):
        ArtworkUse.objects.filter(pk=use.pk).update(printer=name)
    refused = press.share()
    assert (refused.status_code, refused.json()["code"]) == (400, "field-invalid")
    assert press.share(press.uses[0]).json()["secret"]


def test_nothing_behind_a_link_is_kept_or_indexed_and_each_fetch_is_in_the_trail(press: Press) -> None:
    token = press.share().json()["secret"]
    motif = caller().get(f"/api/v1/shared/{token}").json()["motifs"][0]
    copy = asked_for(token).json()
    press.ready()
    addresses = [motif["marked_url"], motif["report_url"], f"/api/v1/shared/{token}/copies/{copy['id']}/content"]
    answers = [fetched(each) for each in addresses]
    assert all(each.bytes for each in answers)
    assert {(each["Cache-Control"], each["X-Robots-Tag"]) for each in answers} == {
        ("private, no-store", "noindex, nofollow, noarchive")
    }
    assert [each["Content-Disposition"].split(";")[0] for each in answers[1:]] == ["attachment", "attachment"]
    taken = AuditEvent.objects.filter(action__endswith="taken").order_by("id").values_list("action", flat=True)
    assert list(taken) == ["share.report-taken", "bundle.taken"]


def test_a_link_ends_for_good_with_the_right_and_says_to_stop(press: Press) -> None:
    token = press.share().json()["secret"]
    AssetRights.objects.update(persons="unknown")
    touch_assets([press.asset.pk])
    assert Share.objects.get().ended_because == RIGHTS_ENDED
    answer = caller().get(f"/api/v1/shared/{token}")
    assert (answer.status_code, answer.json()["code"]) == (410, "share-ended")
    assert answer.json()["detail"].endswith("Bitte nicht mehr drucken.")


def test_what_is_not_cleared_makes_no_link(press: Press) -> None:
    Preflight.objects.update(result="fail")
    made = press.share().json()
    assert (made["share"], made["secret"], [each["code"] for each in made["missing"]]) == (
        None, None, ["preflight-failed", "preflight-failed"],
    )  # fmt: skip
    assert (Share.objects.count(), Bundle.objects.count()) == (0, 0)


def test_only_editors_of_the_organization_make_links_for_90_days_at_most(press: Press) -> None:
    late = (timezone.localdate() + timedelta(days=91)).isoformat()
    assert press.share(until_on=late).json()["code"] == "field-invalid"
    press.browser = caller(make_user("cora", (press.home, Role.CONTRIBUTOR)))
    assert press.share().json()["code"] == "not-permitted"


def test_links_for_print_shops_stand_with_the_others(press: Press) -> None:
    press.share()
    (row,) = press.browser.get("/api/v1/shares").json()["results"]
    assert (row["audience"], row["assets"]) == ("print_shop", [str(press.asset.uuid)])
