"""What a store can really do, found out by doing it.

Each ability is tried on objects under a prefix of its own, over the port and, where a browser will do it, over HTTP.
Whatever happens, nothing is left behind. Required is an ability without which the program loses or leaks something.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from io import BytesIO
from ipaddress import ip_address
from uuid import uuid4

from . import _http
from ._errors import ObjectNotFound, StoreError
from ._local import LocalFolderStore
from ._port import MIN_PART_BYTES, Disposition, ObjectStore, Part, Upload
from ._s3_client import S3Access

CONTENT = b"Bytes to find out what a store can do."
CLOCK_TOLERANCE = timedelta(minutes=5)  # S3 refuses signatures that are further off by 15


class Ability(StrEnum):
    WRITE = "write-and-read"
    EMPTY = "empty-object"
    RANGE = "range"
    LISTING = "listing"
    MULTIPART = "multipart"
    SIGNED_PART = "signed-part"
    SIGNED_LENGTH = "signed-length"
    SIGNED_GET = "signed-get"
    PRIVATE = "private"
    CORS = "cors"
    CLOCK = "clock"
    TRANSPORT = "transport"
    DELETE = "delete"
    NEW_CHECKSUMS = "checksums-when-supported"


OPTIONAL = frozenset({Ability.NEW_CHECKSUMS})


class Outcome(StrEnum):
    WORKS = "works"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    ability: Ability
    outcome: Outcome
    reason: str = ""

    @property
    def is_required(self) -> bool:
        return self.ability not in OPTIONAL


class Lacking(Exception):
    """The store answered, but not as it must."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A store and the place in it where things are tried; `access` is None for a local folder."""

    store: ObjectStore
    origin: str
    access: S3Access | None = None
    prefix: str = field(default_factory=lambda: f"check-storage-{uuid4().hex}")

    def key(self, name: str) -> str:
        return f"{self.prefix}/{name}"

    def send(self, method: str, url: str, *, body: bytes | None = None, headers: dict[str, str]) -> _http.Answer:
        return _http.send(
            method, url, body=body, headers=headers, ca_bundle=self.access.ca_bundle if self.access else ""
        )


def probe(bench: Bench, *, newer_checksums: ObjectStore | None = None) -> Iterator[Finding]:
    """Try one ability after the other and yield what was found; clean up at the end, also when interrupted.

    `newer_checksums` is the same store with `when_supported`, tried for information.
    """
    try:
        for ability, attempt in _ATTEMPTS.items():
            if bench.access or ability in _LOCAL:
                yield _try(ability, attempt, bench)
        if newer_checksums:
            yield _try(Ability.NEW_CHECKSUMS, _write, Bench(newer_checksums, bench.origin, bench.access, bench.prefix))
        yield _try(Ability.DELETE, _delete, bench)
    finally:
        _clean(bench)


def _try(ability: Ability, attempt: "Attempt", bench: Bench) -> Finding:
    try:
        attempt(bench)
    except (Lacking, StoreError, ValueError) as error:
        return Finding(ability, Outcome.MISSING, str(error))
    return Finding(ability, Outcome.WORKS)


def _clean(bench: Bench) -> None:
    with suppress(StoreError):
        for upload in list(bench.store.list_uploads(f"{bench.prefix}/")):
            bench.store.abort_upload(upload)
    with suppress(StoreError):
        for info in list(bench.store.list(f"{bench.prefix}/")):
            bench.store.delete(info.key)


def _expect(holds: bool, reason: str) -> None:  # reads as a sentence where it is called
    if not holds:
        raise Lacking(reason)


# --- attempts


def _write(bench: Bench) -> None:
    key = bench.key("Prüfung mit Ümlaut")
    bench.store.put(key, BytesIO(CONTENT), size_bytes=len(CONTENT))
    with bench.store.open(key) as stream:
        _expect(stream.read() == CONTENT, "what is read is not what was written")
    _expect(bench.store.head(key).size_bytes == len(CONTENT), "the size is wrong")


def _empty(bench: Bench) -> None:
    bench.store.put(bench.key("empty"), b"")
    _expect(bench.store.head(bench.key("empty")).size_bytes == 0, "the size is wrong")


def _range(bench: Bench) -> None:
    bench.store.put(bench.key("range"), CONTENT)
    _expect(bench.store.read_range(bench.key("range"), 6, 2) == CONTENT[6:8], "another range is answered than asked")
    _expect(bench.store.read_range(bench.key("range"), len(CONTENT), 2) == b"", "there are bytes behind the end")


def _listing(bench: Bench) -> None:
    names = {bench.key(f"list/{number}") for number in range(3)}
    for name in names:
        bench.store.put(name, b"")
    order = [info.key for info in bench.store.list(bench.key("list/"))]
    _expect(set(order) == names, "the listing is not complete")
    rest = [info.key for info in bench.store.list(bench.key("list/"), start_after=order[0])]
    _expect(rest == order[1:], "the listing does not go on behind a key")


def _multipart(bench: Bench) -> None:
    upload = bench.store.create_upload(bench.key("parts"))
    _expect(upload.upload_id in {one.upload_id for one in bench.store.list_uploads(bench.prefix)}, "it is not listed")
    parts = [_send_part(bench, upload, 1, bytes(MIN_PART_BYTES)), _send_part(bench, upload, 2, CONTENT)]
    _expect([part.number for part in bench.store.list_parts(upload)] == [1, 2], "the parts are not listed")
    bench.store.complete_upload(upload, parts)
    tail = bench.store.read_range(upload.key, MIN_PART_BYTES, 1_000)
    _expect(tail == CONTENT, "the parts did not become one object")


def _signed_part(bench: Bench) -> None:
    upload = bench.store.create_upload(bench.key("one part"))
    bench.store.complete_upload(upload, [_send_part(bench, upload, 1, CONTENT)])
    _expect(bench.store.read_range(upload.key, 0, 1_000) == CONTENT, "the part did not become the object")


def _send_part(bench: Bench, upload: Upload, number: int, body: bytes, *, signed_bytes: int | None = None) -> Part:
    size_bytes = len(body) if signed_bytes is None else signed_bytes
    request = bench.store.sign_part(upload, number=number, size_bytes=size_bytes)
    if isinstance(bench.store, LocalFolderStore):
        return bench.store.accept_part(request.url.rsplit("/", 1)[1], BytesIO(body))
    answer = bench.send(request.method, request.url, body=body, headers={"Origin": bench.origin})
    _expect(answer.status == 200, f"a signed part is answered {answer.status}")
    _expect("etag" in answer.headers, "the answer to a part has no ETag")
    return Part(number, answer.headers["etag"].strip('"'), len(body))


def _signed_length(bench: Bench) -> None:
    upload = bench.store.create_upload(bench.key("length"))
    try:
        _send_part(bench, upload, 1, CONTENT + b"more", signed_bytes=len(CONTENT))
    except (Lacking, StoreError):
        return
    raise Lacking("a part may be longer than was signed")


def _signed_get(bench: Bench) -> None:
    bench.store.put(bench.key("signed"), CONTENT)
    answer = bench.send("GET", _read_url(bench), headers={})
    _expect(answer.status == 200, f"a signed URL is answered {answer.status}")
    _expect(answer.body == CONTENT, "another object is answered than signed")
    _expect(answer.headers.get("content-type") == "image/jpeg", "the signed type is ignored")
    _expect("attachment" in answer.headers.get("content-disposition", ""), "the signed name is ignored")


def _read_url(bench: Bench) -> str:
    return bench.store.presign_get(
        bench.key("signed"),
        expires_in=timedelta(seconds=60),
        filename="picture.jpg",
        disposition=Disposition.ATTACHMENT,
        media_type="image/jpeg",
    )


def _private(bench: Bench) -> None:
    bench.store.put(bench.key("signed"), CONTENT)
    bare = bench.send("GET", _read_url(bench).split("?")[0], headers={})
    _expect(bare.status in {401, 403}, f"an object is answered without a signature: {bare.status}")


def _cors(bench: Bench) -> None:
    """Ask as a browser does before it sends a part, and look whether it may read the ETag afterwards."""
    upload = bench.store.create_upload(bench.key("cors"))
    request = bench.store.sign_part(upload, number=1, size_bytes=len(CONTENT))
    asked = {"Origin": bench.origin, "Access-Control-Request-Method": "PUT"}
    preflight = bench.send("OPTIONS", request.url, headers=asked)
    _expect(preflight.status in {200, 204}, f"a preflight is answered {preflight.status}")
    _expect(_allows(preflight, bench.origin), f"the origin {bench.origin} is not allowed")
    answer = bench.send("PUT", request.url, body=CONTENT, headers={"Origin": bench.origin})
    exposed = answer.headers.get("access-control-expose-headers", "").lower()
    _expect("etag" in exposed or "*" in exposed, "the ETag of a part is not exposed")


def _allows(answer: _http.Answer, origin: str) -> bool:
    return answer.headers.get("access-control-allow-origin") in {origin, "*"}


def _clock(bench: Bench) -> None:
    sent_at = datetime.now(UTC)
    answer = bench.send("GET", _read_url(bench).split("?")[0], headers={})
    _expect("date" in answer.headers, "the store does not tell its time")
    skew = parsedate_to_datetime(answer.headers["date"]) - sent_at
    _expect(abs(skew) < CLOCK_TOLERANCE, f"the clocks are {skew.total_seconds():.0f} s apart")


def _transport(bench: Bench) -> None:
    access = bench.access or S3Access()
    for endpoint in filter(None, (access.endpoint, access.public_endpoint)):
        _expect(endpoint.startswith("https://") or _is_loopback(endpoint), "plain HTTP is for this machine only")


def _is_loopback(endpoint: str) -> bool:
    host = endpoint.split("//", 1)[-1].split("/", maxsplit=1)[0].rsplit(":", 1)[0].strip("[]")
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _delete(bench: Bench) -> None:
    for info in list(bench.store.list(f"{bench.prefix}/")):
        bench.store.delete(info.key)
    try:
        bench.store.head(bench.key("range"))
    except ObjectNotFound:
        return
    raise Lacking("a deleted object is still there")


Attempt = Callable[[Bench], None]

_ATTEMPTS: dict[Ability, Attempt] = {
    Ability.WRITE: _write,
    Ability.EMPTY: _empty,
    Ability.RANGE: _range,
    Ability.LISTING: _listing,
    Ability.MULTIPART: _multipart,
    Ability.SIGNED_PART: _signed_part,
    Ability.SIGNED_LENGTH: _signed_length,
    Ability.SIGNED_GET: _signed_get,
    Ability.PRIVATE: _private,
    Ability.CORS: _cors,
    Ability.CLOCK: _clock,
    Ability.TRANSPORT: _transport,
}
_LOCAL = frozenset({
    Ability.WRITE,
    Ability.EMPTY,
    Ability.RANGE,
    Ability.LISTING,
    Ability.MULTIPART,
    Ability.SIGNED_PART,
    Ability.SIGNED_LENGTH,
})  # fmt: skip
