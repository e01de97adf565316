"""Former originals: replaced, looked up, taken back. What hangs on the present one is said before anything changes."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Named, about
from api.operations import IF_MATCH, Says, operation
from api.preconditions import etag, expected_version
from api.problems import Problem, field_problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.assets.answers import AssetDetail
from api.v1.assets.detail import detail_of
from api.v1.assets.lookups import find_asset
from api.v1.renditions.views import MEDIA_POLICY
from api.views import ApiView
from assets import audit
from assets.intake.steps import open_source
from assets.models import Asset, FormerOriginal, Original, Role, UploadDraft, UploadFile
from assets.versions import NewBytes, bytes_of_file, bytes_of_former, likeness_of
from assets.viewer import Viewer
from licensing.services.versions import Hanging, hanging_on, replace_version

_PROBLEMS: Final = (
    "not-found", "not-permitted", "changed-meanwhile", "precondition-required", "field-invalid", "wrong-state",
)  # fmt: skip


class Reasoned(StrictSerializer):
    """Why, and whether it is the same picture."""

    same_picture = serializers.BooleanField(
        default=False, help_text="The same picture, a better file. Rights stay only if both look alike as well."
    )
    because = serializers.CharField(max_length=300, help_text="Why; kept with the former original.")


class ReplacementBody(Reasoned):
    """Other bytes for an asset."""

    file = serializers.UUIDField(help_text="A whole file of one of the asker's drafts.")


class ReplacementQuery(StrictSerializer):
    """Which bytes would come."""

    file = serializers.UUIDField(required=False, help_text="A whole file of one of the asker's drafts.")
    number = serializers.IntegerField(required=False, min_value=1, help_text="Or a former original.")


class HeldOriginalAnswer(Answer, frozen=True):
    """An original that an asset has or had."""

    number: Annotated[int, about("1 for the first.")]
    is_current: Annotated[bool, about("Whether it is the one of today.")]
    filename: Annotated[str, about("A label.")]
    media_type: Annotated[str, about("As found in the bytes.")]
    size_bytes: Annotated[int, about("Size.")]
    sha256: Annotated[str, about("Of the bytes.")]
    replaced_at: Annotated[datetime | None, about("When another took its place; null for the one of today.")]
    replaced_by: Annotated[Named | None, about("Who did that.")]
    because: Annotated[str, about("Why.")]


class OriginalsAnswer(Answer, frozen=True):
    """All originals of an asset."""

    results: Annotated[list[HeldOriginalAnswer], about("The newest first.")]


class HangingUse(Answer, frozen=True):
    """A publication that is judged again."""

    id: Annotated[UUID, about("Identifies it.")]
    channel: Annotated[str, about("Where it is or will be.")]
    state: Annotated[str, about("scheduled, live or due_for_removal.")]
    organization: Annotated[Named, about("Whose it is.")]


class HangingAnswer(Answer, frozen=True):
    """What hangs on the original of today, in numbers; without names of persons."""

    license: Annotated[str | None, about("Code of the license in force.")]
    grants: Annotated[list[str], about("Grants for this asset alone.")]
    grants_of_collections: Annotated[int, about("Grants through a collection that it is in.")]
    consents: Annotated[int, about("Consents that are about it.")]
    persons: Annotated[int, about("People recorded on it.")]
    works: Annotated[int, about("Works, places, signs and tracks recorded on it.")]
    decisions: Annotated[int, about("Questions that persons decided about it.")]
    publications: Annotated[list[HangingUse], about("Where it is on or will be.")]
    crops: Annotated[int, about("Versions of it that somebody looked at.")]
    artworks: Annotated[int, about("Products that it is on.")]
    blocks: Annotated[int, about("Blocks: they stay.")]
    embargoes: Annotated[int, about("Embargoes: they stay.")]
    looks_same: Annotated[bool | None, about("Whether both pictures look alike; null where nothing was named.")]


class Originals(ApiView):
    @operation(
        "List originals",
        Access.READ,
        answers={200: Says(OriginalsAnswer, "The original of today and all former ones.")},
        problems=["not-found", "not-permitted"],
    )
    def get(self, _request: Request, asset_id: UUID) -> Response:
        asset = _editable(asset_id, self.viewer)
        former = list(FormerOriginal.objects.filter(asset=asset).select_related("replaced_by"))
        return Response(OriginalsAnswer(results=[*_current(asset, former), *(_former(each) for each in former)]))

    @operation(
        "Replace an original",
        Access.RIGHTS,
        request=ReplacementBody,
        parameters=[IF_MATCH],
        answers={200: Says(AssetDetail, "With its new bytes; workers read and render them.")},
        problems=_PROBLEMS,
        rate="write",
        description="Rights do not pass to a different picture: see the preview of what hangs on the present one.",
    )
    def post(self, request: Request, asset_id: UUID) -> Response:
        asset = _manageable(asset_id, self.viewer)
        version = expected_version(request, asset.version)
        values = read_body(request, ReplacementBody)
        new = bytes_of_file(_file(values["file"], asset, self.viewer))
        return _replaced(self, asset, new, values, version)


class OriginalsPreview(ApiView):
    @operation(
        "Preview a replacement",
        Access.READ,
        parameters=[ReplacementQuery],
        answers={200: Says(HangingAnswer, "What hangs on the original of today.")},
        problems=["not-found", "not-permitted"],
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = _editable(asset_id, self.viewer)
        values = read_query(request, ReplacementQuery)
        new = None
        if "file" in values:
            new = bytes_of_file(_file(values["file"], asset, self.viewer))
        elif "number" in values:
            new = bytes_of_former(_find_former(asset, values["number"]))
        looks_same = None if new is None or not hasattr(asset, "original") else likeness_of(asset, new).agrees
        return Response(_hanging(hanging_on(asset), looks_same))


class OriginalRestoring(ApiView):
    @operation(
        "Restore a former original",
        Access.RIGHTS,
        request=Reasoned,
        parameters=[IF_MATCH],
        answers={200: Says(AssetDetail, "With its former bytes; the ones of today are kept as well.")},
        problems=_PROBLEMS,
        rate="write",
    )
    def post(self, request: Request, asset_id: UUID, number: int) -> Response:
        asset = _manageable(asset_id, self.viewer)
        version = expected_version(request, asset.version)
        values = read_body(request, Reasoned)
        return _replaced(self, asset, bytes_of_former(_find_former(asset, number)), values, version)


class OriginalContent(ApiView):
    @operation(
        "Download a former original",
        Access.RIGHTS,
        answers={
            200: Says(bytes, "The bytes as they were, as an attachment.", media_types=("application/octet-stream",))
        },
        problems=["not-found", "not-permitted", "store-unavailable"],
        description="For rights managers of the asset's organization; the reading is recorded.",
    )
    def get(self, _request: Request, asset_id: UUID, number: int) -> HttpResponseBase:
        asset = _manageable(asset_id, self.viewer)
        former = _find_former(asset, number)
        stream = open_source(former.source).open(former.key)
        data = {"number": number, "sha256": former.sha256}
        audit.record(
            "original.former_read",
            actor=str(self.user.uuid),
            object_kind="asset",
            object_id=str(asset.uuid),
            data=data,
        )
        response = FileResponse(
            stream, as_attachment=True, filename=former.filename, content_type="application/octet-stream"
        )
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = MEDIA_POLICY
        return response


def _editable(asset_id: UUID, viewer: Viewer) -> Asset:
    asset = find_asset(Asset.objects.visible_to(viewer).select_related("original", "organization"), asset_id)
    if not viewer.holds(Role.EDITOR, asset.organization_id):
        raise Problem("not-permitted")
    return asset


def _manageable(asset_id: UUID, viewer: Viewer) -> Asset:
    asset = _editable(asset_id, viewer)
    if not viewer.holds(Role.RIGHTS_MANAGER, asset.organization_id):
        raise Problem("not-permitted")
    return asset


def _file(file_id: UUID, asset: Asset, viewer: Viewer) -> UploadFile:
    """A file of a draft that the viewer sees, brought in for the asset's own organization."""
    seen = UploadDraft.objects.visible_to(viewer).filter(organization=asset.organization_id)
    rows = UploadFile.objects.filter(draft__in=seen).select_related("draft__organization")
    found = rows.filter(uuid=file_id).first()
    if found is None:
        raise field_problem("file", "Diese Datei gibt es hier nicht.", code="does_not_exist")
    return found


def _find_former(asset: Asset, number: int) -> FormerOriginal:
    found = FormerOriginal.objects.filter(asset=asset, number=number).select_related("source").first()
    if found is None:
        raise Problem("not-found")
    return found


def _replaced(view: ApiView, asset: Asset, new: NewBytes, values: dict[str, Any], version: int) -> Response:
    if not hasattr(asset, "original"):
        raise Problem("wrong-state", "Die Datei dieses Bildes folgt noch; ersetzen lässt sich nur eine, die da ist.")
    replace_version(
        asset,
        new,
        is_same_picture=values["same_picture"],
        because=values["because"],
        by=view.user,
        expected_version=version,
    )
    changed = find_asset(Asset.objects.visible_to(view.viewer).for_detail(), asset.uuid)
    return Response(detail_of(changed, view.viewer), headers={"ETag": etag(changed.version)})


def _current(asset: Asset, former: list[FormerOriginal]) -> list[HeldOriginalAnswer]:
    """The original of today; none while the file of a catalogue's record has not come."""
    original: Original | None = getattr(asset, "original", None)
    if original is None:
        return []
    held = HeldOriginalAnswer(
        number=(former[0].number if former else 0) + 1,
        is_current=True,
        filename=original.filename,
        media_type=original.media_type,
        size_bytes=original.size_bytes,
        sha256=original.sha256,
        replaced_at=None,
        replaced_by=None,
        because="",
    )
    return [held]


def _former(row: FormerOriginal) -> HeldOriginalAnswer:
    by = row.replaced_by
    return HeldOriginalAnswer(
        number=row.number,
        is_current=False,
        filename=row.filename,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        replaced_at=row.replaced_at,
        replaced_by=Named(id=by.uuid, name=str(by)) if by else None,
        because=row.because,
    )


def _hanging(found: Hanging, looks_same: bool | None) -> HangingAnswer:
    return HangingAnswer(
        license=found.license,
        grants=list(found.grants),
        grants_of_collections=found.grants_of_collections,
        consents=found.consents,
        persons=found.people,
        works=found.works,
        decisions=found.decisions,
        publications=[
            HangingUse(
                id=each.uuid,
                channel=each.channel,
                state=each.state,
                organization=Named(id=each.organization.uuid, name=each.organization.name),
            )
            for each in found.publications
        ],
        crops=found.crops,
        artworks=found.artworks,
        blocks=found.blocks,
        embargoes=found.embargoes,
        looks_same=looks_same,
    )
