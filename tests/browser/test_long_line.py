"""A film over a line that is cut ten times, from Chromium: bit-identical, past Django with a bucket, in flat memory.

`BILDKREIS_PROOF=1 pytest -m proof tests/browser/test_long_line.py` sends 2 GB; without it a hundredth of that.
"""

import hashlib
import os
import random
import struct
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assets.storage import cors_rules
from tests.browser.conftest import ROOT, free_port, sign_in, surroundings, wait_for
from tests.films import film
from tests.migrated import copy_to
from tests.servers import breaking_line, ceph_rgw, seaweedfs
from tests.servers._s3_server import ACCESS_KEY, SECRET_KEY

__all__ = ["ceph_rgw", "seaweedfs"]

pytestmark = [pytest.mark.browser, pytest.mark.s3, pytest.mark.proof]
WHOLE = os.environ.get("BILDKREIS_PROOF") == "1"
SIZE = 2_000_000_000 if WHOLE else 40_000_000
CUTS = 10
ARRIVING_MS = 1_500_000
MORE_KB = 32 * 1024
"""How much larger the web process may get in the second half: what is on its way at once has no more of a long film."""


def long_film(path: Path) -> str:
    """A film that plays for two seconds, followed by a box of noise that players skip; its SHA-256."""
    noise, digest = random.Random(2).randbytes(1 << 20), hashlib.sha256()
    head = film()
    left = SIZE - len(head) - 16
    with path.open("wb") as stream:
        for piece in (head, struct.pack(">I4sQ", 1, b"free", left + 16)):
            digest.update(piece)
            stream.write(piece)
        while left:
            piece = noise[: min(left, len(noise))]
            digest.update(piece)
            left -= stream.write(piece)
    return digest.hexdigest()


def largest_kb(process: subprocess.Popen) -> int:
    """VmHWM of the server and of its workers, whichever is the largest."""
    pids = [process.pid, *map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())]
    peaks = []
    for pid in pids:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        peaks.append(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]))
    return max(peaks)


def store_settings(server, line, origin: str) -> dict[str, str]:
    """A bucket that the browser of this origin may write to, through the bad line."""
    bucket = server.make_bucket()
    server.client().put_bucket_cors(Bucket=bucket, CORSConfiguration=cors_rules([origin]))
    return {
        "BILDKREIS_STORAGE_URL": f"s3://{bucket}/store",
        "BILDKREIS_S3_ENDPOINT": f"http://127.0.0.1:{server.port}",
        "BILDKREIS_S3_PUBLIC_ENDPOINT": f"http://127.0.0.1:{line.port}",
        "BILDKREIS_S3_ACCESS_KEY": ACCESS_KEY,
        "BILDKREIS_S3_SECRET_KEY": SECRET_KEY,
    }


@pytest.mark.parametrize("store", ["local", "seaweedfs", "ceph_rgw"])
def test_a_long_film_arrives_over_a_line_that_is_cut_ten_times(store, request, tmp_path, chromium):
    wanted, cut_every = long_film(tmp_path / "film.mp4"), SIZE // (CUTS + 1)
    port, is_local = free_port(), store == "local"
    with ExitStack() as stack:
        front = stack.enter_context(breaking_line(port, cut_every=cut_every if is_local else None))
        address = f"http://127.0.0.1:{front.port}"
        environment = surroundings(tmp_path) | {"BILDKREIS_RATE_UPLOAD": "1000/s"}
        back = front
        if not is_local:
            server = request.getfixturevalue(store)
            back = stack.enter_context(breaking_line(server.port, cut_every=cut_every))
            environment |= store_settings(server, back, address)
        (tmp_path / "data").mkdir(exist_ok=True)
        copy_to(tmp_path / "data" / "bildkreis.sqlite3")
        manage = [sys.executable, "manage.py"]
        subprocess.run(
            [*manage, "demo_library", "people"], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
        )
        web = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "--workers", "1", "--no-log", "tests.browser.served:application"], cwd=ROOT, env=environment,
        )  # fmt: skip
        stack.callback(web.wait, 30)
        stack.callback(web.terminate)
        wait_for(f"http://127.0.0.1:{port}/health/live")
        page = chromium.new_context(base_url=address, locale="de-DE").new_page()
        page.set_default_timeout(60_000)
        sign_in(page)
        page.goto("/hochladen")
        began, through = time.monotonic(), front.sent
        page.locator("input[type=file]").first.set_input_files(tmp_path / "film.mp4")
        while back.sent < SIZE / 2:
            page.wait_for_timeout(200)
        half = largest_kb(web)
        expect(page.get_by_text("Alles ist angekommen.").first).to_be_visible(timeout=ARRIVING_MS)
        seconds, after = time.monotonic() - began, largest_kb(web)
        found = subprocess.run(
            [*manage, "shell", "-v0", "-c", HASH], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout.split()
        print(f"{store}: {SIZE} bytes in {seconds:.0f} s, {back.cuts} cuts, VmHWM half-way {half} kB, then {after} kB")
        print(f"{store}: {front.sent - through} bytes to the web process")
        page.context.close()
    assert found == ["arrived", wanted]
    assert back.cuts >= CUTS
    assert after < half + MORE_KB
    assert is_local or front.sent - through < SIZE / 20


HASH = """
import hashlib
from assets.models import UploadFile
from assets.storage import store_from_settings
file = UploadFile.objects.get()
digest = hashlib.sha256()
with store_from_settings().open(file.key) as stream:
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
print(file.state, digest.hexdigest())
"""
