"""Messages between the parent and the server: a length, then JSON; descriptors travel beside the first byte.

The parent believes nothing but the shape of an answer: one tag, then either the job's JSON or a `Failure`.
"""

import socket
import struct

import msgspec

from assets.sandbox.confinement import Isolation
from assets.sandbox.failures import Reason
from assets.sandbox.limits import Limits

LENGTH = struct.Struct(">I")
FRAME_LIMIT = 64 * 1024 * 1024
TEXT_LIMIT = 500


class Hello(msgspec.Struct, frozen=True):
    """The server's first words: it is warm, and this is how tightly its children are held."""

    isolation: Isolation


class Request(msgspec.Struct, frozen=True):
    """One job. Its descriptors are the source and, if `has_out_dir`, the output folder."""

    job: str
    params: msgspec.Raw
    limits: Limits
    has_out_dir: bool


class Failure(msgspec.Struct, frozen=True):
    reason: Reason
    code: str = ""
    text: str = ""


class Answer(msgspec.Struct, frozen=True):
    """How a job ended. Without `failure` the next frame is its JSON. CPU counts server and child, in seconds."""

    failure: Failure | None
    cpu_seconds: float
    peak_memory_bytes: int


def send_frame(channel: socket.socket, payload: bytes, descriptors: tuple[int, ...] = ()) -> None:
    header = LENGTH.pack(len(payload))
    if descriptors:
        socket.send_fds(channel, [header], list(descriptors))
    else:
        channel.sendall(header)
    channel.sendall(payload)


def receive_frame(channel: socket.socket) -> bytes | None:
    """The next message, or nothing when the other side has closed."""
    header = receive_exactly(channel, LENGTH.size)
    return None if header is None else receive_exactly(channel, frame_length(header))


def receive_frame_with_descriptors(channel: socket.socket) -> tuple[bytes, list[int]] | None:
    header, descriptors, _flags, _address = socket.recv_fds(channel, LENGTH.size, 2)
    rest = receive_exactly(channel, LENGTH.size - len(header)) if header else None
    body = None if rest is None else receive_exactly(channel, frame_length(header + rest))
    return None if body is None else (body, list(descriptors))


def frame_length(header: bytes) -> int:
    length: int = LENGTH.unpack(header)[0]
    if length > FRAME_LIMIT:
        raise ConnectionError("frame exceeds the limit")
    return length


def receive_exactly(channel: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        chunk = channel.recv(min(count - len(parts), 1 << 20))
        if not chunk:
            return None
        parts += chunk
    return bytes(parts)
