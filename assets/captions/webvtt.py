"""WebVTT is read cue by cue, and what was understood is written anew.

Style sheets, regions, comments and metadata are left out, classes and any tag but those for emphasis and voices too:
a captions file is loaded beside the film on our own pages. The standard is W3C WebVTT of 2019.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assets.errors import DomainError

MAX_BYTES: Final = 1_000_000
MAX_CUES: Final = 5_000
MAX_LINES: Final = 8
MAX_LINE: Final = 400
MAX_SECONDS: Final = 24 * 3600
_TIMING: Final = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.](\d{3})")
_ARROW: Final = re.compile(r"\s*(\S+)\s+-->\s+(\S+)((?:\s+\S+)*)\s*$")
_SETTING: Final = re.compile(
    r"(vertical:(?:rl|lr)|line:(?:-?\d{1,3}|\d{1,3}(?:\.\d{1,3})?%)(?:,(?:start|center|end))?"
    r"|position:\d{1,3}(?:\.\d{1,3})?%(?:,(?:line-left|center|line-right))?|size:\d{1,3}(?:\.\d{1,3})?%"
    r"|align:(?:start|center|end|left|right))$"
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z]*)[^<>]*>")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]{1,100})>")
_EMPHASIS: Final = frozenset({"b", "i", "u"})
_LEFT_OUT: Final = ("NOTE", "STYLE", "REGION")


class CaptionsInvalid(DomainError):
    """The text is no captions file that can be shown; `because` says in German what is wrong and where."""

    code = "captions-invalid"

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.because = because


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and the milliseconds between which they are shown."""

    start: int
    end: int
    settings: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one cue, which cue of the file it is, and the line on which it begins."""

    number: int
    first_line: int
    lines: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"Einblendung {self.number} (ab Zeile {self.first_line})"


def rewritten(text: str) -> str:
    """The same captions, written by us. Raises `CaptionsInvalid`."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise CaptionsInvalid("Die Untertitel sind länger als 1 MB.")
    cues = _cues(unicodedata.normalize("NFC", text))
    blocks = ["WEBVTT"]
    for cue in cues:
        timing = " ".join((f"{_clock(cue.start)} --> {_clock(cue.end)}", *cue.settings))
        blocks.append("\n".join((timing, *cue.lines)))
    return "\n\n".join(blocks) + "\n"


def _cues(text: str) -> list[Cue]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise CaptionsInvalid("Die Datei beginnt nicht mit WEBVTT. Bitte als WebVTT (.vtt) sichern.")
    cues: list[Cue] = []
    for block in _blocks(lines[1:]):
        cue = _cue(block)
        if cues and cue.start < cues[-1].start:
            raise CaptionsInvalid(f"{block.place}: Sie beginnt vor der Einblendung davor.")
        if cue.lines:
            cues.append(cue)
    if not cues:
        raise CaptionsInvalid("Die Datei enthält keine Einblendung.")
    return cues


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The cues of a file, counted from 1; styles, regions, comments and what stands below the heading are no cues."""
    lines_of: list[str] = []
    found = 0
    for number, line in enumerate([*lines, ""], 2):
        if line.strip():
            lines_of.append(line)
            continue
        first, block = number - len(lines_of), lines_of
        lines_of = []
        is_heading = first == 2 and not any("-->" in each for each in block[:2])
        if not block or block[0].startswith(_LEFT_OUT) or is_heading:
            continue
        found += 1
        if found > MAX_CUES:
            raise CaptionsInvalid(f"Mehr als {MAX_CUES} Einblendungen.")
        yield Block(found, first, tuple(block))


def _cue(block: Block) -> Cue:
    at = 0 if "-->" in block.lines[0] else 1
    if at >= len(block.lines) or "-->" not in block.lines[at]:
        raise CaptionsInvalid(f"{block.place}: Hier fehlt eine Zeitangabe.")
    match = _ARROW.match(block.lines[at])
    if match is None:
        raise CaptionsInvalid(f"{block.place}: Die Zeitangabe ist nicht lesbar.")
    start, end = _moment(match[1], block), _moment(match[2], block)
    if start >= end:
        raise CaptionsInvalid(f"{block.place}: Sie endet, bevor sie beginnt.")
    spoken = block.lines[at + 1 :]
    if len(spoken) > MAX_LINES or any(len(each) > MAX_LINE for each in spoken):
        raise CaptionsInvalid(f"{block.place}: Mehr als {MAX_LINES} Zeilen, oder eine über {MAX_LINE} Zeichen.")
    settings = tuple(each for each in match[3].split() if _SETTING.match(each))
    return Cue(start, end, settings, tuple(filter(None, map(_words, spoken))))


def _moment(text: str, block: Block) -> int:
    match = _TIMING.fullmatch(text)
    if match is None:
        raise CaptionsInvalid(f"{block.place}: „{text[:20]}“ ist keine Zeit wie 00:01:02.500.")
    hours, minutes, seconds, millis = (int(part or 0) for part in match.groups())
    if hours * 3600 > MAX_SECONDS:
        raise CaptionsInvalid(f"{block.place}: Die Zeit liegt hinter dem Ende eines jeden Films.")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis


def _words(line: str) -> str:
    """A line with its voices and its emphasis; everything else is text and nothing but text."""
    kept: list[str] = []
    at = 0
    for tag in _TAG.finditer(line):
        kept.append(_plain(line[at : tag.start()]))
        kept.append(_tag(tag))
        at = tag.end()
    kept.append(_plain(line[at:]))
    return "".join(kept).strip().replace("-->", "→")


def _tag(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _EMPHASIS:
        return f"<{tag[1]}{name}>"
    voice = _VOICE.match(tag[0]) if name == "v" and not tag[1] else None
    return f"<v {_plain(voice[1]).strip()}>" if voice else ""


def _plain(text: str) -> str:
    letters = "".join(letter for letter in html.unescape(text) if unicodedata.category(letter)[0] != "C")
    return letters.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(millis: int) -> str:
    return f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"
