"""Why a child gave no result. The codes are stable: they are stored with the asset and shown to people."""

from enum import StrEnum


class Reason(StrEnum):
    MEMORY_LIMIT = "memory-limit"
    CPU_LIMIT = "cpu-limit"
    WALL_LIMIT = "wall-limit"
    OUTPUT_LIMIT = "output-limit"
    RESULT_TOO_LARGE = "result-too-large"
    KILLED_BY_SIGNAL = "killed-by-signal"
    REFUSED = "refused"
    CRASHED = "crashed"


class ChildFailed(Exception):
    """The job ended without a result; the fault is with this one file, the next job is not affected.

    `code` is set when `reason` is `refused`: the job's own stable code, for instance `too-many-pixels`.
    `text` says more for people who operate the system; it never holds file contents beyond a decoder's message.
    """

    def __init__(self, reason: Reason, *, code: str = "", text: str = "") -> None:
        super().__init__(": ".join(part for part in (reason.value, code, text) if part))
        self.reason = reason
        self.code = code
        self.text = text


class SandboxUnavailable(Exception):
    """The server process cannot be started: the machine is at fault, no file is; try again later."""


class JobRefused(Exception):
    """Raised by a job, inside the child, to refuse a file for a reason that has a name."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(f"{code}: {text}" if text else code)
        self.code = code
        self.text = text
