"""A seccomp filter: what no decoder needs is refused with EPERM by the kernel.

Refused: sockets, new programs, new processes (threads stay possible), signals to others, tracing, leaving the process
group, links and device nodes, raised limits, namespaces, keys. Everything else is allowed: a list of what decoders need
would break with each release of a library; the list of what they never need is stable.
"""

import ctypes
import errno
import os
import platform
from dataclasses import dataclass

from assets.sandbox import kernel

PR_SET_SECCOMP = 22
MODE_FILTER = 2
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER_OFFSET, ARCHITECTURE_OFFSET, FIRST_ARGUMENT_OFFSET = 0, 4, 16
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
CLONE_THREAD = 0x10000
CLONE3 = 435
EVERYWHERE = (424, 425, 434, 438)  # pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd


@dataclass(frozen=True, slots=True)
class Machine:
    """System call numbers of one processor architecture."""

    audit: int
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
    "x86_64": Machine(0xC000003E, clone=56, tgkill=234, refused=(*INTEL, *INTEL_LATER), second_table=0x40000000),
    "aarch64": Machine(0xC00000B7, clone=220, tgkill=131, refused=(*ARM, *ARM_LATER)),
}


class Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(Instruction)))


def is_supported() -> bool:
    return platform.machine() in MACHINES


def install() -> None:
    """Bind the calling process, for good. OSError when the kernel has no filters."""
    steps = _steps(MACHINES[platform.machine()], own_pid=os.getpid())
    instructions = (Instruction * len(steps))(*steps)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(Program(len(steps), instructions)))


def _steps(machine: Machine, *, own_pid: int) -> list[Instruction]:
    refuse = Instruction(RETURN, 0, 0, REFUSE | errno.EPERM)
    allow = Instruction(RETURN, 0, 0, ALLOW)
    steps = [
        Instruction(LOAD, 0, 0, ARCHITECTURE_OFFSET),
        Instruction(JUMP_EQUAL, 1, 0, machine.audit),
        Instruction(RETURN, 0, 0, KILL),
        Instruction(LOAD, 0, 0, NUMBER_OFFSET),
    ]
    if machine.second_table is not None:
        steps += [Instruction(JUMP_AT_LEAST, 0, 1, machine.second_table), refuse]
    # clone3 hides its flags in memory: "not implemented" makes the C library use clone, whose flags can be seen.
    steps += [Instruction(JUMP_EQUAL, 0, 1, CLONE3), Instruction(RETURN, 0, 0, REFUSE | errno.ENOSYS)]
    for number in (*machine.refused, *EVERYWHERE):
        steps += [Instruction(JUMP_EQUAL, 0, 1, number), refuse]
    first_argument = Instruction(LOAD, 0, 0, FIRST_ARGUMENT_OFFSET)
    steps += [Instruction(JUMP_EQUAL, 0, 4, machine.clone), first_argument]
    steps += [Instruction(JUMP_BITS, 1, 0, CLONE_THREAD), refuse, allow]
    steps += [Instruction(JUMP_EQUAL, 0, 4, machine.tgkill), first_argument]
    steps += [Instruction(JUMP_EQUAL, 1, 0, own_pid), refuse, allow]
    return [*steps, allow]
