"""A Ceph Object Gateway in memory, driven by the script `ceph-rgw` that lies outside of this repository."""

import os
import shutil
import subprocess
from pathlib import Path

from ._ports import free_block
from ._s3_server import ACCESS_KEY, SECRET_KEY, ServerFailed, wait_until_writable

START_SECONDS = 120
_REPOSITORY = Path(__file__).resolve().parents[2]
_DAEMONS = ("ceph-mon", "ceph-osd", "radosgw")


def find_ceph_rgw() -> Path | None:
    """Return the script CEPH_RGW_TOOL, else `../shared/tools/ceph-rgw`; None when it or a daemon is missing."""
    tool = Path(os.environ.get("CEPH_RGW_TOOL") or _REPOSITORY.parent / "shared/tools/ceph-rgw")
    return tool if tool.is_file() and all(shutil.which(daemon) for daemon in _DAEMONS) else None


def start_ceph_rgw(tool: Path, folder: Path) -> int:
    """Start it with all state under `folder` and return the S3 port once objects can be written."""
    first = free_block(20)
    folder.mkdir(parents=True)
    ports = {"CEPH_RGW_PORT": str(first), "CEPH_RGW_MON_PORT": str(first + 1)}
    keys = {"CEPH_RGW_ACCESS_KEY": ACCESS_KEY, "CEPH_RGW_SECRET_KEY": SECRET_KEY, "CEPH_RGW_STORE": "memstore"}
    started = _run(tool, "start", folder, {**ports, **keys})
    if started.returncode:
        stop_ceph_rgw(tool, folder)
        raise ServerFailed(started.stderr.strip())
    wait_until_writable(first, timeout_seconds=START_SECONDS)
    return first


def stop_ceph_rgw(tool: Path, folder: Path) -> None:
    _run(tool, "wipe", folder, {})


def _run(tool: Path, verb: str, folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(tool), verb, str(folder)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS + 30,
    )
