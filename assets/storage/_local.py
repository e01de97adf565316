"""A folder as object store: the embedded default, with the same upload protocol as S3.

Written is: a temporary file, fsync, rename, fsync of the folder, in this order, before any answer. Names that begin
with a dot belong to the store: `.incoming` for files on their way, `.uploads` for parts. Keys never begin with a dot.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from ._beneath import opened_folder, translated
from ._disposition import content_disposition
from ._durable import copy_exactly, incoming_file, move_durably
from ._errors import InvalidKey, ObjectNotFound
from ._folder_reading import FolderListing, head_file, open_file, read_file_range
from ._keys import check_key, check_prefix
from ._local_uploads import LocalUploads
from ._port import (
    PART_URL_LIFETIME,
    Disposition,
    ObjectInfo,
    Part,
    SignedRequest,
    Upload,
    as_stream,
    check_part,
    check_read_lifetime,
)
from ._signing import TokenSigner


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ReadGrant:
    """What a signed URL of the local store lets its bearer read, and the headers that go with it."""

    key: str
    content_disposition: str
    media_type: str


class LocalFolderStore:
    """Objects are files under `root`, which must exist.

    Signed URLs are `base_url` plus `parts/` or `objects/` plus a token. Whoever serves them hands the token and the
    body to `accept_part`, or the token to `accept_get`.
    """

    def __init__(
        self,
        root: Path | str,
        signer: TokenSigner,
        *,
        base_url: str = "/api/v1/",
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.root = Path(root)
        self._signer = signer
        self._base_url = base_url
        self._now = now
        self._uploads = LocalUploads(self.root)
        self._listing = FolderListing(self.root, key_of=str, is_skipped=lambda name: name.startswith("."))

    # --- objects

    def put(self, key: str, content: bytes | BinaryIO, *, size_bytes: int | None = None) -> None:
        check_key(key)
        stream, size = as_stream(content, size_bytes)
        with translated(key), incoming_file(self.root) as incoming:
            copy_exactly(stream, incoming.stream, size)
            move_durably(self.root, incoming, key)

    def open(self, key: str) -> BinaryIO:
        return open_file(self.root, check_key(key))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        return read_file_range(self.root, check_key(key), start, length)

    def head(self, key: str) -> ObjectInfo:
        return head_file(self.root, check_key(key), key=key)

    def delete(self, key: str) -> None:
        """Remove the object and the folders that it leaves empty."""
        *folders, name = check_key(key).split("/")
        with suppress(ObjectNotFound, InvalidKey), translated(key), opened_folder(self.root, folders) as folder:
            os.unlink(name, dir_fd=folder)
            os.fsync(folder)
        self._remove_empty(folders)

    def _remove_empty(self, folders: list[str]) -> None:
        with suppress(OSError):
            for depth in range(len(folders), 0, -1):
                with opened_folder(self.root, folders[: depth - 1]) as parent:
                    os.rmdir(folders[depth - 1], dir_fd=parent)

    def list(self, prefix: str = "", *, start_after: str = "") -> Iterator[ObjectInfo]:
        return self._listing(check_prefix(prefix), start_after)

    # --- parts

    def create_upload(self, key: str) -> Upload:
        return self._uploads.create(check_key(key), started_at=self._now())

    def sign_part(self, upload: Upload, *, number: int, size_bytes: int) -> SignedRequest:
        check_part(number, size_bytes)
        expires_at = self._now() + PART_URL_LIFETIME
        claims: dict[str, str | int] = {
            "key": check_key(upload.key), "upload": upload.upload_id, "number": number, "size": size_bytes,
        }  # fmt: skip
        token = self._signer.sign("part", claims, expires_at=expires_at)
        return SignedRequest("PUT", f"{self._base_url}parts/{quote(token)}", expires_at)

    def accept_part(self, token: str, body: BinaryIO) -> Part:
        """Store the body of a signed PUT.

        SignatureRefused when the token does not permit it, PartRefused when the body has another length than was
        signed, UploadNotFound when the upload is over. A repeated part replaces the earlier one.
        """
        claims = self._signer.verify("part", token, now=self._now())
        upload = Upload(str(claims["key"]), str(claims["upload"]))
        return self._uploads.accept(upload, int(claims["number"]), body, int(claims["size"]))

    def list_parts(self, upload: Upload) -> Iterator[Part]:
        return iter(self._uploads.parts(upload))

    def complete_upload(self, upload: Upload, parts: Sequence[Part]) -> None:
        self._uploads.complete(upload, parts)

    def abort_upload(self, upload: Upload) -> None:
        self._uploads.abort(upload)

    def list_uploads(self, prefix: str = "") -> Iterator[Upload]:
        return iter(self._uploads.all(check_prefix(prefix)))

    # --- signed reading

    def presign_get(
        self, key: str, *, expires_in: timedelta, filename: str, disposition: Disposition, media_type: str
    ) -> str:
        claims: dict[str, str | int] = {
            "key": check_key(key),
            "disposition": content_disposition(disposition, filename),
            "type": media_type,
        }
        token = self._signer.sign("get", claims, expires_at=self._now() + check_read_lifetime(expires_in))
        return f"{self._base_url}objects/{quote(token)}"

    def accept_get(self, token: str) -> ReadGrant:
        """Return what a signed GET permits, or raise SignatureRefused."""
        claims = self._signer.verify("get", token, now=self._now())
        return ReadGrant(str(claims["key"]), str(claims["disposition"]), str(claims["type"]))
