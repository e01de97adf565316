"""Search in a library of any size: a full page as a ratio to a bare FTS5 count of the same words, all in one run.

A page is 48 ids in order, the exact count, eleven facets, verdict counts for a question, visibility, and a verdict for
each tile, from the search as the API asks it: reading the change log is part of it. It is measured for an administrator
and for a member with few rights, interleaved with FTS5, so that whatever else the machine does meets all three alike.
Then assets are changed and the next search is timed; last, granian serves the library (`benchmarks.search_served`).

    python -m benchmarks.search [--assets 100000] [--rounds 3] [--library FOLDER] [--served]

The library lies in a SQLite file in a temporary folder, or in FOLDER, where it is left for the next run.
"""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import memory_of, peak_mb

if TYPE_CHECKING:
    from pyroaring import BitMap

    from assets.search import Principal, SearchDocument
    from assets.search.freshness import LiveIndex
    from benchmarks.search_library import Library
    from licensing.search import PermissionQuestion

Times = dict[str, list[float]]

QUERIES_PER_CLASS = 20
TILES = 48


def prepare(folder: Path) -> None:
    """Set up Django on a database of its own, before anything of the program is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["BILDKREIS_DATA_DIR"] = str(folder)
    os.environ["BILDKREIS_DATABASE_URL"] = f"sqlite:///{folder}/library.sqlite3"
    os.environ["BILDKREIS_ZEAL"] = "0"
    os.environ["BILDKREIS_LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def library_in(folder: Path, assets: int) -> "Library":
    """The library, written if the folder has none of this size."""
    from assets.models import Asset
    from benchmarks.search_library import Library, fill

    library = Library(assets)
    there = Asset.objects.count()
    if there not in {0, assets}:
        raise SystemExit(f"{folder} has a library of {there} assets")
    if not there:
        print(f"{assets} assets written in {timed(lambda: fill(library)) / 1000:.0f} s", flush=True)
    return library


def opened(folder: Path, *, rebuild: bool) -> "LiveIndex":
    """The index as a process that starts has it: built, stored, and mapped again."""
    from assets.search.freshness import LiveIndex, rebuild_stored

    spent = timed(rebuild_stored) if rebuild else 0
    print(f"index built and stored in {spent / 1000:.1f} s, builder's peak {peak_mb()} MB", flush=True)
    live = LiveIndex(folder / "index", at_once=0)
    spent = timed(live.opened)
    print(
        f"opened in {spent / 1000:.1f} s, windows read; file {(folder / 'index/search.index').stat().st_size >> 20} MB"
    )
    return live


def fts5(folder: Path, documents: "Iterator[SearchDocument]", assets: int) -> sqlite3.Connection:
    """The floor: a plain full-text index over the same texts."""
    database = sqlite3.connect(folder / f"floor-{assets}.sqlite3")
    database.execute("PRAGMA mmap_size=1073741824")
    if database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'texts'").fetchone()[0]:
        return database
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, keywords, description)")
    rows = ((one.title, " ".join(word.label for word in one.keywords), one.description) for one in documents)
    database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    database.commit()
    return database


def queries(library: "Library") -> dict[str, list[str]]:
    """Words by how often they occur; all are words that FTS5 finds too."""
    pick = random.Random(3)
    common, rare = library.words[:40], library.words[400:]
    return {
        "common word": [pick.choice(common) for _ in range(QUERIES_PER_CLASS)],
        "middling word": [pick.choice(library.words[40:400]) for _ in range(QUERIES_PER_CLASS)],
        "rare word": [pick.choice(rare) for _ in range(QUERIES_PER_CLASS)],
        "two words": [f"{pick.choice(common)} {pick.choice(common)}" for _ in range(QUERIES_PER_CLASS)],
        "word and place": [f"{pick.choice(common)} Ort{pick.randrange(5)}" for _ in range(QUERIES_PER_CLASS)],
    }


@dataclass(frozen=True, slots=True)
class Asking:
    """The index of a process, and the questions that are asked of it."""

    live: "LiveIndex"
    questions: "list[PermissionQuestion]"
    verdicts: "dict[PermissionQuestion, Mapping[str, BitMap]]"
    """The bitmaps that the search itself uses, asked for once."""

    def page(self, text: str, principal: "Principal", number: int) -> None:
        """A full page with the verdict of each tile."""
        from api.v1.search.asking import FACETS
        from assets.search import Request

        question = self.questions[number % len(self.questions)]
        answer = self.live.search(Request(text, principal, question=question, facets=FACETS, limit=TILES))
        verdicts = self.verdicts[question]
        for asset in answer.ids:
            next((name for name, assets in verdicts.items() if asset in assets), None)


def measure(asking: Asking, floor: sqlite3.Connection, library: "Library", rounds: int) -> None:
    """Each query for FTS5, administrator and member in turn; the first round warms and is not counted."""
    from assets.search import Principal, Request
    from benchmarks.search_library import ORGANIZATIONS

    administrator = Principal(sees_all=True)
    member = Principal(frozenset({ORGANIZATIONS}), is_member=True)
    print("p50 / p95; a page is 48 ids, exact count, facets, verdict counts and a verdict for each tile")
    print(
        f"{'class':<16}{'hits':>8}{'FTS5 count':>20}{'administrator':>20}{'member':>20}{'ratio':>8}{'member/admin':>14}"
    )
    totals: Times = {"floor": [], "admin": [], "member": []}
    for name, texts in queries(library).items():
        times: Times = {"floor": [], "admin": [], "member": []}
        for turn in range(rounds + 1):
            for number, text in enumerate(texts):
                runs: list[tuple[str, Callable[[], object]]] = [
                    ("floor", lambda text=text: count_fts5(floor, text)),
                    ("admin", lambda text=text, number=number: asking.page(text, administrator, number)),
                    ("member", lambda text=text, number=number: asking.page(text, member, number)),
                ]
                for who, work in runs if number % 2 else runs[::-1]:
                    spent = timed(work)
                    if turn:
                        times[who].append(spent)
        hits = statistics.median(asking.live.search(Request(text, administrator, limit=1)).count for text in texts)
        print_row(name, f"{hits:.0f}", times)
        for who, spent in times.items():
            totals[who].extend(spent)
    print_row("all", "", totals)


def print_row(name: str, hits: str, times: Times) -> None:
    median = {who: statistics.median(spent) for who, spent in times.items()}
    cells = "".join(f"{f'{median[who]:.2f} / {p95(times[who]):.2f} ms':>20}" for who in ("floor", "admin", "member"))
    ratio, members = median["admin"] / median["floor"], median["member"] / median["admin"]
    print(f"{name:<16}{hits:>8}{cells}{ratio:>8.1f}{members:>14.2f}", flush=True)


def changes(live: "LiveIndex", assets: int) -> None:
    """The next search after one asset changed, and after a thousand did."""
    from assets.models import Asset
    from assets.search import Principal, Request
    from assets.services import touch_assets

    pick = random.Random()
    for count in (1, 1_000):
        spent = []
        for _ in range(3):
            ids, word = pick.sample(range(1, assets + 1), count), "".join(pick.choices("bcdfghklmnprstvwxz", k=16))
            Asset.objects.filter(pk__in=ids).update(title=f"Wendehammer {word}")
            touch_assets(ids)
            request = Request(word, Principal(sees_all=True))
            started = time.perf_counter()
            found = live.search(request).count
            spent.append(time.perf_counter() - started)
            assert found == count, f"{found} of {count} changed assets found"
        print(f"{count} changed: found by the next search, which takes {statistics.median(spent) * 1000:.1f} ms")


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def p95(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1]


def count_fts5(floor: sqlite3.Connection, text: str) -> int:
    match = " ".join(f'"{word}"' for word in text.split())
    return int(floor.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (match,)).fetchone()[0])


def run(folder: Path, arguments: argparse.Namespace) -> None:
    prepare(folder)
    from benchmarks import search_served
    from benchmarks.search_library import ORGANIZATIONS, TODAY
    from licensing.rights import Channel, Purpose
    from licensing.search import PermissionQuestion

    library = library_in(folder, arguments.assets)
    floor = fts5(folder, library.documents(), arguments.assets)
    live = opened(folder, rebuild=not arguments.keep)
    channels = list(Channel)[:4]
    questions = [PermissionQuestion(one, Purpose.PUBLIC_RELATIONS, ORGANIZATIONS, TODAY) for one in channels]
    rights = live.opened().columns.rights
    assert rights is not None
    verdicts = {question: rights.verdicts(question) for question in questions}
    measure(Asking(live, questions, verdicts), floor, library, arguments.rounds)
    print(f"this process: {memory_of()}")
    floor.close()
    if not arguments.keep:
        changes(live, arguments.assets)
    if arguments.served:
        search_served.measure(folder, list(queries(library).values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--library", type=Path, help="a folder that keeps the library for further runs")
    parser.add_argument("--keep", action="store_true", help="take the index that is there, and change nothing")
    parser.add_argument("--served", action="store_true", help="measure over HTTP, too")
    arguments = parser.parse_args()
    if arguments.library is None:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), arguments)
    else:
        run(arguments.library, arguments)


if __name__ == "__main__":
    main()
