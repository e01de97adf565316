"""Take from a child what the kernel lets an unprivileged process give up: files, network, other processes.

Three layers, each used where the kernel has it. *Landlock* leaves the input, the output folder and the program's own
code, read-only. A *network namespace* without interfaces is entered once by the server. A *system call filter* refuses
sockets, new programs, new processes, signals to others, links and raised limits. Limits (`limits.py`) hold always.
"""

import os
import sys
from enum import StrEnum

import msgspec

from assets.sandbox import kernel, landlock, syscall_filter


class Level(StrEnum):
    """`full`: neither files nor network. `partial`: one of the two. `limits`: only memory, time and output."""

    FULL = "full"
    PARTIAL = "partial"
    LIMITS = "limits"


class Isolation(msgspec.Struct, frozen=True):
    """Which layers are active, tried out by a real child and not guessed from versions."""

    landlock_abi: int = 0
    network_namespace: bool = False
    syscall_filter: bool = False

    @property
    def level(self) -> Level:
        files = self.landlock_abi > 0
        network = self.network_namespace or self.syscall_filter
        if files and network:
            return Level.FULL
        return Level.PARTIAL if files or network else Level.LIMITS

    def __str__(self) -> str:
        landlock_words = f"Landlock {self.landlock_abi}" if self.landlock_abi else "no Landlock"
        namespace = "network namespace" if self.network_namespace else "no network namespace"
        calls = "system call filter" if self.syscall_filter else "no system call filter"
        return f"{self.level} ({landlock_words}, {namespace}, {calls})"


def code_folders() -> tuple[str, ...]:
    """Folders with nothing but code, kept readable so that a late import in a decoder does not fail."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    modules = {path for path in sys.path if path.startswith((sys.prefix, sys.base_prefix)) and os.path.isdir(path)}
    with open("/proc/self/maps") as maps:
        mapped = {line.split(maxsplit=5)[-1].strip() for line in maps if ".so" in line}
    folders = modules | {os.path.dirname(path) for path in mapped if path.startswith("/")}
    outermost: list[str] = []
    for folder in sorted(folders):
        if not outermost or not folder.startswith(outermost[-1].rstrip("/") + "/"):
            outermost.append(folder)
    return (here, *outermost)


def enclose_server() -> bool:
    """Leave the network for good. Tried with privileges first, then with a user namespace of its own."""
    return kernel.unshare(kernel.CLONE_NEWNET) or kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET)


def probe(*, network_namespace: bool) -> Isolation:
    """Confine a throw-away child layer by layer and report what held."""
    abi = landlock.abi_version()
    return Isolation(
        landlock_abi=abi if abi and _holds(lambda: landlock.restrict(read=(), write=())) else 0,
        network_namespace=network_namespace,
        syscall_filter=syscall_filter.is_supported() and _holds(syscall_filter.install),
    )


def confine(isolation: Isolation, *, read: tuple[int, ...], write: tuple[int, ...]) -> None:
    """Close the calling process in. `read` and `write` are open descriptors of files or folders.

    Raises OSError when a layer that the probe found working does not hold now: then the job must not run.
    """
    if isolation.landlock_abi:
        landlock.restrict(read=read, write=write)
    if isolation.syscall_filter:
        syscall_filter.install()


def _holds(layer: "kernel.Action") -> bool:
    pid = os.fork()
    if pid == 0:
        try:
            layer()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0
