"""Streams that must hold as many bytes as was said."""

from typing import BinaryIO


class ExactReader:
    """Reads a stream of `size_bytes` bytes; ValueError as soon as it turns out shorter or longer."""

    def __init__(self, stream: BinaryIO, size_bytes: int) -> None:
        self._stream = stream
        self._size_bytes = size_bytes
        self._left = size_bytes

    def read(self, limit: int) -> bytes:
        """Return exactly `limit` bytes, fewer only at the end: a pipe or socket may give less at a time."""
        chunks: list[bytes] = []
        wanted = min(limit, self._left)
        while wanted and (chunk := self._stream.read(wanted)):
            chunks.append(chunk)
            wanted -= len(chunk)
            self._left -= len(chunk)
        if wanted or (self._left == 0 and self._stream.read(1)):
            raise ValueError(f"the stream does not hold {self._size_bytes} bytes")
        return b"".join(chunks)
