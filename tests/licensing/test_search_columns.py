"""Licensing's columns in search follow the tables."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from assets.models import Asset, Organization
from assets.search import Principal, Request
from assets.search.columns import REGISTERED, Columns
from assets.search.freshness import LiveIndex
from assets.services import touch_assets
from licensing.models import LicenseAssignment, PermittedUse
from licensing.rights import Channel, Purpose, channel_mask, purpose_mask
from licensing.search import LicenseFacet, PermissionQuestion, RightsWindows

pytestmark = pytest.mark.django_db
OPERATOR = Principal(sees_all=True)
QUESTION = PermissionQuestion(Channel.INSTAGRAM, Purpose.PUBLIC_RELATIONS, None, date(2026, 6, 1))


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveIndex:
    columns = Columns({"license": LicenseFacet()}, RightsWindows())
    monkeypatch.setattr(REGISTERED, "facets", columns.facets)
    monkeypatch.setattr(REGISTERED, "rights", columns.rights)
    return LiveIndex(tmp_path)


@pytest.fixture
def asset() -> Asset:
    now = timezone.now()
    organization = Organization.objects.create(slug="lindrode", name="Stadt Lindrode", kind="municipality")
    return Asset.objects.create(
        organization=organization, title="Burg", kind="photo", state="ready", created_at=now, changed_at=now
    )


def test_the_recorded_license_is_a_facet_and_a_field(index, asset):
    LicenseAssignment.objects.create(
        asset=asset, license="CC-BY-4.0", claimed_by="Stadt Lindrode", created_at=timezone.now()
    )
    answer = index.search(Request("lizenz:CC-BY-4.0", OPERATOR, facets=("license",)))
    assert [(one.value, one.count) for one in answer.facets["license"]] == [("CC-BY-4.0", 1)]


def test_a_changed_permission_counts_with_the_next_search(index, asset):
    request = Request("", OPERATOR, question=QUESTION, verdicts=("allowed",))
    assert index.search(request).count == 0
    touch_assets([asset.pk])
    PermittedUse.objects.filter(asset=asset).delete()
    PermittedUse.objects.create(
        asset=asset,
        channels=channel_mask([Channel.INSTAGRAM]),
        purposes=purpose_mask([Purpose.PUBLIC_RELATIONS]),
        verdict=0,
    )
    assert index.search(request).ids == (asset.pk,)
    touch_assets([asset.pk])  # the kernel knows of no license and takes the row away again
    assert index.search(request).count == 0
