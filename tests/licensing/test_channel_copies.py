"""A channel's rendition as the copy that leaves: its size, its crop in the credit line, rights and decision inside."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.utils import timezone
from PIL import Image

from assets import metadata
from assets.models import Asset, RenditionJob
from assets.renditions import CHANNEL_PRESETS, Crop
from assets.storage import store_from_settings
from licensing import rights
from licensing.models import Download, RenditionState
from licensing.rights import Channel, Modification
from licensing.services import Part
from licensing.services.bundles import BundleOrder, request_bundle
from licensing.services.channel_renditions import judged_rendition
from licensing.services.downloads import channel_name
from tests.assets.conftest import sandbox, tools
from tests.licensing.test_copies import ask_for, bytes_of, taken_in, work
from tests.licensing.uses import asked

__all__ = ["sandbox", "taken_in", "tools"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]


def taken(asset: Asset, manager, tools, preset: str, **values) -> Download:
    download = ask_for(asset, manager, preset, **values)
    work(tools)
    download.refresh_from_db()
    return download


def credit_in(content: bytes) -> str:
    field = metadata.read_bytes(content).fields["credit_line"]
    return str(field.value)


def test_a_crop_leaves_with_its_change_named_in_the_credit_and_the_decision(taken_in, manager, tools):
    download = taken(taken_in, manager, tools, "instagram-4x5", channel=Channel.INSTAGRAM)
    content = bytes_of(download)
    with Image.open(io.BytesIO(content)) as copy:
        assert copy.size == (160, 200)  # the original has 300 × 200 pixels: nothing is enlarged
    assert "Ausschnitt" in credit_in(content)
    assert str(download.decision.uuid).encode() in content
    assert download.decision.question["modifications"] == ["crop"]
    assert download.filename == "burg_instagram-4x5.jpg"


@pytest.mark.parametrize(
    ("preset", "media_type"), [("print-srgb-tiff", "image/tiff"), ("print-pdf", "application/pdf")], ids=str
)
def test_print_files_carry_rights_and_decision_and_nothing_personal(taken_in, manager, tools, preset, media_type):
    download = taken(taken_in, manager, tools, preset, channel=Channel.PRINT)
    content = bytes_of(download)
    assert download.media_type == media_type
    assert str(download.decision.uuid).encode() in content
    assert b"SN-4711" not in content
    assert b"Erika" not in content
    assert download.decision.question["modifications"] == ["format_conversion"]


def test_the_whole_on_a_canvas_is_no_crop(taken_in, manager, tools):
    download = taken(taken_in, manager, tools, "instagram-1x1", part=Part(on_canvas=True))
    content = bytes_of(download)
    with Image.open(io.BytesIO(content)) as copy:
        assert copy.size == (300, 300)
        assert min(copy.convert("RGB").getpixel((150, 5))) > 250
    assert "Ausschnitt" not in credit_in(content)


def test_two_downloads_share_one_rendition(taken_in, manager, tools):
    for _ in range(2):
        taken(taken_in, manager, tools, "facebook")
    assert RenditionJob.objects.count() == 1


def test_a_version_that_somebody_looked_at_leaves_as_exactly_that_part(taken_in, manager, tools):
    crop = {"x": 0.5, "y": 0.0, "width": 0.5, "height": 1.0}
    version = RenditionState.objects.create(
        asset=taken_in, crop=crop, modifications=["crop"], persons="none_confirmed", works="none_confirmed",
        property="none_confirmed", confirmed_by=manager, confirmed_at=timezone.now(),
    )  # fmt: skip
    download = taken(taken_in, manager, tools, "instagram-1x1", shown=str(version.uuid))
    with Image.open(io.BytesIO(bytes_of(download))) as copy:
        assert copy.size == (150, 200)
    assert download.crop == crop


def test_a_bundle_may_hold_renditions_of_a_channel(taken_in, manager, tools):
    order = BundleOrder(title="Herbst", rendition="facebook", organization=taken_in.organization)
    question = asked(taken_in, taken_in.organization)
    bundle = request_bundle([taken_in], {taken_in.pk: question}, order=order, by=manager, at=timezone.now()).bundle
    work(tools)
    bundle.refresh_from_db()
    assert bundle.state == "ready", bundle.reason
    with store_from_settings().open(bundle.key) as stream, zipfile.ZipFile(io.BytesIO(stream.read())) as packed:
        name = next(each for each in packed.namelist() if each.endswith(".jpg"))
        with Image.open(io.BytesIO(packed.read(name))) as copy:
            assert copy.size == (300, 158)


def test_under_no_derivatives_a_preset_gives_way_but_a_drawn_frame_does_not(taken_in, manager):
    from assets.making.ordering import RenditionOrder
    from licensing.models import LicenseAssignment

    LicenseAssignment.objects.filter(asset=taken_in).update(license="CC-BY-ND-4.0")
    question = replace(asked(taken_in, taken_in.organization), modifications=frozenset({Modification.CROP}))
    given = judged_rendition(taken_in, question, RenditionOrder(preset="facebook"), at=timezone.now())
    drawn = RenditionOrder(preset="facebook", crop=Crop(0, 0, 0.5, 0.5))
    kept = judged_rendition(taken_in, question, drawn, at=timezone.now())
    assert (given.gave_way, given.planned.recipe.crop) == (True, None)
    assert given.decision.verdict.is_releasing
    assert (kept.gave_way, kept.decision.verdict) == (False, rights.Verdict.FORBIDDEN)


@pytest.mark.parametrize("preset", CHANNEL_PRESETS.values(), ids=lambda each: each.code)
def test_presets_speak_the_vocabulary(preset):
    assert set(preset.channels) <= {each.value for each in rights.Channel}
    assert set(preset.placements) <= {each.value for each in rights.Placement}
    assert len(preset.code) <= 20


def test_every_channel_has_a_rendition():
    served = {channel for preset in CHANNEL_PRESETS.values() for channel in preset.channels}
    assert {each.value for each in rights.Channel} <= served


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("burg.jpg", "burg_press.jpg"), ("burg", "burg_press"), ("a.b.heic", "a.b_press.heic")],
    ids=str,
)
def test_a_copy_is_named_by_its_picture_and_its_preset(name, wanted):
    assert channel_name(name, "press") == wanted
