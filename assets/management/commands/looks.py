"""`manage.py looks`: learn what pictures look like that were taken in before this was kept."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand
from tqdm import tqdm

from assets.alike import remember_looks
from assets.models import Rendition
from assets.sandbox import ChildFailed, Sandbox
from assets.storage import ObjectNotFound, ObjectStore, store_from_settings

LARGEST = 4_000_000
"""Bytes of a tile at most."""


class Command(BaseCommand):
    help = "Remember the looks of pictures that have none, from their small renditions; stopped, it goes on."

    def handle(self, *_args: Any, **_options: Any) -> None:
        tiles = Rendition.objects.filter(
            preset="tile", recipe="", original__asset__deleted_at=None, original__asset__perceptual_hashes=None
        )
        rows = list(tiles.order_by("pk").values_list("original__asset_id", "key"))
        store, learned = store_from_settings(), 0
        with Sandbox() as sandbox, tempfile.TemporaryDirectory(prefix="tile-") as folder:
            path = Path(folder) / "tile"
            for asset, key in tqdm(rows, unit=" Bilder", file=sys.stderr, disable=None):
                looks = _looks(key, path, store, sandbox)
                remember_looks(asset, looks)
                learned += bool(looks)
        self.stdout.write(f"{learned} Bilder sind nun bekannt, {len(rows) - learned} zeigen nichts zum Wiedererkennen.")


def _looks(key: str, path: Path, store: ObjectStore, sandbox: Sandbox) -> tuple[int, ...]:
    """None for a tile that is missing or cannot be read: `check_library` is there for that."""
    try:
        with store.open(key) as stream:
            path.write_bytes(stream.read(LARGEST))
        return msgspec.json.decode(sandbox.run("looks", source=path), type=tuple[int, ...])
    except (ObjectNotFound, ChildFailed, msgspec.DecodeError):
        return ()
