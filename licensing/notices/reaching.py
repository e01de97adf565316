"""Ask a public address whether something is still there: nothing else of it is read, and nothing inside is reached.

Addresses are typed by people, and a server that asks any address can be made to ask what only it can reach (SSRF). So:
http and https on their usual ports; every address that the name stands for is a public one; the connection goes to
the very address that was examined; each redirection is examined anew; five seconds and a few kilobytes in all; no
cookies, no credentials.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit

SECONDS: Final = 5.0
MOST_REDIRECTS: Final = 3
MOST_BYTES: Final = 4096
_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_AGENT: Final = "Bildkreis (Pruefung, ob ein Beitrag entfernt ist)"


class Unreachable(Exception):
    """No answer: no public address, no connection, no time left. `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reached:
    """The last answer: its status, and the address that gave it."""

    status: int
    url: str


class Reach(Protocol):
    """The port: what a check needs of the network."""

    def __call__(self, url: str) -> Reached:
        """Raises `Unreachable`."""
        ...


class Outcome(StrEnum):
    """What an address says: only `GONE` proves anything."""

    GONE = "gone"
    ONLINE = "online"
    UNCLEAR = "unclear"
    UNREACHABLE = "unreachable"


def outcome_of(reached: Reached, *, is_platform: bool) -> Outcome:
    """404 and 410 mean gone. A platform answers much with a page of its own: there nothing else is certain."""
    if reached.status in {404, 410}:
        return Outcome.GONE
    if reached.status == 200 and not is_platform:
        return Outcome.ONLINE
    return Outcome.UNCLEAR


def reach(url: str) -> Reached:
    """Ask with HEAD, and with GET where HEAD is not answered; follow a few redirections."""
    deadline = time.monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _ask("HEAD", url, deadline)
        if status in {400, 403, 405, 501}:
            status, location = _ask("GET", url, deadline)
        if status not in _REDIRECTS or not location:
            return Reached(status, url)
        url = urljoin(url, location)
    raise Unreachable("too-many-redirects")


def _ask(method: str, url: str, deadline: float) -> tuple[int, str]:
    host, port = _target(url)
    parts = urlsplit(url)
    address = _public_address(host, port)
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreachable("timeout")
    connection = _Pinned(host, port, address, is_secure=parts.scheme == "https", timeout=left)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")[:MOST_BYTES]
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable("no-answer") from error
    finally:
        connection.close()


def _target(url: str) -> tuple[str, int]:
    """Host and port, if the address is one that may be asked."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Unreachable("not-an-address") from error
    usual = _PORTS.get(parts.scheme)
    if usual is None or not host or port not in {None, usual} or parts.username or parts.password:
        raise Unreachable("not-an-address")
    try:
        return host.encode("idna").decode(), usual
    except UnicodeError as error:
        raise Unreachable("not-an-address") from error


def _public_address(host: str, port: int) -> str:
    """An address of the host; refused when any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unreachable("unknown-host") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(is_public(each) for each in addresses):
        raise Unreachable("not-public")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; one wrapped into IPv6 counts as what it wraps."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was examined, whatever the name stands for by now."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._is_secure = is_secure

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        if not self._is_secure:
            self.sock = plain
            return
        try:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise
