"""What of a folder is sent: its files in order, each with a mark by which a broken transfer finds it again."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHUNK: Final = 1 << 20
JUNK: Final = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file as it is announced; `folder` is where it lies below what was named, a label."""

    path: Path
    folder: str
    size_bytes: int

    @property
    def name(self) -> str:
        return self.path.name


def files_in(places: Sequence[Path]) -> Iterator[LocalFile]:
    """The files named and those in the folders named, by name; hidden ones, junk and links are left out."""
    for place in places:
        if place.is_file():
            yield LocalFile(place, "", place.stat().st_size)
            continue
        for path in sorted(place.rglob("*")):
            below = path.relative_to(place)
            if path.is_symlink() or not path.is_file() or _is_junk(below):
                continue
            folder = "" if below.parent == Path() else below.parent.as_posix()
            yield LocalFile(path, folder, path.stat().st_size)


def _is_junk(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.lower() in JUNK


def mark_of(path: Path) -> str:
    """SHA-256 of the bytes: a file that changed since is another one, one that moved is the same."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"
