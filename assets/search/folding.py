"""The form in which two spellings of a word are one: NFC, lower case, ß as ss, umlauts as the plain vowel."""

import re
import unicodedata
from functools import lru_cache

# "ue" is no umlaut after a vowel or q (neue, Mauer, Quelle), nor in an ending (Statue, Statuen).
_SPELLED_UMLAUT = re.compile(r"(?<![aeouq])([aou])e(?!n?s?\b)")
_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o"})
# Old and new spelling of Greek words: Photograph, Telephon, Delphin.
_GREEK = re.compile(r"ph(?=ot)|(?<=gra)ph|ph(?=on)|(?<=del)ph")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The form in which two spellings of a word are equal."""
    if text.isascii():
        lowered = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        lowered = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if "ph" in lowered:
        lowered = _GREEK.sub("f", lowered)
    return _SPELLED_UMLAUT.sub(r"\1", lowered)
