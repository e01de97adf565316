"""Evidence: encrypted at rest, opened only whole and by the right key, rotated, erased, checked, never in a log."""

import io
import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assets.checking import Scope
from assets.errors import FieldInvalid
from assets.models import AuditEvent
from assets.storage import ObjectNotFound, store_from_settings
from config.checks import unsafe_settings
from licensing.evidence import Contact, EvidenceKeyMissing, EvidenceUnreadable, media_type_of
from licensing.evidence.checking import documents
from licensing.models import Document, PersonContact
from licensing.services import DocumentUpload, file_document, read_document
from licensing.services.evidence import erase_document, open_document
from licensing.services.key_rotation import rotate_keys
from licensing.services.persons import contact_of
from tests import builders
from tests.licensing.people import PDF, document, person

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
SECRET = "Erika Geheim, Am Anger 3"
NEW_KEY = "another-evidence-key-for-tests-0123456789-abcdefg"


def findings(*, with_hashes: bool = True) -> list[str]:
    later = timezone.now() + timedelta(days=2)
    return [each.code for each in documents(Scope(store_from_settings(), later, with_hashes))]


def stored(of: Document) -> bytes:
    with store_from_settings().open(of.key) as stream:
        return stream.read()


def test_what_lies_in_the_store_and_in_the_row_tells_nothing(town, manager):
    filed = document(town, manager, SECRET.encode(), filename="brief.txt")
    assert filed.key == f"evidence/{filed.uuid}"
    assert SECRET.encode()[:8] not in stored(filed) + bytes(filed.wrapped_key)
    assert read_document(filed, by=manager) == SECRET.encode()


def test_a_contact_is_encrypted_and_read_again(town, manager):
    eva = person(town, manager, name=SECRET)
    assert SECRET.encode()[:8] not in bytes(PersonContact.objects.get(person=eva).ciphertext)
    assert contact_of(eva) == Contact(name=SECRET)


def test_every_reading_is_recorded_and_names_nobody(town, manager, caplog):
    caplog.set_level(logging.DEBUG)
    filed = document(town, manager, SECRET.encode(), filename="Erika Geheim.txt", title="Erika Geheim")
    read_document(filed, by=manager)
    trail = AuditEvent.objects.filter(object_id=str(filed.uuid))
    assert [(each.action, each.actor) for each in trail] == [
        ("document.filed", str(manager.uuid)), ("document.read", str(manager.uuid)),
    ]  # fmt: skip
    assert "Geheim" not in caplog.text + "".join(str(each.data) for each in trail)


@pytest.mark.parametrize("byte", [0, 11, 12, 40, -1], ids=["nonce", "nonce end", "first byte", "middle", "tag"])
def test_one_changed_bit_in_the_store_is_noticed(town, manager, byte):
    filed = document(town, manager, PDF)
    content = bytearray(stored(filed))
    content[byte] ^= 1
    store_from_settings().put(filed.key, bytes(content))
    with pytest.raises(EvidenceUnreadable):
        open_document(filed)
    assert findings() == ["evidence-unreadable"]


def test_an_object_that_was_exchanged_for_another_document_does_not_open(town, manager):
    first, second = document(town, manager, b"erster Beleg"), document(town, manager, b"anderer Satz")
    store_from_settings().put(first.key, stored(second))
    Document.objects.filter(pk=first.pk).update(wrapped_key=bytes(second.wrapped_key))
    first.refresh_from_db()
    with pytest.raises(EvidenceUnreadable):
        open_document(first)


def test_a_row_that_was_moved_to_another_organization_does_not_open(town, manager):
    filed = document(town, manager)
    Document.objects.filter(pk=filed.pk).update(organization=builders.organization())
    with pytest.raises(EvidenceUnreadable):
        open_document(Document.objects.get(pk=filed.pk))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(PDF, "application/pdf", id="PDF"),
        pytest.param(builders.jpeg("Formular"), "image/jpeg", id="JPEG"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image/png", id="PNG"),
        pytest.param("Ich bin einverstanden. Müller".encode(), "text/plain", id="text"),
        pytest.param(b"From: a@example.org\r\nSubject: Ja\r\n\r\nGern.", "message/rfc822", id="e-mail"),
        pytest.param(
            b"Received: from x\r\n by y\r\nFrom: a@example.org\r\n\r\n\xfc", "message/rfc822", id="old e-mail"
        ),
    ],
)
def test_the_type_is_what_the_bytes_are(content, media_type):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"MZ\x90\x00", id="program"),
        pytest.param(b"#!/bin/sh\necho", id="script"),
        pytest.param(b"PK\x03\x04....", id="archive"),
        pytest.param(b"<html><script>alert(1)</script>", id="web page"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="drawing"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="office"),
        pytest.param(b"Text\0mit Null", id="zero byte"),
        pytest.param(b"\xff\xfe\xfd", id="no text"),
        pytest.param(b"a" * (25 * 1024 * 1024 + 1), id="too large"),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_is_stored(town, manager, content):
    with pytest.raises(FieldInvalid):
        file_document(DocumentUpload(content=content, filename="x.pdf", kind="consent"), keeper=town, by=manager)
    assert not list(store_from_settings().list("evidence/"))


def test_a_name_of_a_file_is_a_label_and_never_a_path(town, manager):
    filed = document(town, manager, filename="../../etc/\u202epasswd\n.pdf")
    assert "/" not in filed.filename
    assert not set("\u202e\n") & set(filed.filename)


# --- keys -----------------------------------------------------------------------------------------------------------
def test_without_a_key_nothing_is_filed_and_nothing_is_stored_in_the_clear(town, manager, settings):
    settings.EVIDENCE_KEY = ""
    with pytest.raises(EvidenceKeyMissing):
        document(town, manager)
    assert not list(store_from_settings().list("evidence/"))


def test_a_new_key_takes_over_and_the_former_may_go(town, manager, settings):
    filed, eva = document(town, manager), person(town, manager, name=SECRET)
    before = stored(filed)
    settings.EVIDENCE_KEY_FALLBACKS, settings.EVIDENCE_KEY = [settings.EVIDENCE_KEY], NEW_KEY
    done = rotate_keys()
    assert (done.documents, done.contacts, done.failed) == (1, 1, ())
    settings.EVIDENCE_KEY_FALLBACKS = []
    assert (open_document(Document.objects.get(pk=filed.pk)), contact_of(eva)) == (PDF, Contact(name=SECRET))
    assert stored(filed) == before, "objects are not touched"
    assert rotate_keys().documents == 0, "twice is once"


def test_rotation_names_what_no_key_opens_and_brings_over_the_rest(town, manager, settings):
    lost = document(town, manager)
    Document.objects.filter(pk=lost.pk).update(key_id="0000000000000000")
    kept = document(town, manager)
    settings.EVIDENCE_KEY_FALLBACKS, settings.EVIDENCE_KEY = [settings.EVIDENCE_KEY], NEW_KEY
    with pytest.raises(CommandError, match=str(lost.uuid)):
        call_command("rotate_evidence_key", stdout=io.StringIO())
    settings.EVIDENCE_KEY_FALLBACKS = []
    assert open_document(Document.objects.get(pk=kept.pk)) == PDF
    assert AuditEvent.objects.filter(action="evidence.rotated").count() == 1


@pytest.mark.parametrize(
    ("key", "demo", "starts"),
    [
        pytest.param("", False, False, id="none"),
        pytest.param("short", False, False, id="short"),
        pytest.param("a" * 60, False, False, id="plain"),
        pytest.param("the same", False, False, id="that of the sessions"),
        pytest.param("", True, True, id="none in the demo"),
        pytest.param(NEW_KEY, False, True, id="a good one"),
    ],
)
def test_the_server_refuses_to_start_without_a_good_evidence_key(settings, key, demo, starts):
    settings.DEMO = demo
    settings.EVIDENCE_KEY = settings.CONFIGURED_SECRET_KEY if key == "the same" else key
    refused = {message.id for message in unsafe_settings()} & {"config.E004", "config.E005"}
    assert bool(refused) is not starts


# --- erasing and checking -------------------------------------------------------------------------------------------
def test_erasing_takes_the_bytes_and_the_key_and_keeps_that_it_was_there(
    town, manager, django_capture_on_commit_callbacks
):
    filed = document(town, manager)
    with django_capture_on_commit_callbacks(execute=True):
        erase_document(filed, by="test", reason="test")
    kept = Document.objects.get(pk=filed.pk)
    assert (kept.sha256, kept.key, bytes(kept.wrapped_key), kept.filename) == (filed.sha256, "", b"", "")
    assert kept.erased_at is not None
    with pytest.raises(ObjectNotFound):
        stored(filed)
    assert findings() == []


def test_a_crash_between_row_and_object_leaves_noise_that_the_check_removes(town, manager):
    filed = document(town, manager)
    erase_document(filed, by="test", reason="test")  # the transaction of this test never commits: the object stays
    assert findings() == ["object-without-row"]
    later = timezone.now() + timedelta(days=2)
    for finding in documents(Scope(store_from_settings(), later)):
        finding.repair()
    assert not list(store_from_settings().list("evidence/"))


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        pytest.param(lambda row: store_from_settings().delete(row.key), "row-without-object", id="lost"),
        pytest.param(lambda row: store_from_settings().put(row.key, b"half"), "size-differs", id="cut"),
        pytest.param(
            lambda row: Document.objects.filter(pk=row.pk).update(key_id="0000000000000000"), "evidence-unreadable",
            id="key gone",
        ),
    ],
)  # fmt: skip
def test_damage_is_found(town, manager, damage, code):
    filed = document(town, manager)
    assert findings() == []
    damage(filed)
    assert findings() == [code]
