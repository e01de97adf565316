"""Renditions for channels: ordered, watched, looked at small. Their bytes leave only by a download that is released."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.decisions import decision_answer, records_of
from api.operations import Says, operation
from api.problems import Problem
from api.questions import QuestionBody, asked_of
from api.requests import StrictSerializer, read_body
from api.v1.assets.lookups import find_asset
from api.v1.channel_renditions.answers import ChannelRenditionAnswer, PresetAnswer, PresetList
from api.v1.renditions.views import SHOWN_TYPES, picture_response
from api.v1.versions.views import CropAnswer, CropBody
from api.views import ApiView
from assets.making.ordering import Planned, RenditionOrder, order_rendition, planned
from assets.making.press import press_profile
from assets.models import Asset, Rendition, RenditionJob, State
from assets.renditions import CHANNEL_PRESETS, VIEW, VIEW_EDGE, ChannelPreset, ColorSpace, Crop
from licensing.rights import Decision
from licensing.services.channel_renditions import JudgedRendition, judged_rendition

NO_PROFILE: Final = Words(
    de="Für CMYK fehlt das Profil der Druckerei. Die Betreiber können eines angeben.",
    en="CMYK needs the print shop's profile. Whoever runs Bildkreis can name one.",
)
GAVE_WAY: Final = Words(
    de="Ganzes Bild auf Fläche: Ein Zuschnitt ist nicht erlaubt.",
    en="The whole picture on a plain area: cropping is not allowed.",
)


class OrderBody(StrictSerializer):
    """Which rendition, of which part, for which use."""

    preset = serializers.ChoiceField(choices=list(CHANNEL_PRESETS), help_text="Code of the preset.")
    crop = CropBody(
        required=False, allow_null=True, help_text="The part; without it the part follows from the focal point."
    )
    on_canvas = serializers.BooleanField(
        default=False, help_text="The whole picture on a plain area instead of a part of it."
    )
    page = serializers.IntegerField(default=1, min_value=1, max_value=10_000, help_text="Page of a document.")
    at_seconds = serializers.FloatField(
        required=False, allow_null=True, min_value=0, max_value=1e6, help_text="Moment of a film, for a still."
    )
    question = QuestionBody(
        required=False, help_text="What for: then the answer holds the decision, and a forbidden part gives way."
    )

    def validate_crop(self, value: dict[str, float] | None) -> Crop | None:
        """Outside the picture is refused here, where a person can still change it."""
        try:
            return Crop(**value) if value else None
        except ValueError as error:
            raise serializers.ValidationError("Der Ausschnitt liegt nicht im Bild.", code="outside") from error


class RenditionPresets(ApiView):
    @operation(
        "List rendition presets",
        Access.READ,
        answers={200: Says(PresetList, "The renditions that channels want.")},
    )
    def get(self, _request: Request) -> Response:
        return Response(PresetList(results=[_preset(each) for each in CHANNEL_PRESETS.values()]))


class ChannelRenditions(ApiView):
    @operation(
        "Order a rendition",
        Access.DOWNLOAD,
        request=OrderBody,
        answers={
            200: Says(ChannelRenditionAnswer, "It is there already."),
            202: Says(ChannelRenditionAnswer, "A worker makes it."),
        },
        problems=["not-found", "not-ready", "field-invalid"],
        rate="write",
        description=(
            "The same order is made once, whoever asks. Everybody who sees the asset sees a small view of it; the "
            "rendition itself leaves by POST /api/v1/downloads with its code as `rendition`."
        ),
    )
    def post(self, request: Request, asset_id: UUID) -> HttpResponse:
        asset = find_asset(Asset.objects.visible_to(self.viewer).select_related("original"), asset_id)
        values = read_body(request, OrderBody)
        if asset.state != State.READY:
            raise Problem("not-ready")
        found = self._judged(asset, values)
        what = found.planned if isinstance(found, JudgedRendition) else found
        job = order_rendition(asset.original, what, by=self.user, at=timezone.now())
        answer = _answer(
            job, asset, self._decision(found), gave_way=isinstance(found, JudgedRendition) and found.gave_way
        )
        return Response(answer, status=200 if job.state == RenditionJob.State.READY else 202)

    def _judged(self, asset: Asset, values: dict[str, Any]) -> JudgedRendition | Planned:
        order = RenditionOrder(
            preset=values["preset"],
            crop=values.get("crop"),
            on_canvas=values["on_canvas"],
            page=values["page"],
            at_seconds=values.get("at_seconds"),
        )
        asked = asked_of(values["question"], self.viewer) if values.get("question") else None
        if asked is None:
            return planned(asset.original, order)
        return judged_rendition(asset, asked.about(asset.uuid), order, at=timezone.now())

    def _decision(self, found: JudgedRendition | Planned) -> Any:
        if not isinstance(found, JudgedRendition):
            return None
        decision: Decision = found.decision
        return decision_answer(decision, records_of([decision], self.viewer))


class ChannelRenditionView(ApiView):
    @operation(
        "Read a rendition's state",
        Access.DOWNLOAD,
        answers={200: Says(ChannelRenditionAnswer, "How far it is.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, rendition_id: UUID) -> Response:
        job = _find(self, rendition_id)
        return Response(_answer(job, job.original.asset, None))


class ChannelRenditionPicture(ApiView):
    @operation(
        "Look at a rendition",
        Access.READ,
        answers={
            200: Says(bytes, "A small true view of it.", media_types=SHOWN_TYPES),
            304: Says(None, "Unchanged since the ETag in If-None-Match."),
        },
        problems=["not-found", "store-unavailable"],
    )
    def get(self, request: Request, rendition_id: UUID) -> HttpResponseBase:
        job = _find(self, rendition_id)
        rows = Rendition.objects.filter(original=job.original_id, recipe=job.recipe, preset=VIEW)
        small = rows.filter(media_type__in=SHOWN_TYPES, width__lte=VIEW_EDGE, height__lte=VIEW_EDGE)
        view = small.first()
        if view is None:
            raise Problem("not-found")
        return picture_response(request, view)


def _find(view: ApiView, rendition_id: UUID) -> RenditionJob:
    """Of assets that the asker sees, and of the bytes that are theirs now; quarantined ones show nothing (rule 21)."""
    seen = Asset.objects.visible_to(view.viewer).exclude(state=State.QUARANTINED)
    rows = RenditionJob.objects.filter(uuid=rendition_id, original__asset__in=seen, preset__in=list(CHANNEL_PRESETS))
    job = rows.select_related("original__asset", "rendition").first()
    if job is None or job.params.get("sha256") != job.original.sha256:
        raise Problem("not-found")
    return job


def _preset(preset: ChannelPreset) -> PresetAnswer:
    press = press_profile() if preset.color is ColorSpace.CMYK else None
    return PresetAnswer(
        code=preset.code,
        label=Words(de=preset.label.de, en=preset.label.en),
        channels=list(preset.channels),
        placements=list(preset.placements),
        width=preset.width,
        height=preset.height,
        fit=preset.fit.value,
        picture=preset.picture,
        film=preset.film,
        color=preset.color.value,
        dpi=preset.dpi,
        profile=press.name if press else None,
        unavailable=NO_PROFILE if preset.color is ColorSpace.CMYK and press is None else None,
    )


def _answer(job: RenditionJob, asset: Asset, decision: Any, *, gave_way: bool = False) -> ChannelRenditionAnswer:
    size, crop = job.params.get("planned", {}), job.params.get("crop")
    made = job.rendition if job.state == RenditionJob.State.READY else None
    width, height = (made.width, made.height) if made else (size.get("width"), size.get("height"))
    return ChannelRenditionAnswer(
        id=job.uuid,
        asset=asset.uuid,
        preset=job.preset,
        state=job.state,
        progress=job.progress,
        reason=job.failure if job.state == RenditionJob.State.FAILED else None,
        width=width,
        height=height,
        media_type=made.media_type if made else str(job.params.get("media_type", "")),
        size_bytes=made.size_bytes if made else None,
        crop=CropAnswer(**crop) if crop else None,
        on_canvas=job.params.get("canvas") is not None,
        is_smaller=bool(size.get("is_smaller")),
        modifications=sorted(job.modifications),
        url=reverse("channel-rendition-picture", args=[job.uuid]) if made else None,
        notes=_notes(size, gave_way=gave_way),
        decision=decision,
    )


def _notes(size: dict[str, Any], *, gave_way: bool) -> list[Words]:
    notes = [GAVE_WAY] if gave_way else []
    if size.get("is_smaller"):
        pixels = f"{size['width']} × {size['height']}"
        notes.append(
            Words(
                de=f"Das Original ist kleiner: {pixels} Pixel. Bildkreis vergrößert nicht.",
                en=f"The original is smaller: {pixels} pixels. Bildkreis does not enlarge.",
            )
        )
    return notes
