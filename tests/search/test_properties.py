"""What holds for every library, question and asker."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.search import Area, Box, Found, Principal, Request, SearchDocument, SearchIndex, Sort
from assets.search import counting as counting_module
from assets.search.clusters import CLOSEST
from assets.search.facets import SLOTS
from tests.search.asked import QUESTIONS, THESAURI, Scene
from tests.search.builders import document, index_of, reopened
from tests.search.libraries import (
    CAMPAIGNS,
    KEYWORDS,
    PRINCIPALS,
    QUERIES,
    TITLES,
    counts,
    documents,
    has_word,
    libraries,
    sees,
)

FACETS = tuple(SLOTS)
THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BROAD = settings(THOROUGH, max_examples=20)
LONG = settings(THOROUGH, max_examples=500)
FORMS = (lambda index: index, reopened)
"""An index as it was made, and as another process maps it from the file."""
BOXES = (Box(7.1, 7.1, 7.2, 51.9), Box(7.2, 7.0, 7.25, 7.3))
PREFIXES = ("b", "bu", "lin", "geh", "her", "wint", "img")


def everything_said(index: SearchIndex, principal: Principal) -> list[object]:
    """All that one asker can learn: every query, order, page, count, facet, repair and suggestion."""
    said: list[object] = []
    for text in QUERIES:
        said.append(index.search(Request(text, principal, facets=FACETS, limit=4, facet_limit=3)))
    said.extend(index.search(Request("Burg", principal, sort=sort, limit=4)) for sort in Sort)
    said.extend(index.search(Request("", principal, {"keyword": (word.lower(),)}, facets=FACETS)) for word in KEYWORDS)
    said.extend((prefix, index.suggest(prefix, principal)) for prefix in PREFIXES)
    said.extend(index.search(Request("", principal, area=Area(box), facets=FACETS)) for box in BOXES)
    said.extend(index.clusters(Request(text, principal), zoom) for text in QUERIES[:3] for zoom in (5, CLOSEST))
    return said


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[SearchDocument], list[SearchDocument], Principal]:
    """A library, the same with further assets among it, and somebody who may see none of those."""
    principal = draw(st.sampled_from(PRINCIPALS[:3]))
    total = draw(st.integers(1, 24))
    whole = [draw(documents(number)) for number in range(1, total + 1)]
    return [one for one in whole if sees(principal, one)], whole, principal


@given(worlds())
@BROAD
def test_what_one_may_not_see_changes_nothing_that_one_is_told(world):
    visible, whole, principal = world
    assert everything_said(index_of(*visible), principal) == everything_said(index_of(*whole), principal)


@pytest.mark.proof
@given(worlds())
@LONG
def test_noninterference_at_length(world):
    visible, whole, principal = world
    assert everything_said(index_of(*visible), principal) == everything_said(index_of(*whole), principal)


def test_an_invisible_word_is_never_a_repair_or_a_suggestion():
    index = index_of(document(1, "Sperrmauer", visibility="organization"), document(2, "Rathaus"))
    answer = index.search(Request("Spermauer"))
    assert (answer.count, answer.did_you_mean, index.suggest("sper", Principal())) == (0, None, ())


def test_an_invisible_word_does_not_take_a_visible_compound_apart():
    hidden = document(1, "Elwe", visibility="organization")
    shown = document(2, "Elwemarkt")
    with_it, without = index_of(hidden, shown), index_of(shown)
    assert with_it.search(Request("Elwe")) == without.search(Request("Elwe"))


def test_an_invisible_campaign_of_a_visible_asset_is_not_named():
    index = index_of(document(1, "Burg", campaigns=(CAMPAIGNS[2],)))
    answer = index.search(Request(facets=("campaign",)))
    assert answer.facets["campaign"] == ()
    assert index.search(Request("Geheimplan")).count == 0
    assert index.search(Request("kampagne:Geheimplan")).count == 0
    assert index.search(Request(filters={"campaign": ("eigen",)})).count == 0
    assert index.suggest("Geh", Principal()) == ()


@given(libraries(), st.sampled_from(PRINCIPALS), st.sampled_from(TITLES), st.sampled_from([None, *TITLES]))
@THOROUGH
def test_count_and_facets_are_those_of_a_plain_evaluator(library, principal, word, excluded):
    text = word if excluded is None else f"{word} -{excluded}"
    expected = [
        one
        for one in library
        if sees(principal, one)
        and has_word(one, word, principal)
        and not (excluded is not None and has_word(one, excluded, principal))
    ]
    if not expected:
        return
    answer = index_of(*library).search(Request(text, principal, facets=FACETS, facet_limit=100, limit=200))
    assert sorted(answer.ids) == [one.asset_id for one in expected]
    for facet in FACETS:
        told = {value.value: value.count for value in answer.facets[facet]}
        assert told == counts(expected, facet, principal), facet


@given(libraries(), st.sampled_from(PRINCIPALS), st.sampled_from(KEYWORDS))
@THOROUGH
def test_both_ways_of_counting_agree(library, principal, keyword):
    index = index_of(*library)
    request = Request("", principal, {"keyword": (keyword.lower(),)}, facets=FACETS, facet_limit=2)
    gathered = index.search(request)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(counting_module, "GATHER_BELOW", 0)
        assert index.search(request) == gathered


@given(libraries(), libraries(12), st.sampled_from(PRINCIPALS), st.sampled_from(FORMS))
@BROAD
def test_values_beyond_their_slots_are_counted_like_the_others(before, after, principal, form):
    request = Request("", principal, facets=FACETS, facet_limit=100)
    expected = index_of(*after).search(request)
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(SLOTS, "keyword", 1)
        index = form(index_of(*before))
        index.apply({one.asset_id for one in (*before, *after)}, after)
        assert index.search(request) == form(index).search(request) == expected


@given(libraries(), st.sampled_from(PRINCIPALS), st.sampled_from(KEYWORDS))
@THOROUGH
def test_choosing_within_a_facet_leaves_its_own_counts(library, principal, keyword):
    index = index_of(*library)
    free = index.search(Request("", principal, facets=("keyword",)))
    chosen = index.search(Request("", principal, {"keyword": (keyword.lower(),)}, facets=("keyword",)))
    before = {value.value: value.count for value in free.facets["keyword"]}
    after = {value.value: value.count for value in chosen.facets["keyword"] if value.count}
    assert after == before


@given(libraries(), st.sampled_from(PRINCIPALS), st.sampled_from(QUERIES), st.sampled_from(list(Sort)))
@THOROUGH
def test_pages_show_everything_once_and_in_the_order_of_one_page(library, principal, text, sort):
    index = index_of(*library)
    whole = index.search(Request(text, principal, sort=sort, limit=200))
    paged: list[int] = []
    cursor = None
    while True:
        answer: Found = index.search(Request(text, principal, sort=sort, limit=3, cursor=cursor))
        paged.extend(answer.ids)
        cursor = answer.next
        if cursor is None:
            break
    assert (tuple(paged), len(paged)) == (whole.ids, whole.count)


@given(libraries(), st.sampled_from(PRINCIPALS), st.sampled_from(QUERIES))
@THOROUGH
def test_relevance_is_the_tier_then_the_size_then_the_newest(library, principal, text):
    answer = index_of(*library).search(Request(text, principal, limit=200, explain=True))
    small = {one.asset_id: one.is_small for one in library}
    ranked = sorted(answer.ids, key=lambda asset: (answer.standings[asset].tier, small[asset], -asset))
    assert list(answer.ids) == ranked
    for (tier, is_small), alike in groupby(ranked, key=lambda asset: (answer.standings[asset].tier, small[asset])):
        found = list(alike)
        stood = [answer.standings[asset] for asset in found]
        assert [(one.tier, one.is_small) for one in stood] == [(tier, is_small)] * len(found)
        assert [(one.fresh, one.of) for one in stood] == [(at, len(found)) for at in range(1, len(found) + 1)]


@given(libraries(12), libraries(12), st.sampled_from(PRINCIPALS), st.sampled_from(FORMS))
@BROAD
def test_an_index_that_was_changed_answers_like_one_built_anew(before, after, principal, form):
    changed = form(index_of(*before))
    everything_said(changed, principal)
    changed.apply({one.asset_id for one in (*before, *after)}, after)
    assert everything_said(form(changed), principal) == everything_said(index_of(*after), principal)


@given(libraries(12), libraries(12), st.sampled_from(PRINCIPALS))
@BROAD
def test_an_index_that_was_packed_while_it_was_made_answers_like_any_other(first, then, principal):
    packed = index_of(*first)
    packed.pack()
    packed.apply({one.asset_id for one in then}, then)
    packed.pack()
    whole = {one.asset_id: one for one in (*first, *then)}
    assert everything_said(packed, principal) == everything_said(index_of(*whole.values()), principal)


@given(libraries(12), libraries(12), st.sampled_from(PRINCIPALS), QUESTIONS, st.sampled_from(THESAURI))
@BROAD
def test_any_question_finds_what_a_plain_evaluator_finds_after_edits_and_other_words(
    before, after, principal, asked, groups
):
    check_against_plain_evaluator(index_of(*before), before, after, Scene(principal, tuple(groups)), asked)


@given(libraries(12), libraries(12), st.sampled_from(PRINCIPALS), QUESTIONS, st.sampled_from(THESAURI))
@BROAD
def test_a_mapped_index_finds_what_a_plain_evaluator_finds_after_edits(before, after, principal, asked, groups):
    check_against_plain_evaluator(reopened(index_of(*before)), before, after, Scene(principal, tuple(groups)), asked)


@pytest.mark.proof
@given(
    libraries(12),
    libraries(12),
    st.sampled_from(PRINCIPALS),
    QUESTIONS,
    st.sampled_from(THESAURI),
    st.sampled_from(FORMS),
)
@LONG
def test_any_question_at_length(before, after, principal, asked, groups, form):
    check_against_plain_evaluator(form(index_of(*before)), before, after, Scene(principal, tuple(groups)), asked)


def check_against_plain_evaluator(index, before, after, scene, asked):
    """Ask, then change the library (edits and deletions) and the words, ask again."""
    index.thesaurus.replace(())
    for library, words in ((before, ()), (after, scene.groups)):
        index.apply({one.asset_id for one in (*before, *library)}, library)
        index.thesaurus.replace(words)
        now = replace(scene, groups=tuple(words))
        expected = [one.asset_id for one in library if sees(scene.principal, one) and asked.holds(one, now)]
        answer = index.search(Request(asked.text, scene.principal, limit=200))
        assert (sorted(answer.ids), answer.count) == (expected, len(expected)), asked.text
