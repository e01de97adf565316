"""Search at 100,000 assets: a full page as a ratio to a bare FTS5 count of the same words, all in one run.

A page is 48 ids in order, the exact count, ten facets, verdict counts for a question, visibility, and a verdict for
each tile. It is measured for an administrator and for a member with few rights, interleaved with FTS5, so that whatever
else the machine does meets all three alike. A tile's verdict is read from the window rows; what the kernel's own
decision for 48 tiles adds is measured apart, since it does not depend on the size of the library.

    python -m benchmarks.search [--assets 100000] [--rounds 3]
"""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from assets.search import Principal, Request, SearchDocument, SearchIndex, Value  # noqa: E402 - after django.setup
from assets.search.columns import Columns  # noqa: E402
from assets.search.facets import SLOTS  # noqa: E402
from assets.search.garbage import collecting_later, keep_for_good  # noqa: E402
from assets.search.lexicon import nouns, written  # noqa: E402
from licensing.rights import (  # noqa: E402
    ALL_PURPOSES,
    Channel,
    Completeness,
    Creator,
    Facts,
    LicenseAssignment,
    Naming,
    Purpose,
    Question,
    RecordStatus,
    Tri,
    channel_mask,
    decide,
    purpose_mask,
)
from licensing.rights.days import FIRST_DAY, LAST_DAY  # noqa: E402
from licensing.search import EVERYONE, PermissionQuestion, RightsWindows, Row  # noqa: E402

SEED = 20261122
ORGANIZATIONS = 60
KEYWORDS = 3_000
CREATORS = 2_000
CAMPAIGNS = 200
PLACES = 377
LICENSES = 25
TODAY = date(2026, 11, 22)
QUERIES_PER_CLASS = 20
FACETS = tuple(SLOTS)
TILES = 48

ADMINISTRATOR = Principal(sees_all=True)
MEMBER = Principal(frozenset({ORGANIZATIONS}), is_member=True)


@dataclass(frozen=True, slots=True)
class License:
    """A license column for an index without tables: the generator supplies the values with the documents."""

    name: str = "license"

    def values(self, asset_ids: Collection[int]) -> dict[int, tuple[Value, ...]]:
        return dict.fromkeys(asset_ids, ())


class Generator:
    """The same library for the same seed; frequencies fall as in real ones (Zipf)."""

    def __init__(self, assets: int) -> None:
        self.assets = assets
        self._random = random.Random(SEED)
        base = sorted(nouns())
        self._random.shuffle(base)
        heads = [word for word in base if 4 <= len(word) <= 7][:150]
        self.words = [written(word).capitalize() for word in base]
        self.compounds = [f"{written(one).capitalize()}{self._random.choice(heads)}" for one in base for _ in range(3)]
        terms = self._random.sample([*self.words, *self.compounds], KEYWORDS)
        self.keywords = [Value(term.lower(), term) for term in dict.fromkeys(terms)]
        self._zipf: dict[int, list[float]] = {}

    def documents(self) -> Iterator[SearchDocument]:
        for asset in range(1, self.assets + 1):
            yield self._document(asset)

    def rows(self) -> Iterator[Row]:
        """About two windows an asset beside the row that forbids everything else."""
        pick = random.Random(SEED + 1)
        everything = channel_mask(Channel)
        for asset in range(1, self.assets + 1):
            if pick.random() < 0.3:
                continue
            yield Row(asset, everything, purpose_mask(ALL_PURPOSES), EVERYONE, FIRST_DAY, LAST_DAY, 3)
            for _ in range(pick.choice((1, 2, 2, 3))):
                start = TODAY - timedelta(days=pick.randrange(0, 900))
                until = (
                    LAST_DAY if pick.random() < 0.4 else (start + timedelta(days=pick.randrange(30, 1500))).toordinal()
                )
                owner = EVERYONE if pick.random() < 0.6 else pick.randrange(1, ORGANIZATIONS + 1)
                channels = channel_mask(pick.sample(list(Channel), pick.randrange(2, 10)))
                yield Row(
                    asset, channels, purpose_mask(ALL_PURPOSES), owner, start.toordinal(), until, pick.randrange(3)
                )

    def _document(self, asset: int) -> SearchDocument:
        pick = self._random
        place = self._pick(PLACES)
        organization = 1 + self._pick(ORGANIZATIONS)
        campaigns = (self._pick(CAMPAIGNS),) if pick.random() < 0.15 else ()
        day = TODAY - timedelta(days=pick.randrange(0, 8000))
        return SearchDocument(
            asset_id=asset,
            uuid=UUID(int=pick.getrandbits(128)),
            organization_id=organization,
            organization=Value(f"o{organization}", f"Organisation {organization}"),
            visibility=pick.choices(("organization", "selected", "network", "public"), (40, 5, 40, 15))[0],
            shared_with=frozenset({pick.randrange(1, ORGANIZATIONS + 1)}),
            title=" ".join((self._word(), self._word(), f"Ort{place}")),
            description=" ".join(self._word() for _ in range(8)),
            keywords=tuple({self.keywords[self._pick(len(self.keywords))] for _ in range(5)}),
            places=(Value(f"p{place}", f"Ort{place}"),),
            campaigns=tuple(Value(f"k{one}", f"Kampagne {one}") for one in campaigns),
            creators=(f"Urheber {self._pick(CREATORS)}",),
            filenames=(f"IMG_{pick.randrange(10**6):06}.jpg",),
            media_type=pick.choices(("photo", "artwork", "video"), (90, 7, 3))[0],
            orientation=pick.choice(("landscape", "landscape", "portrait", "square")),
            year=day.year,
            taken_on=day,
            color=pick.choice(("green", "blue", "gray", "brown", "white", "red")),
            has_alt_text=pick.random() < 0.4,
            extra={"license": (Value(f"L{self._pick(LICENSES)}", "Lizenz"),)},
        )

    def _word(self) -> str:
        if self._random.random() < 0.5:
            return self.words[self._pick(len(self.words))]
        return self.compounds[self._pick(len(self.compounds))]

    def _pick(self, count: int) -> int:
        """A rank below `count`, small ranks far more often."""
        return min(count - 1, int(count ** self._random.random()) - 1)


def fts5(folder: Path, documents: Iterator[SearchDocument]) -> sqlite3.Connection:
    """The floor: a plain full-text index over the same texts."""
    database = sqlite3.connect(folder / "floor.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA mmap_size=268435456")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, keywords, description)")
    rows = ((one.title, " ".join(word.label for word in one.keywords), one.description) for one in documents)
    database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)
    database.commit()
    return database


def queries(generator: Generator) -> dict[str, list[str]]:
    """Words by how often they occur; all are words that FTS5 finds too."""
    pick = random.Random(SEED + 2)
    common, rare = generator.words[:40], generator.words[400:]
    return {
        "common word": [pick.choice(common) for _ in range(QUERIES_PER_CLASS)],
        "middling word": [pick.choice(generator.words[40:400]) for _ in range(QUERIES_PER_CLASS)],
        "rare word": [pick.choice(rare) for _ in range(QUERIES_PER_CLASS)],
        "two words": [f"{pick.choice(common)} {pick.choice(common)}" for _ in range(QUERIES_PER_CLASS)],
        "word and place": [f"{pick.choice(common)} Ort{pick.randrange(5)}" for _ in range(QUERIES_PER_CLASS)],
    }


def page(index: SearchIndex, text: str, principal: Principal, question: PermissionQuestion) -> dict[int, str]:
    """A full page; the result is the verdict of each tile."""
    answer = index.search(Request(text, principal, question=question, facets=(*FACETS, "license"), limit=TILES))
    rights = index.columns.rights
    assert rights is not None
    verdicts = rights.verdicts(question)
    return {
        asset: next((name for name, assets in verdicts.items() if asset in assets), rights.default)
        for asset in answer.ids
    }


def decisions() -> None:
    """The kernel's decision for the tiles of one page, each under a public license."""
    none = Completeness.NONE_CONFIRMED
    at = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    for tile in range(TILES):
        facts = Facts(
            assignment=LicenseAssignment(
                license="CC-BY-4.0", status=RecordStatus.VERIFIED, licensor_is_creator=Tri.YES
            ),
            naming=Naming(creators=(Creator(name=f"Urheber {tile}"),), title="Burg", source="Kreis", provider="Kreis"),
            persons=none,
            works=none,
            property=none,
            audio=none,
            ai=Tri.NO,
        )
        asked = Question(
            asset=str(tile),
            organization="o1",
            channel=Channel.INSTAGRAM,
            purpose=Purpose.PUBLIC_RELATIONS,
            publish_from=TODAY,
        )
        decide(asked, facts, at=at)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def measure(index: SearchIndex, floor: sqlite3.Connection, generator: Generator, rounds: int) -> None:
    """Each query for FTS5, administrator and member in turn; the first round warms and is not counted."""
    questions = [
        PermissionQuestion(channel, Purpose.PUBLIC_RELATIONS, ORGANIZATIONS, TODAY) for channel in list(Channel)[:4]
    ]
    print(
        f"{'class':<16}{'hits':>8}{'FTS5 count':>20}{'administrator':>20}{'member':>20}{'ratio':>8}{'member/admin':>14}"
    )
    totals: dict[str, list[float]] = {"floor": [], "admin": [], "member": []}
    for name, texts in queries(generator).items():
        times: dict[str, list[float]] = {"floor": [], "admin": [], "member": []}
        for turn in range(rounds + 1):
            for number, text in enumerate(texts):
                question = questions[number % len(questions)]
                runs: list[tuple[str, Callable[[], object]]] = [
                    ("floor", lambda text=text: count_fts5(floor, text)),
                    ("admin", lambda text=text, question=question: page(index, text, ADMINISTRATOR, question)),
                    ("member", lambda text=text, question=question: page(index, text, MEMBER, question)),
                ]
                for who, work in runs if number % 2 else runs[::-1]:
                    spent = timed(work)
                    if turn:
                        times[who].append(spent)
        hits = statistics.median(index.search(Request(text, ADMINISTRATOR)).count for text in texts)
        print_row(name, f"{hits:.0f}", times)
        for who, spent in times.items():
            totals[who].extend(spent)
    print_row("all", "", totals)
    kernel = [timed(decisions) for _ in range(20)]
    print(f"the kernel's decisions for {TILES} tiles add {statistics.median(kernel):.2f} / {p95(kernel):.2f} ms")


def print_row(name: str, hits: str, times: dict[str, list[float]]) -> None:
    median = {who: statistics.median(spent) for who, spent in times.items()}
    cells = "".join(f"{f'{median[who]:.2f} / {p95(times[who]):.2f} ms':>20}" for who in ("floor", "admin", "member"))
    ratio, members = median["admin"] / median["floor"], median["member"] / median["admin"]
    print(f"{name:<16}{hits:>8}{cells}{ratio:>8.1f}{members:>14.2f}")


def p95(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1]


def count_fts5(floor: sqlite3.Connection, text: str) -> int:
    match = " ".join(f'"{word}"' for word in text.split())
    return int(floor.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (match,)).fetchone()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    generator = Generator(arguments.assets)
    rights = RightsWindows()
    index = SearchIndex(Columns({"license": License()}, rights))
    documents = list(generator.documents())
    started = time.perf_counter()
    with collecting_later():
        for document in documents:
            index.add(document)
    keep_for_good()
    built = time.perf_counter() - started
    rights.load(generator.rows())
    print(f"{len(index)} assets indexed in {built:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        floor = fts5(Path(folder), iter(documents))
        del documents
        print("p50 / p95; a page is 48 ids, exact count, facets, verdict counts and a verdict for each tile")
        measure(index, floor, generator, arguments.rounds)
        floor.close()


if __name__ == "__main__":
    main()
