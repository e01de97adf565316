"""A store together with what a browser does to it: send a signed part, follow a signed URL."""

import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

from assets.storage import Disposition, LocalFolderStore, ObjectStore, Part, SignedRequest, StoreError

HTTP_SECONDS = 20


class Refused(Exception):
    """The store refused a signed request."""


@dataclass(frozen=True, slots=True)
class Fetched:
    body: bytes
    content_disposition: str
    media_type: str


@dataclass(frozen=True, slots=True)
class StoreUnderTest:
    store: ObjectStore
    send_part: Callable[[SignedRequest, int, bytes], Part]
    fetch: Callable[[str], Fetched]

    def signed_url(self, key: str, *, filename: str = "Schloß.jpg", media_type: str = "image/jpeg") -> str:
        return self.store.presign_get(
            key,
            expires_in=timedelta(seconds=60),
            filename=filename,
            disposition=Disposition.ATTACHMENT,
            media_type=media_type,
        )

    def keys(self, prefix: str = "", *, start_after: str = "") -> list[str]:
        return [info.key for info in self.store.list(prefix, start_after=start_after)]


def local_under_test(store: LocalFolderStore) -> StoreUnderTest:
    def send_part(request: SignedRequest, number: int, body: bytes) -> Part:
        try:
            return store.accept_part(unquote(request.url).rsplit("/", 1)[1], BytesIO(body))
        except StoreError as error:
            raise Refused(error.code) from error

    def fetch(url: str) -> Fetched:
        try:
            grant = store.accept_get(unquote(url).rsplit("/", 1)[1])
            with store.open(grant.key) as stream:
                return Fetched(stream.read(), grant.content_disposition, grant.media_type)
        except StoreError as error:
            raise Refused(error.code) from error

    return StoreUnderTest(store, send_part, fetch)


def s3_under_test(store: ObjectStore) -> StoreUnderTest:
    return StoreUnderTest(store, put_part_by_http, fetch_by_http)


def put_part_by_http(request: SignedRequest, number: int, body: bytes) -> Part:
    message = urllib.request.Request(request.url, data=body, method=request.method, headers={"Content-Type": ""})
    try:
        with urllib.request.urlopen(message, timeout=HTTP_SECONDS) as answer:
            return Part(number, answer.headers["ETag"].strip('"'), len(body))
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(str(error.code)) from error


def fetch_by_http(url: str) -> Fetched:
    try:
        with urllib.request.urlopen(url, timeout=HTTP_SECONDS) as answer:
            return Fetched(answer.read(), answer.headers["Content-Disposition"], answer.headers["Content-Type"])
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(str(error.code)) from error
