"""Chromium against the real server over a small library. Without Chromium: skipped, in CI failed."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, sync_playwright

from tests.migrated import copy_to

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
DIST = ROOT / "frontend/dist/index.html"
OFFICE = "Pressestelle Stadt Lindrode"
WIDE, PHONE = (1366, 900), (390, 844)
STARTING_SECONDS = 60
WAITING_MS = 15_000


def missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own over a dozen pictures, gone at the end."""
    if not DIST.is_file():
        missing("the built interface (make frontend)")
    folder = tmp_path_factory.mktemp("browser")
    environment = surroundings(folder)
    shutil.copytree(library_of_this_run(tmp_path_factory), folder / "data")
    port = free_port()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "--workers", "1", "config.wsgi:application"],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "work", "--processes", "1"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health/live")
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in (worker, server):
                process.terminate()
                process.wait(20)


def library_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the library, made by whichever test process comes first; the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "library"
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            (folder / "data").mkdir()
            copy_to(folder / "data" / "bildkreis.sqlite3")
            command = [sys.executable, "-m", "tests.browser.library", str(folder / "pictures")]
            made = subprocess.run(
                command, cwd=ROOT, env=surroundings(folder), capture_output=True, text=True, check=False
            )
            assert made.returncode == 0, made.stderr[-3000:]
            done.touch()
    return folder / "data"


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BILDKREIS_")}
    return {
        **kept,
        "BILDKREIS_DEMO": "1",
        "BILDKREIS_DATA_DIR": str(folder / "data"),
        "BILDKREIS_SECRET_KEY": "browser-tests-only-0123456789-0123456789-0123456789",
        "BILDKREIS_EVIDENCE_KEY": "browser-tests-evidence-0123456789-0123456789",
        "BILDKREIS_RATE_SEARCH": "1000/s",
        "BILDKREIS_RATE_WRITE": "1000/s",
        "BILDKREIS_LOGIN_ATTEMPTS": "10000",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start")


Open = Callable[..., Page]


def is_complaint(said: ConsoleMessage) -> bool:
    """An error, unless Chromium only notes that a link was closed or somebody else saved first: the pages tell that."""
    return said.type == "error" and re.search(r"status of (410|412|428)\b", said.text) is None


@pytest.fixture(scope="session")
def signed_in_state(chromium: Browser, address: str) -> StorageState:
    """The cookies of one session, signed in once for all tests that only need to be inside."""
    context = chromium.new_context(base_url=address, locale="de-DE")
    sign_in(context.new_page())
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(chromium: Browser, address: str, signed_in_state: StorageState) -> Iterator[Open]:
    """Open pages that must stay without a console error, a failed script and a request to another host."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        path: str = "/", *, size: tuple[int, int] = WIDE, theme: str = "light", signed_in: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=address, viewport={"width": size[0], "height": size[1]}, color_scheme=theme, locale="de-DE",
            reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"], accept_downloads=True,
            storage_state=signed_in_state if signed_in else None,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAITING_MS)
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 500 else None)
        page.on("request", lambda asked: complaints.append(asked.url) if is_foreign(asked.url, address) else None)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def is_foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


def sign_in(page: Page, office: str = OFFICE) -> None:
    page.goto("/anmelden")
    page.get_by_role("button", name=f"Als {office} ausprobieren").click()
    page.wait_for_url("**/")
