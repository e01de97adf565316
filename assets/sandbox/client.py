"""The caller's side: start the server when it is needed, hand over jobs, start it again when it died."""

import os
import select
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from assets.sandbox import wire
from assets.sandbox.confinement import Isolation
from assets.sandbox.failures import ChildFailed, Reason, SandboxUnavailable
from assets.sandbox.limits import Limits, limits_for
from assets.sandbox.wire import Answer, Hello, Request

START_SECONDS = 30.0
GRACE_SECONDS = 10.0
END_SECONDS = 2.0
PRODUCT_JOBS = "assets.sandbox.jobs"
FILM_JOBS = "assets.sandbox.film_jobs"
FILM_ONLY = frozenset({"make_storyboard", "proxy_part", "proxy_sound", "proxy_whole"})
BY_TYPE = frozenset({"render", "render_copy", "make_rendition"})
"""Jobs that the server for films does when the file is one, and that choose their limits by the file's type."""
PROGRESS_NAME = "progress"
PROGRESS_SECONDS = 0.5
PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Usage:
    """What the last job of a sandbox cost, fork included. CPU in seconds, user and system."""

    cpu_seconds: float
    peak_memory_bytes: int


class Sandbox:
    """A warmed server process that runs each job in a child of its own.

    It starts at the first job, may be used by several threads (one job at a time), and by a forked process, which gets
    a server of its own. `close` it, or use it as a context manager; a forgotten one ends with its process. Jobs about
    films go to a second server, which starts with the first film.
    """

    def __init__(self, *, jobs: str = PRODUCT_JOBS) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._films: Sandbox | None = None
        self.last_usage = Usage(0.0, 0)
        reference = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _forget_after_fork(reference()))

    def run(
        self,
        job: str,
        *,
        source: Path | int,
        out_dir: Path | None = None,
        params: Mapping[str, object] | msgspec.Struct | None = None,
        limits: Limits | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> bytes:
        """The job's JSON. Raises `ChildFailed`. `progress` is told the percent that the job leaves in its folder.

        Without `limits` those for the type of the file hold. `SandboxUnavailable` and, when `source` or `out_dir`
        cannot be opened, OSError are not the file's fault.
        """
        media_type = _media_type(params) if job in BY_TYPE | FILM_ONLY else ""
        limits = limits or limits_for(media_type)
        if self._jobs == PRODUCT_JOBS and media_type.startswith("video/"):
            films = self._film_sandbox()
            try:
                return films.run(job, source=source, out_dir=out_dir, params=params, limits=limits, progress=progress)
            finally:
                self.last_usage = films.last_usage
        encoded = msgspec.Raw(msgspec.json.encode({} if params is None else params))
        request = Request(job, encoded, limits, has_out_dir=out_dir is not None)
        with _open_descriptors(source, out_dir) as descriptors, self._lock:
            try:
                channel = self._deliver(request, descriptors)
                if progress is not None and out_dir is not None:
                    _follow(channel, out_dir, progress, limits)
                result = self._collect(channel, limits)
            except (OSError, msgspec.DecodeError) as error:
                self._discard()
                reason = Reason.WALL_LIMIT if isinstance(error, TimeoutError) else Reason.CRASHED
                raise ChildFailed(reason, text="the sandbox server ended and will be started again") from error
            except ChildFailed:
                raise
            except BaseException:
                self._discard()  # interrupted: the answer under way must not be taken for that of the next job
                raise
            _check_output(out_dir)
            return result

    def isolation(self) -> Isolation:
        """How tightly children are held on this machine; starts the server if needed."""
        with self._lock:
            return self._running().isolation

    def close(self) -> None:
        """End the server and whatever it runs. The next job starts another."""
        with self._lock:
            self._discard()
            films, self._films = self._films, None
        if films is not None:
            films.close()

    def _film_sandbox(self) -> "Sandbox":
        with self._lock:
            if self._films is None:
                self._films = Sandbox(jobs=FILM_JOBS)
            return self._films

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _deliver(self, request: Request, descriptors: tuple[int, ...]) -> socket.socket:
        """Send the job. A server that died while idle is replaced: the file is not at fault."""
        body = msgspec.json.encode(request)
        try:
            wire.send_frame(self._running().channel, body, descriptors)
        except ConnectionError:
            self._discard()
            wire.send_frame(self._running().channel, body, descriptors)
        return self._running().channel

    def _collect(self, channel: socket.socket, limits: Limits) -> bytes:
        channel.settimeout(limits.wall_seconds + GRACE_SECONDS)
        answer = msgspec.json.decode(_received(channel), type=Answer)
        self.last_usage = Usage(answer.cpu_seconds, answer.peak_memory_bytes)
        if answer.failure is not None:
            raise ChildFailed(answer.failure.reason, code=answer.failure.code, text=answer.failure.text)
        return _received(channel)

    def _running(self) -> "_Server":
        if self._server is None:
            self._server = _Server(self._jobs)
        return self._server

    def _discard(self) -> None:
        if self._server is not None:
            self._server.end()
            self._server = None


class _Server:
    """The running process and this side of its socket."""

    def __init__(self, jobs: str) -> None:
        self.channel, theirs = socket.socketpair()
        with theirs:
            command = [
                sys.executable,
                "-X",
                "utf8",
                "-B",
                "-s",
                "-m",
                "assets.sandbox.server",
                str(theirs.fileno()),
                jobs,
            ]
            self.process = subprocess.Popen(
                command,
                # One heap however many threads a decoder starts keeps to the limit; no thread may start before a fork.
                env={"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"},
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self.end = weakref.finalize(self, _end, self.process, self.channel)
        self.channel.settimeout(START_SECONDS)
        try:
            self.isolation = msgspec.json.decode(_received(self.channel), type=Hello).isolation
        except OSError as error:
            self.end()
            raise SandboxUnavailable("the sandbox server did not start") from error

    def forget(self) -> None:
        """In a forked process: let go of a server that belongs to the parent."""
        self.end.detach()
        self.channel.close()
        self.process.returncode = 0


def _follow(channel: socket.socket, out_dir: Path, progress: Callable[[int], None], limits: Limits) -> None:
    """Until the answer is there, look now and then how far the job says it is."""
    deadline, last = time.monotonic() + limits.wall_seconds + GRACE_SECONDS, -1
    while time.monotonic() < deadline:
        ready, _, _ = select.select([channel], [], [], PROGRESS_SECONDS)
        percent = _percent_in(out_dir)
        if percent is not None and percent != last:
            last = percent
            progress(percent)
        if ready:
            return


def _percent_in(out_dir: Path) -> int | None:
    """What the job wrote; a captured child may have put anything there, so that little is read and no link followed."""
    try:
        descriptor = os.open(out_dir / PROGRESS_NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        text = os.read(descriptor, 4)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return min(int(text), 100) if text.isdigit() else None


def _media_type(params: Mapping[str, object] | msgspec.Struct | None) -> str:
    found = params.get("media_type") if isinstance(params, Mapping) else getattr(params, "media_type", "")
    return str(found or "")


def isolation_level() -> Isolation:
    """Which layers hold on this machine, tried out; for `check --deploy`."""
    with Sandbox() as sandbox:
        return sandbox.isolation()


def _check_output(out_dir: Path | None) -> None:
    """Refuse links and devices, which a caller would follow. Where the kernel confines, they cannot even be made."""
    if out_dir is None:
        return
    for entry in os.scandir(out_dir):
        if not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
            os.unlink(entry.path)
            raise ChildFailed(Reason.CRASHED, text="the output folder held something that is not a file")


def _received(channel: socket.socket) -> bytes:
    frame = wire.receive_frame(channel)
    if frame is None:
        raise ConnectionError("the sandbox server closed its socket")
    return frame


@contextmanager
def _open_descriptors(source: Path | int, out_dir: Path | None) -> Iterator[tuple[int, ...]]:
    opened: list[int] = []
    try:
        if isinstance(source, int):
            descriptors = [source]
        else:
            opened.append(os.open(source, os.O_RDONLY | os.O_CLOEXEC))
            descriptors = list(opened)
        if out_dir is not None:
            opened.append(os.open(out_dir, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            descriptors.append(opened[-1])
        yield tuple(descriptors)
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _end(process: "subprocess.Popen[bytes]", channel: socket.socket) -> None:
    channel.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _forget_after_fork(sandbox: Sandbox | None) -> None:
    if sandbox is None:
        return
    sandbox._lock = threading.Lock()
    _forget_after_fork(sandbox._films)
    sandbox._films = None
    if sandbox._server is not None:
        sandbox._server.forget()
        sandbox._server = None
