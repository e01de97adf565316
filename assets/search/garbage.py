"""Sparing Python's garbage collector the index: millions of objects that live as long as the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Pause collection while an index is made: nothing of it is garbage, and walking it takes longer than making it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_young() -> None:
    """While collection is paused: free what reading the tables left behind, without walking the index."""
    gc.collect(1)


def keep_for_good() -> None:
    """Leave everything there is out of later collections, which would stop searches to walk the whole index."""
    gc.collect()
    gc.freeze()
