"""The checks: what was measured against what the technique and the product want. Pure.

Each answers pass, warning, fail, or that it does not apply; what could not be determined is a warning that says so.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from assets.artwork.products import Both, ColorSpace, FontRule, Place, Smallest, Technique, Transparency
from assets.artwork.reading import Box, Facts, Form, Measured, Unseen
from assets.artwork.words import Code, Result

MOST_PLACES: Final = 6
RATIO: Final = 0.02
INK_TOLERANCE: Final = 0.5
"""Percent of ink that rounding of a color's values makes."""
_SPACES: Final = {
    ColorSpace.GRAY: Both("Graustufen", "grayscale"), ColorSpace.RGB: Both("RGB", "RGB"),
    ColorSpace.CMYK: Both("CMYK", "CMYK"), ColorSpace.SPOT: Both("Schmuckfarben", "spot colors"),
    ColorSpace.LAB: Both("Lab", "Lab"),
}  # fmt: skip


class Wanted(msgspec.Struct, frozen=True):
    """What a file is checked against: product data and the size that is wanted."""

    technique: Technique
    place: Place
    width_mm: float
    height_mm: float


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found; the boxes are numbered later, over all checks."""

    code: Code
    result: Result
    text: Both
    measured: Both | None = None
    wanted: Both | None = None
    boxes: tuple[Box, ...] = ()


def run_checks(facts: Facts, want: Wanted) -> list[Check]:
    """Every check, in the order of its codes."""
    return [check(facts, want) for check in _CHECKS]


def same(text: str) -> Both:
    return Both(text, text)


def _number(value: float, digits: int = 0) -> Both:
    plain = f"{value:.{digits}f}"
    return Both(plain.replace(".", ","), plain)


def _joined(parts: Iterable[Both]) -> Both:
    found = list(parts)
    return Both(", ".join(each.de for each in found), ", ".join(each.en for each in found))


def _worst(found: Iterable[Measured], count: int = MOST_PLACES) -> list[Measured]:
    return sorted(found, key=lambda each: each.size)[:count]


def _file(facts: Facts, _want: Wanted) -> Check:
    if facts.is_encrypted:
        text = Both("Die Datei ist verschlüsselt. Bitte ohne Schutz exportieren.", "The file is encrypted.")
        return Check(code=Code.FILE, result=Result.FAIL, text=text)
    if Unseen.TOO_MUCH in facts.unknown:
        text = Both(
            "Die Datei ist so umfangreich, dass nicht alles geprüft werden konnte.",
            "The file is too extensive for all of it to be checked.",
        )
        return Check(code=Code.FILE, result=Result.WARNING, text=text)
    return Check(code=Code.FILE, result=Result.PASS, text=Both("lesbar und offen", "readable and open"))


def _size(facts: Facts, want: Wanted) -> Check:
    have, wanted = facts.width_mm / facts.height_mm, want.width_mm / want.height_mm
    values: dict[str, Any] = {
        "measured": Both(*(f"{facts.width_mm:.0f} × {facts.height_mm:.0f} mm",) * 2),
        "wanted": Both(*(f"{want.width_mm:.0f} × {want.height_mm:.0f} mm",) * 2),
    }
    if abs(have / wanted - 1) > RATIO:
        text = Both(
            "Die Seitenverhältnisse passen nicht: Das Motiv wird in die Fläche eingepasst und bleibt schmaler.",
            "The proportions differ: the motif is fitted into the area and does not fill it.",
        )
        return Check(code=Code.SIZE, result=Result.WARNING, text=text, **values)
    factor = want.width_mm / facts.width_mm
    if facts.form is not Form.PDF or abs(factor - 1) < 0.01:
        return Check(code=Code.SIZE, result=Result.PASS, text=Both("passt zur Druckfläche", "fits the area"), **values)
    text = Both(f"wird auf {factor * 100:.0f} % skaliert", f"is scaled to {factor * 100:.0f} %")
    return Check(code=Code.SIZE, result=Result.PASS, text=text, **values)


def _pages(facts: Facts, _want: Wanted) -> Check:
    if facts.form is Form.SVG:
        return Check(code=Code.PAGES, result=Result.NOT_APPLICABLE, text=Both("eine Zeichnung", "a drawing"))
    measured = same(str(facts.pages))
    if facts.pages > 1:
        text = Both(
            f"Gedruckt wird Seite {facts.page} von {facts.pages}. Bitte nur diese liefern.",
            f"Page {facts.page} of {facts.pages} is printed. Please deliver that one only.",
        )
        return Check(code=Code.PAGES, result=Result.WARNING, text=text, measured=measured, wanted=same("1"))
    return Check(code=Code.PAGES, result=Result.PASS, text=Both("eine Seite", "one page"), measured=measured)


def _resolution(facts: Facts, want: Wanted) -> Check:
    limit = want.technique.resolution
    wanted = Both(f"ab {limit.wanted} dpi", f"from {limit.wanted} dpi")
    if not facts.images:
        text = Both("keine Bilder, nur Flächen und Linien", "no pictures, areas and lines only")
        return Check(code=Code.RESOLUTION, result=Result.NOT_APPLICABLE, text=text, wanted=wanted)
    lowest = min(facts.images, key=lambda each: each.dpi)
    soft = sorted((each for each in facts.images if each.dpi < limit.wanted), key=lambda each: each.dpi)
    told = f"{lowest.dpi:.0f} dpi"
    at = f"{told} bei {want.width_mm:.0f} mm", f"{told} at {want.width_mm:.0f} mm"
    values: dict[str, Any] = {
        "measured": same(told),
        "wanted": wanted,
        "boxes": tuple(each.box for each in soft[:MOST_PLACES]),
    }
    if lowest.dpi < limit.least * 0.995:
        text = Both(f"{at[0]}: wird unscharf. Bitte größeres Bild einsetzen.", f"{at[1]}: will be blurred.")
        return Check(code=Code.RESOLUTION, result=Result.FAIL, text=text, **values)
    if lowest.dpi < limit.wanted * 0.995:
        text = Both(f"{at[0]}, empfohlen ab {limit.wanted} dpi", f"{at[1]}, recommended from {limit.wanted} dpi")
        return Check(code=Code.RESOLUTION, result=Result.WARNING, text=text, **values)
    return Check(code=Code.RESOLUTION, result=Result.PASS, text=Both(*at), measured=same(told), wanted=wanted)


def _fonts(facts: Facts, want: Wanted) -> Check:
    rule = want.technique.fonts
    wanted = {
        FontRule.EMBEDDED: Both("eingebettet oder in Pfaden", "embedded or outlined"),
        FontRule.OUTLINED: Both("in Pfaden", "outlined"),
    }[rule]
    if facts.form is Form.RASTER:
        text = Both("Pixelbild: enthält keine Schriften", "pixels: holds no fonts")
        return Check(code=Code.FONTS, result=Result.NOT_APPLICABLE, text=text)
    if not facts.fonts:
        text = Both("keine Schrift oder alles in Pfaden", "no type, or all of it outlined")
        return Check(code=Code.FONTS, result=Result.PASS, text=text, wanted=wanted)
    missing = [each for each in facts.fonts.values() if not each.is_embedded]
    values: dict[str, Any] = {"measured": same(", ".join(sorted(facts.fonts))[:200]), "wanted": wanted}
    if missing or rule is FontRule.OUTLINED:
        bad = missing or list(facts.fonts.values())
        names = ", ".join(f"„{each.name}“" for each in bad[:3])
        said = (
            (f"{names} ist nicht eingebettet.", "is not embedded.")
            if missing
            else (f"{names} ist Schrift.", "is type.")
        )
        text = Both(f"{said[0]} Bitte in Pfade umwandeln.", f"{names} {said[1]} Please convert to outlines.")
        boxes = tuple(each.box for each in bad[:MOST_PLACES])
        return Check(code=Code.FONTS, result=Result.FAIL, text=text, boxes=boxes, **values)
    drawn = [each for each in facts.fonts.values() if each.is_drawn]
    if drawn:
        text = Both(
            "Eine Schrift ist als Type 3 eingebettet: Manche Druckmaschine rastert sie.",
            "A font is embedded as Type 3: some printing systems rasterize it.",
        )
        return Check(code=Code.FONTS, result=Result.WARNING, text=text, boxes=(drawn[0].box,), **values)
    return Check(code=Code.FONTS, result=Result.PASS, text=Both("alle eingebettet", "all embedded"), **values)


def _type_size(facts: Facts, want: Wanted) -> Check:
    if facts.form is Form.RASTER:
        text = Both("Pixelbild: enthält keine Schrift, die sich messen lässt", "pixels: no type that can be measured")
        return Check(code=Code.TYPE_SIZE, result=Result.NOT_APPLICABLE, text=text)
    if not facts.type:
        text = Both("keine Schrift", "no type")
        return Check(code=Code.TYPE_SIZE, result=Result.NOT_APPLICABLE, text=text)
    return _smallest(Code.TYPE_SIZE, facts.type, want.technique.type, want.technique, unit="pt", digits=1)


def _lines(facts: Facts, want: Wanted) -> Check:
    if facts.form is Form.RASTER:
        text = Both(
            "In einem Pixelbild lassen sich Linien nicht messen. Bitte am Ausdruck in Originalgröße ansehen.",
            "Lines cannot be measured in pixels. Please look at a print in the final size.",
        )
        return Check(code=Code.LINES, result=Result.WARNING, text=text)
    if not facts.strokes:
        return Check(code=Code.LINES, result=Result.NOT_APPLICABLE, text=Both("keine Linien", "no lines"))
    return _smallest(Code.LINES, facts.strokes, want.technique.line, want.technique, unit="mm", digits=2)


def _smallest(
    code: Code, found: Sequence[Measured], limit: Smallest, technique: Technique, *, unit: str, digits: int
) -> Check:
    """Lines and type alike: the thinnest on each ground, against what the technique holds."""

    def wanted_of(each: Measured) -> float:
        return limit.negative if each.is_light else limit.positive

    slack = 0.5 * 10**-digits
    bad = _worst([each for each in found if each.size < wanted_of(each) - slack])
    first = bad[0] if bad else _worst(found, 1)[0]
    size, wanted = _number(first.size, digits), _number(wanted_of(first), digits)
    on = Both(" hell auf dunkel", " light on dark") if first.is_light else same("")
    values: dict[str, Any] = {
        "measured": Both(f"{size.de} {unit}{on.de}", f"{size.en} {unit}{on.en}"),
        "wanted": Both(f"ab {wanted.de} {unit}", f"from {wanted.en} {unit}"),
    }
    if not bad:
        text = Both(f"ab {size.de} {unit}", f"from {size.en} {unit}")
        return Check(code=code, result=Result.PASS, text=text, **values)
    how = technique.label
    text = Both(
        f"{size.de} {unit}{on.de}, empfohlen ab {wanted.de} {unit} im {how.de}",
        f"{size.en} {unit}{on.en}, recommended from {wanted.en} {unit} in {how.en.lower()}",
    )
    if first.size < limit.least - slack:
        text = Both(f"{text.de}: bricht weg.", f"{text.en}: will break.")
    result = Result.FAIL if first.size < limit.least - slack else Result.WARNING
    return Check(code=code, result=result, text=text, boxes=tuple(each.box for each in bad), **values)


def _colors(facts: Facts, want: Wanted) -> Check:
    allowed = want.technique.color_spaces
    wanted = _joined(_SPACES[each] for each in ColorSpace if each in allowed)
    found = facts.spaces
    measured = _joined(_SPACES[each] for each in ColorSpace if each in found) if found else None
    wrong = [each for each in ColorSpace if each in found and each not in allowed]
    if wrong:
        named = _joined(_SPACES[each] for each in wrong)
        text = Both(f"enthält {named.de}. Gebraucht wird {wanted.de}.", f"holds {named.en}. Wanted: {wanted.en}.")
        boxes = tuple(found[each] for each in wrong[:MOST_PLACES])
        return Check(code=Code.COLORS, result=Result.FAIL, text=text, measured=measured, wanted=wanted, boxes=boxes)
    if facts.unknown & {Unseen.COLOR, Unseen.PATTERN, Unseen.STYLE}:
        text = Both(
            "Ein Teil der Farben ließ sich nicht bestimmen (Muster, Formatvorlage oder unbekannter Farbraum).",
            "Some colors could not be determined (pattern, style sheet or unknown color space).",
        )
        return Check(code=Code.COLORS, result=Result.WARNING, text=text, measured=measured, wanted=wanted)
    if measured is None:
        return Check(code=Code.COLORS, result=Result.NOT_APPLICABLE, text=Both("keine Farben", "no colors"))
    return Check(code=Code.COLORS, result=Result.PASS, text=measured, measured=measured, wanted=wanted)


def _spots(facts: Facts, want: Wanted) -> Check:
    most = want.technique.most_spots
    wanted = Both(f"höchstens {most}", f"at most {most}") if most else Both("keine", "none")
    if not facts.spots:
        return Check(
            code=Code.SPOTS,
            result=Result.NOT_APPLICABLE,
            text=Both("keine Schmuckfarben", "no spot colors"),
            wanted=wanted,
        )
    names = ", ".join(sorted(facts.spots))[:200]
    count = len(facts.spots)
    plain = Both(
        f"{count} {'Schmuckfarbe' if count == 1 else 'Schmuckfarben'}: {names}",
        f"{count} spot {'color' if count == 1 else 'colors'}: {names}",
    )
    if count > most:
        text = Both(f"{plain.de}. Gebraucht werden {wanted.de}.", f"{plain.en}. Wanted: {wanted.en}.")
        boxes = tuple(list(facts.spots.values())[:MOST_PLACES])
        return Check(code=Code.SPOTS, result=Result.FAIL, text=text, measured=plain, wanted=wanted, boxes=boxes)
    return Check(code=Code.SPOTS, result=Result.PASS, text=plain, measured=plain, wanted=wanted)


def _ink(facts: Facts, want: Wanted) -> Check:
    limit = want.technique.ink_limit
    if limit is None:
        text = Both("beim Druckverfahren ohne Grenze", "this technique has no limit")
        return Check(code=Code.INK, result=Result.NOT_APPLICABLE, text=text)
    wanted = Both(f"höchstens {limit} %", f"at most {limit} %")
    is_rgb = bool({ColorSpace.RGB, ColorSpace.LAB} & set(facts.spaces))
    measured = same(f"{facts.ink.percent:.0f} %") if facts.ink else None
    if facts.ink is not None and facts.ink.percent > limit + INK_TOLERANCE:
        text = Both(
            f"{facts.ink.percent:.0f} % Farbe übereinander: trocknet schlecht.",
            f"{facts.ink.percent:.0f} % of ink on one place: dries badly.",
        )
        return Check(
            code=Code.INK, result=Result.FAIL, text=text, measured=measured, wanted=wanted, boxes=(facts.ink.box,)
        )
    if is_rgb and ColorSpace.RGB in want.technique.color_spaces:
        text = Both("RGB: die Druckerei begrenzt beim Umwandeln", "RGB: limited by the shop's conversion")
        return Check(code=Code.INK, result=Result.NOT_APPLICABLE, text=text, measured=measured, wanted=wanted)
    if is_rgb or facts.ink is None or facts.unknown & {Unseen.INK_OF_PICTURE, Unseen.PATTERN, Unseen.COLOR}:
        text = Both(
            "Der Farbauftrag ließ sich nicht ganz bestimmen.", "The ink coverage could not be determined fully."
        )
        return Check(code=Code.INK, result=Result.WARNING, text=text, measured=measured, wanted=wanted)
    text = Both(f"höchstens {facts.ink.percent:.0f} %", f"at most {facts.ink.percent:.0f} %")
    return Check(code=Code.INK, result=Result.PASS, text=text, measured=measured, wanted=wanted)


def _overprint(facts: Facts, want: Wanted) -> Check:
    if facts.form is not Form.PDF or not want.technique.has_overprint:
        text = Both("bei Format oder Verfahren ohne Bedeutung", "means nothing for this format or technique")
        return Check(code=Code.OVERPRINT, result=Result.NOT_APPLICABLE, text=text)
    if facts.white_overprints:
        text = Both("Weiß steht auf Überdrucken und verschwindet im Druck.", "White overprints and vanishes in print.")
        boxes = tuple(facts.white_overprints[:MOST_PLACES])
        return Check(code=Code.OVERPRINT, result=Result.WARNING, text=text, boxes=boxes)
    return Check(code=Code.OVERPRINT, result=Result.PASS, text=Both("kein Weiß auf Überdrucken", "no white overprints"))


def _transparency(facts: Facts, want: Wanted) -> Check:
    rule = want.technique.transparency
    if not facts.transparency:
        if Unseen.STYLE in facts.unknown:
            text = Both("Formatvorlagen wurden nicht gelesen.", "Style sheets were not read.")
            return Check(code=Code.TRANSPARENCY, result=Result.WARNING, text=text)
        return Check(code=Code.TRANSPARENCY, result=Result.PASS, text=Both("keine", "none"))
    boxes = tuple(facts.transparency[:MOST_PLACES])
    measured = Both(f"{len(facts.transparency)} Stellen", f"{len(facts.transparency)} places")
    if rule is Transparency.ALLOWED:
        text = Both("enthalten, wird gedruckt", "present, is printed")
        return Check(code=Code.TRANSPARENCY, result=Result.PASS, text=text, measured=measured)
    result = Result.FAIL if rule is Transparency.FORBIDDEN else Result.WARNING
    text = Both("Transparenz bitte vorher reduzieren.", "Please flatten transparency first.")
    return Check(
        code=Code.TRANSPARENCY, result=result, text=text, measured=measured, wanted=Both("keine", "none"), boxes=boxes
    )


def _bleed(facts: Facts, want: Wanted) -> Check:
    bleed = want.place.bleed_mm
    if not bleed:
        text = Both("wird nicht geschnitten", "is not cut")
        return Check(code=Code.BLEED, result=Result.NOT_APPLICABLE, text=text)
    wanted = Both(f"{bleed:g} mm".replace(".", ","), f"{bleed:g} mm")
    have = facts.painted_bleed_mm
    if have is None:
        text = Both("Das Motiv reicht nicht bis an den Rand.", "The motif does not reach the edge.")
        return Check(code=Code.BLEED, result=Result.PASS, text=text, wanted=wanted)
    told = _number(max(have, 0.0), 1)
    measured = Both(f"{told.de} mm", f"{told.en} mm")
    if have < bleed - 0.1:
        text = Both(
            f"Das Motiv endet am Rand: {told.de} mm Beschnitt statt {wanted.de}. Beim Schneiden blitzt Weiß.",
            f"The motif ends at the edge: {told.en} mm of bleed instead of {wanted.en}. White will show after cutting.",
        )
        return Check(code=Code.BLEED, result=Result.FAIL, text=text, measured=measured, wanted=wanted)
    text = Both(f"{told.de} mm ringsum", f"{told.en} mm all around")
    return Check(code=Code.BLEED, result=Result.PASS, text=text, measured=measured, wanted=wanted)


def _profile(facts: Facts, want: Wanted) -> Check:
    if facts.profile:
        named = same(facts.profile)
        return Check(code=Code.PROFILE, result=Result.PASS, text=named, measured=named)
    if not want.technique.wants_profile or facts.form is Form.SVG:
        text = Both("für dieses Verfahren nicht gebraucht", "not needed for this technique")
        return Check(code=Code.PROFILE, result=Result.NOT_APPLICABLE, text=text)
    text = Both(
        "Kein Farbprofil und keine Druckbedingung: Die Druckerei nimmt ihren Standard an.",
        "No profile and no printing condition: the shop assumes its own.",
    )
    wanted = Both("zum Beispiel PSO Coated v3", "for example PSO Coated v3")
    return Check(code=Code.PROFILE, result=Result.WARNING, text=text, measured=Both("keins", "none"), wanted=wanted)


def _active(facts: Facts, _want: Wanted) -> Check:
    if facts.form is Form.RASTER:
        return Check(code=Code.ACTIVE, result=Result.NOT_APPLICABLE, text=Both("Pixelbild", "pixels"))
    if facts.active:
        names = ", ".join(sorted(set(facts.active)))[:200]
        text = Both(f"enthält {names}. Bitte als reine Druckdatei exportieren.", f"holds {names}.")
        return Check(
            code=Code.ACTIVE, result=Result.FAIL, text=text, measured=same(names), wanted=Both("nichts", "none")
        )
    return Check(code=Code.ACTIVE, result=Result.PASS, text=Both("keine", "none"))


_CHECKS: Final[tuple[Callable[[Facts, Wanted], Check], ...]] = (
    _file, _size, _pages, _resolution, _fonts, _type_size, _lines, _colors, _spots, _ink, _overprint, _transparency,
    _bleed, _profile, _active,
)  # fmt: skip
