"""WebVTT is read cue by cue, and what was understood is written anew.

Style sheets, regions, comments and metadata are left out, classes and any tag but those for emphasis and voices too:
a captions file is loaded beside the film on our own pages. The standard is W3C WebVTT of 2019.
"""

import html
import re
import unicodedata
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
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 2):
        if line.strip():
            block.append(line)
            continue
        cue = _cue(block, number - len(block))
        block = []
        if cue is None:
            continue
        if cues and cue.start < cues[-1].start:
            raise CaptionsInvalid(f"Vor Zeile {number}: Die Zeiten gehen zurück.")
        cues.append(cue)
        if len(cues) > MAX_CUES:
            raise CaptionsInvalid(f"Mehr als {MAX_CUES} Einblendungen.")
    if not cues:
        raise CaptionsInvalid("Die Datei enthält keine Einblendung.")
    return cues


def _cue(block: list[str], number: int) -> Cue | None:
    """The cue that stands from line `number` on; none for what is left out."""
    if not block or block[0].startswith(_LEFT_OUT):
        return None
    at = 0 if "-->" in block[0] else 1
    if at >= len(block) or "-->" not in block[at]:
        if number == 2:
            return None  # lines below the heading, which older files have
        raise CaptionsInvalid(f"Zeile {number}: Hier fehlt eine Zeitangabe.")
    match = _ARROW.match(block[at])
    if match is None:
        raise CaptionsInvalid(f"Zeile {number + at}: Die Zeitangabe ist nicht lesbar.")
    start, end = _moment(match[1], number + at), _moment(match[2], number + at)
    if start >= end:
        raise CaptionsInvalid(f"Zeile {number + at}: Die Einblendung endet, bevor sie beginnt.")
    settings = tuple(each for each in match[3].split() if _SETTING.match(each))
    words = tuple(filter(None, (_words(line) for line in block[at + 1 :][:MAX_LINES])))
    return Cue(start, end, settings, words) if words else None


def _moment(text: str, number: int) -> int:
    match = _TIMING.fullmatch(text)
    if match is None:
        raise CaptionsInvalid(f"Zeile {number}: „{text[:20]}“ ist keine Zeit wie 00:01:02.500.")
    hours, minutes, seconds, millis = (int(part or 0) for part in match.groups())
    if hours * 3600 > MAX_SECONDS:
        raise CaptionsInvalid(f"Zeile {number}: Die Zeit liegt hinter dem Ende eines jeden Films.")
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
    letters = "".join(letter for letter in html.unescape(text)[:MAX_LINE] if unicodedata.category(letter)[0] != "C")
    return letters.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(millis: int) -> str:
    return f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"
