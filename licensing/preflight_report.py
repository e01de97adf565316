"""The report of a preflight as PDF: what is printed where, each check with measured and wanted value, the marked page.

For people at a print shop: it names the file and its SHA-256, so that nobody prints another one by it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer

from assets.artwork.uses import want_of
from assets.artwork.words import ORDER, Code, Result, name_of
from assets.errors import FieldInvalid
from assets.models import ArtworkUse, Preflight
from assets.storage import ObjectNotFound, store_from_settings
from licensing import rights
from licensing.paper import LINE, Invariant, line_of, new_document, picture_of, style, text_of
from licensing.rights import Language, Words

_TITLE: Final = Words(de="Druckprüfung", en="Preflight report")
_RESULTS: Final = {
    Result.FAIL: Words(de="Fehler", en="Error"),
    Result.WARNING: Words(de="Hinweis", en="Note"),
    Result.PASS: Words(de="bestanden", en="passed"),
    Result.NOT_APPLICABLE: Words(de="trifft nicht zu", en="not applicable"),
}
_WHOLE: Final = {
    Result.FAIL: Words(de="nicht druckfertig", en="not ready for print"),
    Result.WARNING: Words(de="druckbar, mit Hinweisen", en="printable, with notes"),
    Result.PASS: Words(de="druckfertig", en="ready for print"),
}
_MEASURED: Final = Words(de="gemessen", en="measured")
_WANTED: Final = Words(de="gebraucht", en="wanted")
_PLACES: Final = Words(de="Stellen", en="Places")
_RULES: Final = Words(de="Produktdaten", en="Product data")
_RANKS: Final = [each.value for each in ORDER]
_CODES: Final = [each.value for each in Code]


def report_of(use: ArtworkUse, preflight: Preflight, *, language: Language = "de") -> bytes:
    """The report of a preflight that was made; the same for the same preflight."""
    out = io.BytesIO()
    filename = line_of(use.asset.original.filename)
    document = new_document(out, f"{_TITLE[language]}: {filename}", _TITLE, language)
    story: list[Flowable] = [
        Paragraph(escape(f"{_TITLE[language]}: {filename}"), style("title")),
        Paragraph(escape(_printed(use, language)), style("text")),
        Paragraph(escape(_WHOLE[Result(preflight.result)][language]), style("name")),
        Paragraph(f"SHA-256 {preflight.sha256}", style("muted")),
        Paragraph(escape(_made(preflight, language)), style("muted")),
    ]
    for key in (preflight.marked_key, preflight.mockup_key):
        story += _pictured(key)
    for check in sorted(preflight.checks, key=_rank):
        story += _check(check, language)
    document.build(story, canvasmaker=Invariant)
    return out.getvalue()


def _printed(use: ArtworkUse, language: Language) -> str:
    """ "T-Shirt, Brust, Siebdruck, 280 × 280 mm"."""
    try:
        want = want_of(use)
        parts = [want.product.label, want.place.label, want.technique.label]
        named = [each.de if language == "de" else each.en for each in parts]
    except FieldInvalid:
        named = [use.product, use.place, use.technique]
    return ", ".join([*named, f"{use.width_mm:g} × {use.height_mm:g} mm"])


def _made(preflight: Preflight, language: Language) -> str:
    day = rights.berlin_day(preflight.done_at or preflight.created_at)
    told = day.strftime("%d.%m.%Y") if language == "de" else day.isoformat()
    return f"{told} · {_RULES[language]} {preflight.rules_version}"


def _pictured(key: str) -> Iterator[Flowable]:
    """A picture of ours from the store; a report without it is still a report."""
    if not key:
        return
    try:
        with store_from_settings().open(key) as stream:
            picture = picture_of(stream.read(), side=90 * mm, pixels=1000)
    except ObjectNotFound:
        return
    if picture is not None:
        yield Spacer(0, 3 * mm)
        yield picture


def _rank(check: dict[str, Any]) -> tuple[int, int]:
    return _RANKS.index(check["result"]), _CODES.index(check["code"]) if check["code"] in _CODES else len(_CODES)


def _check(check: dict[str, Any], language: Language) -> Iterator[Flowable]:
    name = name_of(check["code"])
    title = f"{_RESULTS[Result(check['result'])][language]}: {name.de if language == 'de' else name.en}"
    yield Spacer(0, 2 * mm)
    yield HRFlowable(width="100%", thickness=0.4, color=LINE, spaceAfter=1.5 * mm)
    yield Paragraph(escape(title), style("label"))
    yield Paragraph(escape(text_of(check["text"][language])), style("text"))
    told = [
        f"{label[language]}: {line_of(check[field][language])}"
        for field, label in (("measured", _MEASURED), ("wanted", _WANTED))
        if check.get(field)
    ]
    numbers = ", ".join(str(each["number"]) for each in check.get("places", []))
    told += [f"{_PLACES[language]}: {numbers}"] if numbers else []
    if told:
        yield Paragraph(escape(" · ".join(told)), style("muted"))
