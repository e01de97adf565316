"""A bundle for the print shop as a file: artwork, the report of its preflight, credits and rights sheet."""

import io
import zipfile

import pytest
from django.utils import timezone

from assets.artwork.uses import change_use, record_use
from assets.models import Asset, Preflight, User
from assets.storage import store_from_settings
from licensing.services.artworks import request_print_bundle
from tests.api.builders import make_campaign
from tests.assets.conftest import sandbox, tools
from tests.licensing.test_bundling import work
from tests.licensing.test_copies import taken_in

__all__ = ["sandbox", "taken_in", "tools"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]
STICKER = {"product": "sticker", "place": "front", "technique": "digital", "width_mm": 5, "height_mm": 5}
MUG = {"product": "mug", "place": "front", "technique": "transfer", "width_mm": 5, "height_mm": 5}


def test_a_print_bundle_holds_artwork_reports_credits_and_the_sheet(taken_in: Asset, manager: User, tools) -> None:
    """The same motif on two products is in it twice; changed after its preflight, it keeps the bundle back."""
    town = taken_in.organization
    campaign = make_campaign(town, "Jubiläum")
    uses = [record_use(taken_in, each, campaign=campaign, organization=town, by=manager) for each in (STICKER, MUG)]
    work(tools)
    assert set(Preflight.objects.values_list("state", flat=True)) == {"done"}
    Preflight.objects.update(result="warning")
    made = request_print_bundle(uses, title="Druck", organization=town, by=manager, at=timezone.now())
    again = request_print_bundle(uses[:1], title="Druck", organization=town, by=manager, at=timezone.now())
    assert made.bundle is not None
    assert again.bundle is not None
    work(tools)
    made.bundle.refresh_from_db()
    assert made.bundle.state == "ready", made.bundle.reason
    with store_from_settings().open(made.bundle.key) as stream, zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
        names = archive.namelist()
        reports = [archive.read(each) for each in names if each.startswith("Druckprüfung")]
    assert [each for each in names if each.endswith(".jpg")] == [
        "Aufkleber 5x5 mm burg.jpg", "Tasse 5x5 mm burg.jpg",
    ]  # fmt: skip
    assert [each[:5] for each in reports] == [b"%PDF-", b"%PDF-"]
    assert {"Bildnachweise.txt", "Rechte.pdf"} <= set(names)


def test_a_motif_that_was_changed_since_its_preflight_keeps_the_bundle_back(
    taken_in: Asset, manager: User, tools
) -> None:
    town = taken_in.organization
    use = record_use(taken_in, STICKER, campaign=make_campaign(town, "J"), organization=town, by=manager)
    Preflight.objects.update(state="done", result="pass", done_at=timezone.now())
    made = request_print_bundle([use], title="Druck", organization=town, by=manager, at=timezone.now())
    change_use(use, {"width_mm": 6.0}, by=manager)
    work(tools)
    assert made.bundle is not None
    made.bundle.refresh_from_db()
    assert made.bundle.state == "failed"
