"""The set kept apart (`data/heldout.txt`) as documents and judged questions, with noise drawn by rule around it.

`python -m tests.search.heldout` counts per class; with `--failures` it also lists what was lost, which ends the set's
use for measuring: what was looked at may no longer be called unseen.
"""

import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assets.search import Request, SearchDocument, SearchIndex, Value
from tests.search.builders import document, index_of, values

DATA = Path(__file__).with_name("data")
AT = 20
NOISE = 230
_SUBJECTS = (
    "Protokollablage", "Kassensturz", "Serverschrank", "Formularstapel", "Telefonliste", "Inventarnummer",
    "Besprechungsraum", "Druckertoner", "Kabelkanal", "Aktenvernichter", "Schreibtischlampe", "Postfach",
    "Organigramm", "Softwareschulung", "Dienstanweisung", "Zeiterfassung", "Reisekosten", "Lagerregal",
    "Bodenprobe", "Vermessungspunkt", "Kanaldeckel", "Prüfprotokoll", "Statikgutachten", "Farbmuster",
)  # fmt: skip
_PLACES = ("Altenweiler", "Mittelbach", "Seebruck", "Hohenstadt", "Oberroth", "Lindach")


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what it should find (document: 2 clearly wanted, 1 acceptable) and must not."""

    kind: str
    text: str
    wanted: dict[int, int]
    unwanted: frozenset[int]
    finds_nothing: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the judged questions of a class; `broken` counts rules that were not kept."""

    questions: int
    recall: float
    ndcg: float
    broken: int


def library() -> tuple[SearchIndex, list[Judged], dict[int, str]]:
    """The index over written and drawn documents, the questions, and the documents' titles."""
    documents: list[SearchDocument] = []
    numbers: dict[str, int] = {}
    questions: list[tuple[str, ...]] = []
    for line in _lines():
        letter, _, rest = line.partition(" ")
        cells = tuple(cell.strip() for cell in rest.split("|"))
        if letter == "D":
            kind, _, key = cells[0].rpartition(":")
            numbers[key] = len(documents) + 1
            documents.append(_document(numbers[key], kind or "photo", cells))
        else:
            questions.append(cells)
    documents.extend(_noise(len(documents) + 1))
    titles = {one.asset_id: one.title for one in documents}
    return index_of(*documents), [_judged(cells, numbers) for cells in questions], titles


def scores(index: SearchIndex, questions: Iterable[Judged]) -> dict[str, Score]:
    """Per class, and "all" over every question."""
    outcomes: defaultdict[str, list[tuple[float | None, float | None, bool]]] = defaultdict(list)
    for question in questions:
        outcome = judge(question, answer(index, question))
        outcomes[question.kind].append(outcome)
        outcomes["all"].append(outcome)
    return {kind: _score(each) for kind, each in outcomes.items()}


def answer(index: SearchIndex, question: Judged) -> list[int]:
    return list(index.search(Request(question.text, limit=AT)).ids)


def judge(question: Judged, ids: list[int]) -> tuple[float | None, float | None, bool]:
    """Recall, nDCG (gain 2^grade - 1), and whether a rule of the question is broken."""
    is_broken = bool(question.unwanted & set(ids)) or (question.finds_nothing and bool(ids))
    if not question.wanted:
        return None, None, is_broken
    found = sum(asset in question.wanted for asset in ids) / min(AT, len(question.wanted))
    gained = _gain(question.wanted.get(asset, 0) for asset in ids)
    return found, gained / _gain(sorted(question.wanted.values(), reverse=True)[:AT]), is_broken


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def _score(outcomes: list[tuple[float | None, float | None, bool]]) -> Score:
    recalls = [one[0] for one in outcomes if one[0] is not None]
    ndcgs = [one[1] for one in outcomes if one[1] is not None]
    mean = len(recalls) or 1
    return Score(len(outcomes), sum(recalls) / mean, sum(ndcgs) / mean, sum(one[2] for one in outcomes))


def _lines() -> Iterator[str]:
    text = (DATA / "heldout.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _document(number: int, kind: str, cells: tuple[str, ...]) -> SearchDocument:
    _, title, caption, keywords, place, creator, day = cells
    return document(
        number,
        title,
        description=caption,
        keywords=values(*(word.strip() for word in keywords.split(",") if word.strip())),
        places=(Value(place, place),),
        creators=(creator,),
        filenames=(f"{title}.jpg" if " " not in title else f"f-{number}.jpg",),
        media_type=kind,
        taken_on=date.fromisoformat(day),
    )


def _judged(cells: tuple[str, ...], numbers: dict[str, int]) -> Judged:
    kind, text, said = cells
    entries = said.split()
    wanted = {numbers[key]: int(grade) for key, _, grade in (one.partition("=") for one in entries) if grade}
    unwanted = frozenset(numbers[one[1:]] for one in entries if one.startswith("-"))
    return Judged(kind, text, wanted, unwanted, entries == ["none"])


def _noise(first: int) -> Iterator[SearchDocument]:
    """Office captions that no question asks for: a subject, sometimes with a place or a number."""
    drawn = random.Random(7)
    for number in range(first, first + NOISE):
        subject, place = drawn.choice(_SUBJECTS), drawn.choice(_PLACES)
        title = drawn.choice([subject, f"{subject} in {place}", f"{place}: {subject}", f"{subject} {number}"])
        yield document(number, title, description="Belegexemplar", places=(Value(place, place),))


def main() -> None:
    index, questions, titles = library()
    for kind, score in scores(index, questions).items():
        print(f"{kind:<14}{score.questions:>5}{score.recall:>8.3f}{score.ndcg:>8.3f}{score.broken:>4}")
    if "--failures" in sys.argv:
        for question in questions:
            ids = answer(index, question)
            found, _, is_broken = judge(question, ids)
            if is_broken or (found is not None and found < 1):
                lost = [titles[one] for one in question.wanted if one not in ids]
                print(f"{question.kind}: {question.text!r} lost {lost} got {[titles[one] for one in ids[:5]]}")


if __name__ == "__main__":
    main()
