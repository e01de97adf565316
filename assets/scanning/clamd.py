"""ClamAV's daemon, spoken to by its own protocol: INSTREAM over a socket, length and bytes in turn, zero at the end.

The daemon gets bytes and never a path, so it needs no right to our files and may run on another machine.
"""

import re
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assets.scanning.port import Finding, ScannerUnavailable, TooLargeToScan

CHUNK: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
_HARMLESS: Final = re.compile(r"[^A-Za-z0-9._:/ -]")


@dataclass(frozen=True, slots=True)
class Clamd:
    """`address` is a path of a Unix socket or host:port; `seconds` bounds every wait."""

    address: str
    seconds: float
    max_bytes: int

    def scan(self, path: Path) -> Finding | None:
        if path.stat().st_size > self.max_bytes:
            raise TooLargeToScan
        try:
            with self._connected() as channel:
                answer = self._answer(channel, path)
        except OSError as error:
            raise ScannerUnavailable(type(error).__name__) from error
        return _understood(answer)

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            channel.settimeout(self.seconds)
            try:
                channel.connect(self.address)
            except OSError:
                channel.close()
                raise
            return channel
        host, _, port = self.address.rpartition(":")
        if not port.isdigit():
            raise ScannerUnavailable("the address is neither a path nor host:port")
        return socket.create_connection((host, int(port)), timeout=self.seconds)

    def _answer(self, channel: socket.socket, path: Path) -> bytes:
        try:
            channel.sendall(b"zINSTREAM\0")
            with path.open("rb") as content:
                while piece := content.read(CHUNK):
                    channel.sendall(struct.pack(">I", len(piece)) + piece)
            channel.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have said enough before the end: that its own limit was reached
        answer = bytearray()
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
            piece = channel.recv(1024)
            if not piece:
                break
            answer += piece
        return bytes(answer)


def _understood(answer: bytes) -> Finding | None:
    """OK, FOUND or an error; whatever else it says is no permission."""
    text = answer.rstrip(b"\0\n").decode("ascii", "replace").strip()
    if text == "stream: OK":
        return None
    if text.startswith("stream: ") and text.endswith(" FOUND"):
        name = text.removeprefix("stream: ").removesuffix(" FOUND")
        return Finding(_HARMLESS.sub("", name)[:80] or "unnamed")
    if "size limit exceeded" in text:
        raise TooLargeToScan
    raise ScannerUnavailable("an answer that is none")
