"""Registers as tables: checked row by row, then recorded; kept and read inside the organization."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Named, about
from api.holding import organization_to_write
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem, field_problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.imports.parsing import TableParser
from api.views import ApiView
from assets.models import Role
from assets.viewer import Viewer
from licensing.exchange.registers.columns import COLUMNS, template
from licensing.exchange.registers.running import Upload, apply_checked, begin_import, counts_of
from licensing.exchange.registers.tables import MOST_BYTES
from licensing.models import RegisterImport, RegisterRow
from licensing.models.register import RegisterKind

MOST_ROWS = 1000


class ImportCounts(Answer, frozen=True):
    """Rows by what becomes of them."""

    would_create: Annotated[int, about("Would be recorded: dry run.")]
    created: Annotated[int, about("Were recorded.")]
    already_there: Annotated[int, about("Were recorded before.")]
    refused: Annotated[int, about("Cannot be recorded; each row says why.")]


class ImportAnswer(Answer, frozen=True):
    """One table, worked through row by row."""

    id: Annotated[UUID, about("Identifies the import.")]
    organization: Annotated[Named, about("For whom it is recorded.")]
    kind: Annotated[str, about("grants or consents.")]
    filename: Annotated[str, about("Name of the table.")]
    dry_run: Annotated[bool, about("Whether nothing is recorded.")]
    state: Annotated[str, about("waiting, checked (a dry run is done), applied, or failed.")]
    reason: Annotated[str | None, about("Why the table as a whole cannot be read.")]
    counts: Annotated[ImportCounts, about("So far.")]
    ignored_columns: Annotated[list[str], about("Headers that nothing is done with.")]
    created_at: Annotated[datetime, about("When it came.")]
    finished_at: Annotated[datetime | None, about("When the last row was done.")]


class ImportPage(Answer, frozen=True):
    """One page of imports."""

    results: Annotated[list[ImportAnswer], about("Of organizations in which the asker manages rights, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class ImportRowAnswer(Answer, frozen=True):
    """What becomes of one row."""

    number: Annotated[int, about("As the table program counts; the header is row 1.")]
    fate: Annotated[str, about("would_create, created, already_there or refused.")]
    cell: Annotated[str | None, about("The cell at fault, for example C7.")]
    message: Annotated[str | None, about("Why the row is refused, in German.")]
    record: Annotated[UUID | None, about("The grant or consent that was recorded.")]


class ImportRows(Answer, frozen=True):
    """Rows in the order of the table."""

    results: Annotated[list[ImportRowAnswer], about(f"At most {MOST_ROWS}.")]
    after: Annotated[int | None, about("Number to go on after; null at the end.")]


class ImportBody(StrictSerializer):
    """A table as multipart form data."""

    organization = serializers.UUIDField(help_text="For whom it is recorded: where the asker manages rights.")
    kind = serializers.ChoiceField(choices=RegisterKind.values, help_text="grants or consents.")
    file = serializers.FileField(max_length=255, help_text="CSV or XLSX, at most 20 MB and 50,000 rows.")
    dry_run = serializers.BooleanField(default=True, help_text="Only say what would become of each row.")


class RowsQuery(StrictSerializer):
    """Which rows."""

    fate = serializers.ChoiceField(choices=RegisterRow.Fate.values, required=False, help_text="Only rows of this fate.")
    after = serializers.IntegerField(default=0, min_value=0, max_value=10_000_000, help_text="Go on after this row.")


class Imports(ApiView):
    parser_classes = (TableParser,)  # type: ignore[assignment]  # the base declares a tuple of its own parser

    @operation(
        "List imports",
        Access.RIGHTS,
        parameters=[PageQuery],
        answers={200: Says(ImportPage, "One page of imports.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        page = page_of(
            _managed(self.viewer), Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor")
        )
        counts = counts_of(page.rows)
        results = [import_answer(each, counts.get(each.pk, {})) for each in page.rows]
        return Response(ImportPage(results=results, next=page.next))

    @operation(
        "Import a register",
        Access.RIGHTS,
        request={"multipart/form-data": ImportBody},
        answers={202: Says(ImportAnswer, "Kept for a worker; read it again for its progress.")},
        problems=["not-permitted", "table-unreadable"],
        rate="write",
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, ImportBody)
        organization = organization_to_write(values["organization"], Role.RIGHTS_MANAGER, self.viewer)
        if values["file"].size > MOST_BYTES:
            raise field_problem("file", "Die Datei ist zu groß.", code="max_length")
        upload = Upload(values["file"].name, values["file"].read())
        run = begin_import(
            upload, kind=values["kind"], organization=organization, by=self.user, is_dry_run=values["dry_run"]
        )
        return Response(import_answer(run, {}), status=202)


class ImportView(ApiView):
    @operation(
        "Read an import", Access.RIGHTS, answers={200: Says(ImportAnswer, "As it stands.")}, problems=["not-found"]
    )
    def get(self, _request: Request, import_id: UUID) -> Response:
        run = _find(import_id, self.viewer)
        return Response(import_answer(run, counts_of([run]).get(run.pk, {})))


class ImportRowsView(ApiView):
    @operation(
        "Read an import's rows",
        Access.RIGHTS,
        parameters=[RowsQuery],
        answers={200: Says(ImportRows, "What becomes of each row.")},
        problems=["not-found", "not-permitted"],
    )
    def get(self, request: Request, import_id: UUID) -> Response:
        run, query = _find(import_id, self.viewer), read_query(request, RowsQuery)
        rows = run.rows.filter(number__gt=query["after"]).order_by("number")
        found = list((rows.filter(fate=query["fate"]) if "fate" in query else rows)[: MOST_ROWS + 1])
        following = found[MOST_ROWS - 1].number if len(found) > MOST_ROWS else None
        return Response(ImportRows(results=[_row(each) for each in found[:MOST_ROWS]], after=following))


class ImportApplication(ApiView):
    @operation(
        "Apply a checked import",
        Access.RIGHTS,
        answers={202: Says(ImportAnswer, "The same table again, this time for good.")},
        problems=["not-found", "not-permitted", "not-ready"],
        rate="write",
    )
    def post(self, _request: Request, import_id: UUID) -> HttpResponse:
        run = _find(import_id, self.viewer)
        if run.state != RegisterImport.State.CHECKED:
            raise Problem("not-ready")
        return Response(import_answer(apply_checked(run, by=self.user), {}), status=202)


class ImportTemplate(ApiView):
    @operation(
        "Read a register's template",
        Access.READ,
        answers={200: Says(bytes, "The columns with an example row, for table programs.", ("text/csv",))},
        problems=["not-found"],
    )
    def get(self, _request: Request, kind: str) -> HttpResponse:
        if kind not in COLUMNS:
            raise Problem("not-found")
        headers = {"Content-Disposition": f'attachment; filename="{kind}.csv"'}
        return HttpResponse(template(kind), content_type="text/csv; charset=utf-8", headers=headers)


def _managed(viewer: Viewer) -> "QuerySet[RegisterImport]":
    rows = RegisterImport.objects.select_related("organization")
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organizations_as(Role.RIGHTS_MANAGER))


def _find(import_id: UUID, viewer: Viewer) -> RegisterImport:
    """Members know that there is one; what stands in it is for who manages rights."""
    rows = RegisterImport.objects.select_related("organization")
    if not viewer.sees_all:
        rows = rows.filter(organization_id__in=viewer.organization_ids)
    found = rows.filter(uuid=import_id).first()
    if found is None:
        raise Problem("not-found")
    if not viewer.holds(Role.RIGHTS_MANAGER, found.organization_id):
        raise Problem("not-permitted")
    return found


def import_answer(run: RegisterImport, counts: dict[str, int]) -> ImportAnswer:
    fates: Any = RegisterRow.Fate.values
    return ImportAnswer(
        id=run.uuid,
        organization=Named(id=run.organization.uuid, name=run.organization.name),
        kind=run.kind,
        filename=run.filename,
        dry_run=run.is_dry_run,
        state=run.state,
        reason=run.reason or None,
        counts=ImportCounts(**{fate: counts.get(fate, 0) for fate in fates}),
        ignored_columns=run.ignored_columns,
        created_at=run.created_at,
        finished_at=run.finished_at,
    )


def _row(row: RegisterRow) -> ImportRowAnswer:
    return ImportRowAnswer(
        number=row.number,
        fate=row.fate,
        cell=row.cell or None,
        message=row.message or None,
        record=row.record,
    )
