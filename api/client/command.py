"""The command: what it takes, what it says, how it ends.

0: everything has arrived. 1: some files were refused or broke off. 2: the command is wrong. 3: the server refuses or
cannot be reached. 130: interrupted; the same command goes on where it stopped.
"""

import argparse
import os
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TextIO
from urllib.parse import urlsplit

from .files import LocalFile, files_in
from .remembering import forget, memory_of, recall, remember
from .talking import Refused, Server, Unreachable
from .transfer import Outcome, Place, Transfer

ALL_WELL, SOME_LEFT, WRONG, REFUSED, INTERRUPTED = 0, 1, 2, 3, 130
PRESETS: Final = ("own", "commissioned", "commons", "stock", "submitted", "partner", "ai", "unclear")
LOOKING_SECONDS: Final = 600


class Stopped(Exception):
    """Nothing can be done, and why."""

    def __init__(self, text: str, code: int = WRONG) -> None:
        super().__init__(text)
        self.code = code


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return _upload(options)
    except Stopped as stopped:
        _say(f"bildkreis: {stopped}", to=sys.stderr)
        return stopped.code
    except Refused as refusal:
        _say(f"bildkreis: {refusal.detail}", to=sys.stderr)
        return REFUSED
    except Unreachable as error:
        _say(f"bildkreis: Der Server antwortet nicht: {error}. Derselbe Befehl macht weiter.", to=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        _say("\nAngehalten. Derselbe Befehl macht weiter.", to=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bildkreis", description="Bilder, Druckdaten und Filme in Bildkreis bringen.")
    upload = parser.add_subparsers(dest="command", required=True).add_parser(
        "upload", help="Dateien und Ordner hochladen; abgebrochen macht derselbe Befehl weiter."
    )
    upload.add_argument("places", nargs="+", metavar="ORDNER", help="Ordner oder Dateien.")
    upload.add_argument("--server", default=os.environ.get("BILDKREIS_SERVER", ""), help="Adresse (BILDKREIS_SERVER).")
    upload.add_argument("--link", help="Adresse einer Ablage (…/e/…): ohne Konto, dafür mit --name.")
    upload.add_argument("--name", default="", help="Wer die Dateien abgibt (nur mit --link).")
    upload.add_argument("--email", default="", help="Für Rückfragen (nur mit --link).")
    upload.add_argument("--accept-terms", action="store_true", help="Die Bedingungen der Ablage annehmen.")
    upload.add_argument("--organization", default="", help="Kurzname der Organisation; nötig, wenn es mehrere gibt.")
    upload.add_argument("--title", default="", help="Wie der Entwurf heißt; sonst wie der Ordner.")
    upload.add_argument("--preset", choices=PRESETS, help="Woher die Bilder kommen; den Rest fragt die Seite.")
    upload.add_argument("--take-over", action="store_true", help="Gleich übernehmen; was fehlt, wird zu Aufgaben.")
    upload.add_argument("--parallel", type=int, default=4, help="Wie viele Teile zugleich (1 bis 16, sonst 4).")
    upload.add_argument("--new", action="store_true", help="Neu beginnen statt weitermachen.")
    upload.add_argument("--dry-run", action="store_true", help="Nur sagen, was gesendet würde.")
    return parser


def _upload(options: argparse.Namespace) -> int:
    files = _chosen(options)
    total = sum(each.size_bytes for each in files)
    _say(f"{len(files)} Dateien, {_size(total)}")
    if options.dry_run:
        for each in files:
            _say(f"  {each.folder + '/' if each.folder else ''}{each.name}  {_size(each.size_bytes)}")
        return ALL_WELL
    server = _server_of(options)
    with closing(server):
        way = _Link(server, options) if options.link else _Account(server, options)
        progress = _Progress(total)
        outcome = Transfer(server, way.place, parallel=options.parallel, tell=progress).run(files)
        progress.end()
        way.finish(outcome)
    for told in (*outcome.refused, *outcome.failed):
        _say(f"  {told.name}: {told.text}")
    _say(_sum(outcome))
    return SOME_LEFT if outcome.refused or outcome.failed else ALL_WELL


def _chosen(options: argparse.Namespace) -> list[LocalFile]:
    if not 1 <= options.parallel <= 16:
        raise Stopped("--parallel nimmt 1 bis 16.")
    places = [Path(each) for each in options.places]
    for place in places:
        if not place.exists():
            raise Stopped(f"Das gibt es nicht: {place}")
    files = list(files_in(places))
    if not files:
        raise Stopped("Darin ist keine Datei.")
    return files


def _server_of(options: argparse.Namespace) -> Server:
    if options.link:
        parts = urlsplit(options.link)
        if not parts.scheme.startswith("http") or not parts.netloc:
            raise Stopped("Das ist kein Link einer Ablage.")
        return Server(f"{parts.scheme}://{parts.netloc}", {})
    token = os.environ.get("BILDKREIS_TOKEN", "")
    if not options.server or not token:
        raise Stopped("Bitte BILDKREIS_SERVER (oder --server) und BILDKREIS_TOKEN angeben, oder --link.")
    return Server(options.server, {"Authorization": f"Bearer {token}"})


class _Account:
    """Into a draft of one's own, by a token that may read and write."""

    def __init__(self, server: Server, options: argparse.Namespace) -> None:
        self._options, self.server = options, server
        self._memory = memory_of(self.server.address, options.places)
        self._draft = self._open_draft() or self._new_draft()
        self.place = Place(f"/uploads/{self._draft}/files", f"/uploads/{self._draft}")

    def _open_draft(self) -> str:
        draft = "" if self._options.new else recall(self._memory).get("draft", "")
        try:
            return draft if draft and self.server.ask("GET", f"/uploads/{draft}")["state"] == "open" else ""
        except Refused:
            return ""

    def _new_draft(self) -> str:
        first = Path(self._options.places[0]).resolve()
        title = self._options.title or (first.parent if first.is_file() else first).name
        claims = {"preset": {"code": self._options.preset}} if self._options.preset else {}
        body = {"organization": self._organization(), "title": title[:200], "claims": claims}
        draft = str(self.server.ask("POST", "/uploads", body)["id"])
        remember(self._memory, {"draft": draft})
        return draft

    def _organization(self) -> str:
        session = self.server.ask("GET", "/session")
        own = {each["slug"]: each["id"] for each in session["organizations"] if "contributor" in each["roles"]}
        if self._options.organization in own:
            return str(own[self._options.organization])
        if not self._options.organization and len(own) == 1:
            return str(next(iter(own.values())))
        raise Stopped(f"Bitte --organization angeben: {', '.join(sorted(own)) or 'Sie dürfen nirgends hochladen'}.")

    def finish(self, outcome: Outcome) -> None:
        """Say what the server makes of the files, take them over if that was asked for, and where people go on."""
        self._wait_until_looked_at()
        draft = self.server.ask("GET", f"/uploads/{self._draft}")
        for row in draft["files"]:
            if row["state"] == "duplicate":
                _say(f"  {row['filename']}: gibt es schon")
            elif row["state"] in {"refused", "quarantined"} and row["reason"]:
                _say(f"  {row['filename']}: {row['reason']['text']['de']}")
        if self._options.take_over:
            taken = self.server.ask("POST", f"/uploads/{self._draft}/take-over", {})
            _say(f"{len(taken['taken'])} übernommen, {len(taken['left'])} bleiben im Entwurf.")
        if not outcome.failed:
            forget(self._memory)
        _say(f"Weiter: {self.server.address}/hochladen/{self._draft}")

    def _wait_until_looked_at(self) -> None:
        until = time.monotonic() + LOOKING_SECONDS
        while time.monotonic() < until:
            states = self.server.ask("GET", f"/uploads/{self._draft}")["totals"]["by_state"]
            if not states.get("arrived"):
                return
            time.sleep(2)


class _Link:
    """Into a drop-box, without an account: the terms are shown and have to be accepted."""

    def __init__(self, server: Server, options: argparse.Namespace) -> None:
        token = urlsplit(options.link).path.rstrip("/").rpartition("/")[2]
        self._memory = memory_of(options.link, options.places)
        secret = "" if options.new else recall(self._memory).get("secret", "")
        secret = secret or self._accepted(server, token, options)
        remember(self._memory, {"secret": secret})
        server.headers["Drop-Secret"] = secret
        self.place = Place(f"/drop/{token}/files", f"/drop/{token}/files")

    def _accepted(self, server: Server, token: str, options: argparse.Namespace) -> str:
        box = server.ask("GET", f"/drop/{token}")
        _say(f"{box['title']} – {box['organization']}\n\n{box['terms']}\n")
        if not options.name:
            raise Stopped("Bitte --name angeben: Wer gibt die Dateien ab?")
        if not options.accept_terms:
            raise Stopped("Bitte die Bedingungen lesen und mit --accept-terms annehmen.")
        body: dict[str, Any] = {"name": options.name, "terms_sha256": box["terms_sha256"]}
        if options.email:
            body["email"] = options.email
        return str(server.ask("POST", f"/drop/{token}/accept", body)["secret"])

    def finish(self, outcome: Outcome) -> None:
        if not outcome.failed:
            forget(self._memory)


class _Progress:
    """One line that is written over, where somebody looks at it."""

    def __init__(self, whole: int) -> None:
        self._whole, self._done, self._since = whole, 0, time.monotonic()
        self._lock, self._shown = threading.Lock(), sys.stderr.isatty()

    def __call__(self, arrived: int) -> None:
        with self._lock:
            self._done += arrived
            if self._shown:
                speed = self._done / max(0.1, time.monotonic() - self._since)
                sys.stderr.write(f"\r{_size(self._done)} von {_size(self._whole)} · {_size(int(speed))}/s   ")
                sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\n")


def _say(text: str, *, to: TextIO | None = None) -> None:
    (to or sys.stdout).write(f"{text}\n")


def _sum(outcome: Outcome) -> str:
    said = [f"{outcome.arrived} angekommen"]
    if outcome.there_before:
        said.append(f"{outcome.there_before} waren schon da")
    if outcome.refused:
        said.append(f"{len(outcome.refused)} abgelehnt")
    if outcome.failed:
        said.append(f"{len(outcome.failed)} nicht angekommen (derselbe Befehl macht weiter)")
    return ", ".join(said) + "."


def _size(number: float) -> str:
    """Decimal units, as cameras and file managers count."""
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}".replace(".", ",")
        number /= 1000
    return f"{number:.2f} GB".replace(".", ",")
