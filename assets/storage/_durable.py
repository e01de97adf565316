"""Bytes that survive a power cut once the call has returned: write, fsync, rename, fsync of the folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

from ._beneath import opened_folder
from ._exact import ExactReader

INCOMING = ".incoming"
CHUNK_BYTES = 1024 * 1024
_MOVE_ATTEMPTS = 20


class ByteSink(Protocol):
    def write(self, chunk: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on its way; nobody lists or reads it before it is moved."""

    name: str
    stream: BinaryIO


@contextmanager
def incoming_file(root: Path) -> Iterator[Incoming]:
    """Open a new file in the store's own folder; what was not moved is removed."""
    name = uuid4().hex
    with opened_folder(root, [INCOMING], create=True) as folder:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield Incoming(name, stream)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)


def copy_exactly(source: BinaryIO, target: ByteSink, size_bytes: int) -> None:
    """Copy a stream that must hold exactly `size_bytes`, else ValueError."""
    exact = ExactReader(source, size_bytes)
    while chunk := exact.read(CHUNK_BYTES):
        target.write(chunk)


def move_durably(root: Path, incoming: Incoming, path: str) -> None:
    """Put the file in its place under `root`, replacing what was there.

    A folder may vanish under our hands because another process deleted its last object: then it is made again.
    """
    incoming.stream.flush()
    os.fsync(incoming.stream.fileno())
    *folders, name = path.split("/")
    for attempt in range(_MOVE_ATTEMPTS):
        try:
            _move(root, incoming.name, folders, name)
        except FileNotFoundError:
            if attempt == _MOVE_ATTEMPTS - 1:
                raise
        else:
            return


def _move(root: Path, incoming: str, folders: list[str], name: str) -> None:
    with opened_folder(root, [INCOMING]) as source, opened_folder(root, folders, create=True) as target:
        os.rename(incoming, name, src_dir_fd=source, dst_dir_fd=target)
        os.fsync(target)
