"""A source's rights preset is recorded for what is found there, and for nothing that somebody has to look at."""

import pytest

from assets.errors import FieldInvalid
from assets.intake.arrivals import tell_found
from assets.models import IndexSource, Role
from assets.viewer import viewer_of
from licensing.incoming.sources import checked_source_claims
from licensing.models import AssetRights, LicenseAssignment, RightsGrant, Task
from tests import builders
from tests.uploads import own_photo

pytestmark = pytest.mark.django_db


def source_with(town, by, claims):
    kept = checked_source_claims(claims, town, viewer_of(by))
    return IndexSource.objects.create(organization=town, url="/srv/bilder", claims=kept, created_by=by)


def test_what_is_found_gets_the_license_and_the_grant_of_the_preset(town, asset):
    boss = builders.member(town, Role.ADMINISTRATOR)
    tell_found(asset, source_with(town, boss, {"preset": own_photo(town)}))
    assert LicenseAssignment.objects.get(asset=asset).status == "verified"
    assert RightsGrant.objects.get(asset=asset).status == "active"
    assert AssetRights.objects.get(asset=asset).persons == "unknown"


def test_unclear_releases_nothing_and_opens_a_task(town, asset):
    boss = builders.member(town, Role.ADMINISTRATOR)
    tell_found(asset, source_with(town, boss, {"preset": {"code": "unclear", "answers": {}}}))
    assert LicenseAssignment.objects.get(asset=asset).license == "UNKNOWN"
    assert Task.objects.get(asset=asset).params["codes"] == ["preset"]


def test_a_source_without_a_preset_records_nothing(town, asset):
    boss = builders.member(town, Role.ADMINISTRATOR)
    tell_found(asset, source_with(town, boss, {}))
    assert not LicenseAssignment.objects.filter(asset=asset).exists()


def test_nobody_says_of_a_source_that_nobody_is_to_be_seen(town, manager):
    with pytest.raises(FieldInvalid):
        checked_source_claims({"people": {"answer": "none"}}, town, viewer_of(manager))
