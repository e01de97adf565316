"""Reading from a bucket: what the S3 store and the S3 index source share."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, cast

from botocore.exceptions import ClientError

from ._port import ObjectInfo
from ._s3_client import S3Access, S3Location, client_of, translated

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3 import S3Client

READ_BUFFER_BYTES = 256 * 1024
RANGE_NOT_SATISFIABLE = 416


class S3Reading:
    """Lists and reads objects under one location."""

    def __init__(self, location: S3Location, access: S3Access) -> None:
        self.location = location
        self._access = access

    def client(self) -> "S3Client":
        return client_of(self._access)

    def list(self, prefix: str, start_after: str) -> Iterator[ObjectInfo]:
        """Yield page by page: the next thousand keys are asked for when the first are used up."""
        place = self.location
        pages = (
            self.client()
            .get_paginator("list_objects_v2")
            .paginate(
                Bucket=place.bucket,
                Prefix=place.name(prefix),
                StartAfter=place.name(start_after) if start_after else "",
            )
        )
        with translated():
            for page in pages:
                for item in page.get("Contents", ()):
                    yield ObjectInfo(
                        key=place.key(item["Key"]),
                        size_bytes=item["Size"],
                        modified_at=_whole_second(item["LastModified"]),
                        etag=item["ETag"].strip('"'),
                    )

    def head(self, key: str) -> ObjectInfo:
        with translated(key):
            answer = self.client().head_object(Bucket=self.location.bucket, Key=self.location.name(key))
            return ObjectInfo(
                key=key,
                size_bytes=answer["ContentLength"],
                modified_at=_whole_second(answer["LastModified"]),
                etag=answer["ETag"].strip('"'),
            )

    def open(self, key: str) -> BinaryIO:
        with translated(key):
            answer = self.client().get_object(Bucket=self.location.bucket, Key=self.location.name(key))
        return cast(BinaryIO, io.BufferedReader(_Body(answer["Body"], key), READ_BUFFER_BYTES))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        if start < 0 or length < 0:
            raise ValueError("a range has no negative bound")
        if length == 0:
            self.head(key)
            return b""
        with translated(key):
            try:
                answer = self.client().get_object(
                    Bucket=self.location.bucket,
                    Key=self.location.name(key),
                    Range=f"bytes={start}-{start + length - 1}",
                )
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == RANGE_NOT_SATISFIABLE:
                    return b""
                raise
            with answer["Body"] as body:
                return body.read() if "ContentRange" in answer else body.read()[start : start + length]


def _whole_second(moment: datetime) -> datetime:
    """Listings may know milliseconds, HTTP headers do not: both shall say the same."""
    return moment.astimezone(UTC).replace(microsecond=0)


class _Body(io.RawIOBase):
    """The body of an answer as a file; what breaks while it is read is an error of the port."""

    def __init__(self, body: "StreamingBody", key: str) -> None:
        self._body = body
        self._key = key

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # BufferedReader hands a memoryview
        with translated(self._key):
            chunk = self._body.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()
