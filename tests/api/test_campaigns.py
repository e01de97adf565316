"""Joint campaigns: who may add and post, the board, texts with their credit, uses in the quiet period, artwork."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assets.models import Asset, AuditEvent, Campaign, CampaignText, Organization, Preflight, Role
from licensing.rights import Purpose
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_organization,
    make_user,
    shared_with,
)
from tests.licensing.uses import use

pytestmark = pytest.mark.django_db

SHIRT = {"product": "t-shirt", "place": "front", "technique": "screen", "width_mm": 280, "height_mm": 280}


class Joint:
    """A campaign of the county in which a town takes part; an editor of each."""

    def __init__(self) -> None:
        self.county, self.town = make_organization("kreis"), make_organization("lindrode")
        self.leader, self.member = (
            make_user("lea", (self.county, Role.EDITOR)),
            make_user("eva", (self.town, Role.EDITOR)),
        )
        self.campaign = make_campaign(self.county, "Jubiläum", visibility="organization")
        self.campaign.organizations.add(self.town)
        self.asset = make_asset(self.town, visibility="network", title="Emblem", creators=["J. Muster"])
        clear_rights(self.asset, by=self.leader, code="CC-BY-4.0")
        self.lead, self.join = caller(self.leader), caller(self.member)
        self.path = f"/api/v1/campaigns/{self.campaign.uuid}"

    def may(self, **values: bool) -> None:
        answer = self.lead.send("put", f"{self.path}/participants/{self.town.uuid}", values)
        assert answer.status_code == 200, answer.content


@pytest.fixture
def joint() -> Joint:
    return Joint()


def add_text(who: Caller, joint: Joint, organization: Organization, asset: Asset | None = None, **values: str):
    body = {"organization": str(organization.uuid), "channel": "website", "text": "50 Jahre!", **values}
    return who.post(f"{joint.path}/texts", body | ({"asset": str(asset.uuid)} if asset else {}))


def propose(who: Caller, joint: Joint, asset: Asset, organization: Organization | None = None):
    body = {"organization": str((organization or joint.town).uuid), "asset": str(asset.uuid), "note": "Gut"}
    return who.post(f"{joint.path}/motifs", body)


def put_on_shirt(who: Caller, joint: Joint, **values: object):
    body = {**SHIRT, "organization": str(joint.town.uuid), "asset": str(joint.asset.uuid), **values}
    return who.post(f"{joint.path}/artworks", body)


def test_who_takes_part_adds_until_the_leader_says_otherwise(joint: Joint) -> None:
    assert add_text(joint.join, joint, joint.town).status_code == 201
    assert put_on_shirt(joint.join, joint).status_code == 201
    joint.may(may_add=False)
    assert add_text(joint.join, joint, joint.town).status_code == 403
    assert propose(joint.join, joint, joint.asset).status_code == 403
    assert put_on_shirt(joint.join, joint).status_code == 403
    assert joint.join.send("put", f"{joint.path}/assets/{joint.asset.uuid}").status_code == 403


def test_nobody_adds_in_the_name_of_another_organization(joint: Joint) -> None:
    assert add_text(joint.join, joint, joint.county).status_code == 403


def test_a_picture_joins_a_campaign_only_by_who_may_add(joint: Joint) -> None:
    joint.may(may_add=False)
    path = f"/api/v1/assets/{joint.asset.uuid}"
    tag = joint.join.get(path).headers["ETag"]
    body = {"campaigns": [str(joint.campaign.uuid)]}
    assert joint.join.send("patch", path, body, **{"If-Match": tag}).status_code == 403
    joint.may(may_add=True)
    assert joint.join.send("patch", path, body, **{"If-Match": tag}).status_code == 200


def test_a_publication_for_a_campaign_needs_the_right_to_post(joint: Joint) -> None:
    body = {
        "asset": str(joint.asset.uuid), "organization": str(joint.town.uuid), "campaign": str(joint.campaign.uuid),
        "question": {"channel": "website", "purpose": "campaign"}, "state": "planned",
    }  # fmt: skip
    assert joint.join.post("/api/v1/publications", body).status_code == 403
    joint.may(may_post=True)
    assert joint.join.post("/api/v1/publications", body).status_code == 201
    told = joint.lead.get(f"{joint.path}/publications").json()["results"]
    assert [each["publication"]["organization"]["name"] for each in told] == ["Lindrode"]


def test_a_text_is_read_with_the_credit_of_its_picture_and_kept_without(joint: Joint) -> None:
    answer = add_text(joint.join, joint, joint.town, joint.asset).json()
    assert "J. Muster" in answer["credit_line"]
    assert answer["whole"].startswith("50 Jahre!")
    assert answer["whole"].endswith(answer["credit_line"])
    assert CampaignText.objects.get().text == "50 Jahre!"


def test_the_credit_follows_the_picture(joint: Joint) -> None:
    add_text(joint.join, joint, joint.town, joint.asset)
    Asset.objects.filter(pk=joint.asset.pk).update(creators=["A. Neu"])
    (text,) = joint.join.get(f"{joint.path}/texts").json()["results"]
    assert "A. Neu" in text["credit_line"]


def test_a_text_changed_meanwhile_is_not_overwritten(joint: Joint) -> None:
    text = add_text(joint.join, joint, joint.town).json()
    path = f"/api/v1/campaign-texts/{text['id']}"
    assert joint.join.send("patch", path, {"text": "A"}, **{"If-Match": '"1"'}).json()["version"] == 2
    assert joint.join.send("patch", path, {"text": "B"}, **{"If-Match": '"1"'}).status_code == 412


def test_votes_are_counts_and_one_each(joint: Joint) -> None:
    motif = propose(joint.join, joint, joint.asset).json()
    path = f"/api/v1/motifs/{motif['id']}"
    for who in (joint.join, joint.join, joint.lead):
        answer = who.send("put", f"{path}/vote").json()
    assert (answer["votes"], answer["has_my_vote"]) == (2, True)
    assert joint.join.send("delete", f"{path}/vote").json()["votes"] == 1
    assert "eva" not in str(answer["votes"])


def test_who_leads_decides_and_then_votes_are_closed(joint: Joint) -> None:
    motif = propose(joint.join, joint, joint.asset).json()
    path = f"/api/v1/motifs/{motif['id']}"
    decision = {"state": "chosen", "because": "Passt"}
    assert joint.join.post(f"{path}/decide", decision).status_code == 403
    assert joint.lead.post(f"{path}/decide", decision).json()["state"] == "chosen"
    assert joint.join.send("put", f"{path}/vote").status_code == 400
    assert AuditEvent.objects.filter(action="motif.decided").count() == 1


def test_comments_are_signed(joint: Joint) -> None:
    motif = propose(joint.join, joint, joint.asset).json()
    joint.join.post(f"/api/v1/motifs/{motif['id']}/comments", {"text": "Zu bunt"})
    (comment,) = joint.lead.get(f"/api/v1/motifs/{motif['id']}/comments").json()["results"]
    assert (comment["author"], comment["text"]) == (str(joint.member), "Zu bunt")


def test_a_picture_that_a_participant_may_not_see_is_not_on_their_board(joint: Joint) -> None:
    hidden = make_asset(joint.county, title="Geheim")
    motif = propose(joint.lead, joint, hidden, joint.county).json()
    add_text(joint.lead, joint, joint.county, hidden, title="Geheim")
    body = {**SHIRT, "organization": str(joint.county.uuid), "asset": str(hidden.uuid)}
    artwork = joint.lead.post(f"{joint.path}/artworks", body).json()
    joint.lead.send("put", f"{joint.path}/assets/{hidden.uuid}")
    for what in ("motifs", "texts", "artworks"):
        assert len(joint.lead.get(f"{joint.path}/{what}").json()["results"]) == 1
        assert joint.join.get(f"{joint.path}/{what}").json()["results"] == []
    counts = joint.join.get(joint.path).json()["counts"]
    assert set(counts.values()) == {0}
    for path in (f"motifs/{motif['id']}/comments", f"artworks/{artwork['id']}", f"artworks/{artwork['id']}/preflight"):
        assert joint.join.get(f"/api/v1/{path}").status_code == 404


def test_a_board_is_for_who_takes_part(joint: Joint) -> None:
    Campaign.objects.update(visibility="network")
    stranger = caller(make_user("fremd", (make_organization("fremd"), Role.ADMINISTRATOR)))
    propose(joint.join, joint, joint.asset)
    told = stranger.get(joint.path).json()
    assert (told["is_participant"], told["counts"]["motifs"]) == (False, 0)
    assert stranger.get(f"{joint.path}/motifs").status_code == 404


def test_uses_in_the_quiet_period_are_named_with_the_answer_for_then(joint: Joint) -> None:
    today = timezone.localdate()
    quiet = {"from": str(today + timedelta(days=10)), "until": str(today + timedelta(days=20)), "name": "Ruhezeit"}
    assert joint.lead.send("patch", joint.path, {"quiet": quiet}).json()["quiet"] == quiet
    joint.may(may_post=True)
    for start, end in ((12, 30), (40, 50)):
        body = {
            "asset": str(joint.asset.uuid), "campaign": str(joint.campaign.uuid), "state": "planned",
            "question": {
                "channel": "website", "purpose": "campaign", "organization": str(joint.town.uuid),
                "from": str(today + timedelta(days=start)), "until": str(today + timedelta(days=end)),
            },
        }  # fmt: skip
        assert joint.join.post("/api/v1/publications", body).status_code == 201
    told = joint.join.get(f"{joint.path}/publications").json()
    assert told["sentence"]["de"] == "In der Ruhezeit liegt 1 geplanter Beitrag."
    assert [each["is_quiet"] for each in told["results"]] == [True, False]
    assert told["results"][0]["verdict_then"]["verdict"] == "allowed_with_duties"
    assert joint.lead.get(f"{joint.path}/publications").json()["results"][0]["verdict_then"] is None


def test_what_was_posted_of_its_pictures_in_its_window_belongs_to_a_campaign(joint: Joint) -> None:
    joint.campaign.assets.add(joint.asset)
    use(joint.asset, joint.town, joint.member, purpose=Purpose.CAMPAIGN)
    assert joint.lead.get(joint.path).json()["counts"]["publications"] == 1


def test_a_result_is_noted(joint: Joint) -> None:
    body = {
        "organization": str(joint.town.uuid),
        "what": "Hemden",
        "value": "12.5",
        "counted_on": str(date(2026, 11, 1)),
    }
    assert joint.join.post(f"{joint.path}/results", body).status_code == 201
    (told,) = joint.lead.get(f"{joint.path}/results").json()["results"]
    assert (told["what"], told["value"]) == ("Hemden", 12.5)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"product": "auto"}, "product", id="no such product"),
        pytest.param({"place": "sleeve"}, "place", id="no such place"),
        pytest.param({"technique": "offset"}, "technique", id="not printed so"),
        pytest.param({"width_mm": 900}, "width_mm", id="too wide"),
        pytest.param({"height_mm": 2}, "height_mm", id="too low"),
    ],
)
def test_what_cannot_be_printed_is_refused(values: dict[str, object], field: str, joint: Joint) -> None:
    answer = put_on_shirt(joint.join, joint, **values)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field


def test_artwork_is_asked_about_as_merchandise_sold_or_free(joint: Joint) -> None:
    artwork = put_on_shirt(joint.join, joint, sold="free", print_run=3000).json()
    assert artwork["preflight"]["state"] == "waiting"
    decision = joint.join.get(f"/api/v1/artworks/{artwork['id']}/preflight").json()["decision"]
    assert (decision["channel"], decision["verdict"]) == ("merchandise", "allowed_with_duties")
    assert joint.lead.get(f"/api/v1/artworks/{artwork['id']}/preflight").json()["decision"] is None


def test_another_size_asks_for_another_preflight_and_a_note_does_not(joint: Joint) -> None:
    artwork = put_on_shirt(joint.join, joint).json()
    path = f"/api/v1/artworks/{artwork['id']}"
    Preflight.objects.update(state="done", result="pass", done_at=timezone.now())
    assert joint.join.send("patch", path, {"width_mm": 200}).json()["preflight"]["state"] == "waiting"
    assert Preflight.objects.count() == 2
    assert joint.join.post(f"{path}/preflight", None).status_code == 202
    assert Preflight.objects.count() == 2


def test_a_print_bundle_holds_what_is_cleared_and_names_the_rest(joint: Joint) -> None:
    ready, failed, waits = (put_on_shirt(joint.join, joint).json()["id"] for _ in range(3))
    Preflight.objects.filter(use__uuid=ready).update(state="done", result="warning", done_at=timezone.now())
    Preflight.objects.filter(use__uuid=failed).update(state="done", result="fail", done_at=timezone.now())
    answer = joint.join.post(f"{joint.path}/print-bundle", {"artworks": [ready, failed, waits]}).json()
    assert answer["members"] == [ready]
    codes = {each["artwork"]: each["code"] for each in answer["missing"]}
    assert codes == {failed: "preflight-failed", waits: "preflight-missing"}
    assert answer["sentence"]["de"] == "1 von 3 Motiven ist im Druckpaket."
    assert joint.join.get(f"/api/v1/bundles/{answer['id']}").status_code == 200
    assert joint.lead.post(f"{joint.path}/print-bundle", {"artworks": [ready]}).status_code == 403


def test_the_board_costs_the_same_for_one_or_ten(joint: Joint, django_assert_max_num_queries) -> None:
    for number in range(10):
        asset = shared_with(make_asset(joint.county, title=f"Bild {number}"), joint.town)
        clear_rights(asset, by=joint.leader)
        propose(joint.join, joint, asset)
        add_text(joint.join, joint, joint.town, asset)
        put_on_shirt(joint.join, joint, asset=str(asset.uuid))
    for what in ("motifs", "texts", "artworks", "publications", "results"):
        with django_assert_max_num_queries(60):
            joint.join.get(f"{joint.path}/{what}")
