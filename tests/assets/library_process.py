"""A library in a folder of its own, driven by `manage.py` in processes that can be killed; its state as a value."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_STATE = """
import json, django
django.setup()
from assets.models import Asset, Keyword, Location, Original, Rendition
from assets.storage import store_from_settings
from licensing.models import PermittedUse
state = {
    "assets": sorted(Asset.objects.values_list("original__filename", "state", "title", "width", "height", "color")),
    "locations": sorted(Location.objects.values_list("key", "original__sha256", "failure", "lease")),
    "originals": sorted(Original.objects.values_list("sha256", "filename", "media_type", "failed_step", "lease")),
    "unstamped": Original.objects.filter(indexed_at=None).count(),
    "raw": Original.objects.values_list("filename").count(),
    "keywords": sorted(Keyword.objects.values_list("name", flat=True)),
    "renditions": sorted(Rendition.objects.values_list("original__sha256", "preset", "sha256", "size_bytes")),
    "windows": PermittedUse.objects.count(),
    "objects": len(list(store_from_settings().list())),
}
print(json.dumps(state))
"""


@dataclass(frozen=True)
class LibraryProcess:
    """`manage.py` with its own database and folders under `folder`."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "BILDKREIS_DATA_DIR": str(self.folder),
            "BILDKREIS_DATABASE_URL": f"sqlite:///{self.folder}/library.sqlite3",
            "BILDKREIS_STORAGE_URL": str(self.folder / "store"),
            "BILDKREIS_INDEX_DIR": str(self.folder / "index"),
            "BILDKREIS_LOG_LEVEL": "ERROR",
            "BILDKREIS_ZEAL": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def run(self, *arguments: str, timeout: float = 120) -> str:
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments], env=self.environment, cwd=ROOT, timeout=timeout,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def prepare_empty(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.run("migrate", "-v0")

    def prepare(self, photos: Path) -> None:
        self.prepare_empty()
        self.run("index", str(photos), "--list-only")

    def finish(self, photos: Path) -> None:
        self.run("index", str(photos), "--processes", "2", timeout=600)

    def state(self) -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-c", _STATE], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True,
            timeout=60,
        )  # fmt: skip
        loaded: dict[str, object] = json.loads(done.stdout)
        return loaded
