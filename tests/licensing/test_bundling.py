"""Bundles as files: every copy, a sheet, the credits; and old copies that leave the store."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from zeal import zeal_ignore

from api.models import Attempts
from api.retention import forget
from assets.intake.work import Tools, Worker
from assets.models import Asset, IdempotentAnswer, User
from assets.storage import ObjectNotFound, store_from_settings
from licensing.models import Bundle, Download
from licensing.services.bundles import BundleOrder, distinct_names, request_bundle
from licensing.services.states import confirm_states
from tests.assets.conftest import sandbox, tools
from tests.licensing.test_copies import ask_for, taken_in
from tests.licensing.uses import asked

__all__ = ["sandbox", "taken_in", "tools"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]


def work(tools: Tools) -> None:
    with zeal_ignore():
        Worker(tools).run(until=lambda: True)


def bundle_of(asset: Asset, manager: User) -> Bundle:
    question = asked(asset, asset.organization)
    order = BundleOrder(title="Herbst/Tage", organization=asset.organization)
    made = request_bundle([asset], {asset.pk: question}, order=order, by=manager, at=timezone.now()).bundle
    assert made is not None
    return made


def test_a_bundle_holds_every_copy_its_credit_and_the_sheet(taken_in, manager, tools):
    bundle = bundle_of(taken_in, manager)
    work(tools)
    bundle.refresh_from_db()
    assert bundle.state == "ready", bundle.reason
    with store_from_settings().open(bundle.key) as stream, zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
        assert archive.namelist() == ["burg.jpg", "Bildnachweise.txt", "Rechte.pdf"]
        credits, copy = archive.read("Bildnachweise.txt").decode("utf-8-sig"), archive.read("burg.jpg")
        assert archive.read("Rechte.pdf").startswith(b"%PDF")
    assert credits.startswith("burg.jpg")
    assert "Nora Beispiel" in credits
    assert "CC BY 4.0" in credits
    assert str(bundle.items.get().decision.uuid).encode() in copy
    assert b"Erika" not in copy


def test_a_bundle_is_not_packed_when_a_member_lost_its_release(taken_in, manager, tools):
    bundle = bundle_of(taken_in, manager)
    confirm_states(taken_in, states={"persons": "unknown"}, by=manager)
    work(tools)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.key) == ("failed", "")
    assert "neu zusammenstellen" in bundle.reason


@pytest.mark.parametrize("kind", [Download, Bundle])
def test_what_is_over_leaves_the_store_and_its_row_stays(kind: Any, taken_in, manager, tools):
    made = ask_for(taken_in, manager) if kind is Download else bundle_of(taken_in, manager)
    work(tools)
    made.refresh_from_db()
    key = made.key
    kind.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    work(tools)
    made.refresh_from_db()
    assert (made.state, made.key) == ("expired", "")
    with pytest.raises(ObjectNotFound):
        store_from_settings().head(key)


def test_old_answers_and_attempts_are_forgotten_and_young_ones_kept(manager):
    now = timezone.now()
    for number, age in enumerate((timedelta(hours=25), timedelta(hours=1))):
        IdempotentAnswer.objects.create(
            user=manager, key=str(number), request_hash="", status=201, body={}, created_at=now - age
        )
    seconds = int(now.timestamp())
    for length in (1, 60, 900, 3600):
        Attempts.objects.create(key=f"old-{length}", window_at=(seconds - 2 * 86_400) // length)
        Attempts.objects.create(key=f"new-{length}", window_at=seconds // length)
    forget(now=now)
    assert list(IdempotentAnswer.objects.values_list("key", flat=True)) == ["1"]
    assert sorted(Attempts.objects.values_list("key", flat=True)) == ["new-1", "new-3600", "new-60", "new-900"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["burg.jpg", "Burg.jpg"], ["burg.jpg", "Burg (2).jpg"]),
        (["../../etc/passwd"], ["_etc_passwd"]),
        (["a\u202egpj.exe"], ["a_gpj.exe"]),
        ([""], ["bild"]),
    ],
)
def test_names_in_a_zip_are_plain_and_distinct(names, expected):
    assert distinct_names(names) == expected
