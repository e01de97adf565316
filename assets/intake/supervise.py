"""Several worker processes under one parent: started, replaced when they die, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.conf import settings

from assets.intake.work import release_dead_leases

STOP_SECONDS = 90
QUICK_SECONDS = 10
QUICK_DEATHS = 5


class WorkersCannotStart(RuntimeError):
    """Workers end right after they begin, again and again: the machine or the settings are at fault, no file is."""


@dataclass(slots=True)
class Workforce:
    """`processes` workers; `tick` is called three times a second until it returns True or a signal arrives."""

    processes: int
    quiet: bool = False
    stopping: bool = False
    _children: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    _started_at: float = 0.0
    _quick_deaths: int = 0

    def run(self, tick: Callable[[], bool] = lambda: False) -> None:
        before = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self._children = [self._start() for _ in range(self.processes)]
            while not self.stopping and not tick():
                self._replace_dead()
                time.sleep(0.3)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self) -> "subprocess.Popen[bytes]":
        """One worker; what Django checks of the whole program was checked when this one began."""
        command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work", "--worker", "--skip-checks"]
        self._started_at = time.monotonic()
        environment = {**os.environ, **({"BILDKREIS_LOG_LEVEL": "ERROR"} if self.quiet else {})}
        return subprocess.Popen(command, start_new_session=True, env=environment)

    def _replace_dead(self) -> None:
        for position, child in enumerate(self._children):
            if child.poll() is not None:
                self._quick_deaths += time.monotonic() - self._started_at < QUICK_SECONDS
                if self._quick_deaths >= QUICK_DEATHS:
                    raise WorkersCannotStart(f"worker processes end at once with status {child.returncode}")
                release_dead_leases()
                self._children[position] = self._start()

    def _stop_all(self) -> None:
        """Ask each to finish the file it has in hand; whoever takes longer than that is killed, which loses nothing."""
        for child in self._children:
            child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        release_dead_leases()
