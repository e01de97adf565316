"""Short answers for a website: one question about many assets, and what a program needs to show or hide a picture."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from assets.models import Asset, Organization, Role
from assets.viewer import Viewer
from licensing import rights
from licensing.services.decisions import judge


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The answer about one asset. `valid_until` is the instant at which it may change by itself."""

    asset: str
    verdict: str
    is_releasing: bool
    credit_text: str
    credit_html: str
    duties: tuple[str, ...]
    valid_until: datetime | None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that a website acts on; equal answers have equal ones."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


UNSEEN_VERDICT = "unknown"


def unseen(asset: str) -> ShortAnswer:
    """The answer about what does not exist or may not be seen: the same, and never a release."""
    return ShortAnswer(asset, UNSEEN_VERDICT, False, "", "", (), None)


def short_answers(question: rights.Question, asset_ids: Mapping[str, int], *, at: datetime) -> dict[str, ShortAnswer]:
    """The answers about visible assets by uuid, in a number of queries that does not grow with them."""
    asked = [replace(question, asset=uuid) for uuid in asset_ids]
    return {each.question.asset: short_answer(each) for each in judge(asked, asset_ids=asset_ids, at=at)}


def short_answer(decision: rights.Decision) -> ShortAnswer:
    releases = decision.verdict.is_releasing
    return ShortAnswer(
        asset=decision.question.asset,
        verdict=decision.verdict.value,
        is_releasing=releases,
        credit_text=credit(decision, rights.CreditForm.PLAIN) if releases else "",
        credit_html=credit(decision, rights.CreditForm.HTML) if releases else "",
        duties=tuple(dict.fromkeys(each.code for each in decision.duties)) if releases else (),
        valid_until=_valid_until(decision),
    )


def credit(decision: rights.Decision, form: rights.CreditForm) -> str:
    """The credit line of a decision: its own license or grant, its channel, its changes."""
    code = decision.facts.assignment.license if decision.facts.assignment else None
    question = decision.question
    place = rights.CreditPlace(channel=question.channel, placement=question.placement, form=form)
    entry = rights.find_license(code) if code else None
    return rights.placed_credit_line(_naming(decision), entry, place, question.modifications).text


def _naming(decision: rights.Decision) -> rights.Naming:
    """A grant's exact line wins over everything else."""
    grant = next((each for each in decision.facts.grants if each.id == decision.chosen_grant), None)
    naming = decision.facts.naming
    return replace(naming, prescribed_line=grant.credit.line) if grant and grant.credit.line else naming


def _valid_until(decision: rights.Decision) -> datetime | None:
    """The next change of a fact, or the end of the last day of a duty with a date: what comes first."""
    ends = [rights.end_of(each.due) for each in decision.duties if each.due is not None]
    changes = [each for each in (decision.next_change_at, *ends) if each is not None and each > decision.valid_at]
    return min(changes, default=None)


def visible_ids(organization: Organization, uuids: Collection[str]) -> dict[str, int]:
    """Of some assets those that members of an organization may see, by uuid."""
    viewer = Viewer(roles={organization.pk: Role.VIEWER})
    return ids_of(Asset.objects.visible_to(viewer).filter(uuid__in=list(uuids)).values_list("uuid", "pk"))


def ids_of(rows: Iterable[Sequence[Any]]) -> dict[str, int]:
    return {str(uuid): pk for uuid, pk in rows}
