"""The few Linux calls that Python does not offer."""

import ctypes
import os
import signal
from collections.abc import Callable

Action = Callable[[], None]

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
PR_SET_CHILD_SUBREAPER = 36
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

_libc = ctypes.CDLL(None, use_errno=True)


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel; OSError when it says no."""
    converted = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    result = int(_libc.syscall(ctypes.c_long(number), *converted))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def prctl(option: int, argument: int = 0, pointer: object = None) -> None:
    """Set an attribute of this process; OSError when the kernel refuses."""
    second = pointer if pointer is not None else ctypes.c_ulong(0)
    if _libc.prctl(option, ctypes.c_ulong(argument), second, ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def unshare(flags: int) -> bool:
    return int(_libc.unshare(ctypes.c_int(flags))) == 0


def die_with_parent(parent: int) -> None:
    """Be killed when `parent` dies, also when it died before this call."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Make processes that a child left behind children of this process, so that they can be found and ended."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
