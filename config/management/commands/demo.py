"""`make demo`: from an empty folder to a searchable library in a browser, without a question."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from assets.intake.supervise import Workforce


class Command(BaseCommand):
    help = "Prepare the demo library (or index a folder of your own with --photos) and serve it on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--photos", type=Path, help="Index this folder instead of the drawn pictures.")
        parser.add_argument("--prepare-only", action="store_true", help="Do everything but serve.")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        photos: Path | None = options["photos"]
        if photos is not None and not photos.is_dir():
            raise CommandError(f"Den Ordner {photos} gibt es nicht.")
        if not options["prepare_only"] and _is_taken(options["port"]):
            raise CommandError(
                f"Auf Port {options['port']} antwortet schon etwas. Mit anderem Port: make demo PORT=8001"
            )
        call_command("migrate", verbosity=0)
        call_command("demo_library", "people")
        folder = photos or Path(settings.DATA_DIR) / "pictures"
        if photos is None:
            call_command("demo_library", "draw", str(folder), processes=options["processes"])
        self._index(folder, own=photos is not None, processes=options["processes"])
        if photos is None:
            call_command("demo_library", "records", str(folder))
        call_command("search", "rebuild")
        self.stdout.write(f"Bereit nach {time.monotonic() - began:.0f} Sekunden.")
        if not options["prepare_only"]:
            self._serve(options["port"], options["processes"])

    def _index(self, folder: Path, *, own: bool, processes: int) -> None:
        """Each subfolder of the drawn library belongs to the organization of its name; own photos to the first town."""
        folders = [(folder, "stadt-lindrode")] if own else [(each, each.name) for each in sorted(folder.iterdir())]
        for each, organization in folders:
            call_command("index", str(each), organization=organization, list_only=True)
        call_command("work", until_done=True, processes=processes)

    def _serve(self, port: int, processes: int) -> None:
        server = _start_server(port, processes)
        address = f"http://127.0.0.1:{port}"
        self.stdout.write(
            f"\n  Bildkreis: {address}\n  Anmelden mit einem Klick auf der Anmeldeseite. Strg+C beendet.\n"
        )
        workforce = Workforce(processes=1)

        def stop(_number: int, _frame: FrameType | None) -> None:
            workforce.stopping = True

        signal.signal(signal.SIGTERM, stop)
        try:
            workforce.run(lambda: server.poll() is not None)
        finally:
            server.terminate()
            server.wait(20)
        if server.returncode not in {0, -signal.SIGTERM} and not workforce.stopping:
            raise CommandError(f"Der Server ließ sich nicht starten. Ist Port {port} belegt? make demo PORT=8001")


def _is_taken(port: int) -> bool:
    """Whether something answers there already: the server would share the port with it without a word."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _start_server(port: int, processes: int) -> "subprocess.Popen[bytes]":
    granian = Path(sys.executable).with_name("granian")
    command = [
        str(granian), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(processes),
        "--blocking-threads", "2",
        "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(settings.BASE_DIR)}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
