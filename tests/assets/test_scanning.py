"""A scanner that finds something locks the file away; one that does not answer lets nothing pass.

The scanner here speaks ClamAV's protocol over a real socket; a real daemon is asked too, where one runs.
"""

import os
import socket
import struct
import threading
from pathlib import Path

import pytest
from django.utils import timezone

from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.models import Asset, Original, Rendition
from assets.scanning import Clamd, ScannerUnavailable, TooLargeToScan
from assets.viewer import viewer_of
from tests.builders import jpeg, member, organization, source

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
REAL = [path for path in (os.environ.get("BILDKREIS_TEST_CLAMD", "/run/clamav/clamd.ctl"),) if Path(path).exists()]


class Daemon(threading.Thread):
    """Answers each stream by what it holds, as clamd does; `says` replaces the answer."""

    def __init__(self, path: Path, says: bytes | None = None) -> None:
        super().__init__(daemon=True)
        self.address, self.says, self.seen = str(path), says, 0
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.address)
        self.listener.listen()

    def run(self) -> None:
        while True:
            try:
                channel, _ = self.listener.accept()
            except OSError:
                return
            with channel, channel.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = bytearray()
                while size := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(size)
                self.seen += 1
                found = b"stream: Eicar-Test-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"
                channel.sendall(self.says if self.says is not None else found)

    def stop(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@pytest.fixture
def daemon(tmp_path, settings):
    started: list[Daemon] = []

    def start(says: bytes | None = None) -> Daemon:
        running = Daemon(tmp_path / f"clamd-{len(started)}", says)
        running.start()
        started.append(running)
        settings.CLAMAV = running.address
        return running

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def arrive(tmp_path, work):
    photos = tmp_path / "photos"
    photos.mkdir()
    town = organization("kreis-hohenau")

    def bring(data: bytes) -> Original:
        (photos / "bild.jpg").write_bytes(data)
        place = source(town, photos)
        for _ in scan(place, open_source(place)):
            pass
        work()
        return Original.objects.select_related("asset__organization").get()

    return bring


def test_a_clean_file_goes_its_way(arrive, daemon):
    running = daemon()
    assert arrive(jpeg("Burg")).asset.state == "ready"
    assert running.seen == 1


def test_a_finding_locks_the_file_away_with_its_name(arrive, daemon):
    daemon()
    original = arrive(jpeg("Burg") + EICAR)
    assert original.asset.state == "quarantined"
    assert "Eicar-Test-Signature" in original.asset.state_reason
    assert not Rendition.objects.exists()


def test_what_is_locked_away_is_seen_by_its_own_contributors_only(arrive, daemon):
    daemon()
    original = arrive(jpeg("Burg") + EICAR)
    of = original.asset.organization
    sees = {
        role: Asset.objects.visible_to(viewer_of(member(of, role))).exists()
        for role in ("viewer", "contributor", "rights_manager")
    }
    assert sees == {"viewer": False, "contributor": True, "rights_manager": True}
    assert not Asset.objects.visible_to(viewer_of(member(organization("nachbar"), "administrator"))).exists()


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"stream: Can't allocate memory ERROR\0", id="an error"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n\0", id="another program"),
    ],
)
def test_a_scanner_without_an_answer_lets_nothing_pass(says, arrive, daemon):
    daemon(says)
    original = arrive(jpeg("Burg"))
    assert (original.asset.state, original.read_at, original.attempts) == ("processing", None, 0)
    assert original.next_attempt_at > timezone.now()


def test_a_scanner_that_is_down_lets_nothing_pass_until_it_is_back(arrive, daemon, settings, tmp_path, work):
    settings.CLAMAV = str(tmp_path / "nobody")
    original = arrive(jpeg("Burg"))
    assert original.asset.state == "processing"
    daemon()
    Original.objects.update(next_attempt_at=None)
    work()
    assert Asset.objects.get().state == "ready"


def test_a_file_larger_than_the_scanner_takes_goes_on_and_says_so(arrive, daemon, settings):
    daemon()
    settings.CLAMAV_MAX_MB = 0
    original = arrive(jpeg("Burg"))
    assert original.asset.state == "ready"
    assert "not-scanned" in original.warnings


def test_the_daemons_own_limit_is_no_finding_and_no_fault(daemon, tmp_path):
    running = daemon(b"INSTREAM size limit exceeded. ERROR\0")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(TooLargeToScan):
        Clamd(running.address, 5, 1000).scan(tmp_path / "file")


def test_a_silent_daemon_is_waited_for_no_longer_than_said(tmp_path):
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(tmp_path / "silent"))
    listener.listen()
    (tmp_path / "file").write_bytes(b"x")
    with listener, pytest.raises(ScannerUnavailable):
        Clamd(str(tmp_path / "silent"), 0.2, 1000).scan(tmp_path / "file")


@pytest.mark.parametrize("address", ["", *REAL])
def test_the_test_signature_is_found_and_a_clean_file_is_clean(address, daemon, tmp_path):
    (tmp_path / "eicar").write_bytes(EICAR)
    (tmp_path / "clean").write_bytes(jpeg("Burg"))
    asked = Clamd(address or daemon().address, 60, 10_000_000)
    assert asked.scan(tmp_path / "clean") is None
    assert asked.scan(tmp_path / "eicar") is not None
