"""Copies that left: one to a member, one in a bundle, one to whoever had the link."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from assets.models import Asset, User
from licensing.models import Bundle, Download, Share
from licensing.rights import Channel
from licensing.services import request_download
from licensing.services.bundles import BundleOrder, request_bundle
from licensing.services.shares import ShareRecord, create_share
from tests.licensing.uses import asked


def took(asset: Asset, by: User) -> Share:
    """Three copies of an asset that is released, ready for their takers; the link of the third."""
    now, town = timezone.now(), asset.organization
    question = asked(asset, town)
    press = replace(question, channel=Channel.PRESS)
    record = ShareRecord(title="Verein", until_on=timezone.localdate() + timedelta(days=9))
    share = create_share([asset], replace(press, asset=""), record, organization=town, by=by, at=now).share
    assert share is not None
    for taker, asks in ((by, question), (share, press)):
        assert isinstance(request_download(asset, asks, rendition="full", by=taker, at=now), Download)
    order = BundleOrder(title="Auswahl", organization=town)
    assert request_bundle([asset], {asset.pk: question}, order=order, by=by, at=now).bundle is not None
    Download.objects.update(state="ready", key="downloads/copy")
    Bundle.objects.update(state="ready", key="bundles/copy")
    return share
