"""What leaves for the print shop: the report of a preflight, and the bundle of what is cleared."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import read_body
from api.v1.artworks.answers import MissingArtwork, PrintBundleAnswer
from api.v1.artworks.reads import find_artwork, last_preflight, loaded
from api.v1.artworks.serializers import PrintBundleBody
from api.v1.campaigns.reads import find_joined
from api.views import ApiView
from assets.models import ArtworkUse, Campaign, Organization, Preflight
from assets.viewer import Viewer
from licensing import rights
from licensing.preflight_report import report_of
from licensing.services.artworks import FAILED, MISSING, LeftOut, PrintBundle, request_print_bundle

REPORT_TYPE = "application/pdf"
_WORDS = {
    FAILED: Words(de="Die Druckprüfung hat Fehler gefunden.", en="The preflight found errors."),
    MISSING: Words(de="Die Druckprüfung fehlt noch.", en="The preflight is still missing."),
}


class ArtworkReport(ApiView):
    @operation(
        "Read the report of a preflight",
        Access.READ,
        answers={200: Says(bytes, "The report as PDF.", (REPORT_TYPE,))},
        problems=["not-found", "not-ready", "store-unavailable"],
    )
    def get(self, _request: Request, artwork_id: UUID) -> HttpResponse:
        use = find_artwork(artwork_id, self.viewer)
        preflight = last_preflight(use)
        if preflight is None or preflight.state != Preflight.State.DONE:
            raise Problem("not-ready")
        return report_response(use, preflight)


def report_response(use: ArtworkUse, preflight: Preflight) -> HttpResponse:
    response = HttpResponse(report_of(use, preflight), content_type=REPORT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="druckpruefung.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


class CampaignPrintBundle(ApiView):
    @operation(
        "Ask for a print bundle",
        Access.DOWNLOAD,
        request=PrintBundleBody,
        answers={201: Says(PrintBundleAnswer, "What is cleared is being packed; what is missing is named.")},
        problems=["not-found", "not-permitted"],
        rate="write",
        idempotent=True,
        description="Artwork whose preflight did not fail and whose rights release it, of one of the asker's "
        "organizations. The bundle is read and fetched at /bundles/{id}.",
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = read_body(request, PrintBundleBody)
        uses = uses_to_print(campaign, values["artworks"], self.viewer)
        organization = uses[0].organization
        title = values.get("title") or f"Druckpaket {campaign.name}"[:200]

        def create() -> HttpResponse:
            made = request_print_bundle(uses, title=title, organization=organization, by=self.user, at=timezone.now())
            return Response(_answer(made, len(uses)), status=201)

        return once(request, self.user, create)


def uses_to_print(campaign: Campaign, wanted: Sequence[UUID], viewer: Viewer) -> list[ArtworkUse]:
    """All of them, of one organization of the viewer, or nobody."""
    ids = list(dict.fromkeys(wanted))
    found = {each.uuid: each for each in loaded(campaign, viewer).filter(uuid__in=ids)}
    if len(found) != len(ids):
        raise Problem("not-found")
    owners: set[Organization] = {each.organization for each in found.values()}
    if len(owners) != 1 or not (viewer.sees_all or owners.copy().pop().pk in viewer.organization_ids):
        raise Problem("not-permitted", "Ein Druckpaket enthält Motive einer Organisation: Ihrer eigenen.")
    return [found[each] for each in ids]


def _answer(made: PrintBundle, asked: int) -> PrintBundleAnswer:
    members = [each.uuid for each in made.members]
    return PrintBundleAnswer(
        id=made.bundle.uuid if made.bundle else None,
        members=members,
        missing=missing_answers(made.missing),
        sentence=bundled_words(len(members), asked),
    )


def missing_answers(missing: Sequence[LeftOut]) -> list[MissingArtwork]:
    return [MissingArtwork(artwork=each.use.uuid, code=each.code, text=_why(each)) for each in missing]


def bundled_words(count: int, asked: int) -> Words:
    verb = "ist" if count == 1 else "sind"
    return Words(
        de=f"{count} von {asked} Motiven {verb} im Druckpaket.",
        en=f"{count} of {asked} motifs {'is' if count == 1 else 'are'} in the print bundle.",
    )


def _why(left: LeftOut) -> Words:
    if left.decision is None:
        return _WORDS[left.code]
    return Words(
        de=rights.sentence(left.decision, language="de").sentence,
        en=rights.sentence(left.decision, language="en").sentence,
    )
