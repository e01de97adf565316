"""Landlock: from now on this process reaches only the files that it names here (Linux 5.13 and later)."""

import ctypes
import errno
import os
import stat

from assets.sandbox import kernel

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
CREATE_RULESET_VERSION = 1
RULE_PATH_BENEATH = 1

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_REG, TRUNCATE = 1 << 5, 1 << 8, 1 << 14
READ_FOLDER = READ_FILE | READ_DIR
WRITE_FOLDER = READ_FOLDER | WRITE_FILE | REMOVE_FILE | MAKE_REG | TRUNCATE

# How many file access rights each version of the interface knows; all of them are taken.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
NEWEST_FILE_RIGHTS = 16
NETWORK_RIGHTS = 0b11  # TCP bind and connect, from version 4
SCOPES = 0b11  # abstract sockets and signals to processes outside, from version 6


class RulesetAttribute(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi_version() -> int:
    """The kernel's version of the interface, 0 where there is none."""
    try:
        return kernel.syscall(CREATE_RULESET, None, 0, CREATE_RULESET_VERSION)
    except OSError:
        return 0


def restrict(*, read: tuple[int, ...], write: tuple[int, ...]) -> None:
    """Keep `read` files and folders for reading, `write` folders for reading and writing; refuse every other path.

    Descriptors that are open already stay usable. Links, devices and sockets cannot be made even in `write`.
    """
    abi = abi_version()
    files = (1 << FILE_RIGHTS.get(abi, NEWEST_FILE_RIGHTS)) - 1
    attribute = RulesetAttribute(files, NETWORK_RIGHTS if abi >= 4 else 0, SCOPES if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = kernel.syscall(CREATE_RULESET, ctypes.byref(attribute), size, 0)
    try:
        for descriptor in read:
            _allow(ruleset, descriptor, READ_FOLDER & files)
        for descriptor in write:
            _allow(ruleset, descriptor, WRITE_FOLDER & files)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.syscall(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, descriptor: int, rights: int) -> None:
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights &= READ_FILE | WRITE_FILE | TRUNCATE
    rule = PathBeneath(rights, descriptor)
    try:
        kernel.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    except OSError as error:
        if error.errno != errno.EBADFD:  # a file in memory has no place in the tree and is not restricted either
            raise
