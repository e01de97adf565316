"""What is derived or chained as a whole: the search index, the audit trail."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from assets.audit import broken_links
from assets.checking.finding import Finding, Scope
from assets.search import store
from assets.search.freshness import live
from assets.search.verification import differences
from assets.services import touch_assets


def search_index(_scope: Scope) -> Iterator[Finding]:
    """The index says what the tables say; where none was built yet, none can be wrong.

    The repair goes through the change log, so that every process's index is put right.
    """
    index = live()
    if index.state != "ready" and not store.exists(Path(settings.INDEX_DIR)):
        return
    for line in differences(index):
        asset = int(line.removeprefix("asset ").partition(":")[0])
        yield Finding("index-differs", line, partial(touch_assets, [asset], bump=False))


def audit_trail(_scope: Scope) -> Iterator[Finding]:
    """Nothing repairs a chain of hashes: a person finds out who changed what."""
    for link in broken_links():
        yield Finding("audit-broken", f"event {link.event_id}: {link.reason}")
