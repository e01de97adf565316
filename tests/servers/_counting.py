"""A relay in front of an S3 server that counts which objects were read: proof that nothing is read twice."""

import re
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from select import select
from socket import create_connection, socket
from urllib.parse import unquote

_READ = re.compile(rb"^GET /([^/ ?]+)/([^ ?]+)(?:\?x-id=\S*)? HTTP/1\.1", re.MULTILINE)


class CountingRelay(socketserver.ThreadingTCPServer):
    """Forwards bytes unchanged; `reads` counts GET requests by key."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, to_port: int) -> None:
        self.to_port = to_port
        self.reads: Counter[str] = Counter()
        super().__init__(("127.0.0.1", 0), _Forward)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Forward(socketserver.BaseRequestHandler):
    server: CountingRelay

    def handle(self) -> None:
        with create_connection(("127.0.0.1", self.server.to_port)) as upstream:
            pairs = {self.request: upstream, upstream: self.request}
            while True:
                for ready in select(list(pairs), [], [], 60)[0]:
                    if not self._pass(ready, pairs[ready], upstream):
                        return

    def _pass(self, ready: socket, other: socket, upstream: socket) -> bool:
        data = ready.recv(65536)
        if not data:
            return False
        if ready is not upstream and (read := _READ.match(data)):
            self.server.reads[unquote(read[2].decode())] += 1
        other.sendall(data)
        return True


@contextmanager
def counting_reads(to_port: int) -> Iterator[CountingRelay]:
    """Relay to an S3 server on loopback until the block ends."""
    with CountingRelay(to_port) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        try:
            yield relay
        finally:
            relay.shutdown()
