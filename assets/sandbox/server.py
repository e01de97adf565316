"""The server process: warm once, fork per file, watch the child, answer. Started by `client.Sandbox` only.

It is single-threaded, so that a fork is safe; it holds no secret, no database and no network; it does one job at a
time and ends when the other side of its socket closes.
"""

import gc
import importlib
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import NoReturn, Protocol

import msgspec

from assets.sandbox import confinement, kernel, wire
from assets.sandbox.child import EXIT_MEMORY, JobTable, run_job
from assets.sandbox.confinement import Isolation
from assets.sandbox.failures import Reason
from assets.sandbox.limits import Limits
from assets.sandbox.wire import Answer, Failure, Hello, Request

CHUNK_BYTES = 1 << 16


class Warmable(JobTable, Protocol):
    def warm_up(self) -> None: ...


def main(descriptor: int, table_name: str) -> None:
    """Serve until the socket closes. Errors before the greeting reach the terminal, afterwards nothing does."""
    control = socket.socket(fileno=descriptor)
    table: Warmable = importlib.import_module(table_name)
    table.warm_up()
    kernel.adopt_orphans()
    code = tuple(os.open(folder, os.O_PATH | os.O_DIRECTORY) for folder in confinement.code_folders())
    isolation = confinement.probe(network_namespace=confinement.enclose_server())
    wire.send_frame(control, msgspec.json.encode(Hello(isolation)))
    _silence()
    gc.collect()
    gc.freeze()
    server = Server(control, table, isolation, code)
    while server.serve_one():
        pass


class Server:
    """One job at a time."""

    def __init__(self, control: socket.socket, table: JobTable, isolation: Isolation, code: tuple[int, ...]) -> None:
        self.control = control
        self.table = table
        self.isolation = isolation
        self.code = code

    def serve_one(self) -> bool:
        """Do the next job; False when the caller has gone."""
        received = wire.receive_frame_with_descriptors(self.control)
        if received is None:
            return False
        body, descriptors = received
        request = msgspec.json.decode(body, type=Request)
        before = _cpu_seconds()
        try:
            failure, result, peak = self._fork(request, descriptors)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        answer = Answer(failure, cpu_seconds=_cpu_seconds() - before, peak_memory_bytes=peak)
        wire.send_frame(self.control, msgspec.json.encode(answer))
        if failure is None:
            wire.send_frame(self.control, result)
        return True

    def _fork(self, request: Request, descriptors: list[int]) -> tuple[Failure | None, bytes, int]:
        reader, writer = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self.control.close()
            self._become_child(parent, request, descriptors, writer)
        os.close(writer)
        with open(reader, "rb", buffering=0):
            watch = Watch(pid, reader, self.control.fileno(), request.limits)
            return watch.until_the_end()

    def _become_child(self, parent: int, request: Request, descriptors: list[int], writer: int) -> NoReturn:
        try:
            os.setsid()
            kernel.die_with_parent(parent)
            source, *out_dir = descriptors
            request.limits.apply()
            confinement.confine(self.isolation, read=(*self.code, source), write=tuple(out_dir))
            run_job(self.table, request, descriptors, writer)
        except MemoryError:
            os._exit(EXIT_MEMORY)
        finally:
            os._exit(1)


class Watch:
    """Reads what a child reports and ends it when it takes too long, says too much, or nobody waits any more."""

    def __init__(self, pid: int, reader: int, control: int, limits: Limits) -> None:
        self.pid = pid
        self.reader = reader
        self.control = control
        self.limits = limits
        self.report = bytearray()
        self.ended_for: Reason | None = None

    def until_the_end(self) -> tuple[Failure | None, bytes, int]:
        handle = os.pidfd_open(self.pid)
        try:
            self._follow(handle)
        finally:
            os.close(handle)
            usage, status = self._bury()
        self._drain()
        failure = self._judge(status, usage)
        return failure, bytes(self.report[1:]), usage.ru_maxrss * 1024

    def _follow(self, handle: int) -> None:
        poller = select.poll()
        poller.register(self.reader, select.POLLIN)
        poller.register(handle, select.POLLIN)
        poller.register(self.control, select.POLLRDHUP)
        deadline = time.monotonic() + self.limits.wall_seconds
        while self.ended_for is None:
            ready = {descriptor for descriptor, _event in poller.poll(max(0.0, deadline - time.monotonic()) * 1000)}
            if not ready:
                self.ended_for = Reason.WALL_LIMIT
            elif self.control in ready:
                sys.exit(0)  # nobody waits any more; the child is buried on the way out
            elif self.reader in ready and not self._read():
                poller.unregister(self.reader)
            elif handle in ready and self.reader not in ready:
                return

    def _read(self) -> bool:
        """Take the next piece; False at the end."""
        chunk = os.read(self.reader, CHUNK_BYTES)
        self.report += chunk
        if len(self.report) > self.limits.result_bytes + 1:
            self.ended_for = Reason.RESULT_TOO_LARGE
        return bool(chunk)

    def _drain(self) -> None:
        """Read what is still in the pipe, without waiting for a process that might hold it open."""
        os.set_blocking(self.reader, False)
        try:
            while self.ended_for is None and self._read():
                pass
        except BlockingIOError:
            return

    def _bury(self) -> tuple[resource.struct_rusage, int]:
        """End the whole process group and everything that left it, then collect the bodies."""
        for kill, target in ((os.killpg, self.pid), (os.kill, self.pid)):
            try:
                kill(target, signal.SIGKILL)
            except ProcessLookupError:
                continue
        _pid, status, usage = os.wait4(self.pid, 0)
        _bury_orphans()
        return usage, status

    def _judge(self, status: int, usage: resource.struct_rusage) -> Failure | None:
        if self.ended_for is not None:
            return Failure(self.ended_for)
        if os.WIFSIGNALED(status):
            return _judge_signal(os.WTERMSIG(status), usage, self.limits)
        match os.waitstatus_to_exitcode(status), self.report[:1]:
            case 0, b"R":
                return None
            case 0, b"F":
                return msgspec.json.decode(self.report[1:], type=Failure)
            case code, _ if code == EXIT_MEMORY:
                return Failure(Reason.MEMORY_LIMIT)
            case code, _:
                return Failure(Reason.CRASHED, text=f"exit code {code} without a result")


def _judge_signal(number: int, usage: resource.struct_rusage, limits: Limits) -> Failure:
    used = usage.ru_utime + usage.ru_stime
    if number == signal.SIGXCPU or (number == signal.SIGKILL and used >= limits.cpu_seconds):
        return Failure(Reason.CPU_LIMIT)
    return Failure(Reason.KILLED_BY_SIGNAL, text=signal.Signals(number).name)


def _bury_orphans() -> None:
    """Processes that a child left behind belong to this one now (`adopt_orphans`); none of them may stay."""
    while True:
        try:
            with open(f"/proc/self/task/{os.getpid()}/children") as children:
                left = [int(pid) for pid in children.read().split()]
        except OSError:
            return
        if not left:
            return
        for pid in left:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _silence() -> None:
    """From here on decoders may print what they like: it could be personal, and nobody reads it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
