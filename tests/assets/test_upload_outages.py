"""Many uploads at once while web and worker are killed and the store is away: nothing lost, doubled, orphaned, harmed.

With `BILDKREIS_PROOF=1` the proof brings 1,000 files at 16 in parallel, kills web and worker five times each and takes
the store away for a minute.
"""

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from api.client.files import files_in
from api.client.talking import Refused, Server
from api.client.transfer import Place, Transfer
from tests.assets.library_process import ROOT, LibraryProcess
from tests.browser.conftest import free_port, surroundings, wait_for
from tests.builders import jpeg
from tests.servers import BreakingLine, breaking_line
from tests.servers._s3_server import ACCESS_KEY, SECRET_KEY

pytestmark = pytest.mark.s3

LARGE_EVERY = 50
"""One file in so many has two parts."""
PART = 8 * 1024 * 1024
PATIENCE_SECONDS = 1800


@dataclass(frozen=True)
class ShutLibrary(LibraryProcess):
    """A library whose bucket lies behind a gate."""

    bucket: str = ""
    gate_port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        keys = {name: value for name, value in surroundings(self.folder).items() if name.endswith("_KEY")}
        return {
            **super().environment,
            **keys,
            "BILDKREIS_DEMO": "1",
            "BILDKREIS_STORAGE_URL": f"s3://{self.bucket}/store",
            "BILDKREIS_S3_ENDPOINT": f"http://127.0.0.1:{self.gate_port}",
            "BILDKREIS_S3_ACCESS_KEY": ACCESS_KEY,
            "BILDKREIS_S3_SECRET_KEY": SECRET_KEY,
            "BILDKREIS_RATE_UPLOAD": "10000/s",
            "BILDKREIS_RATE_WRITE": "10000/s",
            "BILDKREIS_LOG_LEVEL": "CRITICAL",
        }

    def said(self, *module: str) -> dict:
        done = subprocess.run(
            [sys.executable, "-m", *module], env=self.environment, cwd=ROOT, capture_output=True, text=True,
            check=False, timeout=PATIENCE_SECONDS,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.strip().splitlines()[-1])


@dataclass
class Mortal:
    """Process groups that are killed with SIGKILL and started anew by the same command."""

    library: ShutLibrary
    command: tuple[str, ...]
    copies: int = 1
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    deaths: int = 0

    def start(self) -> None:
        self.processes = [
            subprocess.Popen(
                [sys.executable, *self.command], env=self.library.environment, cwd=ROOT, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            for _ in range(self.copies)
        ]  # fmt: skip

    def kill(self) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)
        self.processes = []

    def die_and_rise(self) -> None:
        self.kill()
        self.deaths += 1
        self.start()


@dataclass
class Fate:
    """What happens when so many files have arrived, in order; a thread looks."""

    arrived: Callable[[], int]
    events: list[tuple[int, Callable[[], object]]]
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        for at, event in sorted(self.events, key=lambda pair: pair[0]):
            while self.arrived() < at:
                if self.over.wait(0.05):
                    return
            event()


def draw(folder: Path, count: int) -> list[str]:
    """Files that all differ; the SHA-256 of each, sorted."""
    folder.mkdir()
    noise, digests = random.Random(7).randbytes(PART), []
    for number in range(count):
        content = jpeg(f"Bild {number}", size=(320 + number % 40, 240))
        if number % LARGE_EVERY == LARGE_EVERY - 1:
            content += noise
        (folder / f"bild-{number:04}.jpg").write_bytes(content)
        digests.append(hashlib.sha256(content).hexdigest())
    return sorted(digests)


@contextlib.contextmanager
def served(server, folder: Path) -> Iterator[tuple[ShutLibrary, BreakingLine, Mortal, Mortal, Server]]:
    with breaking_line(server.port) as door:
        library = ShutLibrary(folder, bucket=server.make_bucket(), gate_port=door.port)
        library.prepare_empty()
        token = library.said("tests.api.client_library")["token"]
        port = free_port()
        web = Mortal(library, (
            "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--no-log", "tests.browser.served:application",
        ))  # fmt: skip
        worker = Mortal(library, (str(ROOT / "manage.py"), "work", "--worker", "--skip-checks"), copies=2)
        client = Server(f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {token}"})
        try:
            web.start()
            wait_for(f"{client.address}/health/live")
            yield library, door, web, worker, client
        finally:
            client.close()
            for process in (web, worker):
                process.kill()


def away(door: BreakingLine, seconds: float) -> None:
    door.shut()
    time.sleep(seconds)
    door.open()


def bring(client: Server, draft: str, files: list, *, parallel: int, fate: Callable[[Transfer], Fate]) -> Transfer:
    place = Place(f"/uploads/{draft}/files", f"/uploads/{draft}")
    transfer = Transfer(client, place, parallel=parallel, tell=lambda _bytes: None)
    watched = fate(transfer)
    watcher = threading.Thread(target=watched.watch)
    watcher.start()
    try:
        outcome = transfer.run(files)
    finally:
        watched.over.set()
        watcher.join()
    assert (outcome.failed, outcome.refused) == ([], [])
    assert outcome.arrived + outcome.there_before == len(files)
    return transfer


def new_draft(client: Server) -> str:
    organization = client.ask("GET", "/session")["organizations"][0]["id"]
    return client.ask("POST", "/uploads", {"organization": organization})["id"]


def wait_until(library: ShutLibrary, what: str, state: str, count: int) -> None:
    until, found = time.monotonic() + PATIENCE_SECONDS, {}
    while time.monotonic() < until:
        found = library.said("tests.assets.upload_state", "progress")
        if found[what].get(state) == count:
            return
        time.sleep(1)
    pytest.fail(f"not all {what} are {state}: {found}")


def take_over(client: Server, draft: str) -> None:
    with contextlib.suppress(Refused):  # taken over already, before an answer that was lost
        client.ask("POST", f"/uploads/{draft}/take-over", {})


def check_whole(library: ShutLibrary, wanted: list[str]) -> None:
    found = library.said("tests.assets.upload_state", "settle")
    print({name: value for name, value in found.items() if name not in {"bytes", "originals"}})
    assert found["originals"] == wanted, "an asset is missing, or there twice"
    assert found["bytes"] == wanted, "an object is harmed"
    assert found["files"] == {"taken_over": len(wanted)}
    assert (found["objects"], found["open"], found["damages"]) == (len(wanted), 0, [])


@pytest.mark.proof
def test_uploads_outlive_a_killed_web_process_a_killed_worker_and_a_store_that_is_away(seaweedfs, tmp_path):
    wanted = draw(tmp_path / "photos", 24)
    with served(seaweedfs, tmp_path / "library") as (library, door, web, worker, client):
        draft, files = new_draft(client), list(files_in([tmp_path / "photos"]))
        events = [(4, web.die_and_rise), (12, lambda: away(door, 3))]
        bring(client, draft, files, parallel=8, fate=lambda run: Fate(lambda: run.outcome.arrived, events))
        worker.start()
        time.sleep(3)
        worker.die_and_rise()
        wait_until(library, "files", "ready", len(wanted))
        take_over(client, draft)
        wait_until(library, "assets", "ready", len(wanted))
        check_whole(library, wanted)
    assert web.deaths == 1


@pytest.mark.proof
@pytest.mark.parametrize("store", ["seaweedfs", "ceph_rgw"])
def test_a_thousand_uploads_outlive_kills_and_a_minute_without_the_store(store, request, tmp_path):
    is_whole = os.environ.get("BILDKREIS_PROOF") == "1"
    count, pause = (1000, 60) if is_whole else (100, 5)
    wanted, began = draw(tmp_path / "photos", count), time.monotonic()
    half = count // 2
    with served(request.getfixturevalue(store), tmp_path / "library") as (library, door, web, worker, client):
        worker.start()
        files, drafts = list(files_in([tmp_path / "photos"])), [new_draft(client), new_draft(client)]
        for turn, (draft, some) in enumerate(zip(drafts, (files[:half], files[half:]), strict=True)):
            events = [
                (half * 2 // 10, web.die_and_rise),
                (half * 4 // 10, worker.die_and_rise),
                (half * 5 // 10, (lambda: away(door, pause)) if turn else web.die_and_rise),
                (half * 7 // 10, web.die_and_rise),
                (half * 8 // 10, worker.die_and_rise),
            ]
            bring(
                client,
                draft,
                some,
                parallel=16,
                fate=lambda run, events=events: Fate(lambda: run.outcome.arrived, events),
            )
        print(f"{store}: {count} files sent in {time.monotonic() - began:.0f} s")
        wait_until(library, "files", "ready", count)
        for draft in drafts:
            take_over(client, draft)
        worker.die_and_rise()
        wait_until(library, "assets", "ready", count)
        check_whole(library, wanted)
    print(f"{store}: whole in {time.monotonic() - began:.0f} s; killed web {web.deaths}, worker {worker.deaths} times")
    assert (web.deaths, worker.deaths) == (5, 5)
