"""Read-only views of places that others fill: what `manage.py index` walks through.

Keys are relative to the folder or prefix. Names may be anything that a file system or bucket accepts: `key_of_name`.
Left out are hidden names, what operating systems leave behind, and in a folder everything that is not a regular file.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ._folder_reading import FolderListing, head_file, open_file, read_file_range
from ._keys import key_of_name, name_of_key
from ._port import ObjectInfo
from ._s3_client import S3Access, S3Location
from ._s3_reading import S3Reading

_JUNK = frozenset({
    "$recycle.bin",
    "#recycle",
    "#snapshot",
    "@eadir",
    "@recycle",
    "__macosx",
    "desktop.ini",
    "ehthumbs.db",
    "icon\r",
    "lost+found",
    "system volume information",
    "thumbs.db",
})  # fmt: skip


def is_junk(name: str) -> bool:
    """Whether a file or folder is hidden, or litter of macOS, Windows, Synology, QNAP or an office program."""
    return name.startswith((".", "~$")) or name.casefold() in _JUNK


class LocalFolderSource:
    """A folder. Symbolic links in it are not followed; the folder itself may be one."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._listing = FolderListing(self.root, key_of=key_of_name, is_skipped=is_junk)

    def list(self, prefix: str = "", *, start_after: str = "") -> Iterator[ObjectInfo]:
        """As the port says; StoreDenied at a folder that may not be read, so that nobody takes its content for gone."""
        return self._listing(prefix, start_after)

    def head(self, key: str) -> ObjectInfo:
        return head_file(self.root, name_of_key(key), key=key)

    def open(self, key: str) -> BinaryIO:
        return open_file(self.root, name_of_key(key))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        return read_file_range(self.root, name_of_key(key), start, length)


class S3Source:
    """What lies under a prefix of a bucket; "folders" (empty objects whose key ends with a slash) are left out."""

    def __init__(self, location: S3Location, access: S3Access) -> None:
        self.location = location
        self._reading = S3Reading(location, access)

    def list(self, prefix: str = "", *, start_after: str = "") -> Iterator[ObjectInfo]:
        for info in self._reading.list(name_of_key(prefix), name_of_key(start_after)):
            if not info.key.endswith("/") and not any(is_junk(segment) for segment in info.key.split("/")):
                yield replace(info, key=key_of_name(info.key))

    def head(self, key: str) -> ObjectInfo:
        return replace(self._reading.head(name_of_key(key)), key=key)

    def open(self, key: str) -> BinaryIO:
        return self._reading.open(name_of_key(key))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        return self._reading.read_range(name_of_key(key), start, length)
