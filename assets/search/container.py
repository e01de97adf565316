"""A file of named sections, mapped into memory, so that what several processes read lies there once.

    magic | where the table of sections stands, and its digest | sections, each from a multiple of 64 bytes on | table

The table names each section with its place, length and digest. A file is written beside its name, made durable and
renamed, so a crash leaves the old one, and whoever has the old one mapped keeps it. Opening reads the whole file once
and believes nothing of it if any digest differs.
"""

import hashlib
import io
import mmap
import os
import struct
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

Chunk = bytes | bytearray | memoryview
Section = tuple[str, Iterable[Chunk]]

_MAGIC = b"bildkreis-search"
_HEAD = struct.Struct("<16sQQ16s")
_ALIGNED = 64
_READ_AT_ONCE = 2**20


class Unbelievable(ValueError):
    """Torn, foreign, or of another format."""


class _Place(msgspec.Struct, array_like=True, frozen=True):
    start: int
    length: int
    digest: bytes


class Container:
    """The sections of an open file, or of one that was only ever in memory.

    `array` gives a section as it lies in the file; writing into what `changeable` gives stays in this process.
    """

    def __init__(self, data: memoryview, private: memoryview, table: Mapping[str, _Place]) -> None:
        self._data = data
        self._private = private
        self._table = table

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def bytes(self, name: str) -> memoryview:
        place = self._table[name]
        return self._data[place.start : place.start + place.length]

    def array(self, name: str, dtype: type[np.generic]) -> NDArray[Any]:
        return np.frombuffer(self.bytes(name), dtype=dtype)

    def changeable(self, name: str, dtype: type[np.generic]) -> NDArray[Any]:
        place = self._table[name]
        return np.frombuffer(self._private[place.start : place.start + place.length], dtype=dtype)


def write(path: Path, sections: Iterable[Section]) -> int:
    """Write a file durably in place of the one there is; gives its size in bytes. Raises OSError where it cannot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, sections)
            size = file.seek(0, os.SEEK_END)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    _sync_folder(path.parent)
    return size


def open_file(path: Path) -> Container:
    """Map a file; raises Unbelievable, and OSError where there is none to read."""
    with path.open("rb") as file:
        table = _believed(file)
        shared = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        private = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    return Container(memoryview(shared), memoryview(private), table)


def in_memory(sections: Iterable[Section]) -> Container:
    """The same without a file."""
    file = io.BytesIO()
    table = _write(file, sections)
    data = file.getbuffer()
    return Container(data, data, table)


def _write(file: BinaryIO, sections: Iterable[Section]) -> dict[str, _Place]:
    table: dict[str, _Place] = {}
    file.write(b"\0" * _HEAD.size)
    for name, chunks in sections:
        start = file.tell()
        file.write(b"\0" * (-start % _ALIGNED))
        start, length, digest = file.tell(), 0, _digest()
        for chunk in chunks:
            raw = memoryview(chunk).cast("B") if len(chunk) else b""
            file.write(raw)
            digest.update(raw)
            length += len(raw)
        table[name] = _Place(start, length, digest.digest())
    packed, start = msgspec.msgpack.encode(table), file.tell()
    file.write(packed)
    file.seek(0)
    file.write(_HEAD.pack(_MAGIC, start, len(packed), _digest(packed).digest()))
    return table


def _believed(file: BinaryIO) -> dict[str, _Place]:
    """The table of a file of which every section is as it was written."""
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise Unbelievable("cut off")
    magic, start, length, expected = _HEAD.unpack(head)
    if magic != _MAGIC or start + length != file.seek(0, os.SEEK_END):
        raise Unbelievable("foreign or cut off")
    file.seek(start)
    packed = file.read(length)
    if _digest(packed).digest() != expected:
        raise Unbelievable("torn table")
    table = msgspec.msgpack.decode(packed, type=dict[str, _Place])
    for name, place in table.items():
        if _digest_of(file, place) != place.digest:
            raise Unbelievable(f"torn section {name}")
    return table


def _digest_of(file: BinaryIO, place: _Place) -> bytes:
    file.seek(place.start)
    digest, left = _digest(), place.length
    while left > 0 and (read := file.read(min(left, _READ_AT_ONCE))):
        digest.update(read)
        left -= len(read)
    return digest.digest()


def _digest(data: bytes = b"") -> "hashlib.blake2b":
    return hashlib.blake2b(data, digest_size=16)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
