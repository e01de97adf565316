"""What is left to do, for the asker's own organizations: counts of other people's files are nobody's business."""

import tomllib
from functools import lru_cache
from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.views import ApiView
from assets.models import Location, Original
from assets.querysets import STEPS
from assets.search.freshness import live
from assets.viewer import Viewer


class StepStatus(Answer, frozen=True):
    """Work of one step."""

    pending: Annotated[int, about("Waiting.")]
    failed: Annotated[int, about("Given up after three attempts.")]


class IndexStatus(Answer, frozen=True):
    """The search index of the process that answers."""

    state: Annotated[str, about("ready, building or fallback.")]


class StatusAnswer(Answer, frozen=True):
    """How the work stands in the asker's organizations."""

    steps: Annotated[dict[str, StepStatus], about("hash, read, render, index.")]
    index: Annotated[IndexStatus, about("The search index.")]
    version: Annotated[str, about("Version of the program.")]


class Status(ApiView):
    @operation("Read the status", Access.READ, answers={200: Says(StatusAnswer, "What is left to do and what failed.")})
    def get(self, _request: Request) -> Response:
        return Response(
            StatusAnswer(steps=_steps(self.viewer), index=IndexStatus(state=live().state), version=_version())
        )


def _steps(viewer: Viewer) -> dict[str, StepStatus]:
    locations, originals = Location.objects.needing_hash(), Original.objects.order_by()
    if not viewer.sees_all:
        locations = locations.filter(source__organization_id__in=viewer.organization_ids)
        originals = originals.filter(organization_id__in=viewer.organization_ids)
    return {
        "hash": _counted(locations),
        **{step: _counted(originals.filter(pk__in=Original.objects.needing(step).values("pk"))) for step in STEPS},
    }


def _counted(rows: "QuerySet[Any]") -> StepStatus:
    return StepStatus(
        pending=rows.filter(gave_up_at__isnull=True).count(), failed=rows.filter(gave_up_at__isnull=False).count()
    )


@lru_cache(maxsize=1)
def _version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
