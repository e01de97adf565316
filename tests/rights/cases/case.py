"""What a worked case is: a situation in plain German, one question, and the answer that the law and the record give."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from licensing.rights import Channel, Completeness, CreditRule, Facts, Grant, Purpose, Question, Tri, Verdict
from licensing.rights.layers import (
    AgeBand,
    AudioKind,
    AudioTrack,
    Consent,
    Permission,
    Person,
    Prominence,
    Property,
    Scope,
    Sign,
    SignKind,
    Work,
)
from tests.rights.builders import TOWN, day, facts, grant, question

YES, IF, ASK, NO = Verdict.ALLOWED, Verdict.ALLOWED_WITH_DUTIES, Verdict.NEEDS_DECISION, Verdict.FORBIDDEN
WAIVED = CreditRule(required=Tri.NO)
C, P = Channel, Purpose
LISTED = Completeness.LISTED_COMPLETE
FREE = facts("CC0-1.0")
"""A picture under CC0, nobody and nothing foreign on it: what a case states is then the only obstacle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`reasons` are the codes that keep the answer from being milder, `duties` the codes that come with a release."""

    id: str
    situation: str
    asks: Question
    facts: Facts
    verdict: Verdict
    reasons: frozenset[str]
    duties: frozenset[str]
    source: str


def case(
    id: str,
    situation: str,
    asks: Question,
    known: Facts,
    verdict: Verdict,
    found: Collection[str] = (),
    *,
    source: str,
) -> Case:
    """One row; of `found`, what begins with DUTY_ is a duty and everything else a reason."""
    duties = frozenset(code for code in found if code.startswith("DUTY_"))
    return Case(
        id=id, situation=situation, asks=asks, facts=known, verdict=verdict,
        reasons=frozenset(found) - duties, duties=duties, source=source,
    )  # fmt: skip


def ask(channel: Channel = C.WEBSITE, purpose: Purpose = P.PUBLIC_RELATIONS, **more: Any) -> Question:
    """From 23.11.2026 and open-ended, by Lindrode, unless the case says otherwise."""
    for name in ("publish_from", "publish_until"):
        if isinstance(more.get(name), str):
            more[name] = day(more[name])
    return question(channel, purpose, **more)


def right(id: str = "Vertrag", *, until: str | None = None, start: str = "2026-01-01", **more: Any) -> Grant:
    """A contract for the town, credit waived: website, print, Instagram, press, newsletter, every purpose."""
    return grant(id, term=(start, until), **{"credit": WAIVED, **more})


def scope(*channels: Channel, until: str | None = None, **more: Any) -> Scope:
    values: dict[str, Any] = {
        "channels": frozenset(channels or (C.WEBSITE,)),
        "purposes": frozenset({P.PUBLIC_RELATIONS, P.EVENT_REPORT}),
        "organizations": frozenset({TOWN}),
        "start": day("2026-01-01"),
        "until": day(until) if until else None,
    }
    return Scope(**{**values, **more})


def consent(covers: Scope | None = None, **more: Any) -> Consent:
    """Given in writing by an adult, for the website, public relations and reports, Lindrode, from 2026 on."""
    values: dict[str, Any] = {"id": "E1", "has_evidence": Tri.YES, "by_subject": Tri.YES, "scope": covers or scope()}
    return Consent(**{**values, **more})


def person(*consents: Consent, number: int = 1, **more: Any) -> Person:
    """An adult who is the subject of the picture and can be recognized."""
    values: dict[str, Any] = {
        "is_identifiable": Tri.YES, "prominence": Prominence.MAIN, "age_band": AgeBand.ADULT,
        "age_band_on": day("2026-09-01"),
    }  # fmt: skip
    return Person(id=f"p{number}", number=number, consents=consents, **{**values, **more})


def shows(*people: Person, license: str = "CC0-1.0", **more: Any) -> Facts:
    return facts(license, persons=LISTED, persons_shown=people, **more)


def permission(covers: Scope | None = None, **more: Any) -> Permission:
    return Permission(id="G1", has_evidence=Tri.YES, scope=covers or scope(), **more)


def with_work(license: str = "CC0-1.0", *, viewpoint: Any, **more: Any) -> Facts:
    values: dict[str, Any] = {"title": "Wandbild", "artist": "A. Beispiel", "is_protected": Tri.YES}
    values |= {"prominence": Prominence.MAIN, **more}
    return facts(license, works=LISTED, works_shown=(Work(id="w1", **values),), viewpoint=viewpoint)


def with_property(*, viewpoint: Any, **more: Any) -> Facts:
    shown = Property(id="o1", name="Schlossgarten", **more)
    return facts("CC0-1.0", property=LISTED, property_shown=(shown,), viewpoint=viewpoint)


def with_sign(kind: SignKind, *, holder: str, **more: Any) -> Facts:
    shown = Sign(id="z1", kind=kind, holder=holder, **{"prominence": Prominence.MAIN, **more})
    return facts("CC0-1.0", works=LISTED, signs_shown=(shown,))


def with_sound(*tracks: AudioTrack) -> Facts:
    video = FREE.asset.__class__(has_sound=Tri.YES)
    return facts("CC0-1.0", asset=video, audio=LISTED, audio_tracks=tracks)


def track(kind: AudioKind, allowed: Permission | None = None) -> AudioTrack:
    return AudioTrack(id="t1", kind=kind, title="Musikstück", permission=allowed)
