"""Jobs that do what hostile files make decoders do. A table for `Sandbox(jobs=...)`."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from assets.sandbox.child import Job, JobInput
from assets.sandbox.failures import JobRefused


def warm_up() -> None:
    """Nothing to load."""


def echo(job: JobInput) -> bytes:
    return json.dumps({"size": len(job.source.read_bytes()), "params": json.loads(job.params)}).encode()


def allocate(job: JobInput) -> bytes:
    return str(len(bytearray(3 * 1024**3))).encode()


def spin(job: JobInput) -> bytes:
    while True:
        pass


def sleep(job: JobInput) -> bytes:
    time.sleep(600)
    return b"{}"


def ignore_signals_and_sleep(job: JobInput) -> bytes:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    return sleep(job)


def abort(job: JobInput) -> bytes:
    os.abort()


def read_null(job: JobInput) -> bytes:
    return ctypes.string_at(0)


def say_too_much(job: JobInput) -> bytes:
    return b'"' + b"x" * 10_000_000 + b'"'


def print_much(job: JobInput) -> bytes:
    for _ in range(10):
        os.write(1, b"x" * 1_000_000)
        os.write(2, b"x" * 1_000_000)
    return b'{"printed": true}'


def write_much(job: JobInput) -> bytes:
    with (job.required_out_dir() / "big").open("wb") as out:
        for _ in range(64):
            out.write(b"x" * 1_000_000)
    return b"{}"


def refuse(job: JobInput) -> bytes:
    raise JobRefused("too-many-pixels", "40,000 by 40,000")


def stumble(job: JobInput) -> bytes:
    raise IndexError("list index out of range")


def leave(job: JobInput) -> bytes:
    os._exit(3)


def tell_environment(job: JobInput) -> bytes:
    return json.dumps(
        {"environ": dict(os.environ), "files": [name for name in map(open_file, range(32)) if name]}
    ).encode()


def open_file(descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return ""


def attempt(action: Callable[[], object]) -> str:
    """`done`, or the name of the error that stopped it."""
    try:
        action()
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    return "done"


def write_file(job: JobInput) -> bytes:
    target = job.required_out_dir() / "note.txt"
    target.write_text("written by the child")
    return json.dumps({"read back": target.read_text()}).encode()


def touch_the_world(job: JobInput) -> bytes:
    target = json.loads(job.params)
    outside, out_dir = target["secret"], job.required_out_dir()
    attempts = {
        "read a file": lambda: Path(outside).read_text(),
        "list a folder": lambda: os.listdir(os.path.dirname(outside)),
        "write beside": lambda: Path(outside + ".new").touch(),
        "delete it": lambda: os.unlink(outside),
        "link to it": lambda: os.symlink(outside, out_dir / "link"),
        "write the input": lambda: open(job.source, "r+b").close(),
        "read the server's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "connect": lambda: socket.create_connection(("127.0.0.1", target["port"]), timeout=1).close(),
        "run a program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "fork": lambda: os.fork() or os._exit(0),
        "signal another": lambda: os.kill(target["pid"], signal.SIGTERM),
        "leave the group": os.setsid,
    }
    return json.dumps({name: attempt(action) for name, action in attempts.items()}).encode()


def leave_children(job: JobInput) -> bytes:
    """Where processes may be made: three that outlive their parent, one of them in a session of its own."""
    for number in range(3):
        try:
            pid = os.fork()
        except PermissionError:
            return b'{"forks": false}'
        if pid == 0:
            if number == 0:
                os.setsid()
            time.sleep(600)
    return b'{"forks": true}'


JOBS: Mapping[str, Job] = {
    job.__name__: job
    for job in (
        echo,
        allocate,
        spin,
        sleep,
        ignore_signals_and_sleep,
        abort,
        read_null,
        say_too_much,
        print_much,
        write_much,
        write_file,
        refuse,
        stumble,
        leave,
        tell_environment,
        touch_the_world,
        leave_children,
    )
}
