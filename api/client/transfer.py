"""Bringing files in: announced, sent in parts by several threads, completed; whatever broke off goes on.

What the server lists is the truth about what has arrived. Each part asks for its own address, so that none expires
while others are on their way.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

from .files import LocalFile, mark_of
from .talking import Refused, Server, Unreachable

AT_ONCE: Final = 100
ROUNDS: Final = 3
ON_ITS_WAY: Final = "receiving"


@dataclass(frozen=True, slots=True)
class Place:
    """Where files go: `files` is where they are announced, `listing` what lists them."""

    files: str
    listing: str


@dataclass(frozen=True, slots=True)
class Told:
    """A file that was not brought in, and why, in the server's words."""

    name: str
    text: str


@dataclass(slots=True)
class Outcome:
    """What came of it: how many arrived now, were there before, were refused, or broke off."""

    arrived: int = 0
    there_before: int = 0
    refused: list[Told] = field(default_factory=list)
    failed: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sending:
    """A local file and the row that the server keeps of it."""

    file: LocalFile
    row: Mapping[str, Any]

    def parts(self) -> dict[int, tuple[int, int]]:
        """Number to start and length; every part but the last has the length that the server chose."""
        size, step = self.file.size_bytes, int(self.row["part_bytes"])
        return {number: (start, min(step, size - start)) for number, start in enumerate(range(0, size, step), 1)}


class Transfer:
    """One run of the client. `tell` is given the bytes that the server holds, stretch by stretch."""

    def __init__(self, server: Server, place: Place, *, parallel: int, tell: Callable[[int], None]) -> None:
        self._server, self._place, self._tell = server, place, tell
        self._pool = ThreadPoolExecutor(parallel)
        self._slots = threading.BoundedSemaphore(2 * parallel)
        self._lock = threading.Lock()
        self.outcome = Outcome()

    def run(self, files: Sequence[LocalFile]) -> Outcome:
        """Bring in all of them; raises Refused and Unreachable where nothing can go on."""
        with self._pool:
            for each in self._to_send(files):
                self._send(each)
        return self.outcome

    def _to_send(self, files: Sequence[LocalFile]) -> Iterator[Sending]:
        known = self._known()
        for start in range(0, len(files), AT_ONCE):
            yield from self._announced(files[start : start + AT_ONCE], known)

    def _known(self) -> dict[str, list[Mapping[str, Any]]]:
        """What the draft holds already, by mark."""
        known: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self._server.ask("GET", self._place.listing)["files"]:
            if row["fingerprint"] and row["state"] != "left_out":
                known[row["fingerprint"]].append(row)
        return known

    def _announced(self, files: Sequence[LocalFile], known: dict[str, list[Mapping[str, Any]]]) -> Iterator[Sending]:
        fresh: list[tuple[LocalFile, str]] = []
        for file in files:
            mark = mark_of(file.path)
            row = known[mark].pop(0) if known[mark] else None
            if row is None:
                fresh.append((file, mark))
            elif row["state"] == ON_ITS_WAY:
                yield Sending(file, row)
            else:
                self.outcome.there_before += 1
                self._tell(file.size_bytes)
        if fresh:
            yield from self._announce(fresh)

    def _announce(self, fresh: Sequence[tuple[LocalFile, str]]) -> Iterator[Sending]:
        body = [
            {"filename": file.name, "folder": file.folder, "size_bytes": file.size_bytes, "fingerprint": mark}
            for file, mark in fresh
        ]
        answer = self._server.ask("POST", self._place.files, {"files": body})
        for told in answer["refused"]:
            self.outcome.refused.append(Told(told["filename"], told["text"]["de"]))
        waiting: dict[str, list[LocalFile]] = defaultdict(list)
        for file, mark in fresh:
            waiting[mark].append(file)
        for row in answer["files"]:
            yield Sending(waiting[row["fingerprint"]].pop(0), row)

    def _send(self, sending: Sending) -> None:
        """Queue what is missing of a file; the thread that sends its last part completes it."""
        arrived = self._arrived(sending)
        missing = [number for number in sending.parts() if number not in arrived]
        self._tell(sum(sending.parts()[number][1] for number in arrived if number in sending.parts()))
        left = _Countdown(max(1, len(missing)))
        for number in missing or [0]:
            self._slots.acquire()
            self._pool.submit(self._step, sending, number, left)

    def _arrived(self, sending: Sending) -> set[int]:
        listed = self._server.ask("GET", f"{self._place.files}/{sending.row['id']}/parts")["parts"]
        sizes = sending.parts()
        return {part["number"] for part in listed if sizes.get(part["number"], (0, 0))[1] == part["size_bytes"]}

    def _step(self, sending: Sending, number: int, left: "_Countdown") -> None:
        try:
            if number and not left.is_broken:
                self._part(sending, number)
            if left.last() and not left.is_broken:
                self._complete(sending)
                with self._lock:
                    self.outcome.arrived += 1
        except (Refused, Unreachable, OSError) as error:
            left.is_broken = True
            self._note(sending, error)
        finally:
            self._slots.release()

    def _note(self, sending: Sending, error: Exception) -> None:
        text = error.detail if isinstance(error, Refused) else f"nicht angekommen: {error}"
        told = Told(sending.file.name, text)
        with self._lock:
            if told.name not in {each.name for each in self.outcome.failed}:
                self.outcome.failed.append(told)

    def _part(self, sending: Sending, number: int) -> None:
        start, size = sending.parts()[number]

        def attempt() -> None:
            if sending.file.path.stat().st_size != sending.file.size_bytes:
                raise Refused(0, "changed", "Die Datei hat sich während der Übertragung verändert.")
            signed = self._server.ask("POST", f"{self._place.files}/{sending.row['id']}/parts", {"numbers": [number]})
            self._server.put(signed["parts"][0]["url"], sending.file.path, start, size)

        self._server.again(attempt)
        self._tell(size)

    def _complete(self, sending: Sending) -> None:
        """Acknowledged by the server; parts that it misses are sent again."""
        for _ in range(ROUNDS):
            try:
                self._server.ask("POST", f"{self._place.files}/{sending.row['id']}/complete")
            except Refused as refusal:
                if refusal.code != "part-missing":
                    raise
                arrived = self._arrived(sending)
                for number in set(sending.parts()) - arrived:
                    self._part(sending, number)
            else:
                return
        raise Unreachable("der Speicher behält nicht alle Teile")


class _Countdown:
    """How many parts of a file are still out."""

    def __init__(self, number: int) -> None:
        self._left, self._lock = number, threading.Lock()
        self.is_broken = False

    def last(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left == 0
