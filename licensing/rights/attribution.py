"""Credit lines: title, creator, license, link, place of origin (TULLU), as each license version demands them.

The line tries for all five elements; only the profile decides what is missing. What is missing is named, never
invented. A name that its bearer refused appears in no element: an element that mentions it is left out and, if it was
due, reported.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from .facts import Creator, Designation, Naming
from .license import LICENSES, AttributionProfile, ChangeNote, Element, License, LicenseFamily
from .vocabulary import (
    CHANNELS,
    CREDIT_LIMITS,
    MEDIUM_LABELS,
    MODIFICATIONS,
    PLACEMENT_LIMITS,
    Channel,
    CreditForm,
    Language,
    Modification,
    Placement,
    Words,
)

OPEN_FAMILIES = frozenset({LicenseFamily.CC, LicenseFamily.OPEN_DATA, LicenseFamily.PUBLIC_DOMAIN})
_VERBATIM_PROFILES = frozenset({"own-work", "contract", "agency"})
_PRINTED_SCHEME = re.compile(r"^https?://(www\.)?")
_SOURCE = Words(de="Quelle", en="Source")
_DATASET = Words(de="Datensatz", en="Dataset")
_BY = Words(de="von", en="by")


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit ready to copy. `missing` names due elements that nobody recorded; the text then lacks them. A line that
    would outgrow its place is shortened by what is not due; `is_placeable` says whether that was enough.
    """

    text: str
    missing: tuple[str, ...]
    form: CreditForm
    is_placeable: bool = True
    is_shortened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditPlace:
    """Where a credit goes: the channel's own form and length, unless placement or form say otherwise."""

    channel: Channel
    placement: Placement | None = None
    form: CreditForm | None = None

    @property
    def limit(self) -> int | None:
        """The most characters there is room for; none where there is no such limit."""
        own = PLACEMENT_LIMITS[self.placement] if self.placement is not None else None
        limits = [limit for limit in (CREDIT_LIMITS[self.channel], own) if limit is not None]
        return min(limits, default=None)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line. A label announces its address ("Quelle: …") where links cannot be followed. What is not due
    has a turn in which it is dropped for want of room; 0 is never.
    """

    text: str
    url: str = ""
    glue: str = ", "
    html_url: str = ""
    is_label: bool = False
    is_for_html: bool = True
    dropped_in_turn: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """Creators as they may be named in public."""

    public: tuple[str, ...]
    refused: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    wishes_anonymity: bool
    is_missing: bool


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text contains one of the names as whole words, whatever its case and spacing."""
    normal = _normal(text)
    return any(re.search(rf"(?<!\w){re.escape(_normal(name))}(?!\w)", normal) for name in names if _normal(name))


def _shown_name(creator: Creator) -> str:
    """The name to print; blank when the wish or the name itself is not recorded."""
    if creator.designation == Designation.NAME:
        return creator.name.strip()
    return creator.pseudonym.strip() if creator.designation == Designation.PSEUDONYM else ""


def public_names(naming: Naming) -> Names:
    """Name creators as they wish: by name, by pseudonym only, or not at all. A wish nobody recorded is a gap."""
    return _names(naming.creators)


@lru_cache(maxsize=8192)
def _names(creators: tuple[Creator, ...]) -> Names:
    refused = tuple(
        creator.name
        for creator in creators
        if creator.name.strip() and creator.designation not in (Designation.NAME, Designation.UNKNOWN)
        if not (creator.designation == Designation.PSEUDONYM and _normal(creator.pseudonym) == _normal(creator.name))
    )
    public, pseudonyms, is_missing = [], [], not creators
    for creator in creators:
        if creator.designation == Designation.NO_NAME:
            continue
        shown = _shown_name(creator)
        if not shown or mentions(shown, refused):
            is_missing = True
            continue
        public.append(shown)
        if creator.designation == Designation.PSEUDONYM:
            pseudonyms.append(shown)
    wishes = any(creator.designation == Designation.NO_NAME for creator in creators)
    return Names(tuple(public), refused, tuple(pseudonyms), wishes, is_missing)


def web_address(url: str) -> str:
    """A link target, if it is one: http or https only, so that no script can ride on a source field."""
    return url.strip() if re.match(r"^https?://[^\s<>\"]+$", url.strip()) else ""


class _Line:
    """Collects the parts of one line, leaving out whatever mentions a refused name."""

    def __init__(self, naming: Naming, names: Names) -> None:
        self.naming = naming
        self.names = names
        self.parts: list[_Part] = []
        self.missing: list[str] = []
        self.prefix = ""

    def may_show(self, text: str) -> bool:
        return bool(text.strip()) and not (self.names.refused and mentions(text, self.names.refused))

    def add(self, element: str, need: Element, text: str, *, glue: str = ", ", turn: int = 0) -> None:
        if need is not Element.NONE and self.may_show(text):
            self.parts.append(_Part(text, glue=glue, dropped_in_turn=turn))
        elif need is Element.REQUIRED:
            self.missing.append(element)


def credit_line(
    naming: Naming,
    license: License | None,
    *,
    channel: Channel,
    modifications: Iterable[Modification] = (),
    form: CreditForm | None = None,
    language: Language = "de",
) -> CreditLine:
    """Write the credit for one channel, in the channel's own form unless another is asked for."""
    return placed_credit_line(naming, license, CreditPlace(channel=channel, form=form), modifications, language)


def placed_credit_line(
    naming: Naming,
    license: License | None,
    place: CreditPlace,
    modifications: Iterable[Modification] = (),
    language: Language = "de",
) -> CreditLine:
    """Write the credit for one place, no longer than there is room for if what is due allows it."""
    form = place.form or CHANNELS[place.channel].credit_form
    return _credit_line(naming, license, frozenset(modifications), form, language, place.limit)


@lru_cache(maxsize=8192)
def _credit_line(  # each argument is part of the key that lines are remembered by
    naming: Naming,
    license_: License | None,
    modifications: frozenset[Modification],
    form: CreditForm,
    language: Language,
    limit: int | None,
) -> CreditLine:
    profile = (license_ or LICENSES["UNKNOWN"]).attribution
    line = _Line(naming, public_names(naming))
    verbatim = naming.prescribed_line or (naming.credit_line if profile.code in _VERBATIM_PROFILES else "")
    if verbatim and line.may_show(verbatim):
        line.parts.append(_Part(verbatim.strip()))
    else:
        if verbatim:
            line.missing.append("credit_line")
        _compose(line, profile, license_, language)
    notes = change_notes(naming, modifications, language)
    missing, text = tuple(dict.fromkeys(line.missing)), _render(line.prefix, line.parts, notes, form)
    if limit is None or len(text) <= limit:
        return CreditLine(text, missing, form)
    is_note_due = profile.changes in (ChangeNote.ALWAYS, ChangeNote.ADAPTATIONS)
    for shorter in _shortened(line, notes if is_note_due else (), form):
        text = shorter
        if len(text) <= limit:
            return CreditLine(text, missing, form, is_shortened=True)
    return CreditLine(text, missing, form, is_placeable=False, is_shortened=True)


def _shortened(line: _Line, notes: tuple[str, ...], form: CreditForm) -> Iterator[str]:
    """Shorter and shorter: without notes that are a courtesy, the source's name, a title that is not due; then with
    addresses as they are printed.
    """
    for turn in range(3):
        kept = [part for part in line.parts if not 0 < part.dropped_in_turn <= turn]
        yield _render(line.prefix, kept, notes, form)
    yield _render(line.prefix, kept, notes, CreditForm.PRINT if form is not CreditForm.HTML else form)


def change_notes(naming: Naming, modifications: Iterable[Modification], language: Language) -> tuple[str, ...]:
    """Earlier change notes first, then what was done now; resizing and converting are not changes."""
    done = set(modifications)
    notes = [MODIFICATIONS[modification].note for modification in Modification if modification in done]
    own = [note[language] for note in notes if note is not None]
    refused = public_names(naming).refused
    earlier = [note for note in naming.earlier_changes if note.strip() and not mentions(note, refused)]
    return tuple(dict.fromkeys([*earlier, *own]))


def _compose(line: _Line, profile: AttributionProfile, license_: License | None, language: Language) -> None:
    if profile.line == "{credit_line}":
        line.missing.append("credit_line")
    elif profile.line:
        _prescribed(line, profile)
    elif license_ is not None and license_.family in OPEN_FAMILIES:
        _tullu(line, profile, license_, language)
    else:
        _house_style(line, profile, language)


def _creator_text(line: _Line) -> str:
    return ", ".join(line.names.public)


def _report_creator(line: _Line, profile: AttributionProfile) -> None:
    if profile.creator is Element.REQUIRED and line.names.is_missing:
        line.missing.append("creator")


def _prescribed(line: _Line, profile: AttributionProfile) -> None:
    """A provider's wording: complete, or nothing. A creator who wishes no name leaves it incomplete."""
    values = {"creator": _creator_text(line), "source": line.naming.source}
    needed = [name for name in values if f"{{{name}}}" in profile.line]
    gaps = [name for name in needed if not line.may_show(values[name])]
    if line.names.is_missing and "creator" not in gaps:
        gaps.append("creator")
    line.missing.extend(gaps)
    if not gaps:
        line.parts.append(_Part(profile.line.format(**values)))


def _tullu(line: _Line, profile: AttributionProfile, license_: License, language: Language) -> None:
    naming = line.naming
    line.prefix = f"{MEDIUM_LABELS[naming.medium][language]}: "
    source_url = web_address(naming.source_url)
    quoted = f"„{naming.title.strip()}“" if language == "de" else f"“{naming.title.strip()}”"
    title_need = Element.IF_SUPPLIED if naming.is_untitled or profile.title is Element.NONE else profile.title
    _report_creator(line, profile)
    is_titled = bool(naming.title.strip()) and line.may_show(naming.title)
    if is_titled:
        link = source_url if line.may_show(source_url) else ""
        turn = 0 if title_need is Element.REQUIRED or not line.names.public else 2
        line.parts.append(_Part(quoted, html_url=link, dropped_in_turn=turn))
    elif title_need is Element.REQUIRED:
        line.missing.append("title")
    if line.names.public:
        by = f" {_BY[language]} " if is_titled else ", "
        line.parts.append(_Part(_creator_text(line), glue=by))
    line.add("provider", profile.provider, naming.provider)
    if naming.source and profile.provider is Element.NONE:
        turn = 1 if line.names.public else 0
        line.add("source", Element.IF_SUPPLIED, naming.source, glue=" / ", turn=turn)
    line.parts.append(_Part(license_.name, web_address(license_.canonical_url or "")))
    is_dataset = profile.source is Element.REQUIRED
    label = (_DATASET if is_dataset else _SOURCE)[language]
    if source_url and line.may_show(source_url):
        line.parts.append(_Part(label, source_url, is_label=True, is_for_html=is_dataset or not is_titled))
    elif is_dataset:
        line.missing.append("dataset")
    for notice in (naming.copyright_notice, *naming.notices):
        line.add("notices", profile.notices, notice)


def _house_style(line: _Line, profile: AttributionProfile, language: Language) -> None:
    """Foto: J. Muster / Stadt Lindrode."""
    _report_creator(line, profile)
    names = [_creator_text(line), line.naming.source.strip()]
    shown = list(dict.fromkeys(name for name in names if line.may_show(name)))
    if shown:
        line.prefix = f"{MEDIUM_LABELS[line.naming.medium][language]}: "
        line.parts.append(_Part(" / ".join(shown)))
    for notice in line.naming.notices:
        line.add("notices", profile.notices, notice)


def _render(prefix: str, written: list[_Part], notes: tuple[str, ...], form: CreditForm) -> str:
    parts = [part for part in written if part.is_for_html or form is not CreditForm.HTML]
    if not parts:
        return ""
    pieces = [(part.glue if index else "") + _render_part(part, form) for index, part in enumerate(parts)]
    suffix = f" ({', '.join(notes)})" if notes else ""
    return prefix + "".join(pieces) + (escape(suffix) if form is CreditForm.HTML else suffix)


def _render_part(part: _Part, form: CreditForm) -> str:
    if form is CreditForm.HTML:
        url = part.url or part.html_url
        return f'<a href="{escape(url)}">{escape(part.text)}</a>' if url else escape(part.text)
    if not part.url:
        return part.text
    address = _PRINTED_SCHEME.sub("", part.url).rstrip("/") if form is CreditForm.PRINT else part.url
    return f"{part.text}: {address}" if part.is_label else f"{part.text} ({address})"
