"""Licensing's part of `check_library`: windows that lost step with the kernel, copies that lost their bytes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assets.checking import Scope
from assets.storage import store_from_settings
from licensing.checking import copies, permitted_uses
from licensing.models import Download, PermittedUse
from licensing.services import request_download
from tests.licensing.records import question, released

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def scope() -> Scope:
    return Scope(store=store_from_settings(), now=timezone.now())


def widen(asset):
    PermittedUse.objects.filter(asset=asset).update(verdict=0)


def forget(asset):
    PermittedUse.objects.filter(asset=asset).delete()


def add(asset):
    PermittedUse.objects.create(asset=asset, channels=1, purposes=1, verdict=0)


@pytest.mark.parametrize("damage", [widen, forget, add])
def test_windows_that_are_not_the_kernels_are_seen_and_derived_again(asset, manager, damage):
    released(asset, manager, "CC-BY-4.0")
    before = list(PermittedUse.objects.values_list("channels", "purposes", "organization", "verdict"))
    assert list(permitted_uses(scope())) == []
    damage(asset)
    (finding,) = permitted_uses(scope())
    assert finding.code == "windows-differ"
    finding.repair()
    assert list(permitted_uses(scope())) == []
    assert sorted(map(str, PermittedUse.objects.values_list("channels", "purposes", "organization", "verdict"))) == (
        sorted(map(str, before))
    )


def test_a_ready_copy_without_bytes_is_seen_and_prepared_again_while_its_time_lasts(asset, town, manager):
    released(asset, manager)
    download = request_download(asset, question(asset, town), rendition="large", by=manager, at=timezone.now())
    Download.objects.update(state="ready", key=f"downloads/{download.uuid}")
    (finding,) = copies(scope())
    assert finding.code == "row-without-object"
    finding.repair()
    assert Download.objects.get().state == "preparing"
    Download.objects.update(state="ready", key=f"downloads/{download.uuid}", expires_at=timezone.now() - timedelta(1))
    assert list(copies(scope())) == []
