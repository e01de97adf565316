"""Free ports on loopback, below the range from which the kernel takes ports for outgoing connections."""

import secrets
import socket

FIRST, LAST = 21_001, 31_901
BLOCK = 100
ATTEMPTS = 50


def free_block(count: int) -> int:
    """Return the first of `count` ports that nobody listens on now, in a block of a hundred."""
    for _ in range(ATTEMPTS):
        first = FIRST + BLOCK * secrets.randbelow((LAST - FIRST) // BLOCK)
        if all(_is_free(first + offset) for offset in range(count)):
            return first
    raise OSError("no free ports on loopback")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
