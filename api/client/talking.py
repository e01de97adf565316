"""Requests of the client: JSON to the API, bytes to where a part was signed for; a passing failure is tried again."""

import http.client
import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit
from uuid import uuid4

SECONDS: Final = 60.0
PAUSES: Final = (0.5, 1, 2, 4, 8, 15, 30, 30, 30, 30)
"""Between attempts: a router that starts anew, or a store that does, is back within minutes."""
LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
T = TypeVar("T")


class Refused(Exception):
    """The server said no, and why; nothing is tried again."""

    def __init__(self, status: int, code: str, detail: str, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.body = status, code, detail, body or {}


class Unreachable(Exception):
    """No answer after all attempts; what has arrived stays, the same command goes on."""


class NotNow(Exception):
    """This attempt failed; the next one may not. `pause` is what the server asked for, in seconds."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class Server:
    """A Bildkreis, spoken to by a token or by the link of a drop-box; used by several threads at once."""

    def __init__(self, address: str, headers: Mapping[str, str], *, pauses: tuple[float, ...] = PAUSES) -> None:
        self.address = address.rstrip("/")
        self.headers = dict(headers)
        self._pauses = pauses
        self._own = threading.local()
        self._opened: list[http.client.HTTPConnection] = []

    def close(self) -> None:
        """Let go of every connection, of all threads."""
        for connection in self._opened:
            connection.close()

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The decoded answer, none for an empty one. Raises Refused, Unreachable.

        One key for all attempts of a POST: what was done before its answer was lost is not done again.
        """
        content = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, "Accept": "application/json", "Content-Type": "application/json"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid4())
        url = f"{self.address}/api/v1{path}"
        return self.again(lambda: self._json(method, url, content, headers))

    def put(self, url: str, path: Path, start: int, size: int) -> None:
        """Send a stretch of a file to a signed address. Raises NotNow: the caller asks for a fresh address."""
        with path.open("rb") as stream:
            stream.seek(start)
            target, length = urljoin(f"{self.address}/", url), {"Content-Length": str(size)}
            status, _, _ = self._send("PUT", target, _Stretch(stream, size), length)
        if not 200 <= status < 300:
            raise NotNow(f"HTTP {status}")

    def again(self, attempt: Callable[[], T]) -> T:
        """Do something until it succeeds; raises Unreachable when the attempts are used up."""
        for pause in (*self._pauses, None):
            try:
                return attempt()
            except NotNow as failure:
                if pause is None:
                    raise Unreachable(str(failure)) from failure
                time.sleep(max(pause, failure.pause or 0))
        raise AssertionError  # the loop ends by an answer or an exception

    def _json(self, method: str, url: str, content: bytes | None, headers: Mapping[str, str]) -> Any:
        status, answer, retry_after = self._send(method, url, content, headers)
        if status in LATER:
            raise NotNow(f"HTTP {status}", float(retry_after) if retry_after.isdigit() else None)
        try:
            said = json.loads(answer) if answer else None
        except ValueError as error:
            raise Refused(status, "no-answer", "Unter dieser Adresse antwortet kein Bildkreis.") from error
        if not 200 <= status < 300:
            said = said if isinstance(said, dict) else {}
            raise Refused(status, str(said.get("code", "")), str(said.get("detail", f"HTTP {status}")), said)
        return said

    def _send(self, method: str, url: str, body: Any, headers: Mapping[str, str]) -> tuple[int, bytes, str]:
        """One request over a connection of this thread, opened anew when it broke."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = self._connection(parts)
        try:
            connection.request(method, target, body=body, headers=dict(headers))
            response = connection.getresponse()
            return response.status, response.read(), response.headers.get("Retry-After", "")
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise NotNow(f"keine Verbindung ({type(error).__name__})") from error

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        held: dict[str, http.client.HTTPConnection] = self._own.__dict__.setdefault("held", {})
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in held:
            is_tls = parts.scheme == "https"
            held[origin] = (
                http.client.HTTPSConnection(parts.netloc, timeout=SECONDS, context=ssl.create_default_context())
                if is_tls
                else http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
            )
            self._opened.append(held[origin])
        return held[origin]


class _Stretch:
    """So many bytes of an open file, as a body."""

    def __init__(self, stream: Any, size: int) -> None:
        self._stream, self._left = stream, size

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        chunk: bytes = self._stream.read(wanted)
        self._left -= len(chunk)
        return chunk
