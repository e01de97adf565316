"""An HTTP server that fails in a chosen way: what an S3 looks like from outside when it is ill."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assets.storage import S3Access

TIME_OUT_SECONDS = 0.4


class FaultyS3:
    """Fails as it was told last; `access` has short time-outs and one attempt."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self.fail: Callable[[BaseHTTPRequestHandler], None] = lambda _handler: None
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.access = _access(self.http.server_port)

    def answers(self, status: int, code: str = "", *, promised_bytes: int = 0) -> S3Access:
        """Answer everything with this status and S3 error code; `promised_bytes` more are announced than sent."""
        body = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode() if code else b"only this"

        def fail(handler: BaseHTTPRequestHandler) -> None:
            handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body) + promised_bytes))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)

        self.fail = fail
        return self.access

    def never_answers(self) -> S3Access:
        self.fail = lambda _handler: self._over.wait(10)
        return self.access

    def close(self) -> None:
        self._over.set()
        self.http.shutdown()
        self.http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.fail(self)
                self.close_connection = True

            do_PUT = do_HEAD = do_POST = do_DELETE = do_GET

            def log_message(self, *_arguments: object) -> None: ...

        return Handler


@contextmanager
def serving_faults() -> Iterator[FaultyS3]:
    faulty = FaultyS3()
    thread = threading.Thread(target=faulty.http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield faulty
    finally:
        faulty.close()
        thread.join()


def nobody_listens() -> S3Access:
    """An access to a port that refuses connections."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return _access(closed.getsockname()[1])


def _access(port: int) -> S3Access:
    return S3Access(
        endpoint=f"http://127.0.0.1:{port}",
        access_key="a",
        secret_key="b",
        connect_seconds=TIME_OUT_SECONDS,
        read_seconds=TIME_OUT_SECONDS,
        attempts=1,
    )
