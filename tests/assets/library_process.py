"""A library in a folder of its own, driven by `manage.py` in processes that can be killed; its state as a value."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.migrated import copy_to

ROOT = Path(__file__).resolve().parents[2]


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
        """An empty, migrated database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        copy_to(self.folder / "library.sqlite3")

    def prepare(self, photos: Path) -> None:
        self.prepare_empty()
        self.run("index", str(photos), "--list-only")

    def finish(self, photos: Path) -> None:
        self.run("index", str(photos), "--processes", "2", timeout=600)

    def state(self) -> dict[str, object]:
        command = [sys.executable, "-m", "tests.assets.library_state"]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
        )
        loaded: dict[str, object] = json.loads(done.stdout)
        return loaded
