"""Search over HTTP: granian serves the library that `benchmarks.search` made, clients ask, memory is read.

The clients are processes of their own with one connection each. They share the machine's cores with the server, so the
figures are those of a small machine that does everything.
"""

import http.client
import multiprocessing
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from benchmarks.processes import memory_of

PORT = 18_734
WORKERS = 2
CLIENTS = 4
ASKED = 300
FAST = "100000/s"


def measure(folder: Path, classes: Sequence[Sequence[str]]) -> None:
    """An empty view and a full page with one client, then searches a second with four, then memory."""
    texts = [text for texts in classes for text in texts]
    random.Random(5).shuffle(texts)
    addresses = [f"/api/v1/assets/search?facets=1&page_size=48&q={quote(text)}" for text in texts]
    secret = _token()
    with _served(folder) as pids:
        _wait_until_ready(addresses[0], secret)
        _asked(addresses * 2, secret)  # warms both workers
        empty, pages = _asked(["/health/live"] * ASKED, secret), _asked(addresses * 3, secret)
        ratio = statistics.median(pages) / statistics.median(empty)
        print(f"empty view {_told(empty)}; full page {_told(pages)}; ratio {ratio:.1f}")
        print(f"{CLIENTS} clients: {_per_second(addresses, secret):.0f} searches a second")
        for pid in pids():
            print(f"worker: {memory_of(pid)}")


def _token() -> str:
    from django.utils import timezone

    from assets.models import ApiToken, Membership, Organization, Role, User

    secret, now = ApiToken.new_secret(), timezone.now()
    user, _ = User.objects.get_or_create(username="bench")
    home = Organization.objects.order_by("pk").first()
    Membership.objects.get_or_create(user=user, organization=home, role=Role.ADMINISTRATOR, from_on="2020-01-01")
    ApiToken.objects.create(
        user=user,
        name="bench",
        secret_hash=ApiToken.hash_of(secret),
        scopes=["read"],
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    return secret


@contextmanager
def _served(folder: Path) -> Iterator[object]:
    environment = {**os.environ, "BILDKREIS_RATE_SEARCH": FAST, "BILDKREIS_ALLOWED_HOSTS": "127.0.0.1"}
    environment |= {name: secrets.token_urlsafe(50) for name in ("BILDKREIS_SECRET_KEY", "BILDKREIS_EVIDENCE_KEY")}
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT)),
        *("--workers", str(WORKERS), "--blocking-threads", "2", "config.wsgi:application"),
    ]
    server = subprocess.Popen(
        command, env=environment, stdout=(folder / "granian.log").open("w"), stderr=subprocess.STDOUT
    )

    def workers() -> list[int]:
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]

    try:
        yield workers
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait_until_ready(address: str, secret: str) -> None:
    """Until every worker answers from its index: ten connections in a row were answered by both."""
    deadline, ready = time.monotonic() + 300, 0
    while ready < 10 * WORKERS:
        time.sleep(0.5)
        try:
            ready = ready + 1 if b'"index":"ready"' in _get(_connection(), address, secret) else 0
        except OSError:
            ready = 0
        if time.monotonic() > deadline:
            raise SystemExit("the server does not answer from its index: see granian.log in the library's folder")


def _connection() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT)


def _get(connection: http.client.HTTPConnection, address: str, secret: str) -> bytes:
    connection.request("GET", address, headers={"Authorization": f"Bearer {secret}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise OSError(f"{address}: {answer.status}")
    return body


def _asked(addresses: Sequence[str], secret: str) -> list[float]:
    """Milliseconds of each request, one after the other."""
    connection, spent = _connection(), []
    for address in addresses:
        started = time.perf_counter()
        _get(connection, address, secret)
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def _per_second(addresses: Sequence[str], secret: str) -> float:
    share = list(addresses) * (ASKED * 2 // len(addresses))
    started = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(CLIENTS) as clients:
        clients.starmap(_asked, [(share, secret)] * CLIENTS)
    return CLIENTS * len(share) / (time.perf_counter() - started)


def _told(spent: list[float]) -> str:
    return f"{statistics.median(spent):.2f} / {statistics.quantiles(spent, n=20)[-1]:.2f} ms"
