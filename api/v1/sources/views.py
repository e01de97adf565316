"""Sources: seen and changed by the administrators of their organization, told of changes by their store."""

import base64
import binascii
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Named
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.sources.answers import (
    ConnectionAnswer,
    EventsAnswer,
    RunAnswer,
    RunPage,
    SourceAnswer,
    SourcePage,
)
from api.views import ApiView
from assets.errors import SourceUnusable
from assets.models import IndexSource, Role, SourceRun
from assets.sources.events import told_by
from assets.sources.places import check_reachable
from assets.sources.services import (
    change_source,
    create_source,
    is_secret_of,
    note_events,
    pause_source,
    request_scan,
)
from assets.viewer import Viewer
from licensing.incoming.sources import checked_source_claims

_VISIBILITIES = ["organization", "network", "public"]


class SourceChanges(StrictSerializer):
    """What is to be otherwise; only what is sent changes."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="For people.")
    visibility = serializers.ChoiceField(
        choices=_VISIBILITIES, required=False, help_text="Who sees what is found from now on."
    )
    every_minutes = serializers.IntegerField(
        required=False, allow_null=True, help_text="5 minutes to 31 days; null: only when asked."
    )
    claims = serializers.DictField(required=False, help_text="preset {code, answers} for what is found from now on.")
    new_webhook_secret = serializers.BooleanField(
        required=False, help_text="True for a new secret; the former one ends at once."
    )


class SourceBody(StrictSerializer):
    """A source to begin."""

    organization = serializers.UUIDField(help_text="An organization that the asker administers.")
    url = serializers.CharField(max_length=2000, help_text="/folder or s3://bucket/prefix.")
    name = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="For people.")
    visibility = serializers.ChoiceField(choices=_VISIBILITIES, required=False, help_text="Who sees what is found.")
    every_minutes = serializers.IntegerField(
        required=False, allow_null=True, help_text="5 minutes to 31 days; null: only when asked."
    )
    claims = serializers.DictField(required=False, help_text="preset {code, answers} for what is found.")


class PauseBody(StrictSerializer):
    """Pause, or go on."""

    paused = serializers.BooleanField(help_text="Whether it is looked through no more.")


class Sources(ApiView):
    @operation(
        "List sources",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(SourcePage, "One page of sources.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        page = page_of(sources_for(self.viewer), Order("url"), size=paging["page_size"], cursor=paging.get("cursor"))
        runs = _last_runs([each.pk for each in page.rows])
        return Response(SourcePage(results=[_answer(each, runs.get(each.pk)) for each in page.rows], next=page.next))

    @operation(
        "Begin a source",
        Access.SESSION,
        request=SourceBody,
        answers={201: Says(SourceAnswer, "The source, which answered; the secret of its webhook is shown this once.")},
        problems=["not-permitted", "field-invalid", "already-exists", "source-unusable"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, SourceBody)
        organization = organization_to_write(values.pop("organization"), Role.ADMINISTRATOR, self.viewer)
        if "claims" in values:
            values["claims"] = checked_source_claims(values["claims"], organization, self.viewer)

        def create() -> HttpResponse:
            url = values["url"]
            rest = {name: value for name, value in values.items() if name != "url"}
            made, secret = create_source(organization=organization, url=url, by=self.user, values=rest)
            return Response(self._made(made, secret), status=201)

        return once(request, self.user, create, secret="webhook_secret")  # noqa: S106  # a field's name

    def _made(self, source: IndexSource, secret: str) -> SourceAnswer:
        return _answer(find_source(source.uuid, self.viewer), _last_runs([source.pk]).get(source.pk), secret)


class SourceView(ApiView):
    @operation("Read a source", Access.READ, answers={200: Says(SourceAnswer, "The source.")}, problems=["not-found"])
    def get(self, _request: Request, source_id: UUID) -> Response:
        return _source_response(source_id, self.viewer)

    @operation(
        "Change a source",
        Access.SESSION,
        request=SourceChanges,
        answers={200: Says(SourceAnswer, "As it stands now; a new secret is shown this once.")},
        problems=["not-found", "field-invalid"],
        rate="write",
    )
    def patch(self, request: Request, source_id: UUID) -> Response:
        source = find_source(source_id, self.viewer)
        values = read_body(request, SourceChanges, partial=True)
        renews = values.pop("new_webhook_secret", False)
        if "claims" in values:
            values["claims"] = checked_source_claims(values["claims"], source.organization, self.viewer)
        secret = change_source(source, values=values, by=self.user, renews_secret=renews)
        return _source_response(source_id, self.viewer, secret)


class SourceScan(ApiView):
    @operation(
        "Look through a source",
        Access.WRITE,
        answers={202: Says(RunAnswer, "A worker does it; one that waits already is that look.")},
        problems=["not-found", "wrong-state"],
        rate="write",
    )
    def post(self, _request: Request, source_id: UUID) -> Response:
        source = find_source(source_id, self.viewer)
        if source.kind == IndexSource.Kind.LIBRARY or source.paused_at is not None:
            raise Problem("wrong-state", "Diese Quelle wird gerade nicht durchgesehen.")
        return Response(_run(request_scan(source, because="person", by=self.user)), status=202)


class SourcePause(ApiView):
    @operation(
        "Pause a source",
        Access.WRITE,
        request=PauseBody,
        answers={200: Says(SourceAnswer, "As it stands now.")},
        problems=["not-found"],
        rate="write",
    )
    def post(self, request: Request, source_id: UUID) -> Response:
        source = find_source(source_id, self.viewer)
        pause_source(source, is_paused=read_body(request, PauseBody)["paused"], by=self.user)
        return _source_response(source_id, self.viewer)


class SourceConnection(ApiView):
    @operation(
        "Test a source",
        Access.WRITE,
        answers={200: Says(ConnectionAnswer, "Whether it answers now; a refusal is an answer, too.")},
        problems=["not-found"],
        rate="write",
    )
    def post(self, _request: Request, source_id: UUID) -> Response:
        source = find_source(source_id, self.viewer)
        try:
            check_reachable(source.url)
        except SourceUnusable as error:
            return Response(ConnectionAnswer(is_reachable=False, reason=error.detail))
        return Response(ConnectionAnswer(is_reachable=True, reason=None))


class SourceRuns(ApiView):
    @operation(
        "List looks through a source",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(RunPage, "One page of looks.")},
        problems=["not-found"],
    )
    def get(self, request: Request, source_id: UUID) -> Response:
        paging = read_query(request, PageQuery)
        rows = SourceRun.objects.filter(source=find_source(source_id, self.viewer))
        page = page_of(rows, Order("-started_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(RunPage(results=[_run(each) for each in page.rows], next=page.next))


class SourceEvents(ApiView):
    """No account: the store proves itself with the source's secret, and a wrong one learns nothing."""

    authentication_classes = ()

    @operation(
        "Tell of changes in a source",
        Access.ANYBODY,
        request=OpenApiTypes.OBJECT,
        answers={202: Says(EventsAnswer, "A worker looks at exactly these objects; told twice is told once.")},
        problems=["not-found", "too-many-requests"],
        rate="shared",
        description=(
            "For S3 event notifications as AWS, MinIO and Ceph send them. The secret stands in Authorization, as "
            "Bearer or as the password of Basic. A wrong secret and an unknown source are the same answer."
        ),
    )
    def post(self, request: Request, source_id: UUID) -> Response:
        source = IndexSource.objects.filter(uuid=source_id, kind=IndexSource.Kind.EXTERNAL).first()
        if source is None or not is_secret_of(source, _secret_in(request)) or not source.url.startswith("s3://"):
            raise Problem("not-found")
        bucket, _, prefix = source.url.removeprefix("s3://").partition("/")
        told = told_by(request.data, bucket=bucket, prefix=prefix)
        run = note_events(source, told.keys)
        return Response(EventsAnswer(accepted=len(told.keys) if run else 0, refused=told.refused), status=202)


def _secret_in(request: Request) -> str:
    scheme, _, given = str(request.META.get("HTTP_AUTHORIZATION", "")).partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    try:
        decoded = base64.b64decode(given, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[2]


def sources_for(viewer: Viewer) -> Any:
    """Sources of organizations that the viewer administers; for everybody else there are none."""
    rows = IndexSource.objects.select_related("organization")
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organizations_as(Role.ADMINISTRATOR))


def find_source(source_id: UUID, viewer: Viewer) -> IndexSource:
    found: IndexSource | None = sources_for(viewer).filter(uuid=source_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def _source_response(source_id: UUID, viewer: Viewer, secret: str = "") -> Response:
    source = find_source(source_id, viewer)
    return Response(_answer(source, _last_runs([source.pk]).get(source.pk), secret))


def _last_runs(source_ids: list[int]) -> dict[int, SourceRun]:
    """The newest look of each source, in one query."""
    newest = SourceRun.objects.filter(source=OuterRef("source")).order_by("-started_at", "-pk").values("pk")[:1]
    rows = SourceRun.objects.filter(source_id__in=source_ids, pk=Subquery(newest))
    return {run.source_id: run for run in rows}


def _answer(source: IndexSource, run: SourceRun | None, secret: str = "") -> SourceAnswer:
    return SourceAnswer(
        id=source.uuid,
        organization=Named(id=source.organization.uuid, name=source.organization.name),
        name=source.name,
        url=source.url,
        kind=source.kind,
        visibility=source.visibility,
        claims=source.claims,
        every_minutes=source.every_minutes,
        next_scan_at=source.next_scan_at,
        scanned_at=source.scanned_at,
        paused_at=source.paused_at,
        has_webhook=bool(source.webhook_hash),
        last_run=_run(run) if run else None,
        webhook_secret=secret or None,
    )


def _run(run: SourceRun) -> RunAnswer:
    return RunAnswer(**{name: getattr(run, name) for name in RunAnswer.__struct_fields__ if name != "id"}, id=run.uuid)
