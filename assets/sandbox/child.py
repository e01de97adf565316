"""Inside the child: run one job and report. After `run_job` the process ends, whatever happens."""

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar

import msgspec

from assets.sandbox.failures import JobRefused, Reason
from assets.sandbox.wire import TEXT_LIMIT, Failure, Request

EXIT_MEMORY = 86

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class JobInput:
    """What a job may touch: one file to read, perhaps one folder to write, and its parameters."""

    source: Path
    out_dir: Path | None
    params: bytes

    def params_as(self, kind: type[P]) -> P:
        return msgspec.json.decode(self.params, type=kind)

    def required_out_dir(self) -> Path:
        if self.out_dir is None:
            raise JobRefused("no-output-folder")
        return self.out_dir


Job = Callable[[JobInput], bytes]


class JobTable(Protocol):
    """A module with a table of jobs by name."""

    JOBS: Mapping[str, Job]


def run_job(table: JobTable, request: Request, descriptors: list[int], writer: int) -> NoReturn:
    """Do the job, write one tagged report and leave without running anything else of this process."""
    paths = [Path(f"/proc/self/fd/{descriptor}") for descriptor in descriptors]
    job_input = JobInput(paths[0], paths[1] if request.has_out_dir else None, bytes(request.params))
    _write_all(writer, _report(table, request.job, job_input))
    os._exit(0)


def _report(table: JobTable, name: str, job_input: JobInput) -> bytes:
    try:
        return b"R" + table.JOBS[name](job_input)
    except MemoryError:
        failure = Failure(Reason.MEMORY_LIMIT)
    except JobRefused as refusal:
        failure = Failure(Reason.REFUSED, refusal.code, refusal.text[:TEXT_LIMIT])
    except Exception as error:  # the port between foreign decoders and a stable reason
        too_long = isinstance(error, OSError) and error.errno == errno.EFBIG
        reason = Reason.OUTPUT_LIMIT if too_long else Reason.CRASHED
        failure = Failure(reason, text=f"{type(error).__name__}: {error}"[:TEXT_LIMIT])
    return b"F" + msgspec.json.encode(failure)


def _write_all(descriptor: int, payload: bytes) -> None:
    rest = memoryview(payload)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
