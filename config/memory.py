"""How this process asks the C library for memory: one pool for all threads, and large pieces given back when freed.

Left alone, glibc keeps a pool per thread and learns to keep what a search needed for a moment; a worker at a million
assets then holds half as much again as it uses. Other C libraries are left as they are.
"""

import ctypes
from typing import Final

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Numbers of glibc's `malloc.h`."""
_SETTINGS: Final = {_M_ARENA_MAX: 1, _M_MMAP_THRESHOLD: 2 * 2**20, _M_TRIM_THRESHOLD: 8 * 2**20}


def give_memory_back() -> None:
    """Set it for this process; to be called before it has threads."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    for name, value in _SETTINGS.items():
        mallopt(name, value)
