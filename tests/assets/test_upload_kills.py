"""A kill at any port call of the upload way costs nothing: the next attempt ends as an undisturbed one."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assets.library_process import ROOT, LibraryProcess
from tests.builders import jpeg

UPLOADER = ("-m", "tests.assets.dying_uploader")


class DemoLibrary(LibraryProcess):
    """Serves without the keys of a real installation."""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "BILDKREIS_DEMO": "1", "BILDKREIS_RATE_UPLOAD": "1000/s"}


def finished(library: LibraryProcess, folder: Path) -> tuple[int, dict]:
    done = subprocess.run(
        [sys.executable, *UPLOADER, str(folder)], env=library.environment, cwd=ROOT, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    return answer["calls"], answer["state"]


def prepared(folder: Path, count: int) -> tuple[LibraryProcess, Path]:
    photos = folder / "photos"
    photos.mkdir()
    for number in range(count):
        (photos / f"{number}.jpg").write_bytes(jpeg(f"Bild {number}", size=(200, 150 + number)))
    template = DemoLibrary(folder / "template")
    template.prepare_empty()
    subprocess.run([sys.executable, *UPLOADER, "prepare"], env=template.environment, cwd=ROOT, check=True)
    return template, photos


def check_kills(tmp_path: Path, *, every: int) -> int:
    template, photos = prepared(tmp_path, 1)
    counted = DemoLibrary(Path(shutil.copytree(template.folder, tmp_path / "counted")))
    calls, expected = finished(counted, photos)
    points = [(at, when) for at in range(1, calls + 1) for when in ("before", "after")][every // 2 :: every]
    wrong = {}
    for at, when in points:
        library = DemoLibrary(Path(shutil.copytree(template.folder, tmp_path / f"killed-{at}-{when}")))
        worker = library.start(*UPLOADER, str(photos), str(at), when)
        said = worker.communicate(timeout=120)[1].decode()
        assert worker.returncode == -signal.SIGKILL, f"{when} call {at}: {worker.returncode}: {said}"
        found = finished(library, photos)[1]
        if found != expected:
            wrong[f"{when} call {at}"] = {
                name: (found[name], expected[name]) for name in expected if found[name] != expected[name]
            }
        shutil.rmtree(library.folder)
    print(f"{calls} port calls, {len(points)} kills")
    assert wrong == {}
    return calls


@pytest.mark.proof
def test_an_upload_killed_at_a_port_call_costs_nothing(tmp_path):
    """At every one with `BILDKREIS_PROOF=1`, at a few without."""
    check_kills(tmp_path, every=1 if os.environ.get("BILDKREIS_PROOF") == "1" else 12)
