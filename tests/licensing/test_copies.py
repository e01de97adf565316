"""The copy that leaves: every pixel of the original, its rights and the decision inside, nothing personal."""

import io
import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image, ImageChops
from zeal import zeal_ignore

from assets import metadata
from assets.intake.outcome import StepFailed
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.intake.work import Tools, Worker
from assets.models import Asset, Location
from assets.renditions import Crop
from assets.sandbox import SandboxUnavailable
from assets.storage import store_from_settings
from licensing.copies import CopyOrder, MadeCopy, version_of
from licensing.embed import GENERATED, embedded
from licensing.models import AssetRights, Download, RenditionState
from licensing.rights import Channel, Purpose, Question
from licensing.services import WHOLE, Part, request_download
from tests.assets.conftest import sandbox, tools
from tests.builders import jpeg, source
from tests.licensing.records import released
from tests.tools import exiftool

__all__ = ["sandbox", "tools"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.nozeal]

PERSONAL = {"GPSLatitude": 51.5, "GPSLongitude": 7.25, "BodySerialNumber": "SN-4711", "Artist": "Nora Beispiel"}
PERSONAL_XMP = {"Iptc4xmpExt:PersonInImage": ["Erika Mustermann"], "exif:GPSLatitude": "51,30.0N"}


def work(tools: Tools) -> None:
    with zeal_ignore():
        Worker(tools).run(until=lambda: True)


@pytest.fixture
def taken_in(town, manager, tools, tmp_path) -> Asset:
    """A photo with position, serial number and a person's name, taken in and released under CC BY."""
    folder = tmp_path / "photos"
    folder.mkdir()
    content = metadata.embed(jpeg("Burg", size=(300, 200)), "image/jpeg", xmp=PERSONAL_XMP, exif=PERSONAL)
    (folder / "burg.jpg").write_bytes(content)
    of = source(town, folder)
    for _ in scan(of, open_source(of)):
        pass
    work(tools)
    return released(Asset.objects.get(), manager, "CC-BY-4.0")


def ask_for(
    asset: Asset,
    manager,
    rendition: str = "full",
    *,
    channel: Channel = Channel.WEBSITE,
    part: Part = WHOLE,
    shown: str | None = None,
) -> Download:
    question = Question(
        asset=str(asset.uuid), organization=str(asset.organization.uuid), channel=channel,
        purpose=Purpose.PUBLIC_RELATIONS, publish_from=timezone.localdate(), publish_until=date(2099, 1, 1),
        rendition=shown,
    )  # fmt: skip
    answer = request_download(asset, question, rendition=rendition, by=manager, at=timezone.now(), part=part)
    assert isinstance(answer, Download)
    return answer


def bytes_of(download: Download) -> bytes:
    download.refresh_from_db()
    assert download.state == "ready", download.reason
    with store_from_settings().open(download.key) as stream:
        return stream.read()


def test_the_copy_has_every_pixel_of_the_original(taken_in, manager, tools):
    download = ask_for(taken_in, manager)
    work(tools)
    location = Location.objects.get()
    with (
        Image.open(io.BytesIO(bytes_of(download)), formats=["JPEG"]) as copy,
        Image.open(Path(location.source.url) / location.key, formats=["JPEG"]) as original,
    ):
        assert ImageChops.difference(copy, original).getbbox() is None


@pytest.mark.parametrize("rendition", ["full", "large"])
def test_an_independent_reader_finds_the_rights_and_the_decision_and_nothing_personal(
    taken_in, manager, tools, tmp_path, rendition
):
    download = ask_for(taken_in, manager, rendition)
    work(tools)
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(bytes_of(download))
    said = subprocess.run(
        [exiftool(), "-json", "-G1", "-a", "-n", str(copy)], capture_output=True, text=True, check=True
    ).stdout
    (tags,) = json.loads(said)
    assert tags["XMP-dc:Creator"] == "Nora Beispiel"
    assert tags["XMP-cc:License"] == "https://creativecommons.org/licenses/by/4.0/"
    assert str(download.decision.uuid) in said
    assert [name for name in tags if "GPS" in name or "Serial" in name] == []
    assert [secret for secret in ("Erika", "SN-4711", "51.5", "7.25") if secret in said] == []


DETAIL = Part(crop=Crop(0.25, 0.5, 0.5, 0.25))


def tags_of(download: Download, folder: Path) -> dict[str, object]:
    copy = folder / "copy.jpg"
    copy.write_bytes(bytes_of(download))
    command = [exiftool(), "-json", "-G1", "-a", "-n", str(copy)]
    (tags,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return tags


def test_a_detail_leaves_with_its_change_named_and_no_more_of_the_picture(taken_in, manager, tools, tmp_path):
    download = ask_for(taken_in, manager, part=DETAIL)
    work(tools)
    tags = tags_of(download, tmp_path)
    assert (tags["File:ImageWidth"], tags["File:ImageHeight"]) == (150, 50)
    assert str(tags["XMP-photoshop:Credit"]).endswith("(Ausschnitt)")
    assert "Nora Beispiel" in str(tags["XMP-photoshop:Credit"])
    assert tags["XMP-plus:LicensorTransactionID"] == str(download.decision.uuid)


def test_usage_terms_name_the_change_too(taken_in, manager, tools, tmp_path):
    Asset.objects.update(usage_terms="Nur mit Namen")
    download = ask_for(Asset.objects.get(), manager, part=DETAIL)
    work(tools)
    assert tags_of(download, tmp_path)["XMP-xmpRights:UsageTerms"] == "Nur mit Namen\nÄnderungen: Ausschnitt"


def test_a_longest_side_is_kept_to(taken_in, manager, tools, tmp_path):
    download = ask_for(taken_in, manager, part=Part(max_edge=90))
    work(tools)
    tags = tags_of(download, tmp_path)
    assert (tags["File:ImageWidth"], tags["File:ImageHeight"]) == (90, 60)


def test_a_detail_is_tried_once_when_it_lies_outside(taken_in, manager, tools):
    download = ask_for(taken_in, manager)
    Download.objects.update(crop={"x": 0.9, "y": 0, "width": 0.5, "height": 1})
    work(tools)
    download.refresh_from_db()
    assert (download.state, download.attempts) == ("failed", 1)
    assert "Ausschnitt" in download.reason


def test_the_credit_inside_is_the_line_of_the_decision(taken_in, manager, tools, tmp_path):
    download = ask_for(taken_in, manager)
    work(tools)
    credit = str(tags_of(download, tmp_path)["XMP-photoshop:Credit"])
    assert "Nora Beispiel" in credit
    assert "CC BY 4.0" in credit
    assert "<a " not in credit


def test_the_press_gets_the_old_blocks(taken_in, manager, tools, tmp_path):
    download = ask_for(taken_in, manager, channel=Channel.PRESS)
    work(tools)
    assert tags_of(download, tmp_path)["IPTC:By-line"] == "Nora Beispiel"


def test_a_name_that_was_refused_is_nowhere_in_the_copy(taken_in, manager, tools):
    AssetRights.objects.filter(asset=taken_in).update(designation="no_name")
    for rendition in ("full", "large"):
        download = ask_for(taken_in, manager, rendition)
        work(tools)
        assert b"Beispiel" not in bytes_of(download)


def version(asset: Asset, manager, **values: object) -> RenditionState:
    return RenditionState.objects.create(asset=asset, confirmed_by=manager, confirmed_at=timezone.now(), **values)


def about(download: Download, shown: RenditionState) -> CopyOrder:
    """The order under a decision that names a version; decisions are never changed, so here it is only in memory."""
    download.decision.question = download.decision.question | {"rendition": str(shown.uuid)}
    return CopyOrder(download.asset, download.decision, "full")


def test_a_decision_about_a_detail_lets_out_that_detail_only(taken_in, manager):
    shown = version(taken_in, manager, crop={"x": 0, "y": 0, "width": 0.5, "height": 1}, modifications=["crop"])
    assert version_of(about(ask_for(taken_in, manager), shown)).crop == Crop(0, 0, 0.5, 1)


def test_a_decision_about_blurred_faces_does_not_let_out_the_original(taken_in, manager):
    shown = version(taken_in, manager, modifications=["face_blur"])
    with pytest.raises(StepFailed, match="version-made-elsewhere"):
        version_of(about(ask_for(taken_in, manager), shown))


def test_the_detail_that_was_looked_at_leaves_with_its_change_named(taken_in, manager, tools, tmp_path):
    shown = version(
        taken_in, manager, crop={"x": 0, "y": 0, "width": 0.5, "height": 1}, modifications=["crop"],
        persons="none_confirmed", works="none_confirmed", property="none_confirmed",
    )  # fmt: skip
    download = ask_for(taken_in, manager, shown=str(shown.uuid))
    work(tools)
    tags = tags_of(download, tmp_path)
    assert (tags["File:ImageWidth"], tags["File:ImageHeight"]) == (150, 200)
    assert str(tags["XMP-photoshop:Credit"]).endswith("(Ausschnitt)")
    assert embedded(taken_in, download.decision).fields["credit_line"] == tags["XMP-photoshop:Credit"]


@pytest.mark.parametrize(
    ("recorded", "hints", "mark"),
    [
        pytest.param("unknown", {"ai_signals": {"value": ["generation parameters"]}}, GENERATED, id="the file hints"),
        pytest.param("yes", {}, GENERATED, id="a person says so"),
        pytest.param("no", {"ai_signals": {"value": ["a program"]}}, "", id="a person corrects the file"),
        pytest.param("unknown", {}, "", id="nobody says so"),
    ],
)
def test_the_mark_of_a_generator_is_in_the_copy_though_its_prompts_are_not(taken_in, manager, recorded, hints, mark):
    decision = ask_for(taken_in, manager).decision
    decision.facts = decision.facts | {"ai": recorded}
    taken_in.original.file_facts = hints
    assert embedded(taken_in, decision).fields["digital_source_type"] == mark


@pytest.mark.parametrize(
    ("name", "media_type", "filename"),
    [
        ("IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        ("bild.jpeg", "image/jpeg", "bild.jpeg"),
        ("ohne", "image/png", "ohne.png"),
        ("b" * 255, "image/png", "b" * 251 + ".png"),
    ],
)
def test_the_name_follows_the_type_of_the_copy(name, media_type, filename):
    assert MadeCopy(Path(), media_type, 1, "").named(name) == filename
    assert len(filename) <= 255


def test_a_replaced_file_is_not_handed_out_under_the_decision_about_another(taken_in, manager, tools):
    location = Location.objects.get()
    path = Path(location.source.url) / location.key
    other = jpeg("anderes Bild", size=(30, 20))
    path.write_bytes(other + bytes(location.size_bytes - len(other)))
    download = ask_for(taken_in, manager)
    work(tools)
    download.refresh_from_db()
    assert (download.state, download.key) == ("failed", "")
    assert "verändert" in download.reason


def test_the_original_stays_as_it_was(taken_in, manager, tools):
    location = Location.objects.get()
    before = (Path(location.source.url) / location.key).read_bytes()
    ask_for(taken_in, manager)
    work(tools)
    assert (Path(location.source.url) / location.key).read_bytes() == before


def test_a_format_that_takes_no_rights_fails_in_a_sentence_and_leaves_no_copy(taken_in, manager, tools):
    taken_in.original.media_type = "image/gif"
    taken_in.original.save()
    download = ask_for(taken_in, manager)
    work(tools)
    download.refresh_from_db()
    assert (download.state, download.key) == ("failed", "")
    assert "Rechteangaben" in download.reason


def test_a_vanished_original_is_tried_three_times_and_then_explained(taken_in, manager, tools):
    Location.objects.update(vanished_at=timezone.now())
    download = ask_for(taken_in, manager)
    work(tools)
    download.refresh_from_db()
    assert (download.state, download.attempts) == ("failed", 3)


class Missing:
    """A sandbox whose server cannot be started."""

    def run(self, *_job: object, **_options: object) -> bytes:
        raise SandboxUnavailable


def test_a_machine_without_a_sandbox_lets_the_copy_wait_and_burns_no_attempt(taken_in, manager, tools):
    download = ask_for(taken_in, manager)
    work(replace(tools, sandbox=Missing()))
    download.refresh_from_db()
    assert (download.state, download.attempts) == ("preparing", 0)


def test_preparing_twice_is_the_same_copy(taken_in, manager, tools):
    download = ask_for(taken_in, manager)
    work(tools)
    first = bytes_of(download)
    Download.objects.update(state="preparing", key="")
    work(tools)
    assert bytes_of(download) == first


def test_an_expired_request_is_not_prepared(taken_in, manager, tools):
    download = ask_for(taken_in, manager)
    Download.objects.update(expires_at=timezone.now())
    work(tools)
    download.refresh_from_db()
    assert (download.state, download.key) == ("expired", "")
