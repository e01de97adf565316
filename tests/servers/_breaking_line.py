"""A line between a client and a server that counts what is sent, and breaks: for a while, or again and again."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

CHUNK = 1 << 16
_RESET = struct.pack("ii", 1, 0)


class BreakingLine:
    """A relay on a port of its own. While it is shut every connection breaks and none is made; with `cut_every` all
    break after so many bytes to the server, `most_cuts` times."""

    def __init__(self, to_port: int, *, cut_every: int | None = None, most_cuts: int = 10) -> None:
        self._to_port, self._cut_every, self._most_cuts = to_port, cut_every, most_cuts
        self._is_open = True
        self._lock, self._sockets = threading.Lock(), set[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self.sent, self.cuts = 0, 0
        threading.Thread(target=self._listen, daemon=True).start()

    def shut(self) -> None:
        self._is_open = False
        self._break_all()

    def open(self) -> None:
        self._is_open = True

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.shut()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if not self._is_open:
                _break(client)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._to_port))
            except OSError:
                _break(client)
                continue
            with self._lock:
                self._sockets |= {client, server}
            for source, sink, is_sent in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pump, args=(source, sink, is_sent), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, is_sent: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                sink.sendall(chunk)
                if is_sent:
                    self._count(len(chunk))
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with self._lock:
            gone = {source, sink} & self._sockets
            self._sockets -= gone
        for each in gone:
            each.close()

    def _count(self, size: int) -> None:
        with self._lock:
            before, self.sent = self.sent, self.sent + size
            step = self._cut_every or 1 << 62
            is_cut = self.sent // step > before // step and self.cuts < self._most_cuts
            self.cuts += is_cut
        if is_cut:
            self._break_all()

    def _break_all(self) -> None:
        with self._lock:
            broken, self._sockets = self._sockets, set()
        for each in broken:
            _break(each)


def _break(connection: socket.socket) -> None:
    """As when the router loses its mind: no goodbye, a reset."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextlib.contextmanager
def breaking_line(to_port: int, *, cut_every: int | None = None) -> Iterator[BreakingLine]:
    made = BreakingLine(to_port, cut_every=cut_every)
    try:
        yield made
    finally:
        made.remove()
