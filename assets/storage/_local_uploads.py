"""Multipart uploads of the local store: a folder per upload, a file per part.

`.uploads/<id>/key` says what it will become, `.uploads/<id>/00001.<sha-256>` is a part. Names carry all that is known,
so a crash leaves either a part or none.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from ._beneath import open_regular, opened_folder, opened_root, translated
from ._durable import CHUNK_BYTES, copy_exactly, incoming_file, move_durably
from ._errors import ObjectNotFound, PartRefused, UploadNotFound
from ._port import MIN_PART_BYTES, Part, Upload

UPLOADS = ".uploads"
_UPLOAD_ID = re.compile(r"[0-9a-f]{32}")
_PART_NAME = re.compile(r"(\d{5})\.([0-9a-f]{64})")


class LocalUploads:
    """All uploads under one root that are not over."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def create(self, key: str, *, started_at: datetime) -> Upload:
        upload = Upload(key, uuid4().hex, started_at)
        with translated(key), incoming_file(self._root) as incoming:
            incoming.stream.write(key.encode())
            move_durably(self._root, incoming, f"{UPLOADS}/{upload.upload_id}/key")
        return upload

    def accept(self, upload: Upload, number: int, body: BinaryIO, size_bytes: int) -> Part:
        self._check(upload)
        with translated(upload.key), incoming_file(self._root) as incoming:
            hashing = _HashingWriter(incoming.stream)
            try:
                copy_exactly(body, hashing, size_bytes)
            except ValueError as error:
                raise PartRefused("the body has another length than was signed", key=upload.key) from error
            part = Part(number, hashing.digest.hexdigest(), size_bytes)
            self._check(upload)
            move_durably(self._root, incoming, f"{_folder(upload)}/{_name(part)}")
        self._drop_earlier(upload, part)
        return part

    def parts(self, upload: Upload) -> list[Part]:
        self._check(upload)
        newest: dict[int, tuple[int, Part]] = {}
        with translated(upload.key), os.scandir(self._root / _folder(upload)) as entries:
            for entry in entries:
                if match := _PART_NAME.fullmatch(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    found = (status.st_mtime_ns, Part(int(match[1]), match[2], status.st_size))
                    newest[found[1].number] = max(found, newest.get(found[1].number, found), key=lambda pair: pair[0])
        return [newest[number][1] for number in sorted(newest)]

    def complete(self, upload: Upload, parts: Sequence[Part]) -> None:
        arrived = {part.number: part for part in self.parts(upload)}
        _check_completion(parts, arrived, key=upload.key)
        with translated(upload.key), incoming_file(self._root) as incoming:
            for part in parts:
                try:
                    self._append(f"{_folder(upload)}/{_name(part)}", incoming.stream)
                except ObjectNotFound as error:  # another process completed or aborted meanwhile
                    raise UploadNotFound("the upload is over", key=upload.key) from error
            move_durably(self._root, incoming, upload.key)
        self.abort(upload)

    def abort(self, upload: Upload) -> None:
        """Remove the folder; `key` goes first, so that a crash leaves no half upload that looks alive."""
        if not _UPLOAD_ID.fullmatch(upload.upload_id):
            return
        with opened_root(self._root):
            (self._root / _folder(upload) / "key").unlink(missing_ok=True)
            shutil.rmtree(self._root / _folder(upload), ignore_errors=True)

    def all(self, prefix: str) -> list[Upload]:
        with opened_root(self._root), translated(None):
            folder = self._root / UPLOADS
            names = sorted(os.listdir(folder)) if folder.is_dir() else []
        found = [upload for name in names if (upload := self._read(name))]
        return sorted((upload for upload in found if upload.key.startswith(prefix)), key=lambda upload: upload.key)

    def _read(self, upload_id: str) -> Upload | None:
        try:
            with os.fdopen(open_regular(self._root, f"{UPLOADS}/{upload_id}/key"), "rb") as stream:
                started_at = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, tz=UTC)
                return Upload(stream.read().decode(), upload_id, started_at)
        except ObjectNotFound:
            return None

    def _check(self, upload: Upload) -> None:
        known = self._read(upload.upload_id) if _UPLOAD_ID.fullmatch(upload.upload_id) else None
        if known is None or known.key != upload.key:
            raise UploadNotFound("the upload is over", key=upload.key)

    def _append(self, name: str, target: BinaryIO) -> None:
        with os.fdopen(open_regular(self._root, name), "rb") as source:
            shutil.copyfileobj(source, target, CHUNK_BYTES)

    def _drop_earlier(self, upload: Upload, kept: Part) -> None:
        with translated(upload.key), opened_folder(self._root, [UPLOADS, upload.upload_id]) as folder:
            for name in _other_versions(os.listdir(folder), kept):
                os.unlink(name, dir_fd=folder)


class _HashingWriter:
    """Writes on and keeps the SHA-256 of what it wrote, which is the etag of a part."""

    def __init__(self, target: BinaryIO) -> None:
        self.digest = hashlib.sha256()
        self._target = target

    def write(self, chunk: bytes, /) -> None:
        self.digest.update(chunk)
        self._target.write(chunk)


def _folder(upload: Upload) -> str:
    return f"{UPLOADS}/{upload.upload_id}"


def _name(part: Part) -> str:
    return f"{part.number:05d}.{part.etag}"


def _other_versions(names: Sequence[str], kept: Part) -> Iterator[str]:
    return (name for name in names if name.startswith(f"{kept.number:05d}.") and name != _name(kept))


def _check_completion(parts: Sequence[Part], arrived: dict[int, Part], *, key: str) -> None:
    numbers = [part.number for part in parts]
    if not parts or numbers != sorted(set(numbers)):
        raise PartRefused("parts are named once, in ascending order", key=key)
    for part in parts:
        if arrived.get(part.number) is None or arrived[part.number].etag != part.etag:
            raise PartRefused(f"part {part.number} is missing or another one", key=key)
    if any(arrived[part.number].size_bytes < MIN_PART_BYTES for part in parts[:-1]):
        raise PartRefused(f"every part but the last has at least {MIN_PART_BYTES} bytes", key=key)
