"""German text as search compares it.

A word is compared in its folded form: NFC, lower case, ß as ss, umlauts in both spellings as the plain vowel (Möhne,
Moehne and Mohne are one word), other accents dropped. Inflection is removed by the Snowball stemmer after irregular
plurals (Museen, Gymnasien, Villen) were replaced from `data/irregular.txt`. Hyphenated words count as their pieces and
joined. Stop words stay in the text, for phrases, and leave the question.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

import Stemmer

MONTHS = (
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
LONGEST_WORD = 80
_CHUNK = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_HYPHEN_OR_DIGIT = re.compile(r"[-\u2010\u2011\d]")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_GERMAN_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
# "ue" is no umlaut after a vowel or q (neue, Mauer, Quelle), nor in an ending (Statue, Statuen).
_SPELLED_UMLAUT = re.compile(r"(?<![aeouq])([aou])e(?!n?s?\b)")
_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o"})


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words in NFC as written: `sequence` in order, for phrases; `joined` are hyphenated words as one."""

    sequence: tuple[str, ...]
    joined: tuple[str, ...]


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The form in which two spellings of a word are equal."""
    if text.isascii():
        lowered = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        lowered = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPELLED_UMLAUT.sub(r"\1", lowered)


@lru_cache(maxsize=50_000)
def words(text: str) -> Words:
    """Cut a text into words; dates written in full also become one word (20240622)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _HYPHEN_OR_DIGIT.search(text) is None:
        return Words(tuple(word[:LONGEST_WORD] for word in _WORD.findall(text)), ())
    sequence: list[str] = []
    joined: list[str] = [token for token, _ in dates(text)]
    for chunk in _CHUNK.findall(text):
        pieces = [piece[:LONGEST_WORD] for piece in _HYPHEN.split(chunk)]
        sequence.extend(pieces)
        joined.extend(_joins(pieces))
    return Words(tuple(sequence), tuple(joined))


def _joins(pieces: list[str]) -> Iterator[str]:
    """Contiguous pieces written as one word: T-Shirt-Druck gives Tshirt, Shirtdruck, Tshirtdruck."""
    count = len(pieces)
    if not 1 < count <= 5:
        return
    for start in range(count - 1):
        for end in range(start + 2, count + 1):
            yield (pieces[start] + "".join(pieces[start + 1 : end]).lower())[:LONGEST_WORD]


def dates(text: str) -> Iterator[tuple[str, str]]:
    """Dates in a text as (word, as written)."""
    for match in _GERMAN_DATE.finditer(text):
        day, month, year = match.groups()
        yield f"{year}{int(month):02}{int(day):02}", match.group(0)
    for match in _ISO_DATE.finditer(text):
        yield "".join(match.groups()), match.group(0)


def date_words(day: date | None, year: int | None) -> tuple[str, ...]:
    """The words by which a day is found: its year, its month by name, the day itself."""
    if day is None:
        return (str(year),) if year else ()
    return (str(day.year), MONTHS[day.month - 1], f"{day:%Y%m%d}")


_snowball = Stemmer.Stemmer("german", 0)  # its own cache is not bounded in a useful way


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """What all forms of a folded word share. Numbers and names with digits keep every sign."""
    if not word.isalpha() or len(word) < 4:
        return word
    singular = _singular(word)
    return singular if singular in _kept_whole() else str(_snowball.stemWord(singular))


def _singular(word: str) -> str:
    """Replace an irregular plural, also at the end of a compound (Jugendzentren)."""
    plurals = _irregular()
    for start in range(max(len(word) - 4, 1)):
        found = plurals.get(word[start:])
        if found is not None and (start == 0 or start > 2):
            return word[:start] + found
    return word


@cache
def stop_words() -> frozenset[str]:
    return frozenset(fold(word) for word in _lines("stopwords.txt"))


@cache
def _irregular() -> dict[str, str]:
    pairs = (entry.split("=") for entry in _lines("irregular.txt") if "=" in entry)
    return {fold(plural): fold(singular) for plural, singular in pairs}


@cache
def _kept_whole() -> frozenset[str]:
    """Words that the stemmer would cut down to another word (Eisen to Eis)."""
    return frozenset(fold(word) for word in _lines("kept_whole.txt"))


def _lines(name: str) -> list[str]:
    """The words of a data file; a line that begins with # is a comment."""
    text = resources.files("assets.search").joinpath("data", name).read_text(encoding="utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
