"""The algebra behind windows: joining layers takes the stricter answer, a layer gives its mildest cell."""

from datetime import date
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensing.rights.cells import FORBIDDEN, Cell, Span, join, pruned, spans

EVERYTHING = Cell(3, 3, 3, 1, 6, 0)
POINTS = [
    (channel, purpose, organization, first, last)
    for channel, purpose, organization in product((1, 2), (1, 2), (1, 2))
    for first in range(1, 7)
    for last in range(first, 7)
]
cells = st.builds(
    lambda bits, start, length, strictness: Cell(*bits, start, min(6, start + length), strictness),
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 6),
    st.integers(0, 5),
    st.integers(0, 2),
)
layers = st.lists(cells, max_size=5)
many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def said(layer, point) -> int:
    channel, purpose, organization, first, last = point
    return min(
        (
            cell.strictness
            for cell in layer
            if cell.channels & channel
            and cell.purposes & purpose
            and cell.organizations & organization
            and cell.start <= first
            and last <= cell.until
        ),
        default=FORBIDDEN,
    )


@given(layers, layers)
@many
def test_a_join_is_as_strict_as_the_stricter_layer_everywhere(one, other) -> None:
    joined = join([one, other], EVERYTHING)
    for point in POINTS:
        assert said(joined, point) == max(said(one, point), said(other, point))


@given(layers)
@many
def test_pruning_changes_no_answer(layer) -> None:
    kept = pruned(layer)
    assert len(kept) <= max(len(layer), 1)
    assert all(said(kept, point) == said(layer, point) for point in POINTS)


@given(st.lists(cells, max_size=6), st.randoms())
@many
def test_pruning_does_not_depend_on_order(layer, random) -> None:
    assert pruned(layer) == pruned(random.sample(layer, len(layer)))


def test_nothing_to_join_is_everything_and_nothing_allowed_forbids() -> None:
    assert join([], EVERYTHING) == [EVERYTHING]
    assert join([[EVERYTHING], []], EVERYTHING) == []


def test_cells_that_differ_in_one_axis_become_one() -> None:
    assert pruned([Cell(1, 3, 3, 1, 6, 1), Cell(2, 3, 3, 1, 6, 1)]) == [Cell(3, 3, 3, 1, 6, 1)]
    assert len(pruned([Cell(1, 1, 3, 1, 6, 1), Cell(2, 2, 3, 1, 6, 1)])) == 2


def test_spans_are_as_long_as_one_answer_lasts() -> None:
    ten, twenty = date.fromordinal(10), date.fromordinal(20)
    always = Span(1, 30, 0)
    assert spans([], lambda _first, _last: 1, always) == [Span(1, 30, 1)]
    assert spans([ten], lambda first, _last: 0 if first >= ten else 2, always) == [Span(1, 30, 2), Span(10, 30, 0)]
    assert spans([ten, None, twenty], lambda first, last: 0 if last < ten or first >= twenty else 3, always) == [
        Span(1, 9, 0),
        Span(20, 30, 0),
    ]
    assert spans([ten], lambda _first, last: 0 if last < ten else 2, always) == [Span(1, 9, 0), Span(1, 30, 2)]
    assert spans([ten], lambda _first, _last: 0, Span(12, 15, 0)) == [Span(12, 15, 0)]
    assert spans([ten], lambda _first, _last: 0, Span(12, 11, 0)) == []
