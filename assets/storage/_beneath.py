"""Files beneath one folder, reached step by step without following a symbolic link.

A path check before `open` can be raced; a walk over folder descriptors with O_NOFOLLOW cannot. So neither `..` nor a
link that someone puts in the way leads out of the root. The root itself may be a link: it is the operator's choice.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ._errors import InvalidKey, ObjectNotFound, StoreDenied, StoreError, StoreFull, StoreUnavailable

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO}


@contextmanager
def translated(key: str | None) -> Iterator[None]:
    """Turn an OSError of the file system into the error of the port."""
    try:
        yield
    except OSError as error:
        raise _port_error(error, key) from error


def _port_error(error: OSError, key: str | None) -> StoreError:
    match error.errno:
        case number if number in _ABSENT:
            return ObjectNotFound("nothing is stored here", key=key)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return StoreDenied("the folder refuses access", key=key)
        case errno.ENOSPC | errno.EDQUOT:
            return StoreFull("no space is left in the folder", key=key)
        case errno.EISDIR | errno.ENOTEMPTY | errno.EEXIST:
            return InvalidKey("the key is the folder of another key", key=key)
        case _:
            name = errno.errorcode.get(error.errno or 0, "unknown error")
            return StoreUnavailable(f"the folder does not answer: {name}", key=key)


@contextmanager
def opened_root(root: Path) -> Iterator[int]:
    """A descriptor of `root`; an absent root is an outage (a disk that is not mounted), not an empty store."""
    try:
        descriptor = os.open(root, _FOLDER)
    except PermissionError as error:
        raise StoreDenied("the folder refuses access") from error
    except OSError as error:
        raise StoreUnavailable("the folder is not there") from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def opened_folder(root: Path, segments: list[str], *, create: bool = False) -> Iterator[int]:
    """A descriptor of the folder `segments` under `root`; with `create`, made durably where it is missing."""
    with opened_root(root) as start:
        current = os.dup(start)
        try:
            for segment in segments:
                following = _step(current, segment, create=create)
                os.close(current)
                current = following
            yield current
        finally:
            os.close(current)


def _step(parent: int, name: str, *, create: bool) -> int:
    try:
        return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)
    except FileNotFoundError:
        if not create:
            raise
    try:
        os.mkdir(name, mode=0o750, dir_fd=parent)
        os.fsync(parent)
    except FileExistsError:
        pass  # another process was faster
    return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)


def open_regular(root: Path, name: str) -> int:
    """Open the regular file at the relative path `name` for reading; pipes, devices and folders count as absent."""
    *folders, last = name.split("/")
    if any(segment in {"", ".", ".."} for segment in (*folders, last)) or "\0" in name:
        raise ObjectNotFound("nothing is stored here", key=name)
    with translated(name), opened_folder(root, folders) as folder:
        descriptor = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ObjectNotFound("nothing is stored here", key=name)
    return descriptor
