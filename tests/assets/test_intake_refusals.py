"""Bytes that must not come back are kept out at their hash, with a reason, and only where somebody asked for it."""

import shutil

import pytest
from django.utils import timezone

from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.models import Asset, Location, Original
from assets.services import delete_asset
from licensing.models import Suppression
from tests.builders import jpeg, member, organization, source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "burg.jpg").write_bytes(jpeg("Burg", size=(64, 48)))
    return folder


def take_in(place, work):
    for _ in scan(place, open_source(place)):
        pass
    work()


def test_a_suppressed_picture_does_not_come_back_and_says_why(photos, work):
    town = organization("kreis-hohenau")
    place = source(town, photos)
    take_in(place, work)
    original = Original.objects.get()
    Suppression.objects.create(organization=town, sha256=original.sha256, created_at=timezone.now())
    delete_asset(original.asset, by=member(town))
    shutil.copy(photos / "burg.jpg", photos / "noch-einmal.jpg")
    take_in(place, work)
    refused = Location.objects.get(key="noch-einmal.jpg")
    assert refused.gave_up_at is not None
    assert "verlangt" in refused.failure
    assert (refused.original, Asset.objects.alive().count()) == (None, 0)


def test_a_copy_of_a_blocked_picture_that_is_still_held_is_that_picture(photos, work):
    town = organization("kreis-hohenau")
    place = source(town, photos)
    take_in(place, work)
    original = Original.objects.get()
    Suppression.objects.create(organization=town, sha256=original.sha256, created_at=timezone.now())
    shutil.copy(photos / "burg.jpg", photos / "noch-einmal.jpg")
    take_in(place, work)
    assert Location.objects.get(key="noch-einmal.jpg").original == original
    assert Asset.objects.count() == 1


def test_another_organization_takes_in_the_same_bytes_and_learns_nothing(photos, work):
    town, neighbor = organization("kreis-hohenau"), organization("nebenan")
    here = source(town, photos)
    take_in(here, work)
    original = Original.objects.get()
    Suppression.objects.create(organization=town, sha256=original.sha256, created_at=timezone.now())
    take_in(source(neighbor, photos), work)
    assert Asset.objects.filter(organization=neighbor).count() == 1
