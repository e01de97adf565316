"""Persons, consents, proof over the API: for rights managers of the controller, nothing of them for others (I15)."""

import io
import json
import random
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assets.models import Asset, AuditEvent, Organization, Role, User
from licensing.evidence import MAX_BYTES
from licensing.models import Consent, ConsentEvent, Document, Person, PersonShown
from tests.api.builders import (
    Caller,
    Form,
    caller,
    clear_rights,
    make_asset,
    make_organization,
    make_token,
    make_user,
)
from tests.databases import tried
from tests.licensing.people import PDF, consent, document, person, publication, show

pytestmark = pytest.mark.django_db
API = "/api/v1"
NAME = "Erika Geheim"


@pytest.fixture
def boss(home: Organization) -> User:
    return make_user("chefin", (home, Role.RIGHTS_MANAGER))


@pytest.fixture
def browser(boss: User) -> Caller:
    return caller(boss)


@pytest.fixture
def asset(home: Organization, boss: User) -> Asset:
    made = make_asset(home, visibility="network")
    clear_rights(made, by=boss)
    return made


def filed(home: Organization, content: bytes = PDF, **values: object) -> Form:
    file = SimpleUploadedFile("einwilligung.pdf", content, content_type="application/pdf")
    return Form(**{"organization": str(home.uuid), "kind": "consent", "title": "Einwilligung", "file": file, **values})


def agreed(of: Person, home: Organization, **values: object) -> dict[str, object]:
    return {
        "person": str(of.uuid),
        "channels": ["website"],
        "purposes": ["public_relations"],
        "organizations": [str(home.uuid)],
        "given_on": "2026-02-01",
        "signatures": [{"role": "self", "signed_on": "2026-02-01"}],
        "information_version": "2026-01",
        "evidence_note": "Ordner 4",
        **values,
    }


# --- persons --------------------------------------------------------------------------------------------------------
def test_a_person_is_recorded_listed_without_name_and_read_with_it(home, browser) -> None:
    body = {"organization": str(home.uuid), "reference": "AZ 7", "age_band": "adult", "contact": {"name": NAME}}
    made = browser.post(f"{API}/persons", body)
    assert (made.status_code, made.json()["contact"]["name"]) == (201, NAME)
    assert NAME not in browser.get(f"{API}/persons").content.decode()
    read = browser.get(f"{API}/persons/{made.json()['id']}")
    assert read.json()["contact"]["name"] == NAME
    assert AuditEvent.objects.filter(action="person.read").count() == 1


def test_a_repeated_request_makes_one_person_and_keeps_no_name(home, browser) -> None:
    body = {"organization": str(home.uuid), "contact": {"name": NAME}}
    first = browser.post(f"{API}/persons", body, **{"Idempotency-Key": "1"})
    again = browser.post(f"{API}/persons", body, **{"Idempotency-Key": "1"})
    assert (again.json()["id"], again.json()["contact"]) == (first.json()["id"], None)
    assert Person.objects.count() == 1


def test_a_person_is_exported_as_a_zip_that_nobody_caches(home, boss, browser) -> None:
    found = person(home, boss, name=NAME)
    answer = browser.get(f"{API}/persons/{found.uuid}/export")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert json.loads(archive.read("auskunft.json"))["contact"]["name"] == NAME
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("attachment")


def test_an_erasure_says_what_stays_and_until_when(home, boss, browser, asset) -> None:
    found = person(home, boss, name=NAME)
    show(asset, boss, found)
    consent(found, boss, document=document(home, boss))
    done = browser.post(f"{API}/persons/{found.uuid}/erase", {}).json()
    assert (done["pictures"], done["withdrawn"], len(done["documents_kept"])) == (1, 1, 1)
    assert browser.get(f"{API}/persons/{found.uuid}").json()["contact"] is None


def test_programs_neither_export_nor_erase(home, boss) -> None:
    found = person(home, boss)
    program = caller(token=make_token(boss, ["read", "rights"]))
    assert program.get(f"{API}/persons/{found.uuid}/export").status_code == 403
    assert program.post(f"{API}/persons/{found.uuid}/erase", {}).status_code == 403


# --- consents -------------------------------------------------------------------------------------------------------
def test_a_consent_is_recorded_read_and_withdrawn_with_its_effect(home, boss, browser, asset) -> None:
    found = person(home, boss)
    show(asset, boss, found)
    made = browser.post(f"{API}/consents", agreed(found, home))
    assert (made.status_code, made.json()["state"], made.json()["channels"]) == (201, "given", ["website"])
    publication(asset, make_organization("ahlen"))
    address = f"{API}/consents/{made.json()['id']}"
    wanted = {"pictures": 1, "live": 1, "scheduled": 0, "irrevocable": 0, "copies": 0, "organizations": 1}
    assert browser.get(address).json()["effect"] == browser.get(f"{address}/effect").json() == wanted
    ended = browser.post(f"{address}/events", {"kind": "withdrawn", "received_by": "Brief"})
    assert (ended.json()["state"], ended.json()["effect"]) == ("withdrawn", wanted)
    assert browser.post(f"{address}/events", {"kind": "withdrawn"}).status_code == 200, "twice is once"
    assert ConsentEvent.objects.filter(kind="withdrawn").count() == 1
    assert browser.post(f"{address}/events", {"kind": "reconfirmed"}).status_code == 409


def test_the_answer_flips_with_the_withdrawal(home, boss, browser, asset) -> None:
    found = person(home, boss)
    show(asset, boss, found)
    made = consent(found, boss)
    question = {"channel": "website", "purpose": "public_relations", "organization": str(home.uuid)}
    asked = {"assets": [str(asset.uuid)], "question": question}
    before = browser.post(f"{API}/checks", asked).json()["decisions"][0]["verdict"]
    browser.post(f"{API}/consents/{made.uuid}/events", {"kind": "withdrawn"})
    after = browser.post(f"{API}/checks", asked).json()["decisions"][0]["verdict"]
    assert (before.startswith("allowed"), after) == (True, "forbidden")


def test_a_refusal_is_recorded_without_a_scope(home, boss, browser) -> None:
    body = {"person": str(person(home, boss).uuid), "state": "refused", "given_on": "2026-02-01"}
    made = browser.post(f"{API}/consents", body)
    assert (made.status_code, made.json()["state"], made.json()["channels"]) == (201, "refused", [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"channels": []}, "channels", id="no channel"),
        pytest.param({"channels": ["billboard"]}, "channels.0", id="unknown channel"),
        pytest.param({"evidence_note": ""}, "document", id="no proof"),
        pytest.param({"document": "7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c"}, "document", id="unknown document"),
        pytest.param({"asset": "7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c"}, "asset", id="unknown picture"),
        pytest.param({"evidence": "x"}, "evidence", id="unknown field"),
    ],
)
def test_what_a_consent_lacks_is_named(home, boss, browser, values, field) -> None:
    answer = browser.post(f"{API}/consents", agreed(person(home, boss), home, **values))
    assert (answer.status_code, answer.json()["errors"][0]["field"].removesuffix(".0")) == (
        400,
        field.removesuffix(".0"),
    )
    assert not Consent.objects.exists()


def test_a_document_of_somebody_else_proves_nothing_and_is_not_said_to_exist(home, boss, browser) -> None:
    far = make_organization("fremd")
    foreign = document(far, make_user("fremde", (far, Role.RIGHTS_MANAGER)))
    unknown = "7b1c6c0e-7b1c-4b1c-8b1c-7b1c6c0e7b1c"
    of = person(home, boss)
    answers = [
        browser.post(f"{API}/consents", agreed(of, home, document=uuid)).json() for uuid in (str(foreign.uuid), unknown)
    ]
    assert answers[0] | {"request_id": ""} == answers[1] | {"request_id": ""}


def test_consents_are_found_by_person_picture_state_and_end(home, boss, browser, asset) -> None:
    eva, mia = person(home, boss), person(home, boss)
    show(asset, boss, eva)
    first = consent(eva, boss, until_on=date(2026, 12, 31))
    consent(mia, boss)
    wanted = [str(first.uuid)]
    for query in (f"person={eva.uuid}", f"asset={asset.uuid}", "ends_before=2027-01-01"):
        assert [each["id"] for each in browser.get(f"{API}/consents?{query}").json()["results"]] == wanted
    assert len(browser.get(f"{API}/consents?state=given").json()["results"]) == 2
    assert browser.get(f"{API}/consents?state=withdrawn").json()["results"] == []


# --- documents ------------------------------------------------------------------------------------------------------
def test_a_document_is_filed_listed_and_fetched_as_an_attachment(home, browser) -> None:
    made = browser.post(f"{API}/documents", filed(home))
    assert (made.status_code, made.json()["media_type"]) == (201, "application/pdf")
    address = f"{API}/documents/{made.json()['id']}"
    assert browser.get(f"{API}/documents").json()["results"] == [browser.get(address).json()]
    fetched = browser.get(f"{address}/content")
    assert b"".join(fetched.streaming_content) == PDF
    assert fetched["Content-Disposition"].startswith("attachment")
    assert fetched["Content-Security-Policy"].startswith("sandbox")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(action="document.read").count() == 1


def test_a_document_that_is_too_large_is_refused_before_it_is_read(home, browser) -> None:
    answer = browser.post(f"{API}/documents", filed(home, b"a" * (MAX_BYTES + 1)))
    assert (answer.status_code, answer.json()["code"]) == (413, "document-too-large")
    assert not Document.objects.exists()


def test_what_is_no_document_is_refused_by_its_bytes_whatever_it_is_called(home, browser) -> None:
    answer = browser.post(f"{API}/documents", filed(home, b"<html><script>alert(1)</script>"))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "file")


def test_the_same_key_files_one_document(home, browser) -> None:
    first, again = (browser.post(f"{API}/documents", filed(home), **{"Idempotency-Key": "7"}) for _ in range(2))
    assert (again.json(), Document.objects.count()) == (first.json(), 1)
    other = browser.post(f"{API}/documents", filed(home, PDF + b"\n"), **{"Idempotency-Key": "7"})
    assert other.status_code == 422


# --- people on a picture --------------------------------------------------------------------------------------------
def test_people_are_recorded_against_the_version_that_was_read(home, boss, browser, asset) -> None:
    eva = person(home, boss)
    read = browser.get(f"{API}/assets/{asset.uuid}/people")
    people = [
        {"number": 1, "person": str(eva.uuid), "is_identifiable": "yes", "prominence": "main",
         "region": {"x": 0.1, "y": 0.1, "width": 0.2, "height": 0.2}},
        {"number": 2, "is_identifiable": "no", "prominence": "incidental"},
    ]  # fmt: skip
    body = {"people": people, "completeness": "listed_complete"}
    saved = browser.send("put", f"{API}/assets/{asset.uuid}/people", body, **{"If-Match": read["ETag"]})
    first, second = saved.json()["people"]
    assert (first["person"], first["position"]["de"], first["state"]) == (str(eva.uuid), "links oben", "missing")
    assert (second["person"], second["is_known"]) == (None, False)
    late = browser.send("put", f"{API}/assets/{asset.uuid}/people", body, **{"If-Match": read["ETag"]})
    assert late.status_code == 412
    assert browser.send("put", f"{API}/assets/{asset.uuid}/people", body).status_code == 428


def test_whoever_cannot_see_a_person_of_another_controller_keeps_it_by_number(home, boss, browser, asset) -> None:
    far = make_organization("fremd")
    both = make_user("beide", (home, Role.RIGHTS_MANAGER), (far, Role.RIGHTS_MANAGER))
    foreign = person(far, both, name=NAME)
    show(asset, both, foreign)
    read = browser.get(f"{API}/assets/{asset.uuid}/people")
    assert read.json()["people"][0]["person"] is None
    body = {"people": [{"number": 1, "is_identifiable": "yes"}]}
    browser.send("put", f"{API}/assets/{asset.uuid}/people", body, **{"If-Match": read["ETag"]})
    assert PersonShown.objects.get(asset=asset).person == foreign


def test_others_are_told_scope_end_and_state_and_where_the_proof_lies(home, boss, asset) -> None:
    eva = person(home, boss, name=NAME)
    show(asset, boss, eva)
    consent(eva, boss, until_on=date(2027, 1, 31))
    neighbor = caller(make_user("nebenan", (make_organization("ahlen"), Role.RIGHTS_MANAGER)))
    for told in (
        neighbor.get(f"{API}/assets/{asset.uuid}/people").json()["people"],
        neighbor.get(f"{API}/assets/{asset.uuid}").json()["people"],
    ):
        (one,) = told
        assert (one["label"]["de"], one["state"], one["until_on"]) == ("Person 1", "given", "2027-01-31")
        assert (one["person"], one["region"], one["consents"][0]["id"]) == (None, None, None)
        assert (one["consents"][0]["channels"], one["consents"][0]["kept_by"]) == (["website"], home.name)


def test_people_cost_the_same_for_one_or_twenty(home, boss, browser, asset, django_assert_max_num_queries) -> None:
    everybody = [person(home, boss) for _ in range(20)]
    show(asset, boss, *everybody)
    for each in everybody:
        consent(each, boss, document=document(home, boss))
    with django_assert_max_num_queries(12):
        assert len(browser.get(f"{API}/assets/{asset.uuid}/people").json()["people"]) == 20


# --- invariant I15 --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", range(tried(3, again=1)))
def test_no_answer_to_others_holds_a_name_or_a_proof(seed: int, home, boss) -> None:
    """I15 over random worlds: every role elsewhere and every lesser role here, on every address that could tell."""
    source = random.Random(seed)
    secrets = [f"Geheim{source.getrandbits(40)}" for _ in range(6)]
    assets = [make_asset(home, visibility=source.choice(["network", "public"])) for _ in range(3)]
    records = _secretive(source, home, boss, assets, secrets)
    far = make_organization("fremd")
    operator = make_user("betrieb", is_superuser=True)
    others = {make_user(f"nebenan-{role}", (far, role)): [*secrets, *map(str, records)] for role in Role}
    lesser = (Role.VIEWER, Role.CONTRIBUTOR, Role.EDITOR)
    here = {make_user(f"hier-{role}", (home, role)): secrets for role in lesser} | {operator: secrets}
    for asker, hidden in (others | here).items():
        asking = caller(asker)
        for address in _addresses(assets, records):
            answer = asking.get(f"{API}{address}")
            told = answer.content.decode()
            assert not [each for each in hidden if each in told], f"{asker} {address}"
        body = {
            "assets": [str(each.uuid) for each in assets],
            "question": {"channel": "website", "purpose": "campaign"},
        }
        told = asking.post(f"{API}/checks", body).content.decode()
        assert not [each for each in hidden if each in told], f"{asker} checks"
        assert "input_hash" not in told, "it changes with records that the asker may not know of"


def _secretive(
    source: random.Random, home: Organization, boss: User, assets: list[Asset], secrets: list[str]
) -> list[object]:
    """Persons, consents and documents full of secrets; their ids."""
    ids: list[object] = []
    for asset in assets:
        clear_rights(asset, by=boss)
        shown = person(home, boss, name=secrets[0], reference=secrets[1], age_band=source.choice(["adult", "unknown"]))
        show(asset, boss, shown)
        proof = document(home, boss, secrets[2].encode(), title=secrets[3], filename=f"{secrets[4]}.txt")
        made = consent(
            shown, boss, document=proof, evidence_note=secrets[5], channels=source.sample(["website", "press"], 1)
        )
        if source.random() < 0.5:
            caller(boss).post(f"{API}/consents/{made.uuid}/events", {"kind": "withdrawn", "received_by": secrets[0]})
        ids += [shown.uuid, made.uuid, proof.uuid]
    return ids


def _addresses(assets: list[Asset], records: list[object]) -> Iterator[str]:
    yield from ("/persons", "/consents", "/documents", "/assets", "/assets/search?q=bild&facets=1", "/status")
    for asset in assets:
        yield from (f"/assets/{asset.uuid}", f"/assets/{asset.uuid}/people", f"/assets/{asset.uuid}/history")
        yield f"/consents?asset={asset.uuid}"
    for each in records:
        for kind in ("persons", "consents", "documents"):
            for suffix in ("", "/export", "/effect", "/content"):
                if _exists(kind, suffix):
                    yield f"/{kind}/{each}{suffix}"


def _exists(kind: str, suffix: str) -> bool:
    return suffix in {"persons": ("", "/export"), "consents": ("", "/effect"), "documents": ("", "/content")}[kind]
