"""The object-store port: keys, bytes, ranges, parts and signed URLs.

It knows nothing of assets or originals. Objects are whole or absent: a reader never sees half of a put, and what a put
or a completion answered survives a power cut. Keys are chosen by the caller and never reused, so no operation needs a
precondition, a lock, a tag, an ACL or a lifecycle rule of the store.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO, Protocol

PART_URL_LIFETIME = timedelta(minutes=15)
MIN_PART_BYTES = 5 * 1024 * 1024  # every part but the last; S3 refuses smaller ones
MAX_PART_NUMBER = 10_000
MAX_READ_URL_LIFETIME = timedelta(minutes=15)


class Disposition(StrEnum):
    """How a browser treats a response: shows it, or saves it under a name."""

    INLINE = "inline"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What a store knows of an object without reading it.

    `etag` and `mtime_ns` are marks of change, not checksums: equal marks mean unchanged, nothing more. A folder has
    `mtime_ns` and no `etag`, S3 the other way round.
    """

    key: str
    size_bytes: int
    modified_at: datetime
    etag: str | None = None
    mtime_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A multipart upload that was begun; `started_at` is known where the store listed it."""

    key: str
    upload_id: str
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that has arrived; `etag` is opaque and goes back into `complete_upload`."""

    number: int
    etag: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request that a stranger may send once its URL is handed out, until `expires_at`."""

    method: str
    url: str
    expires_at: datetime


def as_stream(content: bytes | BinaryIO, size_bytes: int | None) -> tuple[BinaryIO, int]:
    if isinstance(content, bytes):
        return BytesIO(content), len(content)
    if size_bytes is None or size_bytes < 0:
        raise ValueError("a stream needs size_bytes")
    return content, size_bytes


def check_part(number: int, size_bytes: int) -> None:
    if not 1 <= number <= MAX_PART_NUMBER:
        raise ValueError(f"parts are numbered from 1 to {MAX_PART_NUMBER}")
    if size_bytes < 0:
        raise ValueError("a part has no negative size")


def check_read_lifetime(expires_in: timedelta) -> timedelta:
    if not timedelta(0) < expires_in <= MAX_READ_URL_LIFETIME:
        raise ValueError(f"a signed URL lives up to {MAX_READ_URL_LIFETIME}")
    return expires_in


class ObjectSource(Protocol):
    """What can be listed and read. Enough for an index source, which others own and this program never changes."""

    def list(self, prefix: str = "", *, start_after: str = "") -> Iterator[ObjectInfo]:
        """Yield objects in a fixed order, page by page as they are consumed.

        `prefix` is a plain string, not a folder. `start_after` is a key that this listing yielded before, so that a
        stopped listing goes on behind it. The order is the store's own: most sort by key, SeaweedFS walks folders.
        """
        ...

    def head(self, key: str) -> ObjectInfo: ...

    def open(self, key: str) -> BinaryIO:
        """Return a stream that the caller closes; it raises StoreUnavailable when the connection is lost half-way."""
        ...

    def read_range(self, key: str, start: int, length: int) -> bytes:
        """Return at most `length` bytes from `start`: fewer at the end of the object, none behind it."""
        ...


class ObjectStore(ObjectSource, Protocol):
    """What can also be written: the library's own place for originals and renditions."""

    def put(self, key: str, content: bytes | BinaryIO, *, size_bytes: int | None = None) -> None:
        """Store `content` durably as application/octet-stream, replacing what was there.

        A stream needs `size_bytes`; when it yields another number of bytes, ValueError is raised and nothing is stored.
        """
        ...

    def delete(self, key: str) -> None:
        """Remove the object; no error when it is absent."""
        ...

    def create_upload(self, key: str) -> Upload: ...

    def sign_part(self, upload: Upload, *, number: int, size_bytes: int) -> SignedRequest:
        """Sign the PUT of one part, bound to key, upload, number and length, for PART_URL_LIFETIME."""
        ...

    def list_parts(self, upload: Upload) -> Iterator[Part]:
        """Yield the parts that have arrived, by number; UploadNotFound when the upload is over."""
        ...

    def complete_upload(self, upload: Upload, parts: Sequence[Part]) -> None:
        """Make the parts one object, in ascending order of their numbers.

        PartRefused when one is missing or another than named. UploadNotFound when the upload is over: since keys are
        never reused, `head` then tells whether it was completed or aborted.
        """
        ...

    def abort_upload(self, upload: Upload) -> None:
        """Forget the upload and its parts; no error when it is over."""
        ...

    def list_uploads(self, prefix: str = "") -> Iterator[Upload]: ...

    def presign_get(
        self, key: str, *, expires_in: timedelta, filename: str, disposition: Disposition, media_type: str
    ) -> str:
        """Return a URL that reads this one object under this name and type, for at most MAX_READ_URL_LIFETIME.

        Signing asks nobody: the object need not exist, and the URL outlives any change of rights. Keep it short.
        """
        ...
