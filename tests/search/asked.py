"""Random questions with a plain evaluator: what each condition means for one document, said a second time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from assets.search import Principal, SearchDocument
from assets.search.synonyms import SynonymGroup
from tests.search.libraries import PLACES, TITLES, has_word

Groups = tuple[SynonymGroup, ...]
THESAURI: tuple[Groups, ...] = (
    (),
    (SynonymGroup(("Burg", "Rathaus")),),
    (SynonymGroup(("Burg", "Brunnen", "Hirsch")), SynonymGroup(("Markt", "Kutsche"), broader="Winter")),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who asks, and which words stand for each other at that time."""

    principal: Principal
    groups: Groups


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it is typed, and whether a document meets it."""

    text: str
    holds: Callable[[SearchDocument, Scene], bool]


def _word(word: str) -> Condition:
    def holds(one: SearchDocument, scene: Scene) -> bool:
        return any(has_word(one, said, scene.principal) for said in (word, *_others(word, scene.groups)))

    return Condition(word, holds)


def _others(word: str, groups: Groups) -> Sequence[str]:
    return [
        term
        for group in groups
        if (group.broader == word if group.broader else word in group.terms)
        for term in group.terms
        if term != word
    ]


def _repaired(text: str, right: str) -> Condition:
    return Condition(text, lambda one, scene: has_word(one, right, scene.principal))


def _any_of(conditions: Sequence[Condition]) -> Condition:
    text = f"({' ODER '.join(each.text for each in conditions)})"
    return Condition(text, lambda one, scene: any(each.holds(one, scene) for each in conditions))


def _days(first: date, length: int) -> Condition:
    last = first + timedelta(days=length)
    return Condition(
        f"datum:{first.isoformat()}..{last.isoformat()}",
        lambda one, _: one.taken_on is not None and first <= one.taken_on <= last,
    )


def _years(first: int, last: int) -> Condition:
    text = f"jahr:{first}-{last}" if first != last else f"jahr:{first}"
    return Condition(text, lambda one, _: one.year is not None and first <= one.year <= last)


def _places(names: Sequence[str]) -> Condition:
    return Condition(f"ort:{','.join(names)}", lambda one, _: any(place.label in names for place in one.places))


CONDITIONS = st.one_of(
    st.sampled_from(TITLES).map(_word),
    st.sampled_from([("Brug", "Burg"), ("Rathuas", "Rathaus"), ("Brunen", "Brunnen")]).map(
        lambda both: _repaired(*both)
    ),
    st.lists(st.sampled_from(TITLES).map(_word), min_size=2, max_size=3).map(_any_of),
    st.builds(_days, st.dates(date(2024, 1, 1), date(2025, 1, 31)), st.integers(0, 200)),
    st.builds(_years, st.just(2024), st.integers(2024, 2025)),
    st.lists(st.sampled_from(PLACES), min_size=1, max_size=2, unique=True).map(_places),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of up to three conditions and at most one excluded word."""

    wanted: tuple[Condition, ...]
    excluded: str | None

    @property
    def text(self) -> str:
        said = " ".join(each.text for each in self.wanted)
        return said if self.excluded is None else f"{said} -{self.excluded}"

    def holds(self, one: SearchDocument, scene: Scene) -> bool:
        if self.excluded is not None and has_word(one, self.excluded, scene.principal):
            return False
        return all(each.holds(one, scene) for each in self.wanted)


def _field_of(condition: Condition) -> str:
    """A field stands once: twice it would mean either value (`test_query`)."""
    return condition.text.partition(":")[0]


QUESTIONS = st.builds(
    Asked,
    st.lists(CONDITIONS, min_size=1, max_size=3, unique_by=_field_of).map(tuple),
    st.one_of(st.none(), st.sampled_from(TITLES)),
)
