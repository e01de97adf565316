"""German text as search compares it.

A word is compared in its folded form: NFC, lower case, ß as ss, umlauts in both spellings as the plain vowel (Möhne,
Moehne and Mohne are one word), other accents dropped. Known nouns are led back to their singular (`lexicon`), all other
words to the stem that Snowball finds. Hyphenated words count as their pieces and joined, forms for all genders as one
word (Schüler:innen). Stop words stay in the text, for phrases, and leave the question.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import Stemmer

from assets.search.folding import fold
from assets.search.lexicon import compound_lemma, data_words, given_beginnings, lemma, masculine, places

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
_OTHER_MONTHS = {"janner": 1, "feber": 2, "mrz": 3, "sept": 9}
LONGEST_WORD = 80
SHORT = 40
_CHUNK = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_HYPHEN_OR_DIGIT = re.compile(r"[-\u2010\u2011\d]")
# Schüler*innen, Schüler:innen, Schüler_innen, Schüler/-innen are Schüler; SchülerInnen and SchülerIn too.
_GENDER = re.compile(r"(?<=\w\w\w)(?:[*:_·/]-?|/)in(?:nen)?\b|(?<=[a-zäöüß])Innen\b")
_GENDER_SIGN = re.compile(r"[*:_·/]")
_CAPITAL_IN = re.compile(r"\b([^\W\d_]+[a-zäöüß])In\b")
_PERSON_ENDINGS = ("er", "ist", "ent", "ant", "eur", "or", "oge", "at")
_NUMBER_AND_WORD = re.compile(r"(\d+)([^\W\d_]{2,})")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_GERMAN_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NAMED_DATE = re.compile(r"\b(\d{1,2})\.?\s?([^\W\d_]{3,9})\.?\s?(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words in NFC as written: `sequence` in order, for phrases; `joined` are hyphenated words as one."""

    sequence: tuple[str, ...]
    joined: tuple[str, ...]


def words(text: str) -> Words:
    """Cut a text into words; dates written in full also become one word (20240622)."""
    return _short_words(text) if len(text) <= SHORT else _words(text)


@lru_cache(maxsize=20_000)
def _short_words(text: str) -> Words:
    """Names and keywords, which come again and again."""
    return _words(text)


def _words(text: str) -> Words:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "In" in text or ("in" in text and _GENDER_SIGN.search(text) is not None):
        text = _CAPITAL_IN.sub(_neutral, _GENDER.sub("", text))
    if _HYPHEN_OR_DIGIT.search(text) is None:
        return Words(tuple([word[:LONGEST_WORD] for word in _WORD.findall(text)]), ())
    sequence: list[str] = []
    joined: list[str] = [token for token, _ in dates(text)]
    for chunk in _CHUNK.findall(text):
        pieces = [piece[:LONGEST_WORD] for piece in _HYPHEN.split(chunk)]
        sequence.extend(pieces)
        joined.extend(_joins(pieces))
        joined.extend(part for piece in pieces for part in number_and_word(piece))
    return Words(tuple(sequence), tuple(joined))


def number_and_word(piece: str) -> tuple[str, ...]:
    """A number and the word behind it, written together (50jährig, 5km); empty for anything else (A45, IMG7788)."""
    found = _NUMBER_AND_WORD.fullmatch(piece)
    return () if found is None else (found[1], found[2])


def _neutral(match: re.Match[str]) -> str:
    """A person written for both sexes (SchülerIn, KollegIn) without its ending; a name (LinkedIn) as it is."""
    base = match[1]
    is_person = base.endswith(_PERSON_ENDINGS) or masculine(fold(match[0])) is not None
    return base if is_person else match[0]


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
    for match in _NAMED_DATE.finditer(text):
        day, name, year = match.groups()
        number = month_number(name)
        if number is not None:
            yield f"{year}{number:02}{int(day):02}", match.group(0)


def month_number(name: str) -> int | None:
    """1 for Januar, Jänner or Jan, None for anything else."""
    folded = fold(name)
    if folded in _OTHER_MONTHS:
        return _OTHER_MONTHS[folded]
    return next((at for at, month in enumerate(MONTHS, 1) if folded in (month, month[:3])), None)


@lru_cache(maxsize=20_000)
def date_words(day: date | None, year: int | None) -> tuple[str, ...]:
    """The words by which a day is found: its year, its month by name, the day itself."""
    if day is None:
        return (str(year),) if year else ()
    return (str(day.year), MONTHS[day.month - 1], f"{day.year:04}{day.month:02}{day.day:02}")


_snowball = Stemmer.Stemmer("german", 0)  # its own cache is not bounded in a useful way


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """What all forms of a folded word share. Numbers and names with digits keep every sign.

    A known noun, or a compound that ends with one, is led back to its singular; any other word goes to the stemmer.
    """
    if not word.isalpha() or len(word) < 4:
        return word
    word = unabbreviated(word)
    if word in places() or (word in given_beginnings() and word.endswith("er")):
        return word
    known = lemma(word) or compound_lemma(word)
    return known if known is not None else str(_snowball.stemWord(word))


def unabbreviated(word: str) -> str:
    """Bahnhofstr as Bahnhofstrasse."""
    return f"{word}asse" if word.endswith("str") and len(word) > len("str") + 2 else word


@cache
def stop_words() -> frozenset[str]:
    return frozenset(fold(word) for word in data_words("stopwords.txt"))


__all__ = ["MONTHS", "Words", "date_words", "dates", "fold", "stem", "stop_words", "words"]
