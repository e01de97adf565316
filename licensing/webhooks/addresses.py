"""Where messages may go: https, to a host whose every address is public; the address that was checked is connected to.

A webhook makes the server send requests to wherever somebody says (SSRF). Private, loopback, link-local and metadata
ranges are refused, before saving and again before each message, since names can move. Machines of the operator's own
network are let in one by one, by `WEBHOOK_PRIVATE_ORIGINS`.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from assets.errors import DomainError

PORTS: Final = frozenset({443, 8443})
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}


class AddressRefused(DomainError):
    """Messages are not sent to such an address."""

    code = "address-refused"


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: the socket connects to `address`, certificate and `Host` belong to `host`."""

    host: str
    address: str
    port: int
    path: str
    is_tls: bool


def check_address(url: str) -> SplitResult:
    """Refuse what can never be right, without asking the name service: scheme, user, fragment, port, private ranges."""
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AddressRefused("Diese Adresse ist nicht lesbar.") from error
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused("Bitte eine Adresse ohne Zugangsdaten und ohne # angeben.")
    if _origin(parts, port) in settings.WEBHOOK_PRIVATE_ORIGINS:
        return parts
    if parts.scheme != "https":
        raise AddressRefused("Nachrichten gehen nur an Adressen mit https.")
    if port not in PORTS:
        raise AddressRefused("Nachrichten gehen nur an die Ports 443 und 8443.")
    if _literal(parts.hostname) is not None and not is_public(parts.hostname):
        raise AddressRefused("An Adressen im eigenen Netz gehen keine Nachrichten.")
    return parts


def target_of(url: str) -> Target:
    """Resolve once; raises AddressRefused when the name leads to any address that is not public, or nowhere."""
    parts = check_address(url)
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    host = str(parts.hostname)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressRefused("Der Name des Rechners ist nicht bekannt.") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if _origin(parts, port) not in settings.WEBHOOK_PRIVATE_ORIGINS and not all(map(is_public, addresses)):
        raise AddressRefused("An Adressen im eigenen Netz gehen keine Nachrichten.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, addresses[0], port, path, parts.scheme == "https")


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network, also when it hides in an IPv6 address."""
    literal = _literal(address)
    if literal is None:
        return False
    if isinstance(literal, ipaddress.IPv6Address):
        hidden = literal.ipv4_mapped or literal.sixtofour or (literal.teredo[1] if literal.teredo else None)
        if hidden is not None or literal in _NAT64:
            return hidden is not None and hidden.is_global and not hidden.is_multicast
    return literal.is_global and not literal.is_multicast


_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _origin(parts: SplitResult, port: int) -> str:
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port == _DEFAULT_PORTS.get(parts.scheme) else f":{port}")
