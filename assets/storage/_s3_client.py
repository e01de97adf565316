"""How an S3 is reached, and what its refusals mean in words of the port.

Clients are made at first use and once per process: a forked worker must not share sockets with its parent.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    PartialCredentialsError,
)
from botocore.exceptions import (
    ConnectionError as NoConnection,
)

from ._errors import (
    ObjectNotFound,
    PartRefused,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnavailable,
    UploadNotFound,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_CONNECTIONS = 16


class Addressing(StrEnum):
    """Where the name of a bucket stands: in the path, in the host name, or as boto3 thinks best."""

    PATH = "path"
    VIRTUAL = "virtual"
    AUTO = "auto"


class Checksums(StrEnum):
    """When boto3 adds checksums that older stores do not understand."""

    WHEN_REQUIRED = "when_required"
    WHEN_SUPPORTED = "when_supported"


@dataclass(frozen=True, slots=True)
class S3Access:
    """Endpoint, credentials and dialect of an S3. Empty values mean what boto3 finds in its environment.

    `public_endpoint` is the address under which browsers reach the store; signed URLs carry it. `checksums` is
    `when_required` because Ceph 16 answers 411 over https to the newer default of boto3.
    """

    endpoint: str = ""
    public_endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    addressing: Addressing = Addressing.PATH
    ca_bundle: str = ""
    checksums: Checksums = Checksums.WHEN_REQUIRED
    connect_seconds: float = 5
    read_seconds: float = 60
    attempts: int = 2


@dataclass(frozen=True, slots=True)
class S3Location:
    """A bucket and the folder in it that is ours; `prefix` has no slash at either end."""

    bucket: str
    prefix: str = ""

    def name(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def key(self, name: str) -> str:
        return name.removeprefix(f"{self.prefix}/") if self.prefix else name


_clients: dict[tuple[int, S3Access, str], "S3Client"] = {}


def client_of(access: S3Access, *, is_public: bool = False) -> "S3Client":
    """Return the client of this process for `access`, made at first use and kept: its connection pool is bounded.

    Two threads that are first at once may make two, one of which is dropped. A client of the parent is not touched in
    a forked child, not even to close it.
    """
    endpoint = (is_public and access.public_endpoint) or access.endpoint
    identity = (os.getpid(), access, endpoint)
    client = _clients.get(identity)
    return client or _clients.setdefault(identity, _make_client(access, endpoint))


def _make_client(access: S3Access, endpoint: str) -> "S3Client":
    from boto3.session import Session
    from botocore.config import Config

    config: Config = Config(
        signature_version="s3v4",
        connect_timeout=access.connect_seconds,
        read_timeout=access.read_seconds,
        max_pool_connections=MAX_CONNECTIONS,
        retries={"total_max_attempts": access.attempts, "mode": "standard"},
        s3={"addressing_style": access.addressing.value},
        request_checksum_calculation=access.checksums.value,
        response_checksum_validation=access.checksums.value,
    )
    make = partial(Session().client, "s3", region_name=access.region, config=config)
    if endpoint:
        make = partial(make, endpoint_url=endpoint)
    if access.access_key:
        make = partial(make, aws_access_key_id=access.access_key, aws_secret_access_key=access.secret_key)
    client: S3Client = make(verify=access.ca_bundle or None)
    return client


@contextmanager
def translated(key: str | None = None) -> Iterator[None]:
    """Turn what botocore raises into the error of the port."""
    try:
        yield
    except ClientError as error:
        raise _refusal(error, key) from error
    except (NoConnection, HTTPClientError, IncompleteReadError) as error:
        raise StoreUnavailable("the store does not answer", key=key) from error
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise StoreDenied("there are no credentials for the store", key=key) from error
    except KeyError as error:
        raise StoreError(f"the store answers unlike an S3: no {error}", key=key) from error
    except BotoCoreError as error:
        raise StoreError(f"the store could not be asked: {type(error).__name__}", key=key) from error


@contextmanager
def upload_translated(key: str) -> Iterator[None]:
    """Like `translated` within an upload, where nothing but the upload can be absent (Ceph then says NoSuchKey)."""
    try:
        with translated(key):
            yield
    except ObjectNotFound as error:
        raise UploadNotFound("the upload is over", key=key) from error


_BY_CODE: dict[str, type[StoreError]] = {
    "NoSuchKey": ObjectNotFound,
    "NoSuchUpload": UploadNotFound,
    "NoSuchBucket": StoreDenied,
    "InvalidPart": PartRefused,
    "InvalidPartOrder": PartRefused,
    "EntityTooSmall": PartRefused,
    "MalformedXML": PartRefused,
    "QuotaExceeded": StoreFull,
    "InsufficientCapacity": StoreFull,
    "RequestTimeout": StoreUnavailable,
    "RequestTimeTooSkewed": StoreDenied,
    "SlowDown": StoreUnavailable,
}
_BY_STATUS: dict[int, type[StoreError]] = {
    401: StoreDenied,
    403: StoreDenied,
    404: ObjectNotFound,
    408: StoreUnavailable,
    429: StoreUnavailable,
    507: StoreFull,
}


def _refusal(error: ClientError, key: str | None) -> StoreError:
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    kind = _BY_CODE.get(code) or _BY_STATUS.get(status) or (StoreUnavailable if status >= 500 else StoreError)
    return kind(f"the store answered {status} {code}", key=key)
