"""From rows of the ledger to answers: own uses whole, those of others without what is not theirs to know."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from api.answers import Words
from api.problems import Problem
from api.v1.assets.answers import Named
from api.v1.assets.tiles import rendition_url
from api.v1.publications.answers import AssetBrief, Cause, PublicationAnswer, PublicationDetail, VerdictThen
from assets.models import Asset, Rendition, Role
from assets.viewer import Viewer
from licensing.models import Publication, PublicationVerdict, Task
from licensing.notices.words import cause_text
from licensing.posted import publications_visible_to, told_state

UNSEEN = "Nicht mehr verfügbar"
RELEASING = frozenset({"allowed", "allowed_with_duties"})


def listed(rows: "QuerySet[Publication]") -> "QuerySet[Publication]":
    """Everything that an answer reads, in a fixed number of queries."""
    return rows.select_related("asset", "organization", "account", "decision", "recorded_by").prefetch_related(
        Prefetch("verdicts", PublicationVerdict.objects.order_by("pk")),
        Prefetch("tasks", Task.objects.filter(state=Task.State.OPEN).order_by("due_at", "pk"), to_attr="open_tasks"),
    )


def find_publication(publication_id: UUID, viewer: Viewer) -> Publication:
    found = listed(publications_visible_to(viewer)).filter(uuid=publication_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def briefs_of(asset_ids: Collection[int], viewer: Viewer) -> Mapping[int, AssetBrief]:
    """Pictures for rows, as far as the viewer may see them; two queries."""
    rows = Asset.objects.visible_to(viewer).filter(pk__in=set(asset_ids))
    columns = list(rows.values("pk", "uuid", "title", "state", "original__filename"))
    tiles = Rendition.objects.filter(original__asset_id__in=[row["pk"] for row in columns], preset="tile")
    shown = set(tiles.values_list("original__asset_id", flat=True))
    return {
        row["pk"]: AssetBrief(
            id=row["uuid"],
            title=row["title"] or row["original__filename"] or "",
            tile_url=rendition_url(row["uuid"], "tile")
            if row["pk"] in shown and row["state"] != "quarantined"
            else None,
        )
        for row in columns
    }


def answers_of(rows: Sequence[Publication], viewer: Viewer) -> list[PublicationAnswer]:
    briefs = briefs_of([row.asset_id for row in rows], viewer)
    return [PublicationAnswer(**_columns(row, briefs.get(row.asset_id), viewer)) for row in rows]


def detail_of(row: Publication, viewer: Viewer) -> PublicationDetail:
    brief = briefs_of([row.asset_id], viewer).get(row.asset_id)
    told = row.verdicts.all() if is_own(row, viewer) else []
    return PublicationDetail(**_columns(row, brief, viewer), verdicts=[_then(each) for each in told])


def is_own(row: Publication, viewer: Viewer) -> bool:
    return viewer.sees_all or row.organization_id in viewer.organization_ids


def cause_of(code: str, params: Mapping[str, object]) -> Cause | None:
    if not code:
        return None
    return Cause(code=code, text=Words(de=cause_text(code, params, "de"), en=cause_text(code, params, "en")))


def _columns(row: Publication, brief: AssetBrief | None, viewer: Viewer) -> dict[str, Any]:
    told = _told(row, brief, viewer)
    return {**told, **_inside(row, viewer)} if is_own(row, viewer) else told


def _told(row: Publication, brief: AssetBrief | None, viewer: Viewer) -> dict[str, Any]:
    """What everybody learns who may see the picture."""
    return {
        **dict.fromkeys(PublicationAnswer.__struct_fields__),
        "id": row.uuid,
        "asset": brief or AssetBrief(id=row.asset.uuid, title=UNSEEN, tile_url=None),
        "organization": Named(id=row.organization.uuid, name=row.organization.name),
        "is_own": is_own(row, viewer),
        "channel": row.channel,
        "from_on": row.from_on,
        "purpose": row.purpose,
        "state": told_state(row.state),
        "url": "",
        "credit_line": "",
        "is_changed": False,
        "can_edit": False,
    }


def _inside(row: Publication, viewer: Viewer) -> dict[str, Any]:
    tasks: list[Task] = row.open_tasks  # type: ignore[attr-defined]  # see listed()
    last = next(reversed(row.verdicts.all()), None)
    cause = _then(last).cause if last and row.verdict_now not in RELEASING else None
    return {
        "state": row.state,
        "placement": row.placement or None,
        "account": Named(id=row.account.uuid, name=row.account.name) if row.account else None,
        "until_on": row.until_on,
        "published_at": row.published_at,
        "removed_at": row.removed_at,
        "url": row.url,
        "post_id": row.post_id or None,
        "print_run": row.print_run,
        "credit_line": row.credit_line,
        "ai_label": row.ai_label or None,
        "note": row.note or None,
        "verdict_then": row.decided_verdict or None,
        "verdict_now": row.verdict_now or None,
        "is_changed": row.verdict_now not in {"", row.decided_verdict},
        "cause": cause.text if cause else None,
        "cause_code": cause.code if cause else None,
        "changed_at": last.judged_at if last else None,
        "judged_at": row.judged_at,
        "next_change_at": row.judge_again_at,
        "task": tasks[0].uuid if tasks else None,
        "due_at": tasks[0].due_at if tasks else None,
        "decision_id": row.decision.uuid if row.decision else None,
        "recorded_by": str(row.recorded_by) if row.recorded_by else None,
        "recorded_at": row.recorded_at,
        "can_edit": viewer.holds(Role.CONTRIBUTOR, row.organization_id),
    }


def _then(row: PublicationVerdict) -> VerdictThen:
    params: dict[str, Any] = next((each["params"] for each in row.reasons if each["code"] == row.cause), {})
    return VerdictThen(
        verdict=row.verdict,
        cause=cause_of(row.cause, params) if row.verdict not in RELEASING else None,
        judged_at=row.judged_at,
        ruleset_version=row.ruleset_version,
    )
