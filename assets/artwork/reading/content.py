"""The content of a PDF page, walked through once: what is painted where, in which color, with which width and type.

This is no renderer: it follows graphics state, forms and tiling patterns, and measures. Operators, forms and depth are
bounded; what lies behind the bounds is named as unseen. Text is placed with the widths of its font where the file has
them, since marks need places, not typography.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pikepdf

from assets.artwork.products import ColorSpace
from assets.artwork.reading.colors import BLACK, CMYK, GRAY, LIGHT, RGB, Color, Space, color_of, space_of
from assets.artwork.reading.facts import MM_PER_INCH, MOST_KEPT, Box, Facts, Measured, Unseen
from assets.artwork.reading.fonts import Font, font_of
from assets.artwork.reading.geometry import IDENTITY, Frame, Matrix, corners
from assets.artwork.reading.pictures import look_at

MOST_OPERATORS: Final = 1_000_000
MOST_FORMS: Final = 5_000
DEEPEST: Final = 12
POINTS_PER_INCH: Final = 72
_NUMBERS: Final = {"g": GRAY, "rg": RGB, "k": CMYK}
_FILLS: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
_INVISIBLE: Final = 3


@dataclass(frozen=True, slots=True)
class State:
    """The graphics state, as far as it is measured."""

    ctm: Matrix = IDENTITY
    fill: Color = BLACK
    stroke: Color = BLACK
    line_width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    is_mixed: bool = False
    is_masked: bool = False
    font: Font | None = None
    font_size: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    spacing: float = 0.0
    stretch: float = 1.0
    rendering: int = 0

    @property
    def is_clear(self) -> bool:
        """Whether something below shows through, or is mixed with it."""
        return self.is_mixed or self.is_masked or min(self.fill_alpha, self.stroke_alpha) < 1


START: Final = State()


@dataclass(slots=True)
class Walk:
    """One walk through a page. `scale` is final length by length in the file; painted boxes are in points."""

    facts: Facts
    frame: Frame
    scale: float
    painted: list[tuple[float, float, float, float]] = field(default_factory=list)
    _operators: int = 0
    _forms: int = 0
    _matrix: Matrix = IDENTITY
    _line: Matrix = IDENTITY
    _state: State = START
    _points: list[tuple[float, float]] = field(default_factory=list)
    _thin: list[float] = field(default_factory=list)

    def run(self, stream: Any, resources: pikepdf.Object | None, state: State, depth: int = 0) -> None:
        """Follow one stream: the page's, a form's, a pattern's."""
        self._state, saved = state, []
        for instruction in pikepdf.parse_content_stream(stream):
            operands: Any = instruction.operands
            self._operators += 1
            if self._operators > MOST_OPERATORS:
                self.facts.unknown.add(Unseen.TOO_MUCH)
                return
            name = instruction.operator.unparse().decode("latin-1")
            if name == "q":
                saved.append(self._state)
            elif name == "Q":
                self._state = saved.pop() if saved else self._state
            elif name in {"Do", "sh", "INLINE IMAGE"}:
                self._place(name, operands, resources, depth)
            else:
                self._follow(name, list(operands), resources)

    def _follow(self, name: str, operands: list[Any], resources: pikepdf.Object | None) -> None:
        try:
            if name in _GRAPHICS:
                _GRAPHICS[name](self, operands, resources)
            elif name in _PATHS:
                self._path(name, [float(each) for each in operands])
            elif name in _FILLS | _STROKES | {"n"}:
                self._paint(name)
            elif name in _TEXT:
                _TEXT[name](self, operands)
        except (TypeError, ValueError, IndexError, ArithmeticError):
            self.facts.unknown.add(Unseen.COLOR)

    def to(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)

    # state

    def concat(self, operands: list[Any], _resources: object) -> None:
        self.to(ctm=self._state.ctm.after(Matrix(*(float(each) for each in operands))))

    def device_color(self, kind: str, operands: list[Any], *, is_stroke: bool) -> None:
        color = color_of(_NUMBERS[kind], operands)
        self.to(**{"stroke" if is_stroke else "fill": color})

    def color_space(self, operands: list[Any], resources: pikepdf.Object | None, *, is_stroke: bool) -> None:
        space = space_of(operands[0], resources)
        start = 1.0 if space.kind is ColorSpace.SPOT else 0.0
        values = (0.0, 0.0, 0.0, 1.0) if space == CMYK else (start,) * space.size
        self.to(**{"stroke" if is_stroke else "fill": Color(space, values)})

    def color(self, operands: list[Any], resources: pikepdf.Object | None, *, is_stroke: bool) -> None:
        name = "stroke" if is_stroke else "fill"
        space: Space = getattr(self._state, name).space
        if space.is_pattern and operands and isinstance(operands[-1], pikepdf.Name):
            space = self._pattern_space(operands[-1], resources)
            self.to(**{name: Color(space, ())})
            return
        self.to(**{name: color_of(space, operands)})

    def _pattern_space(self, name: pikepdf.Name, resources: pikepdf.Object | None) -> Space:
        """The space of a shading pattern; a tiling pattern has colors of its own, which are walked through once."""
        listed = resources.get("/Pattern") if resources is not None else None
        pattern = listed.get(str(name)) if isinstance(listed, pikepdf.Dictionary) else None
        if pattern is None:
            return Space(None, 0, is_pattern=True)
        if int(pattern.get("/PatternType", 0)) == 2:
            found = space_of(pattern.Shading.get("/ColorSpace"), resources)
            return Space(found.kind, found.size, found.spots, is_pattern=True)
        self.facts.unknown.add(Unseen.PATTERN)
        return Space(None, 0, is_pattern=True)

    def graphics(self, operands: list[Any], resources: pikepdf.Object | None) -> None:
        """An ExtGState: overprint, opacity, blend mode, soft mask, width."""
        listed = resources.get("/ExtGState") if resources is not None else None
        given = listed.get(str(operands[0])) if isinstance(listed, pikepdf.Dictionary) else None
        if given is None:
            return
        changes: dict[str, Any] = {}
        if "/OP" in given:
            changes["stroke_overprints"] = bool(given.OP)
            changes["fill_overprints"] = bool(given.get("/op", given.OP))
        if "/op" in given:
            changes["fill_overprints"] = bool(given.get("/op"))
        if "/LW" in given:
            changes["line_width"] = float(given.LW)
        for key, name in (("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
            if key in given:
                changes[name] = float(given[key])
        if "/BM" in given:
            changes["is_mixed"] = _is_mixed(given.get("/BM"))
        if "/SMask" in given:
            changes["is_masked"] = isinstance(given.get("/SMask"), pikepdf.Dictionary)
        self.to(**changes)

    # paths

    def _path(self, name: str, numbers: list[float]) -> None:
        if name == "re":
            x, y, width, height = numbers
            self._points += corners(self._state.ctm, x, y, width, height)
            ctm = self._state.ctm
            self._thin.append(min(abs(width) * ctm.across, abs(height) * ctm.up))
            return
        self._thin.append(float("inf"))
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self._points += [self._state.ctm.at(x, y) for x, y in pairs]

    def _paint(self, name: str) -> None:
        points, thin = self._points, self._thin
        self._points, self._thin = [], []
        if name == "n" or not points:
            return
        box = self.frame.box(points)
        state = self._state
        if name in _FILLS:
            self.used(state.fill, box, overprints=state.fill_overprints)
            self._cover(points, state.fill)
            if thin and thin[-1] != float("inf") and len(thin) == 1 and name not in _STROKES:
                self._measured(thin[0] * self._mm, state.fill, box)
        if name in _STROKES:
            self.used(state.stroke, box, overprints=state.stroke_overprints)
            width = state.line_width * state.ctm.mean
            self._measured(width * self._mm, state.stroke, box)
            self._cover(
                [(x + way * width / 2, y + way * width / 2) for x, y in points for way in (-1, 1)], state.stroke
            )

    @property
    def _mm(self) -> float:
        """Millimeters at the final size for one point of the file."""
        return MM_PER_INCH / POINTS_PER_INCH * self.scale

    def _measured(self, width_mm: float, color: Color, box: Box) -> None:
        """Keep the thinnest lines: of many, those that are thinner than the thickest kept."""
        line = Measured(max(width_mm, 0.0), color.lightness >= LIGHT, box)
        _keep(self.facts.strokes, line)

    def used(self, color: Color, box: Box, *, overprints: bool = False) -> None:
        """Note a color where it is painted."""
        facts, space = self.facts, color.space
        if space.kind is None:
            facts.unknown.add(Unseen.PATTERN if space.is_pattern else Unseen.COLOR)
        elif not (space.kind is ColorSpace.RGB and color.is_paper):
            facts.spaces.setdefault(space.kind, box)
        for spot in space.spots:
            facts.spots.setdefault(spot, box)
        if overprints and color.is_paper and len(facts.white_overprints) < MOST_KEPT:
            facts.white_overprints.append(box)
        if color.ink is not None:
            facts.more_ink(color.ink, box)
        if self._state.is_clear and len(facts.transparency) < MOST_KEPT:
            facts.transparency.append(box)

    def _cover(self, points: Sequence[tuple[float, float]], color: Color) -> None:
        """Remember what is painted up to where, for the bleed; paper white covers nothing."""
        if not color.is_paper and len(self.painted) < 50 * MOST_KEPT:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.painted.append((min(xs), min(ys), max(xs), max(ys)))

    # pictures and forms

    def _place(self, name: str, operands: Any, resources: pikepdf.Object | None, depth: int) -> None:
        if name == "sh":
            listed = resources.get("/Shading") if resources is not None else None
            shading = listed.get(str(operands[0])) if isinstance(listed, pikepdf.Dictionary) else None
            space = space_of(shading.get("/ColorSpace"), resources) if shading is not None else Space(None, 0)
            self.used(Color(space, ()), self.frame.box(corners(self._state.ctm, 0, 0, 1, 1)))
            return
        if name == "INLINE IMAGE":
            self.picture(operands[0].iimage, operands[0].iimage.obj, resources)
            return
        listed = resources.get("/XObject") if resources is not None else None
        found = listed.get(str(operands[0])) if isinstance(listed, pikepdf.Dictionary) else None
        if not isinstance(found, pikepdf.Stream):
            return
        if str(found.get("/Subtype")) == "/Image":
            self.picture(None, found, resources)
        elif str(found.get("/Subtype")) == "/Form":
            self._form(found, resources, depth)

    def picture(self, inline: Any, image: Any, resources: pikepdf.Object | None) -> None:
        points = corners(self._state.ctm, 0, 0, 1, 1)
        box = self.frame.box(points)
        inches = [length * self.scale / POINTS_PER_INCH for length in (self._state.ctm.across, self._state.ctm.up)]
        look_at(self, inline, image, resources, box=box, inches=(inches[0], inches[1]))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.painted.append((min(xs), min(ys), max(xs), max(ys)))

    @property
    def fill(self) -> Color:
        return self._state.fill

    @property
    def is_clear(self) -> bool:
        return self._state.is_clear

    def _form(self, form: pikepdf.Stream, resources: pikepdf.Object | None, depth: int) -> None:
        self._forms += 1
        if depth >= DEEPEST or self._forms > MOST_FORMS:
            self.facts.unknown.add(Unseen.TOO_MUCH)
            return
        outer, text = self._state, (self._matrix, self._line)
        given = form.get("/Matrix")
        own = Matrix(*(float(each) for each in given)) if given is not None else Matrix()
        inner = replace(outer, ctm=outer.ctm.after(own))
        self.run(form, form.get("/Resources", resources), inner, depth + 1)
        self._state, (self._matrix, self._line) = outer, text

    # text

    def begin_text(self, _operands: list[Any]) -> None:
        self._matrix = self._line = Matrix()

    def set_font(self, operands: list[Any], resources: pikepdf.Object | None) -> None:
        listed = resources.get("/Font") if resources is not None else None
        found = listed.get(str(operands[0])) if isinstance(listed, pikepdf.Dictionary) else None
        self.to(font=font_of(found), font_size=float(operands[1]))

    def set_matrix(self, operands: list[Any]) -> None:
        self._matrix = self._line = Matrix(*(float(each) for each in operands))

    def move(self, operands: list[Any]) -> None:
        self._line = self._matrix = self._line.after(Matrix(e=float(operands[0]), f=float(operands[1])))

    def move_and_lead(self, operands: list[Any]) -> None:
        self.to(leading=-float(operands[1]))
        self.move(operands)

    def next_line(self, _operands: list[Any]) -> None:
        self.move([0.0, -self._state.leading])

    def show(self, operands: list[Any]) -> None:
        for each in operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]:
            if isinstance(each, pikepdf.String):
                self._string(bytes(each))
            else:
                shift = -float(each) / 1000 * self._state.font_size * self._state.stretch
                self._matrix = self._matrix.after(Matrix(e=shift))

    def show_next(self, operands: list[Any]) -> None:
        self.next_line([])
        self.show(operands)

    def _string(self, text: bytes) -> None:
        state = self._state
        if state.font is None or not text:
            return
        length = (state.font.width(text) * state.font_size + state.spacing * len(text)) * state.stretch
        placed = state.ctm.after(self._matrix)
        points = corners(placed, 0, state.rise - 0.2 * state.font_size, length, state.font_size)
        self._matrix = self._matrix.after(Matrix(e=length))
        if state.rendering == _INVISIBLE or not text.strip():
            return
        box = self.frame.box(points)
        color = state.stroke if state.rendering in {1, 5} else state.fill
        self.facts.has_text = True
        self.facts.fonts.setdefault(state.font.name, state.font.used_in(box))
        self.used(color, box, overprints=state.fill_overprints)
        size = abs(state.font_size) * placed.up * self.scale
        _keep(self.facts.type, Measured(size, color.lightness >= LIGHT, box))
        self._cover(points, color)


def _keep(found: list[Measured], one: Measured) -> None:
    """Of many the smallest, of each ground, so that what a check looks for is never the one left out."""
    if len(found) < MOST_KEPT:
        found.append(one)
        return
    largest = max(range(len(found)), key=lambda index: found[index].size)
    if one.size < found[largest].size:
        found[largest] = one


def _is_mixed(modes: object) -> bool:
    first = modes[0] if isinstance(modes, pikepdf.Array) and len(modes) else modes
    return str(first) not in {"/Normal", "/Compatible"}


_PATHS: Final = frozenset({"m", "l", "c", "v", "y", "re"})
_GRAPHICS: Final[dict[str, Callable[[Walk, list[Any], Any], None]]] = {
    "cm": Walk.concat,
    "gs": Walk.graphics,
    "w": lambda walk, given, _: walk.to(line_width=float(given[0])),
    "Tf": Walk.set_font,
    "cs": lambda walk, given, found: walk.color_space(given, found, is_stroke=False),
    "CS": lambda walk, given, found: walk.color_space(given, found, is_stroke=True),
    **dict.fromkeys(("sc", "scn"), lambda walk, given, found: walk.color(given, found, is_stroke=False)),
    **dict.fromkeys(("SC", "SCN"), lambda walk, given, found: walk.color(given, found, is_stroke=True)),
    "g": lambda walk, given, _: walk.device_color("g", given, is_stroke=False),
    "rg": lambda walk, given, _: walk.device_color("rg", given, is_stroke=False),
    "k": lambda walk, given, _: walk.device_color("k", given, is_stroke=False),
    "G": lambda walk, given, _: walk.device_color("g", given, is_stroke=True),
    "RG": lambda walk, given, _: walk.device_color("rg", given, is_stroke=True),
    "K": lambda walk, given, _: walk.device_color("k", given, is_stroke=True),
}
_TEXT: Final[dict[str, Callable[[Walk, list[Any]], None]]] = {
    "BT": Walk.begin_text,
    "Tm": Walk.set_matrix,
    "Td": Walk.move,
    "TD": Walk.move_and_lead,
    "T*": Walk.next_line,
    "Tj": Walk.show,
    "TJ": Walk.show,
    "'": Walk.show_next,
    '"': Walk.show_next,
    "TL": lambda walk, given: walk.to(leading=float(given[0])),
    "Ts": lambda walk, given: walk.to(rise=float(given[0])),
    "Tc": lambda walk, given: walk.to(spacing=float(given[0])),
    "Tz": lambda walk, given: walk.to(stretch=float(given[0]) / 100),
    "Tr": lambda walk, given: walk.to(rendering=int(given[0])),
}
