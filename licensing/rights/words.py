"""Words for verdicts: the tile, the sentence, and how many further points there are, in German and English.

One function builds them from the code table; no other place writes a verdict sentence. A tile has at most 18
characters. Of several duties the deadline comes first, then the AI label, the credit, the rest; the others are
counted in `more`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .case import read_enum
from .catalogue import NO_NAMES, REASONS, Duty, Reason
from .decision import Decision
from .verdict import Verdict
from .vocabulary import CHANNELS, Channel, ChannelTraits, Language, Words

TILE_LENGTH = 18
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GROUPS = {
    "DUTY_TAKE_DOWN_NOW": "now",
    "DUTY_TAKE_DOWN_BY": "deadline",
    "DUTY_STOP_DISTRIBUTION_BY": "deadline",
    "DUTY_WAIT_UNTIL": "wait",
    "DUTY_LABEL_AI": "ai",
    "DUTY_KEEP_AI_METADATA": "ai",
    "DUTY_ATTRIBUTE": "credit",
    "DUTY_LICENCE_LINK": "credit",
    "DUTY_NOTE_CHANGES": "credit",
    "DUTY_USE_PSEUDONYM": "credit",
    "DUTY_OMIT_NAME": "anonymous",
}
_GROUP_ORDER = ("now", "deadline", "wait", "ai", "credit", "anonymous", "other")
_GROUP_TILES = {
    "now": Words(de="Ja, entfernen", en="Yes, remove"),
    "deadline": Words(de="Ja, bis {day}", en="Yes, until {day}"),
    "wait": Words(de="Ja, ab {day}", en="Yes, from {day}"),
    "ai": Words(de="Ja, mit KI-Hinweis", en="Yes, with AI label"),
    "credit": Words(de="Ja, mit Nennung", en="Yes, with credit"),
    "anonymous": Words(de="Ja, ohne Namen", en="Yes, unnamed"),
    "other": Words(de="Ja, mit Auflage", en="Yes, conditions"),
}
_YES = Words(de="Ja", en="Yes")
_NO = Words(de="Nein: {point}", en="No: {point}")
_ONLY = Words(de="nur {channel}", en="only {channel}")
_MAY = Words(de="Sie dürfen das Bild {act}.", en="You may {act}.")
_MAY_IF = Words(de="Sie dürfen das Bild {act}, wenn Sie {duties}.", en="You may {act} if you {duties}.")
_MUST_DECIDE = Words(de="Das muss jemand entscheiden: {reason}", en="Someone must decide this: {reason}")
_NOT = Words(de="Nicht {where}: {reason}", en="Not {where}: {reason}")
_AND = Words(de=" und ", en=" and ")
_ANYWHERE = Words(de="so verwenden", en="use this picture")
_HERE = Words(de="hier", en="here")


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """`more` counts what the tile leaves out; `sentence` has all duties, or the strongest reason."""

    tile: str
    more: int
    sentence: str


def sentence(decision: Decision, *, language: Language, names: Mapping[str, str] = NO_NAMES) -> VerdictWords:
    """Say a decision in one language; `names` are the names of organizations that the reader may know, by id."""
    traits = _traits(decision)
    if decision.verdict.is_releasing:
        return _releasing(decision, traits, language)
    strongest = [reason for reason in decision.reasons if reason.verdict is decision.verdict]
    others = len({reason.code for reason in decision.reasons if reason.verdict is not Verdict.ALLOWED}) - 1
    text = strongest[0].text(language, names)
    if decision.verdict is Verdict.NEEDS_DECISION:
        return VerdictWords(_point(strongest[0], language), others, _MUST_DECIDE[language].format(reason=text))
    where = traits.preposition[language] if traits else _HERE[language]
    tile = _NO[language].format(point=_point(strongest[0], language))
    return VerdictWords(tile, others, _NOT[language].format(where=where, reason=text))


def _traits(decision: Decision) -> ChannelTraits | None:
    channel = read_enum(Channel, getattr(decision.question, "channel", None))
    return CHANNELS[channel] if channel is not None else None


def _releasing(decision: Decision, traits: ChannelTraits | None, language: Language) -> VerdictWords:
    act = traits.act[language] if traits else _ANYWHERE[language]
    if not decision.duties:
        return VerdictWords(_YES[language], 0, _MAY[language].format(act=act))
    by_group = _grouped(decision.duties)
    tile = _group_tile(*by_group[0], language)
    clauses = [duty.clause(language) for _, duties in _spoken_order(by_group) for duty in duties]
    joined = _AND[language].join([", ".join(clauses[:-1]), clauses[-1]]) if len(clauses) > 1 else clauses[0]
    return VerdictWords(tile, len(by_group) - 1, _MAY_IF[language].format(act=act, duties=joined))


Group = tuple[str, tuple[Duty, ...]]


def _grouped(duties: tuple[Duty, ...]) -> list[Group]:
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(_GROUPS.get(duty.code, "other"), []).append(duty)
    return [(group, tuple(found[group])) for group in _GROUP_ORDER if group in found]


def _spoken_order(groups: list[Group]) -> list[Group]:
    """In a sentence the deadline stands last: "… wenn Sie J. Muster nennen und es bis 31.03.2027 entfernen"."""
    return sorted(groups, key=lambda group: group[0] in ("deadline", "now"))


def _group_tile(group: str, duties: tuple[Duty, ...], language: Language) -> str:
    return _GROUP_TILES[group][language].format(day=_short_day(duties[0], language))


def _short_day(duty: Duty, language: Language) -> str:
    if duty.due is None:
        return ""
    if language == "de":
        return f"{duty.due.day:02}.{duty.due.month:02}."
    return f"{duty.due.day} {_MONTHS_EN[duty.due.month - 1]}"


def _point(reason: Reason, language: Language) -> str:
    """The open point in tile length; a channel that is not covered names the one that is."""
    covered = reason.params.get("covered")
    if reason.code == "GRANT_CHANNEL_NOT_COVERED" and isinstance(covered, tuple):
        shorts = {CHANNELS[Channel(code)].short[language] for code in covered}
        only = _ONLY[language].format(channel="".join(shorts))
        if len(shorts) == 1 and len(_NO[language].format(point=only)) <= TILE_LENGTH:
            return only
    return REASONS[reason.code].tile[language]
