"""The German words that search knows: nouns with their inflection, what begins compounds, what stays whole.

The lists under `data/` were written for this project, under its license (EUPL-1.2); no dictionary was copied.
They are fixed: what the library holds must not change how a visible text is read, or an invisible asset could be
noticed (security rule 4).

A known noun protects itself: Bürger is no form of Burg, Müller none of Müll, Blüte none of Blut, although a stemmer
makes them one. A form leads back to its noun by taking the ending off, the shortest first (Seen: See, Höhlen: Höhle).
"""

from functools import cache, lru_cache
from importlib import resources

from assets.search.folding import fold

ENDINGS = ("n", "s", "e", "en", "er", "es", "ern", "nen", "em")
SHORTEST_NOUN = 3
LINKS = ("", "s", "n", "en", "es", "er", "e", "ens")


def data_lines(name: str) -> list[str]:
    """The lines of a data file without comments and empty ones."""
    text = resources.files("assets.search").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def data_words(name: str) -> list[str]:
    return [word for line in data_lines(name) for word in line.split()]


@cache
def _written_nouns() -> tuple[str, ...]:
    folder = resources.files("assets.search").joinpath("data", "nouns")
    return tuple(
        word for entry in sorted(one.name for one in folder.iterdir()) for word in data_words(f"nouns/{entry}")
    )


@cache
def nouns() -> frozenset[str]:
    """All nouns in the singular, folded."""
    return frozenset(fold(word) for word in _written_nouns())


@cache
def _alone() -> frozenset[str]:
    return frozenset(fold(word) for word in data_words("alone.txt"))


@cache
def _irregular() -> dict[str, str]:
    pairs = (entry.split("=") for entry in data_words("irregular.txt"))
    return {fold(plural): fold(singular) for plural, singular in pairs}


@cache
def places() -> frozenset[str]:
    """Place names that look like other words: never taken apart."""
    return frozenset(fold(word) for word in data_words("places.txt"))


@cache
def beginnings() -> frozenset[str]:
    """What can stand before another part: nouns, also without their -e (Kirch-turm), verb stems, adjectives."""
    able = nouns() - _alone()
    cut = {word[:-1] for word in able if word.endswith("e") and len(word) > 4}
    plurals = {plural for plural, singular in _irregular().items() if singular in able}
    return able | cut | plurals | given_beginnings()


@cache
def given_beginnings() -> frozenset[str]:
    """Verb stems and adjectives; they keep every letter (Wander-weg is no Wand)."""
    return frozenset(fold(word) for word in data_words("beginnings.txt"))


@cache
def fixed_splits() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Words whose parts are given: several readings all count, a single part means never taken apart."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in data_words("splits.txt"):
        word, _, pieces = entry.partition("=")
        reading = tuple(fold(piece) for piece in pieces.split("|"))
        found[fold(word)] = (*found.get(fold(word), ()), reading)
    return found


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str | None:
    """The noun of which a folded word is a form; None if no known noun is."""
    if word in nouns():
        return word
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    if word in given_beginnings():
        return None
    for ending in ENDINGS:
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= SHORTEST_NOUN and base in nouns():
            return base
    return _feminine(word) or _without_its_e(word)


def _without_its_e(word: str) -> str | None:
    """The noun in -e that stands shortened before another part (Schul-mensa); no verb stem (Fahr-rad is no Fähre)."""
    noun = word + "e"
    return noun if len(word) > SHORTEST_NOUN and noun in nouns() and word not in given_beginnings() else None


def _feminine(word: str) -> str | None:
    """The feminine of a known noun: Lehrerin, Kollegin; its plural in -innen."""
    singular = word.removesuffix("nen") if word.endswith("innen") else word
    return singular if singular.endswith("in") and masculine(singular) else None


def masculine(feminine: str) -> str | None:
    """The known noun from which a form in -in is made (Lehrerin: Lehrer, Kollegin: Kollege)."""
    base = feminine.removesuffix("in")
    if base == feminine or len(base) <= SHORTEST_NOUN:
        return None
    return next((noun for noun in (base, base + "e") if noun in nouns()), None)


def is_head(text: str) -> bool:
    """Whether a text can end a compound: a form of a known noun that may be a part."""
    noun = lemma(text)
    return noun is not None and noun not in _alone() and len(noun) >= SHORTEST_NOUN


@lru_cache(maxsize=200_000)
def compound_lemma(word: str) -> str | None:
    """A compound in the singular: its known head is led back to the noun (Fledermäuse, Bürgerfeste, Jugendzentren)."""
    for start in range(SHORTEST_NOUN, len(word) - SHORTEST_NOUN + 1):
        head = word[start:]
        if is_head(head) and is_beginning(word[:start]):
            noun = lemma(head)
            return word[:start] + noun if noun else None
    return None


def is_beginning(text: str) -> bool:
    """Whether a text, with or without linking letters at its end, can stand before another part."""
    return any(text.endswith(link) and text[: len(text) - len(link)] in beginnings() for link in LINKS)


@cache
def _spellings() -> dict[str, str]:
    return {fold(word): word for word in (*data_words("beginnings.txt"), *_written_nouns())}


def written(folded: str) -> str:
    """How the lists write a folded word; the word itself if they do not know it."""
    return _spellings().get(folded, folded)
