"""Random libraries for property tests, and a plain evaluator that says what search has to find."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from assets.search import Audience, Point, Principal, SearchDocument, Value
from assets.search.analysis import fold, stem, words
from assets.search.facets import values_of
from tests.search.builders import document

TITLES = ("Burg", "Mühle", "Markt", "Winter", "Brunnen", "Rathaus", "Kutsche", "Hirsch")
KEYWORDS = ("Herbst", "Fest", "Radweg", "Wald")
PLACES = ("Lindrode", "Ahlenbrück")
CREATORS = ("A. Beispiel", "B. Muster")
CAMPAIGNS = (
    Value("offen", "Landlust", Audience(frozenset({1}), "public")),
    Value("netz", "Kreisfest", Audience(frozenset({1}), "network")),
    Value("eigen", "Geheimplan", Audience(frozenset({2}), "organization")),
)
PRINCIPALS = (
    Principal(),
    Principal(frozenset({1}), is_member=True),
    Principal(frozenset({2, 3}), is_member=True, editor_of=frozenset({2})),
    Principal(sees_all=True),
)
QUERIES = ("", "Burg", "Mühle", "Burg Winter", "Herbst -Burg", '"Burg Mühle"', "Brug", "Lindrode", "Geheimplan", "Hof")


DEGREES = (7.1, 7.1000001, 7.2, 7.25, 7.3, 51.9)
"""Few, so that positions lie on edges and corners; none of them is a round number of binary digits."""
POINTS = st.builds(Point, st.sampled_from(DEGREES), st.sampled_from(DEGREES))


@st.composite
def documents(draw: st.DrawFn, asset_id: int) -> SearchDocument:
    days = st.one_of(st.none(), st.integers(0, 400).map(lambda at: date(2024, 1, 1) + timedelta(days=at)))
    return document(
        asset_id,
        " ".join(draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=3))),
        organization_id=draw(st.integers(1, 3)),
        visibility=draw(st.sampled_from(["organization", "selected", "network", "public"])),
        shared_with=draw(st.frozensets(st.integers(1, 3), max_size=2)),
        keywords=tuple(draw(st.lists(st.sampled_from(KEYWORDS), max_size=3, unique=True))),
        places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=1))),
        position=draw(st.none() | POINTS),
        place_position=draw(st.none() | POINTS),
        campaigns=tuple(draw(st.lists(st.sampled_from(CAMPAIGNS), max_size=2, unique=True))),
        creators=tuple(draw(st.lists(st.sampled_from(CREATORS), max_size=1))),
        orientation=draw(st.sampled_from(["landscape", "portrait", ""])),
        taken_on=draw(days),
        is_small=draw(st.booleans()),
    )


def libraries(most: int = 25) -> st.SearchStrategy[list[SearchDocument]]:
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(documents(n) for n in range(1, count + 1)))).map(list)


def sees(principal: Principal, one: SearchDocument) -> bool:
    """Visibility as the rule is written, one document at a time."""
    if principal.sees_all or one.visibility == "public":
        return True
    if not principal.is_member:
        return False
    if one.visibility == "network" or one.organization_id in principal.organization_ids:
        return True
    return one.visibility == "selected" and bool(one.shared_with & principal.organization_ids)


def told_position(one: SearchDocument, principal: Principal) -> Point | None:
    """Where the principal may know that the asset lies."""
    is_editor = principal.sees_all or one.organization_id in principal.editor_of
    return (one.position if is_editor else None) or one.place_position


def has_word(one: SearchDocument, word: str, principal: Principal) -> bool:
    """Whether a document says a word in any form: in its title, keywords or the names of its values."""
    campaigns = [value.label for value in one.campaigns if principal.admits(value.audience)]
    labels = [value.label for value in (*one.keywords, *one.places, one.organization)]
    texts = [one.title, *labels, *campaigns, *one.creators]
    said = {stem(fold(token)) for text in texts for token in words(text).sequence}
    return stem(fold(word)) in said


def counts(found: Iterable[SearchDocument], facet: str, principal: Principal) -> dict[str, int]:
    """Facet counts, the slow way."""
    values = [value for one in found for value in set(values_of(one).get(facet, ()))]
    return dict(Counter(value.key for value in values if principal.admits(value.audience)))
