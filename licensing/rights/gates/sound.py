"""Gate 8: what is heard. Music belongs to somebody, speech is personal data, and ambient sound may hold either."""

from collections.abc import Iterator

from ..case import Case
from ..catalogue import Finding, Hint, RecordRef, needs_decision
from ..layers import AudioTrack
from ..verdict import NO, Completeness
from .permissions import Wanting, permission_findings

_CAPTIONS = Hint("HINT_CAPTIONS")


def sound(case: Case) -> Iterator[Finding]:
    """Only where there is sound, or nobody knows; then nothing in it may belong to others without their permission."""
    if case.asset.has_sound == NO:
        return
    yield from sound_state(case)
    for track in case.facts.audio_tracks:
        yield from track_findings(case, track)
    yield _CAPTIONS


def sound_state(case: Case) -> Iterator[Finding]:
    """How far the sound was listened to; a list without a track on it is unfinished."""
    is_listed = case.facts.audio == Completeness.LISTED_COMPLETE and bool(case.facts.audio_tracks)
    if case.facts.audio != Completeness.NONE_CONFIRMED and not is_listed:
        yield needs_decision("AUDIO_RIGHTS_UNKNOWN", 8)


def track_findings(case: Case, track: AudioTrack) -> Iterator[Finding]:
    """What one track says: without a permission it is unclear, outside its scope it is not licensed."""
    record = RecordRef("audio", track.id)
    if track.permission is None:
        yield needs_decision("AUDIO_RIGHTS_UNKNOWN", 8, record)
        return
    outside = "AUDIO_LICENCE_NOT_COVERED"
    say = Wanting(8, "AUDIO_RIGHTS_UNKNOWN", outside, record, is_altering_free=True, refused=outside)
    yield from permission_findings(case, track.permission, say)
