"""One HTTP request as a browser sends it, for probing what a signed URL really permits."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from ._errors import StoreUnavailable

ANSWER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` has lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def send(
    method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None, ca_bundle: str = ""
) -> Answer:
    """Send it without credentials and without following redirects; StoreUnavailable when nobody answers."""
    connection = _connection(url, ca_bundle)
    try:
        connection.request(method, url[url.index("/", url.index("//") + 2) :], body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    except (OSError, HTTPException) as error:
        raise StoreUnavailable(f"no answer over HTTP: {type(error).__name__}") from error
    finally:
        connection.close()


def _connection(url: str, ca_bundle: str) -> HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=ca_bundle or None)
        return HTTPSConnection(host, parts.port, timeout=ANSWER_SECONDS, context=context)
    return HTTPConnection(host, parts.port, timeout=ANSWER_SECONDS)
