# ruff: noqa: E501  # tables: one row, one line
"""Style sheets and `use` of a drawing: the checks measure what is drawn, and say what they could not follow."""

from pathlib import Path

import pytest

from assets.artwork.reading import FinalSize
from assets.artwork.reading.drawing import read_svg
from assets.artwork.reading.facts import Unseen
from assets.artwork.words import Code, Result
from tests.artwork import drawn
from tests.artwork.test_checks import FAIL, PASS, WARNING, checked

STYLED = [
    pytest.param("<style>.a{stroke-width:.05}</style>", 'class="a"', Code.LINES, FAIL, id="a class makes a hairline"),
    pytest.param("<style>path{stroke-width:.05}</style>", 'style="stroke-width:.5"', Code.LINES, PASS, id="own style wins"),
    pytest.param("<style>path{stroke-width:.05!important}</style>", 'style="stroke-width:.5"', Code.LINES, FAIL, id="important"),
    pytest.param("<style>#b{stroke-width:.5}.a{stroke-width:.05}</style>", 'id="b" class="a"', Code.LINES, PASS, id="id over class"),
    pytest.param("<style>g .a{stroke-width:.05}</style>", 'class="a"', Code.LINES, FAIL, id="inside a group"),
    pytest.param("<style>svg > .a{stroke-width:.05}</style>", 'class="a"', Code.LINES, PASS, id="not a child"),
    pytest.param("<style>/* .a{stroke-width:.05} */ .b{fill:red}</style>", 'class="a"', Code.LINES, PASS, id="a comment"),
    pytest.param("<style>.a{opacity:.5}</style>", 'class="a"', Code.TRANSPARENCY, WARNING, id="a class makes it faint"),
    pytest.param("<style>.a{display:none;stroke-width:.05}</style>", 'class="a"', Code.LINES, Result.NOT_APPLICABLE, id="what is not drawn"),
    pytest.param("<style>.a:hover{fill:red}</style>", "", Code.COLORS, WARNING, id="what is not understood is said"),
    pytest.param("<style>@media print{.a{fill:red}}</style>", "", Code.COLORS, WARNING, id="a condition is said"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "told", "code", "result"), STYLED)
def test_style_sheets_of_a_drawing_count(sheet: str, told: str, code: Code, result: Result, tmp_path: Path) -> None:
    inside = f'{sheet}<g><path stroke="#123" stroke-width=".5" {told} d="M20 20 L80 80"/></g>'
    technique = "offset" if code is Code.TRANSPARENCY else "digital"
    check = checked(drawn.svg(tmp_path / "a.svg", inside), "image/svg+xml", technique=technique)[code]
    assert check.result is result, check


LINE = '<path id="l" d="M0 0 L40 40" stroke="#123" stroke-width=".5"/>'
USED = [
    pytest.param(f'<defs>{LINE}</defs><use href="#l" x="20" y="20"/>', Code.LINES, PASS, id="a thick line"),
    pytest.param(f'<defs>{LINE}</defs><use href="#l" transform="scale(.1)"/>', Code.LINES, FAIL, id="made thin by its use"),
    pytest.param(f'<symbol id="s" viewBox="0 0 40 40">{LINE}</symbol><use href="#s" width="4" height="4"/>', Code.LINES, FAIL, id="a small symbol"),
    pytest.param('<defs><path id="l" d="M0 0 L40 40"/></defs><use href="#l" style="stroke:#123;stroke-width:.05"/>', Code.LINES, FAIL, id="style of the use"),
    pytest.param('<defs><text id="t" font-size="8" font-family="Fira">50</text></defs><use href="#t" x="20" y="40"/>', Code.FONTS, FAIL, id="letters"),
    pytest.param('<defs><text id="t" font-size="8" font-family="Fira">50</text></defs>', Code.FONTS, PASS, id="letters that nothing uses"),
    pytest.param('<use href="motive.svg#l"/>', Code.COLORS, WARNING, id="outside the drawing"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "code", "result"), USED)
def test_what_a_drawing_uses_is_measured_where_it_is_used(
    inside: str, code: Code, result: Result, tmp_path: Path
) -> None:
    check = checked(drawn.svg(tmp_path / "a.svg", inside), "image/svg+xml", technique="digital")[code]
    assert check.result is result, check


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param('<g id="a"><use href="#a"/></g>', id="itself"),
        pytest.param(
            "".join(f'<g id="g{at}">' + f'<use href="#g{at + 1}"/>' * 20 + "</g>" for at in range(12)), id="a billion"
        ),
    ],
)
def test_a_drawing_that_multiplies_itself_ends_and_says_so(inside: str, tmp_path: Path) -> None:
    facts = read_svg(drawn.svg(tmp_path / "a.svg", inside), FinalSize(drawn.SIDE, drawn.SIDE, 0))
    assert Unseen.TOO_MUCH in facts.unknown
