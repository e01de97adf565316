"""Why a file has no renditions. The asset is kept all the same."""

from enum import StrEnum


class Refusal(StrEnum):
    TYPE = "type-not-rendered"
    UNREADABLE = "unreadable-picture"
    DAMAGED = "damaged-picture"
    EMPTY = "picture-without-pixels"
    SIDE = "side-too-long"
    PIXELS = "too-many-pixels"
    BYTES = "decoded-size-too-large"
    SCANS = "too-many-scans"
    SEGMENTS = "too-many-segments"
    ELEMENTS = "drawing-too-complex"
    PAGE = "no-such-page"
    PROTECTED = "picture-protected"
    STREAMS = "too-many-tracks"
    DURATION = "film-too-long"
    NO_FRAME = "film-without-picture"
    NO_PROFILE = "no-press-profile"


# The file is sound, there is only no picture to show: the asset is usable without one. The others are damage.
NOT_RENDERABLE = frozenset(
    {
        Refusal.TYPE,
        Refusal.SIDE,
        Refusal.PIXELS,
        Refusal.BYTES,
        Refusal.PROTECTED,
        Refusal.STREAMS,
        Refusal.DURATION,
        Refusal.NO_FRAME,
        Refusal.ELEMENTS,
    }
)


class NotRenderable(Exception):
    """The picture cannot or must not be decoded. `code` is stable, `text` is for people who operate the system."""

    def __init__(self, code: Refusal, text: str = "") -> None:
        super().__init__(f"{code}: {text}" if text else code.value)
        self.code = code
        self.text = text
