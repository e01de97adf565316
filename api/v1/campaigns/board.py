"""The board of a campaign: motifs proposed, voted on, remarked on, decided by who leads."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import read_body
from api.v1.assets.answers import Named
from api.v1.assets.lookups import find_asset
from api.v1.assets.tiles import tiles_of
from api.v1.campaigns.answers import CommentAnswer, CommentList, MotifAnswer, MotifList
from api.v1.campaigns.reads import find_joined, motifs_of, organization_to_add_for
from api.v1.campaigns.serializers import CommentBody, MotifBody, MotifDecisionBody
from api.views import ApiView, no_content
from assets import campaigning
from assets.models import Asset, Campaign, Motif, MotifComment, MotifVote
from assets.viewer import Viewer

MOST_SHOWN = 200


class CampaignMotifs(ApiView):
    @operation(
        "List motifs of a campaign",
        Access.READ,
        answers={200: Says(MotifList, "The board.")},
        problems=["not-found"],
        description="For members of the organizations that take part; a motif whose picture may not be seen is not "
        "there.",
    )
    def get(self, _request: Request, campaign_id: UUID) -> Response:
        campaign = find_joined(campaign_id, self.viewer)
        return Response(MotifList(results=motif_answers(_loaded(campaign, self.viewer)[:MOST_SHOWN], self.viewer)))

    @operation(
        "Propose a motif",
        Access.WRITE,
        request=MotifBody,
        answers={201: Says(MotifAnswer, "The motif; one that is on the board already is the same.")},
        problems=["not-found", "not-permitted"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, campaign_id: UUID) -> HttpResponse:
        campaign = find_joined(campaign_id, self.viewer)
        values = read_body(request, MotifBody)
        organization = organization_to_add_for(campaign, values["organization"], self.viewer)
        asset = find_asset(Asset.objects.visible_to(self.viewer), values["asset"])
        note = values.get("note", "")

        def create() -> HttpResponse:
            made = campaigning.propose(campaign, asset, note=note, organization=organization, by=self.user)
            return Response(_answer(made.uuid, self.viewer), status=201)

        return once(request, self.user, create)


class MotifVoteView(ApiView):
    @operation(
        "Vote for a motif",
        Access.WRITE,
        answers={200: Says(MotifAnswer, "With the vote counted; twice is once.")},
        problems=["not-found", "not-permitted", "csrf-failed", "field-invalid"],
        rate="write",
        description="One voice each, for members of the organizations that take part; who voted is told to nobody.",
    )
    def put(self, _request: Request, motif_id: UUID) -> Response:
        campaigning.vote(find_motif(motif_id, self.viewer), by=self.user)
        return Response(_answer(motif_id, self.viewer))

    @operation(
        "Take a vote back",
        Access.WRITE,
        answers={200: Says(MotifAnswer, "Without the vote.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, motif_id: UUID) -> Response:
        campaigning.take_vote_back(find_motif(motif_id, self.viewer), by=self.user)
        return Response(_answer(motif_id, self.viewer))


class MotifDecision(ApiView):
    @operation(
        "Decide about a motif",
        Access.WRITE,
        request=MotifDecisionBody,
        answers={200: Says(MotifAnswer, "As it stands now.")},
        problems=["not-found", "not-permitted"],
        rate="write",
        description="Editors of the organization that leads the campaign.",
    )
    def post(self, request: Request, motif_id: UUID) -> Response:
        motif = find_motif(motif_id, self.viewer)
        if not campaigning.leads(motif.campaign, self.viewer):
            raise Problem("not-permitted")
        campaigning.decide_motif(motif, **read_body(request, MotifDecisionBody), by=self.user)
        return Response(_answer(motif_id, self.viewer))


class MotifView(ApiView):
    @operation(
        "Withdraw a motif",
        Access.WRITE,
        answers={204: Says(None, "It is not on the board any more.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
        description="By who proposed it, and by editors of the organization that leads.",
    )
    def delete(self, _request: Request, motif_id: UUID) -> HttpResponse:
        motif = find_motif(motif_id, self.viewer)
        if motif.proposed_by_id != self.user.pk and not campaigning.leads(motif.campaign, self.viewer):
            raise Problem("not-permitted")
        campaigning.decide_motif(motif, state=Motif.State.WITHDRAWN, because="", by=self.user)
        return no_content()


class MotifComments(ApiView):
    @operation(
        "List comments on a motif",
        Access.READ,
        answers={200: Says(CommentList, "The comments.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, motif_id: UUID) -> Response:
        motif = find_motif(motif_id, self.viewer)
        rows = motif.comments.filter(deleted_at__isnull=True).select_related("author")[:MOST_SHOWN]
        return Response(CommentList(results=[_comment(each) for each in rows]))

    @operation(
        "Comment on a motif",
        Access.WRITE,
        request=CommentBody,
        answers={201: Says(CommentAnswer, "The comment, signed.")},
        problems=["not-found"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request, motif_id: UUID) -> HttpResponse:
        motif = find_motif(motif_id, self.viewer)
        text = read_body(request, CommentBody)["text"]

        def create() -> HttpResponse:
            return Response(_comment(campaigning.comment(motif, text=text, by=self.user)), status=201)

        return once(request, self.user, create)


def find_motif(motif_id: UUID, viewer: Viewer) -> Motif:
    """A motif on a board that the viewer reads, with a picture that the viewer sees."""
    campaign = Campaign.objects.visible_to(viewer).joined_by(viewer).filter(motifs__uuid=motif_id).first()
    found = motifs_of(campaign, viewer).select_related("campaign").filter(uuid=motif_id).first() if campaign else None
    if found is None:
        raise Problem("not-found")
    return found


def _loaded(campaign: Campaign, viewer: Viewer) -> "QuerySet[Motif]":
    counted = motifs_of(campaign, viewer).annotate(
        voices=Count("votes", distinct=True),
        remarks=Count("comments", filter=Q(comments__deleted_at__isnull=True), distinct=True),
    )
    return counted.select_related("organization", "proposed_by", "campaign").order_by("-voices", "created_at", "pk")


def _answer(motif_id: UUID, viewer: Viewer) -> MotifAnswer:
    motif = find_motif(motif_id, viewer)
    (answer,) = motif_answers(list(_loaded(motif.campaign, viewer).filter(pk=motif.pk)), viewer)
    return answer


def motif_answers(motifs: "Sequence[Motif] | QuerySet[Motif]", viewer: Viewer) -> list[MotifAnswer]:
    rows = list(motifs)
    tiles = {each.id: each for each in tiles_of([row.asset_id for row in rows], viewer)}
    assets = dict(Asset.objects.filter(pk__in=[row.asset_id for row in rows]).values_list("pk", "uuid"))
    mine = set(MotifVote.objects.filter(motif__in=rows, user_id=viewer.user_id or 0).values_list("motif_id", flat=True))
    return [
        MotifAnswer(
            id=row.uuid,
            asset=tiles[assets[row.asset_id]],
            organization=Named(id=row.organization.uuid, name=row.organization.name),
            proposed_by=str(row.proposed_by),
            note=row.note,
            state=row.state,
            votes=getattr(row, "voices", 0),
            has_my_vote=row.pk in mine,
            comments=getattr(row, "remarks", 0),
            decided_because=row.decided_because,
            decided_at=row.decided_at,
            created_at=row.created_at,
            can_decide=campaigning.leads(row.campaign, viewer),
        )
        for row in rows
    ]


def _comment(row: MotifComment) -> CommentAnswer:
    return CommentAnswer(id=row.uuid, author=str(row.author), text=row.text, created_at=row.created_at)
