"""Gate 7, third part: emblems and marks (s. 124 OWiG, s. 12 BGB, trade mark law).

Whoever bears a coat of arms or flag may show it; everybody else needs that body's permission, and on merchandise its
absence forbids. A mark of somebody else that stands out, or that decorates goods, campaigns and ads, is for a person.
"""

from collections.abc import Iterator

from ..case import Case
from ..catalogue import Finding, RecordRef, asks_for, forbidden, needs_decision
from ..layers import Prominence, Sign, SignKind
from ..verdict import UNKNOWN, YES
from ..vocabulary import Channel, Purpose
from .permissions import Wanting, permission_findings

EMBLEMS = frozenset({SignKind.COAT_OF_ARMS, SignKind.FLAG})


def signs_shown(case: Case) -> Iterator[Finding]:
    """Every emblem and mark on its own."""
    for sign in case.facts.signs_shown:
        yield from sign_findings(case, sign)


def sign_findings(case: Case, sign: Sign) -> Iterator[Finding]:
    """What one emblem or mark says to the use; its bearer needs nobody's permission."""
    if sign.holder and sign.holder == case.organization:
        return
    findings = list(_emblem(case, sign) if sign.kind in EMBLEMS else _mark(case, sign))
    if not findings or sign.permission is None:
        yield from findings
        return
    code = "SIGN_EMBLEM_PERMISSION" if sign.kind in EMBLEMS else "SIGN_TRADEMARK"
    say = Wanting(7, code, code, RecordRef("sign", sign.id), _holder(sign))
    yield from permission_findings(case, sign.permission, say)


def _holder(sign: Sign) -> tuple[tuple[str, str], ...]:
    return (("sign_holder", sign.holder),) if sign.holder else ()


def is_on_goods(case: Case) -> bool:
    return case.channel is Channel.MERCHANDISE or case.purpose is Purpose.MERCHANDISE_SALE or case.sold is YES


def _emblem(case: Case, sign: Sign) -> Iterator[Finding]:
    say = forbidden if is_on_goods(case) else needs_decision
    yield say("SIGN_EMBLEM_PERMISSION", 7, RecordRef("sign", sign.id), **dict(_holder(sign)))


def _mark(case: Case, sign: Sign) -> Iterator[Finding]:
    """A mark matters where it is the subject or decorates; one in the background matters on goods alone."""
    is_promoting = case.purpose is Purpose.CAMPAIGN or case.paid_promotion is YES
    is_prominent = sign.prominence not in (Prominence.GROUP, Prominence.INCIDENTAL)
    stands_out = is_prominent or (is_promoting and sign.prominence != Prominence.INCIDENTAL)
    if is_on_goods(case) or stands_out:
        yield needs_decision("SIGN_TRADEMARK", 7, RecordRef("sign", sign.id))
    elif case.paid_promotion is UNKNOWN and sign.prominence != Prominence.INCIDENTAL:
        yield asks_for("paid_promotion", 7)
