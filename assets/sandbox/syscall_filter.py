"""A seccomp filter: what no decoder needs is refused with EPERM by the kernel.

Refused: sockets, new programs, new processes (threads stay possible), signals to others, tracing, leaving the process
group, links and device nodes, raised limits, namespaces, keys. Everything else is allowed: a list of what decoders need
would break with each release of a library; the list of what they never need is stable.
"""

import ctypes
import errno
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from assets.sandbox import kernel

SET_MODE_FILTER = 1
SPECULATION_ALLOWED = 4  # the child holds no secrets; without this, older kernels slow it down by a tenth
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
JUMP_OTHER = -1  # own mark, see `_when`
NUMBER_OFFSET, ARCHITECTURE_OFFSET, FIRST_ARGUMENT_OFFSET = 0, 4, 16
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
CLONE_THREAD = 0x10000
CLONE3 = 435
EVERYWHERE = (424, 425, 434, 438)  # pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd


@dataclass(frozen=True, slots=True)
class Machine:
    """System call numbers of one processor architecture."""

    audit: int
    seccomp: int
    clone: int
    tgkill: int
    refused: tuple[int, ...]
    second_table: int | None = None  # first number of the x32 calls, refused as a whole


# socket connect bind listen fork vfork execve kill link symlink ptrace setpgid setsid rt_sigqueueinfo mknod
# setrlimit mount tkill add_key request_key keyctl mknodat linkat symlinkat unshare rt_tgsigqueueinfo
# perf_event_open prlimit64 open_by_handle_at setns process_vm_readv process_vm_writev bpf execveat userfaultfd
INTEL = (41, 42, 49, 50, 57, 58, 59, 62, 86, 88, 101, 109, 112, 129, 133, 160, 165, 200, 248, 249, 250, 259, 265, 266)
INTEL_LATER = (272, 297, 298, 302, 304, 308, 310, 311, 321, 322, 323)
# mknodat symlinkat linkat mount unshare ptrace kill tkill rt_sigqueueinfo setpgid setsid setrlimit socket bind
# listen connect add_key request_key keyctl execve rt_tgsigqueueinfo perf_event_open prlimit64 open_by_handle_at
# setns process_vm_readv process_vm_writev bpf execveat userfaultfd
ARM = (33, 36, 37, 40, 97, 117, 129, 130, 138, 154, 157, 164, 198, 200, 201, 203, 217, 218, 219, 221, 240, 241, 261)
ARM_LATER = (265, 268, 270, 271, 280, 281, 282)

MACHINES = {
    "x86_64": Machine(
        0xC000003E, seccomp=317, clone=56, tgkill=234, refused=(*INTEL, *INTEL_LATER), second_table=0x40000000
    ),
    "aarch64": Machine(0xC00000B7, seccomp=277, clone=220, tgkill=131, refused=(*ARM, *ARM_LATER)),
}


class Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction)))


def is_supported() -> bool:
    return platform.machine() in MACHINES


def install() -> None:
    """Bind the calling process, for good. OSError when the kernel has no filters."""
    machine = MACHINES[platform.machine()]
    instructions = _program(machine, own_pid=os.getpid())
    array = (Instruction * len(instructions))(*instructions)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.syscall(machine.seccomp, SET_MODE_FILTER, SPECULATION_ALLOWED, ctypes.byref(Program(len(array), array)))


class Goal(IntEnum):
    """Where a test goes on; the two ends of the program are counted from its last instruction."""

    NEXT = 0
    ALLOW = 1
    REFUSE = 2


Step = tuple[int, int, Goal, Goal]  # operation, value, where to go when it holds and when not


def _program(machine: Machine, *, own_pid: int) -> list[Instruction]:
    """The shortest chain of tests: the kernel walks it once for every number it knows when it is installed."""
    checks = [(JUMP_EQUAL, number, Goal.REFUSE, Goal.NEXT) for number in (*machine.refused, *EVERYWHERE)]
    if machine.second_table is not None:
        checks.append((JUMP_AT_LEAST, machine.second_table, Goal.REFUSE, Goal.NEXT))
    threads_only = _when(machine.clone, (JUMP_BITS, CLONE_THREAD, Goal.ALLOW, Goal.REFUSE))
    signals_to_itself = _when(machine.tgkill, (JUMP_EQUAL, own_pid, Goal.ALLOW, Goal.REFUSE))
    ends = [Instruction(RETURN, 0, 0, ALLOW), Instruction(RETURN, 0, 0, REFUSE | errno.EPERM)]
    return [
        Instruction(LOAD, 0, 0, ARCHITECTURE_OFFSET),
        Instruction(JUMP_EQUAL, 1, 0, machine.audit),
        Instruction(RETURN, 0, 0, KILL),
        Instruction(LOAD, 0, 0, NUMBER_OFFSET),
        # clone3 hides its flags in memory: "not implemented" makes the C library use clone, whose flags can be seen.
        Instruction(JUMP_EQUAL, 0, 1, CLONE3),
        Instruction(RETURN, 0, 0, REFUSE | errno.ENOSYS),
        *_resolved([*checks, *threads_only, *signals_to_itself]),
        *ends,
    ]


def _when(number: int, then: Step) -> list[Step]:
    """For this call look at its first argument; the two instructions that do are skipped for the others."""
    return [(JUMP_OTHER, number, Goal.NEXT, Goal.NEXT), (LOAD, FIRST_ARGUMENT_OFFSET, Goal.NEXT, Goal.NEXT), then]


def _resolved(steps: list[Step]) -> Iterator[Instruction]:
    """Instructions with distances instead of goals."""
    for index, (operation, value, yes, no) in enumerate(steps):
        left = len(steps) - index - 1
        if operation == JUMP_OTHER:
            yield Instruction(JUMP_EQUAL, 0, 2, value)
        else:
            yes_by, no_by = (0 if goal is Goal.NEXT else left + goal - Goal.ALLOW for goal in (yes, no))
            yield Instruction(operation, yes_by, no_by, value)
