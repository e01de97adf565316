"""Untrusted bytes are parsed and decoded here, in a child that can only fail alone.

One warmed, single-threaded server process forks once per file. The child has an emptied environment, one input
descriptor, one output folder, hard limits on memory, time and output, and, where the kernel offers it, neither files
nor network. The caller gets a small JSON result or `ChildFailed` with a stable reason. Linux only.
"""

from assets.sandbox.client import Sandbox, Usage, isolation_level
from assets.sandbox.confinement import Isolation, Level
from assets.sandbox.failures import ChildFailed, JobRefused, Reason, SandboxUnavailable
from assets.sandbox.limits import DEFAULT, FILM, Limits, limits_for

__all__ = [
    "DEFAULT",
    "FILM",
    "ChildFailed",
    "Isolation",
    "JobRefused",
    "Level",
    "Limits",
    "Reason",
    "Sandbox",
    "SandboxUnavailable",
    "Usage",
    "isolation_level",
    "limits_for",
]
