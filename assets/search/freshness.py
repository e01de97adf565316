"""One index per process, always as new as the tables at the moment of the question.

Each search reads the change log first (one indexed read) and applies what is new, so a write is found by the next
search of every process. A small library is indexed at its first search; a large one is loaded from the index file, or
built in a thread while a plain list from the tables answers.
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
from assets.search.columns import REGISTERED
from assets.search.documents import all_documents, documents_of, searchable
from assets.search.engine import Found, Request, SearchIndex
from assets.search.garbage import collecting_later, keep_for_good
from assets.search.suggest import Suggestion
from assets.search.synonyms import Thesaurus
from assets.search.visibility import Principal

logger = logging.getLogger(__name__)

IndexState = Literal["ready", "building", "fallback"]
BUILT_AT_ONCE = 5_000
"""Up to this many assets the first search waits for the index (about a second)."""
SAVED_EVERY = 5_000
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
        self._unsaved = 0

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

    def every(self, requests: Iterable[Request]) -> list[BitMap] | None:
        """All that each of some questions finds in the fresh index; None while it is built."""
        with self._lock:
            index = self._fresh()
            return None if index is None else [index.every(each) for each in requests]

    def suggest(self, text: str, principal: Principal) -> tuple[Suggestion, ...]:
        """Suggestions from the fresh index; none while it is built."""
        with self._lock:
            index = self._fresh()
            return () if index is None else index.suggest(text, principal)

    def rebuild(self) -> SearchIndex:
        """Build from the tables and store the file; searches go on with what there was until it is done."""
        log, index = build()
        with self._lock:
            self._index, self._log, self._unsaved = index, log, 0
            self._refresh(index)
            self._save(index)
        return index

    def opened(self) -> SearchIndex:
        """The fresh index, waited for: from the file, else built. For commands, never for a request."""
        with self._lock:
            if self._index is None:
                loaded = store.load(self.folder)
                if loaded is None:
                    return self.rebuild()
                _rebuild_rights(loaded.index)
                self._index, self._log = loaded.index, loaded.log
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
        return self._index

    def _refresh(self, index: SearchIndex) -> None:
        rows = changes.read(self._log)
        while rows:
            self._apply(index, rows)
            rows = changes.read(self._log) if len(rows) >= changes.MOST_AT_ONCE else []

    def _apply(self, index: SearchIndex, rows: list[Row]) -> None:
        ids = {row.asset for row in rows}
        if changes.WORDS_CHANGED in ids:
            take_words(index)
            ids.discard(changes.WORDS_CHANGED)
        index.apply(ids, list(documents_of(ids)))
        if index.columns.rights is not None:
            index.columns.rights.apply(ids)
        changes.mark_read(self._log, rows)
        self._unsaved += len(ids)
        if self._unsaved >= SAVED_EVERY:
            self._save(index)

    def _open(self) -> bool:
        """Load the file, or build: at once if the library is small, else beside the searches."""
        if self._builder is not None:
            return False
        if self.failed_at is not None and time.monotonic() - self.failed_at < RETRY_SECONDS:
            return False
        if not store.exists(self.folder) and searchable()[: self._at_once + 1].count() <= self._at_once:
            self._log, self._index = build()
            return True
        self._builder = threading.Thread(target=self._open_beside, name="search-index", daemon=True)
        self._builder.start()
        return False

    def _open_beside(self) -> None:
        try:
            loaded = store.load(self.folder)
            if loaded is None:
                self.rebuild()
            else:
                _rebuild_rights(loaded.index)
                with self._lock:
                    self._index, self._log = loaded.index, loaded.log
            keep_for_good()
            self.failed_at = None
        except Exception:  # the thread's end: searches go on with the plain list, and it is tried again
            self.failed_at = time.monotonic()
            logger.exception("search index could not be opened")
        finally:
            self._builder = None
            connection.close()

    def _save(self, index: SearchIndex) -> None:
        """Store the index; a full disk must not stop a search."""
        self._unsaved = 0
        if len(index) <= self._at_once:
            return
        try:
            store.save(self.folder, index, self._log)
        except OSError as error:
            logger.warning("search index not stored: %s", error)


def build(progress: Callable[[int], object] | None = None) -> tuple[ChangeLog, SearchIndex]:
    """A new index from the tables. Changes made meanwhile come through the log, which is read from before it began."""
    started = time.monotonic()
    log, index = changes.begin(), SearchIndex(REGISTERED)
    with collecting_later():
        for count, document in enumerate(all_documents(), 1):
            index.add(document)
            if progress is not None and count % 1_000 == 0:
                progress(count)
        _rebuild_rights(index)
    logger.info("search index built assets=%d seconds=%.1f", len(index), time.monotonic() - started)
    return log, index


def rebuild_stored(progress: Callable[[int], object] | None = None) -> SearchIndex:
    """Build an index and store it for processes that start later."""
    log, index = build(progress)
    store.save(Path(settings.INDEX_DIR), index, log)
    return index


def take_words(index: SearchIndex) -> None:
    """Take up the words that are taken for each other as they are now."""
    from assets.thesaurus import groups_in_force  # it reads what search makes of words

    index.thesaurus.replace(groups_in_force())


def _rebuild_rights(index: SearchIndex) -> None:
    """Read what belongs to no single asset: verdicts and words."""
    take_words(index)
    if index.columns.rights is not None:
        index.columns.rights.rebuild()


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
