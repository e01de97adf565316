"""What to leave out of a question that found nothing: every word or condition once, the rest as it was typed."""

from dataclasses import dataclass

from assets.search.analysis import fold, stop_words, words
from assets.search.query_words import Mark, Token, tokens_of

MOST_TRIED = 8


@dataclass(frozen=True, slots=True)
class Shorter:
    """A question without one of its conditions: what was left out as typed, and what is left."""

    left_out: str
    text: str


def shorter(text: str) -> list[Shorter]:
    """Questions with one condition less; none where there is only one. At most eight, in the order of the words."""
    tokens = [token for token in tokens_of(text)[0] if token.mark is Mark.VALUE and _counts(token)]
    if len(tokens) < 2:
        return []
    found = [
        Shorter(
            text[token.start : token.end].strip(), " ".join((text[: token.start] + " " + text[token.end :]).split())
        )
        for token in tokens
    ]
    return [one for one in dict.fromkeys(found) if one.left_out][:MOST_TRIED]


def _counts(token: Token) -> bool:
    said = tuple(fold(word) for word in words(token.text).sequence)
    return bool(said) and (bool(token.field) or not stop_words().issuperset(said))
