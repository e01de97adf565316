"""A line between a client and a server that counts what goes through it, and is cut again and again."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

CHUNK = 1 << 16
_RESET = struct.pack("ii", 1, 0)


class BadLine:
    """A relay on a port of its own; with `cut_every` all connections break after so many bytes to the server,
    `most_cuts` times."""

    def __init__(self, port: int, *, cut_every: int | None = None, most_cuts: int = 10) -> None:
        self._target, self._cut_every, self._most_cuts = port, cut_every, most_cuts
        self._lock, self._open = threading.Lock(), set[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.sent, self.cuts = 0, 0
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()
        self._break_all()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                if self._listener.fileno() < 0:
                    return
                continue
            with self._lock:
                self._open |= {client, server}
            threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

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
            gone = {source, sink} & self._open
            self._open -= gone
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
        """As when the router loses its mind: no goodbye, a reset."""
        with self._lock:
            broken, self._open = self._open, set()
        for each in broken:
            with contextlib.suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextlib.contextmanager
def bad_line(port: int, *, cut_every: int | None = None) -> Iterator[BadLine]:
    line = BadLine(port, cut_every=cut_every)
    try:
        yield line
    finally:
        line.close()
