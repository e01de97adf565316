"""One message to one address: to the address that was checked, without redirects, over within seconds."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Final

from licensing.webhooks.addresses import Target, target_of

CONNECT_SECONDS: Final = 5
WHOLE_SECONDS: Final = 15
"""No receiver holds a worker longer, however slowly it answers."""


class NotDelivered(Exception):
    """The receiver was not reached, or its answer was no success; `status` is its HTTP status, if it gave one."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__(str(status or "unreachable"))
        self.status = status


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of a success (2xx). Raises AddressRefused or NotDelivered; a redirect is no success."""
    connection = _Pinned(target_of(url))
    overdue = threading.Timer(WHOLE_SECONDS, connection.abort)
    overdue.start()
    try:
        connection.request("POST", connection.target.path, body=body, headers=dict(headers))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotDelivered from error
    finally:
        overdue.cancel()
        connection.close()
    if not 200 <= status < 300:
        raise NotDelivered(status)
    return status


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name says now; TLS still proves the name."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        self.target = target

    def connect(self) -> None:
        plain = socket.create_connection((self.target.address, self.target.port), CONNECT_SECONDS)
        if not self.target.is_tls:
            self.sock = plain
            return
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(plain, server_hostname=self.target.host)

    def abort(self) -> None:
        """End whatever waits for the receiver; it fails like a lost connection."""
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
