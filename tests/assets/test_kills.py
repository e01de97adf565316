"""Whatever is killed, whenever: the end state is that of an undisturbed run (security rules 44, 45)."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.assets.library_process import ROOT, LibraryProcess
from tests.builders import folder_of_pictures, jpeg


def undisturbed(folder: Path, photos: Path) -> dict[str, object]:
    library = LibraryProcess(folder)
    library.prepare(photos)
    library.finish(photos)
    return library.state()


def mixed_folder(folder: Path, count: int) -> Path:
    """Pictures, a duplicate, an empty file and a broken one."""
    folder_of_pictures(folder, count)
    shutil.copy(folder / "bild-000.jpg", folder / "kopie.jpg")
    (folder / "leer.jpg").write_bytes(b"")
    (folder / "kaputt.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(60))
    return folder


def kill_once(library: LibraryProcess, at: int, when: str) -> None:
    worker = library.start("-m", "tests.assets.dying_worker", str(at), when)
    said = worker.communicate(timeout=120)[1].decode()
    assert worker.returncode == -signal.SIGKILL, f"{when} call {at}: {worker.returncode}: {said}"


def finish_in_one_process(library: LibraryProcess) -> tuple[int, object]:
    """Work undisturbed to the end: the number of port calls, and the state of the library."""
    worker = subprocess.run(
        [sys.executable, "-m", "tests.assets.dying_worker"],
        env=library.environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    answer = json.loads(worker.stdout.strip().splitlines()[-1])
    return answer["calls"], answer["state"]


def check_kills(tmp_path: Path, *, every: int = 1) -> None:
    photos = folder_of_pictures(tmp_path / "photos", 2)
    template = LibraryProcess(tmp_path / "template")
    template.prepare(photos)
    counted = LibraryProcess(Path(shutil.copytree(template.folder, tmp_path / "counted")))
    calls, expected = finish_in_one_process(counted)
    every_point = [(at, when) for at in range(1, calls + 1) for when in ("before", "after")]
    for at, when in every_point[::every]:
        library = LibraryProcess(Path(shutil.copytree(template.folder, tmp_path / f"killed-{at}-{when}")))
        kill_once(library, at, when)
        assert finish_in_one_process(library)[1] == expected, f"killed {when} call {at}"


def test_a_worker_killed_at_a_port_call_costs_nothing(tmp_path):
    check_kills(tmp_path, every=31)


@pytest.mark.proof
def test_a_worker_killed_at_every_port_call_costs_nothing(tmp_path):
    check_kills(tmp_path)


def kill_at_random(tmp_path: Path, *, files: int, kills: int, seed: int) -> None:
    photos = mixed_folder(tmp_path / "photos", files)
    expected = undisturbed(tmp_path / "undisturbed", photos)
    library = LibraryProcess(tmp_path / "killed")
    library.prepare(photos)
    chance = random.Random(seed)
    for _ in range(kills):
        worker = library.start(str(ROOT / "manage.py"), "work", "--worker", "--skip-checks")
        time.sleep(chance.uniform(1.0, 2.6))
        worker.kill()
        worker.communicate(timeout=30)
    library.finish(photos)
    assert library.state() == expected


def test_workers_killed_at_random_while_files_are_taken_in_lose_nothing(tmp_path):
    kill_at_random(tmp_path, files=24, kills=4, seed=1)


@pytest.mark.proof
def test_workers_killed_twenty_times_while_300_files_are_taken_in_lose_nothing(tmp_path):
    kill_at_random(tmp_path, files=300, kills=20, seed=2)


def test_a_killed_index_goes_on_where_it_stopped(tmp_path):
    photos = folder_of_pictures(tmp_path / "photos", 20)
    library = LibraryProcess(tmp_path / "library")
    library.prepare(photos)
    running = library.start(str(ROOT / "manage.py"), "index", str(photos), "--processes", "2")
    time.sleep(3.0)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=60)
    (photos / "spaeter.jpg").write_bytes(jpeg("später"))
    library.finish(photos)
    state = library.state()
    assert len(state["assets"]) == 21
    assert state["unstamped"] == 0
