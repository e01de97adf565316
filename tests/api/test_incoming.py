"""Drafts, sources and former originals through the API: what goes in, what comes out, in whose words it fails."""

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from zeal import zeal_ignore

from assets.alike import remember_looks
from assets.models import IndexSource, Role, SourceRun, UploadDraft
from assets.sources.services import hash_of
from tests.api.builders import caller, make_asset, make_organization, make_user
from tests.uploads import draft, facts, nothing_on, own_photo, upload

pytestmark = pytest.mark.django_db
API = "/api/v1"
SECRET = "des-speichers-schluessel"  # of a source that exists for one test
QUESTION = {"purpose": "public_relations"}


@pytest.fixture
def town():
    return make_organization("lindrode")


@pytest.fixture
def eva(town):
    return make_user("eva", (town, Role.ADMINISTRATOR))


@pytest.fixture
def as_eva(eva):
    return caller(eva)


def test_a_draft_goes_from_its_first_file_to_assets(town, eva, as_eva):
    made = as_eva.post(f"{API}/uploads", {"organization": str(town.uuid), "title": "Fest"})
    assert made.status_code == 201
    address = f"{API}/uploads/{made.json()['id']}"
    row = UploadDraft.objects.get()
    files = [upload(row, facts=facts(creators=["J. Muster"], date_created={"value": "2026-06-01"})) for _ in range(2)]
    claims = {"preset": own_photo(town), **nothing_on(*files)}
    changed = as_eva.send("patch", address, {"claims": claims}, **{"If-Match": made.headers["ETag"]})
    assert changed.status_code == 200, changed.content
    body = changed.json()
    assert body["claims"]["people"]["confirmed"]["by"] == str(eva.uuid)
    assert body["found"]["dates"] == {"from": "2026-06-01", "until": "2026-06-01"}
    assert body["found"]["creators"] == [{"value": "J. Muster", "files": 2}]
    assert {each["code"]: each["files"] for each in body["missing"]} == {
        "alt_text": 2, "title": 2, "keywords": 2, "place": 2,
    }  # fmt: skip
    with zeal_ignore():  # a batch is recorded by the services of one picture
        taken = as_eva.post(f"{address}/take-over", {}, **{"Idempotency-Key": "einmal"}).json()
        again = as_eva.post(f"{address}/take-over", {}, **{"Idempotency-Key": "noch einmal"}).json()
    assert (taken["state"], len(taken["taken"]), taken["tasks"], taken["left"]) == ("taken_over", 2, 1, [])
    assert again == taken


def test_taking_over_with_the_same_key_gives_the_first_answer_again_and_takes_nothing_more(town, eva, as_eva):
    row = draft(town, eva, claims={"preset": own_photo(town)})
    first, late = upload(row), upload(row, state="receiving")
    address = f"{API}/uploads/{row.uuid}/take-over"
    with zeal_ignore():
        taken = as_eva.post(address, {}, **{"Idempotency-Key": "einmal"})
        late.state, late.arrived_at, late.examined_at = "ready", timezone.now(), timezone.now()
        late.save()
        again = as_eva.post(address, {}, **{"Idempotency-Key": "einmal"})
        other = as_eva.post(address, {"files": []}, **{"Idempotency-Key": "einmal"})
        rest = as_eva.post(address, {}, **{"Idempotency-Key": "danach"})
    assert [each["file"] for each in taken.json()["taken"]] == [str(first.uuid)]
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (taken.json(), "true")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert {each["file"] for each in rest.json()["taken"]} == {str(first.uuid), str(late.uuid)}


def test_what_the_answers_would_allow_is_counted_by_channel(town, eva, as_eva):
    row = draft(town, eva)
    seen, unseen = upload(row), upload(row)
    UploadDraft.objects.update(claims={"preset": own_photo(town)})
    as_eva.send("patch", f"{API}/uploads/{row.uuid}", {
        "claims": {"preset": own_photo(town), **nothing_on(seen)},
    }, **{"If-Match": '"1"'})  # fmt: skip
    body = {"draft": str(row.uuid), "question": QUESTION, "channels": ["website", "instagram"]}
    found = as_eva.post(f"{API}/checks", body).json()
    assert (found["usable"], found["files"]) == ({"website": 1, "instagram": 1}, 2)
    assert {each["asset"] for each in found["decisions"]} == {str(seen.uuid), str(unseen.uuid)}
    assert found["summary"]["needs_decision"] == 2


@pytest.mark.parametrize("body", [{"question": QUESTION}, {"draft": str(uuid4()), "question": QUESTION}])
def test_a_check_asks_about_assets_or_about_a_draft_that_is_there(as_eva, body):
    body = {**body, "channels": ["website"]}
    assert as_eva.post(f"{API}/checks", body).status_code in {400, 404}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"claims": {"people": {"answer": "keiner"}}}, "claims.people.answer", id="unknown answer"),
        pytest.param({"claims": {"batch": {"place": "atlantis"}}}, "claims.batch.place", id="unknown place"),
        pytest.param({"campaign": str(uuid4())}, "campaign", id="unknown campaign"),
        pytest.param({"kampagne": "x"}, "kampagne", id="unknown field"),
    ],
)
def test_a_wrong_answer_is_named_by_its_field_in_words(town, eva, as_eva, body, field):
    row = draft(town, eva)
    refused = as_eva.send("patch", f"{API}/uploads/{row.uuid}", body, **{"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, field)


def test_who_changes_a_draft_names_the_version_that_was_read(town, eva, as_eva):
    row = draft(town, eva, version=3)
    assert as_eva.send("patch", f"{API}/uploads/{row.uuid}", {"title": "x"}).status_code == 428
    stale = as_eva.send("patch", f"{API}/uploads/{row.uuid}", {"title": "x"}, **{"If-Match": '"2"'})
    assert (stale.status_code, stale.headers["ETag"]) == (412, '"3"')


def test_files_are_described_together_and_an_error_names_its_place(town, eva, as_eva):
    row = draft(town, eva)
    files = [upload(row), upload(row)]
    address = f"{API}/uploads/{row.uuid}/files"
    good = [{"id": str(each.uuid), "details": {"alt_text": "Ein Fest", "taken_at": "2026-06"}} for each in files]
    assert as_eva.send("patch", address, {"files": good}).status_code == 200
    bad = [good[0], {**good[1], "details": {"taken_at": "neulich"}}]
    refused = as_eva.send("patch", address, {"files": bad})
    assert refused.json()["errors"][0]["field"] == "files.1.details.taken_at"
    files[0].refresh_from_db()
    assert files[0].details == {"alt_text": "Ein Fest", "taken_at": "2026-06"}


def test_leaving_a_file_out_begins_its_time_in_which_it_can_be_taken_in_again(town, eva, as_eva):
    row = draft(town, eva)
    file = upload(row, touched_at=timezone.now() - timedelta(days=30))
    address = f"{API}/uploads/{row.uuid}/files/{file.uuid}"
    assert as_eva.send("patch", address, {"left_out": True}).json()["state"] == "left_out"
    file.refresh_from_db()
    assert timezone.now() - file.touched_at < timedelta(minutes=1)
    assert as_eva.send("patch", address, {"left_out": False}).json()["state"] == "ready"


def test_the_asset_that_has_the_same_bytes_is_named_only_to_who_may_see_it(town, eva, as_eva):
    far = make_organization("fremd")
    known, hidden = make_asset(town, title="Schnee"), make_asset(far, visibility="organization")
    row = draft(town, eva)
    upload(row, state="duplicate", duplicate_of=known)
    upload(row, state="duplicate", duplicate_of=hidden)
    files = as_eva.get(f"{API}/uploads/{row.uuid}").json()["files"]
    assert [each["duplicate_of"] and each["duplicate_of"]["title"] for each in files] == ["Schnee", None]


def test_a_picture_that_looks_the_same_is_named_only_to_who_may_see_it(town, eva, as_eva):
    known, hidden = make_asset(town, title="Schnee"), make_asset(make_organization("fremd"), visibility="organization")
    remember_looks(known.pk, (4711, 9))
    remember_looks(hidden.pk, (0x5A5A_3C3C_6969_0FF0, 9))
    row = draft(town, eva)
    for looks in (["4711"], [str(0x5A5A_3C3C_6969_0FF0)], []):
        upload(row, looks=looks)
    upload(row, looks=["4711"], asset=known, state="taken_over")
    files = as_eva.get(f"{API}/uploads/{row.uuid}").json()["files"]
    assert [each["looks_like"] and each["looks_like"]["title"] for each in files] == ["Schnee", None, None, None]


def test_nobody_else_sees_a_draft_and_who_left_brings_nothing_in_any_more(town, eva):
    former = make_user("ole")
    row = draft(town, former)
    boss = caller(make_user("chef", (town, Role.ADMINISTRATOR)))
    assert boss.get(f"{API}/uploads/{row.uuid}").status_code == 404
    assert caller(former).get(f"{API}/uploads/{row.uuid}").status_code == 200
    assert caller(former).post(f"{API}/uploads/{row.uuid}/take-over", {}).status_code == 403


def test_a_draft_with_many_files_costs_the_queries_of_one(town, eva, as_eva, django_assert_max_num_queries):
    row = draft(town, eva)
    for number in range(20):
        upload(row, duplicate_of=None, looks=[str(number)])
    with django_assert_max_num_queries(14):
        assert as_eva.get(f"{API}/uploads/{row.uuid}").status_code == 200
    with django_assert_max_num_queries(9):
        assert as_eva.get(f"{API}/uploads").status_code == 200


def test_presets_say_what_they_ask_and_what_each_gap_costs(as_eva):
    presets = {each["code"]: each for each in as_eva.get(f"{API}/rights-presets").json()["presets"]}
    own = {each["code"]: each for each in presets["own"]["questions"]}
    assert list(own) == ["who", "onDuty", "credit", "licensees"]
    assert own["licensees"]["is_needed"]
    assert own["licensees"]["cost"]["de"] == "Solange darf niemand die Bilder verwenden."
    assert "CC-BY-4.0" in presets["commons"]["licenses"]
    assert presets["unclear"]["questions"] == []


@pytest.fixture
def bucket(town):
    return IndexSource.objects.create(organization=town, url="s3://presse/archiv", webhook_hash=hash_of(SECRET))


def event(*keys, bucket="presse"):
    return {"Records": [{"s3": {"bucket": {"name": bucket}, "object": {"key": key}}} for key in keys]}


BASIC = base64.b64encode(f"ceph:{SECRET}".encode()).decode()


@pytest.mark.parametrize("proof", [f"Bearer {SECRET}", f"Basic {BASIC}"], ids=["MinIO", "Ceph"])
def test_a_store_with_the_secret_has_its_objects_looked_at_once(bucket, proof):
    address = f"{API}/sources/{bucket.uuid}/events"
    for _ in range(2):
        told = caller().post(address, event("archiv/a.jpg", "geheim/b.jpg"), Authorization=proof)
        assert (told.status_code, told.json()) == (202, {"accepted": 1, "refused": 1})
    assert [run.keys for run in SourceRun.objects.all()] == [["a.jpg"]]


@pytest.mark.parametrize("proof", ["", "Bearer falsch", "Basic !!!", f"Digest {SECRET}"])
def test_whoever_has_not_the_secret_learns_not_even_that_the_source_is_there(bucket, proof):
    headers = {"Authorization": proof} if proof else {}
    wrong = caller().post(f"{API}/sources/{bucket.uuid}/events", event("archiv/a.jpg"), **headers)
    unknown = caller().post(f"{API}/sources/{uuid4()}/events", event("archiv/a.jpg"), **headers)
    assert (wrong.status_code, wrong.json()["code"]) == (unknown.status_code, unknown.json()["code"])
    assert wrong.status_code == 404
    assert not SourceRun.objects.exists()


def test_a_secret_is_shown_once_and_kept_as_its_hash(bucket, as_eva):
    shown = as_eva.send("patch", f"{API}/sources/{bucket.uuid}", {"new_webhook_secret": True}).json()["webhook_secret"]
    bucket.refresh_from_db()
    assert bucket.webhook_hash == hash_of(shown)
    assert as_eva.get(f"{API}/sources/{bucket.uuid}").json()["webhook_secret"] is None
    assert as_eva.get(f"{API}/sources/{bucket.uuid}").json()["has_webhook"]


def test_a_source_is_paused_looked_through_and_its_looks_are_listed(bucket, as_eva):
    address = f"{API}/sources/{bucket.uuid}"
    assert as_eva.post(f"{address}/scan", {}).status_code == 202
    assert as_eva.post(f"{address}/pause", {"paused": True}).json()["paused_at"]
    assert as_eva.post(f"{address}/scan", {}).json()["code"] == "wrong-state"
    assert [each["because"] for each in as_eva.get(f"{address}/runs").json()["results"]] == ["person"]
    SourceRun.objects.create(source=bucket, because="event", started_at=timezone.now(), found=7)
    assert as_eva.get(f"{API}/sources").json()["results"][0]["last_run"]["found"] == 7
