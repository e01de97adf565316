"""Motifs on products as answers: what who takes part learns, and inside the organization what rights say."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from api.answers import Words
from api.decisions import decision_answer, records_of, words_of
from api.problems import Problem
from api.v1.artworks.answers import (
    ArtworkAnswer,
    Coded,
    PlaceMark,
    PreflightAnswer,
    PreflightBrief,
    PreflightCheckAnswer,
)
from api.v1.assets.answers import Named
from api.v1.campaigns.reads import artworks_of
from api.v1.products.views import words
from api.v1.publications.reads import briefs_of
from assets.artwork import products
from assets.artwork.uses import Want, want_of
from assets.artwork.words import ORDER, Code, Result, name_of
from assets.errors import FieldInvalid
from assets.models import ArtworkUse, Campaign, Preflight, Role
from assets.viewer import Viewer
from licensing.rights import Decision
from licensing.services.artworks import cleared
from licensing.services.campaigns import artwork_decisions

MOST_SHOWN = 200
_PLACES = [code.value for code in Code]


def loaded(campaign: Campaign, viewer: Viewer) -> "QuerySet[ArtworkUse]":
    """Everything that an answer reads, in a fixed number of queries."""
    rows = artworks_of(campaign, viewer)
    return rows.select_related("asset__original", "asset__organization", "organization", "campaign").prefetch_related(
        Prefetch("preflights", Preflight.objects.order_by("-created_at", "-pk"))
    )


def find_artwork(artwork_id: UUID, viewer: Viewer) -> ArtworkUse:
    campaign = Campaign.objects.visible_to(viewer).joined_by(viewer).filter(artwork_uses__uuid=artwork_id).first()
    found = loaded(campaign, viewer).filter(uuid=artwork_id).first() if campaign else None
    if found is None:
        raise Problem("not-found")
    return found


def last_preflight(use: ArtworkUse) -> Preflight | None:
    return next(iter(use.preflights.all()), None)


def is_own(use: ArtworkUse, viewer: Viewer) -> bool:
    return viewer.sees_all or use.organization_id in viewer.organization_ids


def artwork_answers(uses: Sequence[ArtworkUse], viewer: Viewer) -> list[ArtworkAnswer]:
    own = [each for each in uses if is_own(each, viewer)]
    decisions = artwork_decisions(own, at=timezone.now())
    briefs = briefs_of([each.asset_id for each in uses], viewer)
    return [
        ArtworkAnswer(asset=briefs[each.asset_id], **_columns(each, decisions.get(each.pk), viewer)) for each in uses
    ]


def _columns(use: ArtworkUse, decision: Decision | None, viewer: Viewer) -> dict[str, Any]:
    own, preflight = is_own(use, viewer), last_preflight(use)
    return {
        **printed(use),
        "id": use.uuid,
        "filename": use.asset.original.filename,
        "organization": Named(id=use.organization.uuid, name=use.organization.name),
        "campaign": Named(id=use.campaign.uuid, name=use.campaign.name) if use.campaign else None,
        "print_run": use.print_run,
        "sold": use.sold,
        "printer": use.printer if own else None,
        "note": use.note if own else None,
        "preflight": brief_of(use, preflight),
        "mockup_url": picture_url(use, preflight, "mockup"),
        "verdict": words_of(decision) if decision else None,
        "is_cleared": cleared(use, preflight, decision) if decision else None,
        "created_at": use.created_at,
        "changed_at": use.changed_at,
        "can_edit": viewer.holds(Role.CONTRIBUTOR, use.organization_id),
    }


def printed(use: ArtworkUse) -> dict[str, Any]:
    """What is printed on what, where and how large: the columns that `MotifOnProduct` has."""
    want = _want(use)
    return {
        "product": Coded(code=use.product, label=words(want.product.label) if want else _bare(use.product)),
        "place": Coded(code=use.place, label=words(want.place.label) if want else _bare(use.place)),
        "technique": Coded(code=use.technique, label=words(want.technique.label) if want else _bare(use.technique)),
        "is_round": want is not None and want.place.is_round,
        **{name: getattr(use, name) for name in ("width_mm", "height_mm", "page", "garment_color")},
    }


def _want(use: ArtworkUse) -> Want | None:
    """None for what the product data of today does not know any more."""
    try:
        return want_of(use)
    except FieldInvalid:
        return None


def _bare(code: str) -> Words:
    return Words(de=code, en=code)


def brief_of(use: ArtworkUse, preflight: Preflight | None) -> PreflightBrief:
    return PreflightBrief(**_stands(use, preflight))


def _stands(use: ArtworkUse, preflight: Preflight | None) -> dict[str, Any]:
    if preflight is None:
        bare = dict.fromkeys(("result", "reason", "done_at"))
        return {"state": "none", "fails": 0, "warnings": 0, "is_current": False, **bare}
    counts = Counter(each["result"] for each in preflight.checks)
    gave_up = preflight.gave_up_at is not None
    return {
        "state": Preflight.State.FAILED if gave_up else preflight.state,
        "result": preflight.result or None,
        "fails": counts[Result.FAIL],
        "warnings": counts[Result.WARNING],
        "is_current": preflight.sha256 == use.asset.original.sha256
        and preflight.rules_version == products().version
        and preflight.created_at >= use.changed_at,
        "reason": preflight.failure or None if gave_up else None,
        "done_at": preflight.done_at,
    }


def picture_url(use: ArtworkUse, preflight: Preflight | None, kind: str) -> str | None:
    if preflight is None or not getattr(preflight, f"{kind}_key"):
        return None
    return reverse("artwork-picture", args=[use.uuid, kind])


def preflight_answer(use: ArtworkUse, viewer: Viewer) -> PreflightAnswer:
    preflight = last_preflight(use)
    decision = artwork_decisions([use], at=timezone.now())[use.pk] if is_own(use, viewer) else None
    is_done = preflight is not None and preflight.state == Preflight.State.DONE
    return PreflightAnswer(
        **_stands(use, preflight),
        checks=[check_answer(each) for each in ordered(preflight.checks if preflight else [])],
        rules_version=preflight.rules_version if preflight else None,
        mockup_url=picture_url(use, preflight, "mockup"),
        marked_url=picture_url(use, preflight, "marked"),
        report_url=reverse("artwork-report", args=[use.uuid]) if is_done else None,
        verdict=words_of(decision) if decision else None,
        decision=decision_answer(decision, records_of([decision], viewer)) if decision else None,
    )


def ordered(checks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Failed ones first, then warnings, passed, not applicable; equal ones in the order of the checks."""
    ranks = [each.value for each in ORDER]
    return sorted(
        checks,
        key=lambda each: (
            ranks.index(each["result"]),
            _PLACES.index(each["code"]) if each["code"] in _PLACES else len(_PLACES),
        ),
    )


def check_answer(row: dict[str, Any]) -> PreflightCheckAnswer:
    return PreflightCheckAnswer(
        code=row["code"],
        result=row["result"],
        name=words(name_of(row["code"])),
        text=Words(**row["text"]),
        measured=Words(**row["measured"]) if row.get("measured") else None,
        wanted=Words(**row["wanted"]) if row.get("wanted") else None,
        places=[PlaceMark(**each) for each in row.get("places", [])],
    )
