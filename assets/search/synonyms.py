"""Other words for the same thing: groups that find each other, and broader words that find narrower ones.

What ships lies in `data/synonyms.txt` and `data/families.txt` (words of one family: blühen, Blüte); administrators
extend, change and switch off groups of the first in the interface (`assets.thesaurus`). A group is known by its key,
the folded first word. What is a synonym never depends on what the library holds.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assets.search.analysis import fold, stem, stop_words, words
from assets.search.lexicon import data_lines

Phrase = tuple[str, ...]
"""Folded words that all have to occur."""
LONGEST_TRIGGER = 4
"""Words that a question may need to say one thing: Tag der offenen Tür, without its stop words."""


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Words that find each other; with a `broader` word, only that one finds the others."""

    terms: tuple[str, ...]
    broader: str = ""

    @property
    def key(self) -> str:
        """By which a shipped group is known from version to version."""
        return group_key(self.broader or self.terms[0], is_broader=bool(self.broader))


class Thesaurus:
    """The groups in force, by what is asked for."""

    def __init__(self, groups: Iterable[SynonymGroup] | None = None) -> None:
        self._table: dict[str, tuple[Phrase, ...]] = {}
        self.version = 0
        self.replace(shipped_groups().values() if groups is None else groups)

    def replace(self, groups: Iterable[SynonymGroup], *, version: int = 0) -> None:
        """Take other groups from now on; word families stay. `version` is that of the list they were read from."""
        found: defaultdict[str, dict[Phrase, None]] = defaultdict(dict)
        for group in (*groups, *families()):
            finds = [phrase for phrase in map(_phrase, group.terms) if phrase]
            asked = [_phrase(group.broader)] if group.broader else finds
            for one in asked:
                if one:
                    found[_trigger(one)].update((other, None) for other in finds if other != one)
        self._table = {trigger: tuple(others) for trigger, others in found.items()}
        self.version = version

    def of(self, word_stem: str) -> tuple[Phrase, ...]:
        """What else may be said for a word; words written apart are asked for written together."""
        return self._table.get(word_stem, ())

    def of_words(self, tokens: Iterable[str]) -> tuple[Phrase, ...]:
        """What else may be said for words that stand side by side."""
        return self.of(_trigger(tuple(tokens)))


def group_key(first: str, *, is_broader: bool = False) -> str:
    """The key of a group that begins with this word."""
    return f"{fold(first.strip())}{'>' if is_broader else ''}"[:80]


@cache
def shipped_groups() -> dict[str, SynonymGroup]:
    """The groups of this release by key."""
    return {group.key: group for group in map(_read, data_lines("synonyms.txt"))}


@cache
def families() -> tuple[SynonymGroup, ...]:
    """Words of one family, which no ending leads back to each other; fixed, like the lexicon."""
    return tuple(SynonymGroup(tuple(line.split())) for line in data_lines("families.txt"))


def _read(line: str) -> SynonymGroup:
    broader, _, terms = line.rpartition(">")
    return SynonymGroup(tuple(term.strip() for term in terms.split(",") if term.strip()), broader.strip())


def _phrase(entry: str) -> Phrase:
    said = words(entry.strip())
    return tuple(fold(word) for word in (said.joined[-1:] if len(said.joined) == 1 else said.sequence))


def _trigger(phrase: Phrase) -> str:
    """What a question has to say, without the words that leave every question."""
    kept = [word for word in phrase if word not in stop_words()] if len(phrase) > 1 else list(phrase)
    return stem("".join(kept)) if len(kept) < 2 else "".join(map(stem, kept))
