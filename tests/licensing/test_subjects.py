"""Rights of the persons shown: a report of everything (Art. 15), an erasure that says what stays and why (Art. 17)."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assets.models import Asset, AuditEvent, Original, RawMetadatum, Rendition
from assets.services import delete_asset
from assets.storage import store_from_settings
from licensing import rights
from licensing.models import Document, Person, PersonContact, RightsBlock, RightsGrant, Suppression
from licensing.services import record_decision
from licensing.services.persons import contact_of
from licensing.services.retention import apply_retention, end_of_limitation, retention_of
from licensing.services.subject_reports import write_subject_report
from licensing.services.subjects import erase_subject, refusal_of
from tests import builders
from tests.licensing.people import PDF, at, consent, document, free_but_for_people, person, publication, show
from tests.licensing.records import facts_of, grant, license_verified, question
from tests.licensing.takers import took

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
NAME = "Erika Geheim"


@pytest.fixture
def erika(asset, town, manager):
    found = person(town, manager, name=NAME, reference="AZ 7", born_on=date(1980, 5, 4))
    show(asset, manager, found)
    return found


def report(of: Person) -> tuple[dict, zipfile.ZipFile]:
    out = io.BytesIO()
    write_subject_report(Person.objects.get(pk=of.pk), out, by="test")
    archive = zipfile.ZipFile(out)
    return json.loads(archive.read("auskunft.json")), archive


def with_preview(asset: Asset) -> None:
    key = f"renditions/{asset.uuid}/preview"
    store_from_settings().put(key, b"RIFFpreview")
    Rendition.objects.create(
        original=asset.original, preset="preview", key=key, media_type="image/webp", width=4, height=3, size_bytes=11,
        sha256="0" * 64, created_at=timezone.now(),
    )  # fmt: skip


# --- Art. 15 --------------------------------------------------------------------------------------------------------
def test_a_report_holds_everything_that_is_held(asset, town, manager, erika):
    with_preview(asset)
    filed = document(town, manager, PDF)
    made = consent(erika, manager, document=filed, evidence_note="")
    publication(asset, builders.organization("stadt-nebenan"), url="https://example.org/post")
    told, archive = report(erika)
    assert told["contact"]["name"] == NAME
    assert (told["person"]["born_on"], told["person"]["reference"]) == ("1980-05-04", "AZ 7")
    (one,) = told["consents"]
    assert (one["id"], one["scope"]["channel"]) == (str(made.uuid), ["website"])
    assert [event["kind"] for event in one["events"]] == ["given"]
    assert told["publications"][0]["url"] == "https://example.org/post"
    assert archive.read(told["documents"][0]["file"]) == PDF
    assert archive.read(told["pictures"][0]["file"]) == b"RIFFpreview"


def test_a_report_names_who_took_a_copy_through_any_door(asset, town, manager, erika):
    free_but_for_people(asset, manager)
    consent(erika, manager, channels=["*"], purposes=["*"])
    took(asset, manager)
    told, _ = report(erika)
    doors = [(each["door"], each["organization"]) for each in told["recipients_of_copies"]]
    assert doors == [("download", town.name), ("link", town.name), ("bundle", town.name)]


def test_a_report_holds_nothing_of_anybody_else(asset, town, manager, erika):
    other = person(town, manager, name="Jemand Anderes")
    show(asset, manager, erika, other)
    consent(other, manager, document=document(town, manager, b"Anderer Beleg"))
    told, archive = report(erika)
    assert "Anderes" not in json.dumps(told, ensure_ascii=False)
    assert (told["documents"], told["consents"]) == ([], [])
    assert not [name for name in archive.namelist() if name.startswith("belege/")]


def test_a_report_is_recorded_without_saying_of_whom_by_name(erika):
    report(erika)
    event = AuditEvent.objects.get(action="person.exported")
    assert (event.object_id, NAME in str(event.data)) == (str(erika.uuid), False)


def test_the_command_writes_a_file_that_nobody_else_reads_and_overwrites_none(erika, tmp_path):
    target = tmp_path / "auskunft.zip"
    call_command("subject_export", str(erika.uuid), output=target, stdout=io.StringIO())
    assert (target.stat().st_mode & 0o777, zipfile.is_zipfile(target)) == (0o600, True)
    with pytest.raises(CommandError):
        call_command("subject_export", str(erika.uuid), output=target)


# --- Art. 17 --------------------------------------------------------------------------------------------------------
def test_an_erasure_empties_the_person_and_blocks_the_pictures(asset, town, manager, erika):
    made = consent(erika, manager)
    done = erase_subject(erika, by=manager)
    erased = Person.objects.get(pk=erika.pk)
    assert (done.pictures, done.withdrawn) == (1, 1)
    assert (erased.born_on, erased.reference, erased.age_band) == (None, "", "adult")
    assert (contact_of(erased), PersonContact.objects.exists()) == (None, False)
    assert RightsBlock.objects.get(asset=asset).cause == "person"
    assert list(made.events.order_by("pk").values_list("kind", flat=True)) == ["given", "withdrawn"]
    asked = rights.decide(question(asset, town), facts_of(asset), at=at("2026-06-01"))
    assert asked.verdict is rights.Verdict.FORBIDDEN


def test_erasing_twice_is_once(asset, manager, erika):
    erase_subject(erika, by=manager)
    again = erase_subject(erika, by=manager)
    assert (again.withdrawn, RightsBlock.objects.filter(asset=asset).count(), Suppression.objects.count()) == (0, 1, 1)


def test_names_that_the_file_brought_go_and_names_that_people_wrote_are_reported(asset, manager, erika):
    Asset.objects.filter(pk=asset.pk).update(
        persons_shown=[NAME, "Hans Anders"], title=f"{NAME} am Brunnen", description="Am Brunnen"
    )
    raw = {"container": "xmp", "property": "Iptc4xmpExt:PersonInImage", "reader": "x"}
    RawMetadatum.objects.create(original=asset.original, decoded=NAME, **raw)
    RawMetadatum.objects.create(original=asset.original, decoded="Hans Anders", **raw)
    done = erase_subject(erika, by=manager)
    asset.refresh_from_db()
    assert asset.persons_shown == ["Hans Anders"]
    assert [each.decoded for each in RawMetadatum.objects.all()] == ["Hans Anders"]
    assert [(each.asset, each.field) for each in done.mentions] == [(asset.uuid, "title")]


@pytest.mark.parametrize(
    ("others", "removed"), [pytest.param(0, 1, id="nobody else"), pytest.param(1, 0, id="with others")]
)
def test_on_request_pictures_of_nobody_else_go_out_of_sight(asset, town, manager, erika, others, removed):
    show(asset, manager, erika, *[person(town, manager) for _ in range(others)])
    assert erase_subject(erika, by=manager, remove_pictures=True).removed == removed
    assert Asset.objects.filter(pk=asset.pk, deleted_at__isnull=False).count() == removed


def test_a_stored_decision_names_nobody(asset, town, manager, erika):
    consent(erika, manager)
    license_verified(asset, manager)
    asked, facts = question(asset, town), facts_of(asset)
    stored = record_decision(asset, asked, facts, rights.decide(asked, facts, at=at("2026-06-01")), by=manager)
    kept = json.dumps([stored.question, stored.facts, stored.answer], ensure_ascii=False)
    assert not any(secret in kept for secret in (NAME, "AZ 7", "1980-05-04", "Ordner 4"))


def test_what_was_erased_is_refused_when_it_arrives_again(asset, manager, erika):
    erase_subject(erika, by=manager)
    original = Original.objects.get(asset=asset)
    far = builders.organization()
    assert refusal_of(asset.organization_id, original.sha256) == "suppressed"
    assert refusal_of(far.pk, original.sha256) is None, "another organization is told nothing (security rule 5)"
    assert refusal_of(asset.organization_id, "f" * 64) is None


# --- how long proof is kept -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "end"),
    [
        pytest.param(date(2026, 1, 1), date(2029, 12, 31), id="first day of a year"),
        pytest.param(date(2026, 12, 31), date(2029, 12, 31), id="last day of a year"),
    ],
)
def test_a_claim_is_barred_at_the_end_of_the_third_year_after(day, end):
    assert end_of_limitation(day) == end


def test_proof_is_kept_until_the_limitation_period_of_the_last_use_is_over(asset, town, manager, erika):
    filed = document(town, manager)
    consent(erika, manager, document=filed)
    publication(asset, town, state="removed", removed_at=at("2024-07-01"), published_at=at("2024-06-01"))
    done = erase_subject(erika, by=manager)
    this_year = timezone.localdate().year
    assert [(each.document, each.until) for each in done.documents_kept] == [
        (filed.uuid, date(this_year + 3, 12, 31))
    ], "the withdrawal of today is later than that use"
    filed.refresh_from_db()
    assert (filed.retain_until, filed.erased_at) == (date(this_year + 3, 12, 31), None)


@pytest.mark.parametrize("state", ["planned", "due_for_removal", "live"])
def test_proof_is_kept_while_a_use_goes_on(asset, town, manager, erika, state):
    filed = document(town, manager)
    consent(erika, manager, document=filed)
    publication(asset, town, state=state)
    erase_subject(erika, by=manager)
    assert retention_of(filed) is None


def test_proof_that_others_rest_on_stays(asset, town, manager, erika):
    filed = document(town, manager)
    consent(erika, manager, document=filed)
    consent(person(town, manager), manager, document=filed)
    done = erase_subject(erika, by=manager)
    assert [each.until for each in done.documents_kept] == [None]


def test_a_document_that_is_also_a_contract_stays(asset, town, manager, erika):
    filed = document(town, manager)
    consent(erika, manager, document=filed)
    made = grant(town, manager, on=asset)
    RightsGrant.objects.filter(pk=made.pk).update(document=filed)
    erase_subject(erika, by=manager)
    assert retention_of(filed) is None


def test_retention_erases_what_is_over_and_nothing_before(asset, town, manager, erika):
    filed = document(town, manager)
    consent(erika, manager, document=filed)
    erase_subject(erika, by=manager)
    last = date(timezone.localdate().year + 3, 12, 31)
    assert apply_retention(on=last, by="test").erased == 0
    assert Document.objects.get(pk=filed.pk).erased_at is None
    assert apply_retention(on=last + timedelta(days=1), by="test").erased == 1
    assert Document.objects.get(pk=filed.pk).erased_at is not None


def test_the_commands_say_what_stays(asset, town, manager, erika):
    consent(erika, manager, document=document(town, manager))
    out = io.StringIO()
    call_command("erase_subject", str(erika.uuid), by=manager.username, stdout=out)
    assert "1 Bilder gesperrt" in out.getvalue()
    assert f"31.12.{timezone.localdate().year + 3}" in out.getvalue()
    call_command("apply_retention", stdout=out)
    assert "0 Belege gelöscht, 1 haben" in out.getvalue()


def test_an_erased_picture_that_is_also_deleted_is_still_refused(asset, manager, erika):
    erase_subject(erika, by=manager)
    delete_asset(asset, by=manager)
    assert refusal_of(asset.organization_id, Original.objects.get(asset=asset).sha256) == "suppressed"
