"""Any S3 as object store, through boto3.

Asked of it: put, get, range, head, delete, list v2, multipart, presigned URLs with signature version 4. Nothing else:
no tags, ACLs, notifications, lifecycle rules, stored checksums or If-Match.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from ._disposition import content_disposition
from ._errors import PartRefused, StoreError, StoreUnavailable, UploadNotFound
from ._exact import ExactReader
from ._keys import check_key, check_prefix
from ._port import (
    MAX_PART_NUMBER,
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
from ._s3_client import S3Access, S3Location, client_of, translated, upload_translated
from ._s3_reading import S3Reading

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, PartTypeDef

STORED_TYPE = "application/octet-stream"
OWN_PART_BYTES = 8 * 1024 * 1024


class S3Store:
    """Objects under one location of a bucket that exists."""

    def __init__(self, location: S3Location, access: S3Access) -> None:
        self._place = location
        self._reading = S3Reading(location, access)
        self._client = self._reading.client
        self._access = access

    def _public_client(self) -> "S3Client":
        """The client that signs: its endpoint is the one that browsers reach."""
        return client_of(self._access, is_public=True)

    # --- objects

    def put(self, key: str, content: bytes | BinaryIO, *, size_bytes: int | None = None) -> None:
        """Store small content in one request and larger streams in parts; memory holds one part."""
        check_key(key)
        stream, size = as_stream(content, size_bytes)
        if size > OWN_PART_BYTES:
            self._put_in_parts(key, stream, size)
            return
        body = ExactReader(stream, size).read(size)
        with translated(key):
            self._client().put_object(
                Bucket=self._place.bucket, Key=self._place.name(key), Body=body, ContentType=STORED_TYPE
            )

    def _put_in_parts(self, key: str, stream: BinaryIO, size: int) -> None:
        part_bytes = max(OWN_PART_BYTES, -(-size // MAX_PART_NUMBER))
        upload = self.create_upload(key)
        try:
            self.complete_upload(upload, self._send_all(upload, ExactReader(stream, size), part_bytes))
        except BaseException:
            with suppress(StoreError):  # the first failure is the one to tell; the reaper finds the rest
                self.abort_upload(upload)
            raise

    def _send_all(self, upload: Upload, stream: ExactReader, part_bytes: int) -> Sequence[Part]:
        chunks = iter(lambda: stream.read(part_bytes), b"")
        return [self._send(upload, number, chunk) for number, chunk in enumerate(chunks, start=1)]

    def _send(self, upload: Upload, number: int, chunk: bytes) -> Part:
        with translated(upload.key):
            answer = self._client().upload_part(
                Bucket=self._place.bucket,
                Key=self._place.name(upload.key),
                UploadId=upload.upload_id,
                PartNumber=number,
                Body=chunk,
            )
        return Part(number, answer["ETag"].strip('"'), len(chunk))

    def open(self, key: str) -> BinaryIO:
        return self._reading.open(check_key(key))

    def read_range(self, key: str, start: int, length: int) -> bytes:
        return self._reading.read_range(check_key(key), start, length)

    def head(self, key: str) -> ObjectInfo:
        return self._reading.head(check_key(key))

    def delete(self, key: str) -> None:
        check_key(key)
        with translated(key):
            self._client().delete_object(Bucket=self._place.bucket, Key=self._place.name(key))

    def list(self, prefix: str = "", *, start_after: str = "") -> Iterator[ObjectInfo]:
        return self._reading.list(check_prefix(prefix), start_after)

    # --- parts

    def create_upload(self, key: str) -> Upload:
        check_key(key)
        with translated(key):
            answer = self._client().create_multipart_upload(
                Bucket=self._place.bucket, Key=self._place.name(key), ContentType=STORED_TYPE
            )
        return Upload(key, answer["UploadId"], datetime.now(UTC))

    def sign_part(self, upload: Upload, *, number: int, size_bytes: int) -> SignedRequest:
        check_part(number, size_bytes)
        parameters = {
            "Bucket": self._place.bucket,
            "Key": self._place.name(check_key(upload.key)),
            "UploadId": upload.upload_id,
            "PartNumber": number,
            "ContentLength": size_bytes,
        }
        expires_at = datetime.now(UTC) + PART_URL_LIFETIME
        with translated(upload.key):
            url = self._public_client().generate_presigned_url(
                "upload_part", Params=parameters, ExpiresIn=int(PART_URL_LIFETIME.total_seconds())
            )
        return SignedRequest("PUT", url, expires_at)

    def list_parts(self, upload: Upload) -> Iterator[Part]:
        """As the port says; of a part that came twice SeaweedFS lists both, the later one counts."""
        pages = (
            self._client()
            .get_paginator("list_parts")
            .paginate(Bucket=self._place.bucket, Key=self._place.name(check_key(upload.key)), UploadId=upload.upload_id)
        )
        newest: dict[int, PartTypeDef] = {}
        with upload_translated(upload.key):
            for page in pages:
                for part in page.get("Parts", ()):
                    earlier = newest.get(part["PartNumber"])
                    if earlier is None or part["LastModified"] >= earlier["LastModified"]:
                        newest[part["PartNumber"]] = part
        for number in sorted(newest):
            yield Part(number, newest[number]["ETag"].strip('"'), newest[number]["Size"])

    def complete_upload(self, upload: Upload, parts: Sequence[Part]) -> None:
        numbers = [part.number for part in parts]
        if not parts or numbers != sorted(set(numbers)):
            raise PartRefused("parts are named once, in ascending order", key=upload.key)
        try:
            self._complete(upload, parts)
        except StoreUnavailable:  # what Ceph 16 also answers (500) when the upload is over
            next(self.list_parts(upload), None)
            raise

    def _complete(self, upload: Upload, parts: Sequence[Part]) -> None:
        named: Sequence[CompletedPartTypeDef] = [
            {"PartNumber": part.number, "ETag": f'"{part.etag}"'} for part in parts
        ]
        with upload_translated(upload.key):
            self._client().complete_multipart_upload(
                Bucket=self._place.bucket,
                Key=self._place.name(check_key(upload.key)),
                UploadId=upload.upload_id,
                MultipartUpload={"Parts": named},
            )

    def abort_upload(self, upload: Upload) -> None:
        try:
            with upload_translated(upload.key):
                self._client().abort_multipart_upload(
                    Bucket=self._place.bucket, Key=self._place.name(check_key(upload.key)), UploadId=upload.upload_id
                )
        except UploadNotFound:
            return

    def list_uploads(self, prefix: str = "") -> Iterator[Upload]:
        pages = (
            self._client()
            .get_paginator("list_multipart_uploads")
            .paginate(Bucket=self._place.bucket, Prefix=self._place.name(check_prefix(prefix)))
        )
        with translated():
            for page in pages:
                for item in page.get("Uploads", ()):
                    yield Upload(self._place.key(item["Key"]), item["UploadId"], item["Initiated"])

    # --- signed reading

    def presign_get(
        self, key: str, *, expires_in: timedelta, filename: str, disposition: Disposition, media_type: str
    ) -> str:
        parameters = {
            "Bucket": self._place.bucket,
            "Key": self._place.name(check_key(key)),
            "ResponseContentDisposition": content_disposition(disposition, filename),
            "ResponseContentType": media_type,
        }
        seconds = max(1, int(check_read_lifetime(expires_in).total_seconds()))
        with translated(key):
            return self._public_client().generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)
