"""One index per process, always as new as the tables at the moment of the question.

Each search reads the change log first (one indexed read) and applies what is new, so a write is found by the next
search of every process. A small library is indexed at its first search. A large one is mapped from the index file,
or built in a thread while a plain list from the tables answers. The file is brought up to date beside the searches,
by one process at a time; all others then take it in place of what they hold, so that they share it again.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection
from pyroaring import BitMap

from assets.search import changes, fallback, store
from assets.search.changes import ChangeLog, LogReplaced, Row
from assets.search.clusters import Clustered
from assets.search.columns import own_columns
from assets.search.documents import all_documents, documents_of, searchable
from assets.search.engine import Found, Request, SearchIndex
from assets.search.facets import SLOTS
from assets.search.garbage import collect_young, collecting_later, keep_for_good
from assets.search.store import Loaded
from assets.search.suggest import Suggestion
from assets.search.synonyms import Thesaurus
from assets.search.visibility import Principal

logger = logging.getLogger(__name__)

IndexState = Literal["ready", "building", "fallback"]
BUILT_AT_ONCE = 5_000
"""Up to this many assets the first search waits for the index (about a second), and there is no file."""
RENEWED_AFTER = 5_000
"""After so many changes, or one asset in fifty, the file is brought up to date."""
PACKED_EVERY = 50_000
RETRY_SECONDS = 60


class LiveIndex:
    """The process's index with its lock; `state` says who answers: the index, or the plain list while it is built."""

    def __init__(self, folder: Path, *, at_once: int = BUILT_AT_ONCE) -> None:
        self.folder = folder
        self.failed_at: float | None = None
        self._at_once = at_once
        self._lock = threading.RLock()
        self._index: SearchIndex | None = None
        self._log = ChangeLog()
        self._builder: threading.Thread | None = None
        self._behind = 0
        self._file: store.Stamp | None = None

    @property
    def state(self) -> IndexState:
        if self._index is not None:
            return "ready"
        return "building" if self._builder is not None else "fallback"

    def __len__(self) -> int:
        return 0 if self._index is None else len(self._index)

    @property
    def thesaurus(self) -> Thesaurus:
        """The words that were taken for each other in the newest answer; what ships while there is no index."""
        return Thesaurus() if self._index is None else self._index.thesaurus

    def search(self, request: Request) -> Found:
        """Answer from the fresh index, or from the tables while there is none."""
        with self._lock:
            index = self._fresh()
            if index is not None:
                return index.search(request)
        return fallback.search(request)

    def clusters(self, request: Request, zoom: int) -> Clustered:
        """Where everything lies that a question finds, from the fresh index or from the tables."""
        with self._lock:
            index = self._fresh()
            if index is not None:
                return index.clusters(request, zoom)
        return fallback.clusters(request, zoom)

    def every(self, requests: Iterable[Request]) -> list[BitMap] | None:
        """All that each of some questions finds in the fresh index; None while it is built."""
        with self._lock:
            index = self._fresh()
            return None if index is None else index.every(requests)

    def suggest(self, text: str, principal: Principal) -> tuple[Suggestion, ...]:
        """Suggestions from the fresh index; none while it is built."""
        with self._lock:
            index = self._fresh()
            return () if index is None else index.suggest(text, principal)

    def rebuild(self) -> SearchIndex:
        """Build from the tables and store the file; searches go on with what there was until it is done."""
        log, index = build()
        return self._take(_stored(self.folder, Loaded(index, log), self._at_once))

    def opened(self) -> SearchIndex:
        """The fresh index, waited for: from the file, else built. For commands, never for a request."""
        with self._lock:
            if self._index is None:
                self._take(renewed(self.folder, self._at_once))
            return self._fresh() or self.rebuild()

    def _fresh(self) -> SearchIndex | None:
        if self._index is None and not self._open():
            return None
        index = self._index
        if index is None:
            return None
        try:
            self._refresh(index)
        except LogReplaced:
            logger.warning("search index does not belong to this database: building it again")
            self._index = None
            store.discard(self.folder)
            return self._index if self._open() else None
        if self._is_outdated(index):
            self._begin(self.renew)
        return self._index

    def _refresh(self, index: SearchIndex) -> None:
        self._behind += catch_up(Loaded(index, self._log))

    def _take(self, loaded: Loaded) -> SearchIndex:
        """Answer from another index from now on."""
        with self._lock:
            self._index, self._log, self._behind = loaded.index, loaded.log, 0
            self._file = store.stamp(self.folder)
            self._refresh(loaded.index)
        return loaded.index

    def _is_outdated(self, index: SearchIndex) -> bool:
        """Whether the file is far behind, or was written by another process."""
        if len(index) <= self._at_once:
            return False
        return self._behind >= renewed_after(index) or store.stamp(self.folder) != self._file

    def _open(self) -> bool:
        """Open the file, or build: at once if the library is small, else beside the searches."""
        if self._failed_lately():
            return False
        if not store.exists(self.folder) and searchable()[: self._at_once + 1].count() <= self._at_once:
            self._log, self._index = build()
            return True
        self._begin(self._open_beside)
        return False

    def _begin(self, work: Callable[[], None]) -> None:
        """Do something beside the searches, one thing at a time, and not again at once when it failed."""
        if self._builder is not None or self._failed_lately():
            return
        self._builder = threading.Thread(target=self._beside, args=(work,), name="search-index", daemon=True)
        self._builder.start()

    def _failed_lately(self) -> bool:
        return self.failed_at is not None and time.monotonic() - self.failed_at < RETRY_SECONDS

    def _beside(self, work: Callable[[], None]) -> None:
        try:
            work()
            self.failed_at = None
        except Exception:  # the thread's end: searches go on with what there is, and it is tried again
            self.failed_at = time.monotonic()
            logger.exception("search index could not be opened")
        finally:
            self._builder = None
            connection.close()

    def _open_beside(self) -> None:
        self._take(renewed(self.folder, self._at_once))
        keep_for_good()

    def renew(self) -> None:
        """Take the newest file, brought up to date. Searches go on meanwhile; for the thread beside them."""
        loaded = renewed(self.folder, self._at_once)
        loaded.index.search(Request(principal=Principal(sees_all=True), facets=tuple(SLOTS)))  # reads what all need
        self._take(loaded)


def renewed_after(index: SearchIndex) -> int:
    return max(RENEWED_AFTER, len(index) // 50)


def renewed(folder: Path, least: int) -> Loaded:
    """The index of the file, brought up to date; it is written again if it was far behind, built if there was none.

    One process at a time: the others wait, and find the work done. Libraries of up to `least` assets have no file.
    """
    with store.alone(folder):
        loaded = store.load(folder)
        if loaded is not None:
            take_words(loaded.index)
            try:
                behind = catch_up(loaded)
            except LogReplaced:
                store.discard(folder)
            else:
                return loaded if behind < renewed_after(loaded.index) // 2 else _stored(folder, loaded, least)
        log, index = build()
        return _stored(folder, Loaded(index, log), least)


def catch_up(loaded: Loaded) -> int:
    """Apply all changes that came since; raises LogReplaced."""
    count = 0
    rows = changes.read(loaded.log)
    while rows:
        count += _apply(loaded, rows)
        rows = changes.read(loaded.log) if len(rows) >= changes.MOST_AT_ONCE else []
    return count


def _apply(loaded: Loaded, rows: list[Row]) -> int:
    ids = {row.asset for row in rows}
    if changes.WORDS_CHANGED in ids:
        take_words(loaded.index)
        ids.discard(changes.WORDS_CHANGED)
    loaded.index.apply(ids, list(documents_of(ids)))
    if loaded.index.columns.rights is not None:
        loaded.index.columns.rights.apply(ids)
    changes.mark_read(loaded.log, rows)
    return len(ids)


def _stored(folder: Path, made: Loaded, least: int) -> Loaded:
    """The same index, mapped from the file that is written now; a full disk must not stop a search."""
    if len(made.index) <= least:
        return made
    try:
        store.save(folder, made.index, made.log)
    except OSError as error:
        logger.warning("search index not stored: %s", error)
        stored = store.packed(made.index, made.log)
    else:
        stored = store.load(folder) or made
    take_words(stored.index)
    return stored


def build(progress: Callable[[int], object] | None = None) -> tuple[ChangeLog, SearchIndex]:
    """A new index from the tables. Changes made meanwhile come through the log, which is read from before it began."""
    started = time.monotonic()
    log, index = changes.begin(), SearchIndex(own_columns())
    with collecting_later():
        for count, document in enumerate(all_documents(), 1):
            index.add(document)
            if count % PACKED_EVERY == 0:
                index.pack()
                collect_young()
            if progress is not None and count % 1_000 == 0:
                progress(count)
        if index.columns.rights is not None:
            index.columns.rights.rebuild()
    take_words(index)
    logger.info("search index built assets=%d seconds=%.1f", len(index), time.monotonic() - started)
    return log, index


def rebuild_stored(progress: Callable[[int], object] | None = None) -> SearchIndex:
    """Build an index and store it for processes that start later."""
    folder = Path(settings.INDEX_DIR)
    with store.alone(folder):
        log, index = build(progress)
        store.save(folder, index, log)
    return index


def take_words(index: SearchIndex) -> None:
    """Take up the words that are taken for each other as they are now."""
    from assets.thesaurus import groups_in_force  # it reads what search makes of words

    index.thesaurus.replace(groups_in_force())


_live: LiveIndex | None = None
_opening = threading.Lock()


def live() -> LiveIndex:
    """The index of this process; another one where `INDEX_DIR` is another."""
    global _live  # noqa: PLW0603 - one index per process is the point
    folder = Path(settings.INDEX_DIR)
    with _opening:
        if _live is None or _live.folder != folder:
            _live = LiveIndex(folder)
        return _live
