"""Every type is written by a child of the sandbox, under its limits; a hostile file fails alone with a reason."""

from pathlib import Path

import msgspec
import pytest

from assets.metadata import write_rights
from assets.sandbox import ChildFailed, Reason, Sandbox
from tests.assets.conftest import sandbox
from tests.metadata.writing.files import RIGHTS, TYPES, stuffed

__all__ = ["sandbox"]


def run(sandbox: Sandbox, job: str, data: bytes, folder: Path, **params: object) -> tuple[bytes, dict[str, object]]:
    source, out = folder / "source", folder / "out"
    source.write_bytes(data)
    out.mkdir(exist_ok=True)
    said = sandbox.run(job, source=source, out_dir=out, params={"rights": RIGHTS, **params})
    return (out / "copy").read_bytes(), msgspec.json.decode(said)


@pytest.mark.parametrize("media_type", TYPES)
def test_a_child_writes_what_the_library_writes(media_type, sandbox, tmp_path):
    copy, said = run(sandbox, "write_rights", stuffed(media_type), tmp_path, media_type=media_type)
    assert copy == write_rights(stuffed(media_type), media_type, RIGHTS)
    assert said == {"path": "copy", "size_bytes": len(copy), "media_type": media_type, "lost_manifest": False}
    assert sandbox.last_usage.cpu_seconds < 5


@pytest.mark.parametrize("media_type", TYPES)
def test_a_broken_file_fails_alone_and_says_why(media_type, sandbox, tmp_path):
    with pytest.raises(ChildFailed) as failed:
        run(sandbox, "write_rights", stuffed(media_type)[:40], tmp_path, media_type=media_type)
    assert (failed.value.reason, bool(failed.value.code)) == (Reason.REFUSED, True)


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/tiff", "image/heic", "image/avif", "image/webp"])
def test_a_child_renders_a_detail_with_the_rights_inside(media_type, sandbox, tmp_path):
    crop = {"x": 0.0, "y": 0.0, "width": 0.5, "height": 0.5}
    params = {"media_type": media_type, "crop": crop, "max_edge": 40}
    copy, said = run(sandbox, "render_copy", stuffed(media_type), tmp_path, **params)
    assert said["media_type"] == "image/jpeg"
    assert RIGHTS.usage_terms.split(";")[0].encode() in copy
    assert b"Erika" not in copy
