"""From a URL to a store: `/folder`, `file:///folder` or `s3://bucket/prefix`."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ._local import LocalFolderStore
from ._port import ObjectSource, ObjectStore
from ._s3 import S3Store
from ._s3_client import S3Access, S3Location
from ._signing import TokenSigner
from ._sources import LocalFolderSource, S3Source


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """All that is needed to reach one store; without an access of its own an S3 is reached as the environment says."""

    url: str
    signing_keys: tuple[str, ...] = field(default=(), repr=False)
    access: S3Access = field(default_factory=S3Access)


def open_store(config: StoreConfig) -> ObjectStore:
    """Return the store of `config` without asking it anything; ValueError when the URL is not understood.

    A local folder is made when only its last part is missing: a longer gap is a disk that is not there.
    """
    place = _place(config.url)
    if isinstance(place, S3Location):
        return S3Store(place, config.access)
    with suppress(OSError):
        place.mkdir(mode=0o750, exist_ok=True)
    return LocalFolderStore(place, TokenSigner(config.signing_keys))


def open_source(url: str, *, access: S3Access | None = None) -> ObjectSource:
    """Return a read-only view of a folder or bucket that others fill; ValueError when the URL is not understood."""
    place = _place(url)
    if isinstance(place, S3Location):
        return S3Source(place, access or S3Access())
    return LocalFolderSource(place)


def _place(url: str) -> Path | S3Location:
    if url.startswith("/"):
        return Path(url)
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.netloc in {"", "localhost"} and parts.path.startswith("/"):
        return Path(unquote(parts.path, errors="surrogateescape"))
    if parts.scheme == "s3" and parts.netloc:
        return S3Location(parts.netloc, url.split("/", 3)[3].strip("/") if url.count("/") > 2 else "")
    raise ValueError("a store is an absolute /folder, file:///folder or s3://bucket/prefix")
