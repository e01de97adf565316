"""Reading, rendering and writing rights as the product does it: real files, through the sandbox."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import exifread
import msgspec
import pytest
from PIL import Image

from assets import metadata
from assets.renditions import Caveat, Refusal, Rendered
from assets.sandbox import ChildFailed, Limits, Reason, Sandbox
from tests.renditions.pictures import gradient, jpeg_with_scans, png_header_claiming, samples_folder, saved

RIGHTS = {"creators": ["Ärmel Öhrchen"], "credit_line": "Foto: Öhrchen", "copyright_notice": "© Kreis", "title": "Tor"}
REFUSED = {
    Refusal.UNREADABLE, Refusal.DAMAGED, Refusal.PIXELS, Refusal.TYPE, Refusal.PROTECTED, Refusal.NO_FRAME,
}  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def out_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "source"
    path.write_bytes(data)
    return path


def render(sandbox: Sandbox, source: Path, out_dir: Path, media_type: str) -> Rendered:
    params = {"media_type": media_type, "rights": RIGHTS}
    return msgspec.json.decode(sandbox.run("render", source=source, out_dir=out_dir, params=params), type=Rendered)


def photo_with_position() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "canary maker", "canary artist"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 50.0, 0.0), 3: "E", 4: (7.0, 10.0, 0.0)})
    return saved(gradient(640, 480), "JPEG", exif=exif, comment=b"canary comment")


def test_every_sample_is_rendered_or_refused_by_name_within_its_limits(sandbox, out_dir):
    outcomes: dict[str, str] = {}
    step = 1 if os.environ.get("BILDKREIS_PROOF") == "1" else 4
    for source in sorted(path for path in samples_folder().rglob("*") if path.is_file())[::step]:
        media_type = metadata.sniff(source.read_bytes()[:65536])
        if media_type is None:
            continue
        try:
            outcomes[source.name] = "shown" if render(sandbox, source, out_dir, media_type.value).files else "empty"
        except ChildFailed as failure:
            outcomes[source.name] = failure.code if failure.code in REFUSED else f"unexpected: {failure}"
        assert sandbox.last_usage.cpu_seconds < 5, source.name
        assert sandbox.last_usage.peak_memory_bytes < 700 * 1024 * 1024, source.name
    assert {name: outcome for name, outcome in outcomes.items() if outcome.startswith(("unexpected", "empty"))} == {}
    assert sum(outcome == "shown" for outcome in outcomes.values()) >= 190 // step - 10


def test_every_sample_is_read_or_refused_by_name(sandbox):
    unexpected = {}
    for source in sorted(path for path in samples_folder().rglob("*") if path.is_file()):
        try:
            metadata.from_json(sandbox.run("read", source=source))
        except ChildFailed as failure:
            if failure.reason is not Reason.REFUSED:
                unexpected[source.name] = str(failure)
    assert unexpected == {}


def test_a_rendition_names_its_rights_and_nothing_personal(sandbox, tmp_path, out_dir):
    result = render(sandbox, written(tmp_path, photo_with_position()), out_dir, "image/jpeg")
    for file in result.files:
        content = (out_dir / file.name).read_bytes()
        assert "Foto: Öhrchen".encode() in content
        assert b"canary" not in content
        if file.media_type == "image/jpeg":
            with (out_dir / file.name).open("rb") as opened:
                assert [tag for tag in exifread.process_file(opened) if tag.startswith("GPS")] == []


def test_a_copy_with_rights_is_written_beside_the_original(sandbox, tmp_path, out_dir):
    source = written(tmp_path, photo_with_position())
    answer = json.loads(
        sandbox.run(
            "write_rights", source=source, out_dir=out_dir, params={"media_type": "image/jpeg", "rights": RIGHTS}
        )
    )
    copy = (out_dir / answer["path"]).read_bytes()
    assert len(copy) == answer["size_bytes"]
    assert "Foto: Öhrchen".encode() in copy
    assert source.read_bytes() == photo_with_position()


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        pytest.param(png_header_claiming(40_000, 40_000), "image/png", Refusal.PIXELS, id="decompression bomb"),
        pytest.param(jpeg_with_scans(20_000), "image/jpeg", Refusal.SCANS, id="20,000 scans"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "image/png", Refusal.UNREADABLE, id="only a signature"),
    ],
)
def test_a_refusal_crosses_the_process_boundary_with_its_code(sandbox, tmp_path, out_dir, data, media_type, code):
    with pytest.raises(ChildFailed) as failure:
        render(sandbox, written(tmp_path, data), out_dir, media_type)
    assert (failure.value.reason, failure.value.code) == (Reason.REFUSED, code)


def test_a_picture_that_needs_more_memory_than_allowed_ends_as_such(sandbox, tmp_path, out_dir):
    source = written(tmp_path, saved(Image.new("RGB", (9_000, 9_000)), "PNG"))
    tight = Limits(memory_bytes=256 * 1024 * 1024)
    with pytest.raises(ChildFailed) as failure:
        sandbox.run("render", source=source, out_dir=out_dir, params={"media_type": "image/png"}, limits=tight)
    assert failure.value.reason is Reason.MEMORY_LIMIT


def test_the_largest_picture_that_is_accepted_fits_into_the_default_limits(sandbox, tmp_path, out_dir):
    source = written(tmp_path, saved(Image.new("P", (14_000, 14_000)), "PNG"))
    assert render(sandbox, source, out_dir, "image/png").width == 14_000


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("imagemeta/sample.cr2", id="camera raw"),
        pytest.param("Pillow/illu10_preview.eps", id="eps"),
    ],
)
def test_files_that_are_never_interpreted_show_the_preview_inside(sandbox, out_dir, name):
    source = samples_folder() / name
    media_type = metadata.sniff(source.read_bytes()[:65536])
    assert media_type is not None
    result = render(sandbox, source, out_dir, media_type.value)
    assert result.warnings == (Caveat.EMBEDDED_PREVIEW,)
    assert len(result.files) == 3
