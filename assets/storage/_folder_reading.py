"""Reading a folder as if it were a bucket: what the local store and the local index source share."""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ._beneath import open_regular, opened_root, translated
from ._port import ObjectInfo

READ_BUFFER_BYTES = 256 * 1024


def info_of(key: str, status: os.stat_result) -> ObjectInfo:
    return ObjectInfo(
        key=key,
        size_bytes=status.st_size,
        modified_at=datetime.fromtimestamp(status.st_mtime_ns / 1e9, tz=UTC),
        mtime_ns=status.st_mtime_ns,
    )


def open_file(root: Path, name: str) -> BinaryIO:
    return os.fdopen(open_regular(root, name), "rb", buffering=READ_BUFFER_BYTES)


def head_file(root: Path, name: str, *, key: str) -> ObjectInfo:
    with open_file(root, name) as stream:
        return info_of(key, os.fstat(stream.fileno()))


def read_file_range(root: Path, name: str, start: int, length: int) -> bytes:
    if start < 0 or length < 0:
        raise ValueError("a range has no negative bound")
    with open_file(root, name) as stream, translated(name):
        stream.seek(start)
        return stream.read(length)


class FolderListing:
    """Files under a folder in the order of their keys, one folder in memory at a time.

    S3 sorts whole keys, so a folder sorts as its name with a slash. Links are not followed: what they point to inside
    is listed under its own name, what lies outside is not ours. What vanishes while listing is left out.
    """

    def __init__(self, root: Path, *, key_of: Callable[[str], str], is_skipped: Callable[[str], bool]) -> None:
        self._root = root
        self._key_of = key_of
        self._is_skipped = is_skipped

    def __call__(self, prefix: str, start_after: str) -> Iterator[ObjectInfo]:
        with opened_root(self._root):
            pass
        yield from self._walk(os.fspath(self._root), "", prefix, start_after)

    def _walk(self, folder: str, above: str, prefix: str, start_after: str) -> Iterator[ObjectInfo]:
        for key, entry in self._entries(folder, above):
            if key.endswith("/"):
                may_match = key.startswith(prefix) or prefix.startswith(key)
                if may_match and (key > start_after or start_after.startswith(key)):
                    yield from self._walk(entry.path, key, prefix, start_after)
            elif key.startswith(prefix) and key > start_after and (status := _regular(entry)):
                yield info_of(key, status)

    def _entries(self, folder: str, above: str) -> list[tuple[str, os.DirEntry[str]]]:
        with translated(above or None):
            try:
                with os.scandir(folder) as entries:
                    wanted = [entry for entry in entries if not self._is_skipped(entry.name)]
            except (FileNotFoundError, NotADirectoryError):
                return []
            keyed = [
                (above + self._key_of(entry.name) + ("/" if entry.is_dir(follow_symlinks=False) else ""), entry)
                for entry in wanted
            ]
        return sorted(keyed, key=lambda pair: pair[0])


def _regular(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None
