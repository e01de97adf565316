"""A door in front of a server that can be shut: then every connection breaks and none is made."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 1 << 16
_RESET = struct.pack("ii", 1, 0)


class Gate:
    """Forwards to a port of this machine while it is open."""

    def __init__(self, to_port: int) -> None:
        self._to_port, self._is_open = to_port, True
        self._lock, self._sockets = threading.Lock(), set[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def shut(self) -> None:
        self._is_open = False
        with self._lock:
            held, self._sockets = self._sockets, set()
        for each in held:
            _break(each)

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
            for pair in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=pair, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                sink.sendall(chunk)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        with self._lock:
            gone = {source, sink} & self._sockets
            self._sockets -= gone
        for each in gone:
            each.close()


def _break(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextmanager
def gate(to_port: int) -> Iterator[Gate]:
    made = Gate(to_port)
    try:
        yield made
    finally:
        made.remove()
