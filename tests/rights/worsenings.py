"""What can be worse about a world: something unknown, something forbidden, a narrower right. Never milder, says I2."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from licensing.rights import (
    AssetFacts,
    AssetState,
    Block,
    BlockCause,
    Channel,
    Completeness,
    ConsentStatus,
    Embargo,
    Facts,
    Grant,
    GrantStatus,
    PermissionStatus,
    PolicyEffect,
    RecordStatus,
    RuleEffect,
    RuleKind,
    Tri,
    Viewpoint,
)

from .builders import assigned, consent, person, rule
from .layer_worlds import person as any_person


def with_person(known: Facts, shown) -> Facts:
    return replace(known, persons=Completeness.LISTED_COMPLETE, persons_shown=(*known.persons_shown, shown))


UNKNOWNS = {
    "persons": lambda known: replace(known, persons=Completeness.UNKNOWN, renditions=()),
    "some persons": lambda known: replace(known, persons=Completeness.LISTED_INCOMPLETE, renditions=()),
    "works": lambda known: replace(known, works=Completeness.UNKNOWN, renditions=()),
    "property": lambda known: replace(known, property=Completeness.UNKNOWN, renditions=()),
    "AI": lambda known: replace(known, ai=Tri.UNKNOWN),
    "who AI shows": lambda known: replace(
        known, ai=Tri.YES, ai_use=replace(known.ai_use, depicts_real_person=Tri.UNKNOWN)
    ),
    "terms of the AI service": lambda known: replace(
        known, ai=Tri.YES, ai_use=replace(known.ai_use, has_provider_terms=Tri.UNKNOWN)
    ),
    "license": lambda known: replace(known, assignment=None),
    "sound": lambda known: replace(known, asset=AssetFacts(has_sound=Tri.YES), audio=Completeness.UNKNOWN),
    "whether there is sound": lambda known: replace(
        known, asset=AssetFacts(has_sound=Tri.UNKNOWN), audio=Completeness.UNKNOWN
    ),
    "whether somebody can be recognized": lambda known: replace(
        with_person(known, person(consent(), is_identifiable=Tri.UNKNOWN, number=9)), renditions=()
    ),
    "somebody's age": lambda known: replace(
        with_person(known, person(consent(), age_band="unknown", number=9)), renditions=()
    ),
    "the evidence of a consent": lambda known: replace(
        with_person(known, person(consent(has_evidence=Tri.UNKNOWN), number=9)), renditions=()
    ),
    "who consented": lambda known: replace(
        with_person(known, person(consent(by_subject=Tri.UNKNOWN), number=9)), renditions=()
    ),
    "the state of the asset": lambda known: replace(known, asset=replace(known.asset, state="adrift")),
    "who licensed": lambda known: replace(
        known, assignment=known.assignment and replace(known.assignment, status=RecordStatus.CLAIMED)
    ),
    "evidence of every grant": lambda known: replace(
        known,
        assignment=assigned("CONTRACT"),
        grants=tuple(replace(right, has_evidence=Tri.UNKNOWN) for right in known.grants),
    ),
    "the effect of a rule": lambda known: replace(
        known, rules=tuple(rule((None, None), organization=each, effect="?") for each in ("lindrode", "ahlen", "kreis"))
    ),
}


OPEN_QUESTIONS = {
    "organization": {"organization": None},
    "channel": {"channel": "tiktok"},
    "purpose": {"purpose": None},
    "beginning": {"publish_from": None},
    "rendition": {"rendition": "never seen"},
    "publishers": {"co_publishers": None},
}


def _worse_consents(known: Facts, change) -> Facts:
    return replace(
        known,
        persons_shown=tuple(
            replace(each, consents=tuple(change(one) for one in each.consents)) for each in known.persons_shown
        ),
    )


def _worse_permissions(known: Facts, change) -> Facts:
    def worse(record, field):
        permission = getattr(record, field)
        return record if permission is None else replace(record, **{field: change(permission)})

    return replace(
        known,
        works_shown=tuple(worse(each, "permission") for each in known.works_shown),
        property_shown=tuple(worse(each, "release") for each in known.property_shown),
        audio_tracks=tuple(worse(each, "permission") for each in known.audio_tracks),
        signs_shown=tuple(worse(each, "permission") for each in known.signs_shown),
    )


def _narrower(record):
    return replace(record, scope=replace(record.scope, channels=record.scope.channels - {Channel.WEBSITE}))


def _shorter(record):
    end = date(2026, 4, 1)
    until = end if record.scope.until is None else min(end, record.scope.until)
    return replace(record, scope=replace(record.scope, until=until))


def _not_proved(record):
    return replace(record, has_evidence=Tri.NO)


def _withdrawn(record):
    is_given = record.status is ConsentStatus.GIVEN
    return replace(record, status=ConsentStatus.WITHDRAWN) if is_given else record


RESTRICTIONS = {
    "asset blocked": lambda known: replace(known, asset=replace(known.asset, state=AssetState.BLOCKED)),
    "persons unknown": lambda known: replace(known, persons=Completeness.UNKNOWN),
    "works unknown": lambda known: replace(known, works=Completeness.UNKNOWN),
    "assignment disputed": lambda known: replace(
        known, assignment=known.assignment and replace(known.assignment, status=RecordStatus.DISPUTED)
    ),
    "platforms forbidden": lambda known: replace(
        known, policy=replace(known.policy, cc_by_on_platforms=PolicyEffect.FORBID)
    ),
    "consents withdrawn": lambda known: _worse_consents(known, _withdrawn),
    "consents narrowed": lambda known: _worse_consents(known, _narrower),
    "consents shortened": lambda known: _worse_consents(known, _shorter),
    "consents unproved": lambda known: _worse_consents(known, _not_proved),
    "consents without guardians": lambda known: _worse_consents(known, lambda each: replace(each, guardians=0)),
    "permissions narrowed": lambda known: _worse_permissions(known, _narrower),
    "permissions shortened": lambda known: _worse_permissions(known, _shorter),
    "permissions revoked": lambda known: _worse_permissions(
        known, lambda each: replace(each, status=PermissionStatus.REVOKED)
    ),
    "somebody more shown": lambda known: replace(
        known, persons_shown=(*known.persons_shown, any_person(Random(len(known.grants)), 9))
    ),
    "black-out": lambda known: replace(
        known,
        rules=(
            *known.rules,
            *(rule((None, None), organization=each) for each in ("lindrode", "ahlen", "kreis")),
        ),
    ),
    "four eyes": lambda known: replace(
        known, rules=(*known.rules, rule((None, None), kind=RuleKind.FOUR_EYES, effect=RuleEffect.ASK))
    ),
    "block": lambda known: replace(known, blocks=(*known.blocks, Block(id="b9", cause=BlockCause.WORK))),
    "embargo": lambda known: replace(
        known,
        embargoes=(*known.embargoes, Embargo(until_local=datetime(2026, 4, 2, 9, 0))),  # noqa: DTZ001
    ),
    "assembly": lambda known: replace(known, is_political_assembly=True),
    "taken from the air": lambda known: (
        replace(known, viewpoint=Viewpoint.AERIAL) if known.viewpoint is Viewpoint.PUBLIC_GROUND else known
    ),
}


def _revoked(right: Grant) -> Grant:
    return replace(right, status=GrantStatus.REVOKED, revoked_on=date(2026, 3, 1))


def _disputed(right: Grant) -> Grant:
    return replace(right, status=GrantStatus.DISPUTED) if right.status is GrantStatus.ACTIVE else right


def _ended(right: Grant) -> Grant:
    return replace(right, until=right.start + timedelta(days=2) if right.until is None else right.until)


def _for_fewer(right: Grant) -> Grant:
    return replace(right, channels=right.channels - {Channel.WEBSITE, Channel.INSTAGRAM}, modifications=frozenset())


NARROWINGS = {
    "revoked": _revoked,
    "disputed": _disputed,
    "ended": _ended,
    "fewer channels": _for_fewer,
    "evidence lost": lambda right: replace(right, has_evidence=Tri.NO),
    "platform refused": lambda right: replace(right, platform_sublicense=Tri.NO),
    "nothing left to print": lambda right: replace(right, print_run_left=0),
    "used up": lambda right: replace(right, uses_left=0),
}
