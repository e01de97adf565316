"""Links for people without an account, as those who make them see them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.decisions import decision_answer, records_of
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem, problem_response
from api.questions import CalendarDay, QuestionBody, asked_of
from api.requests import StrictSerializer, read_body, read_query
from api.v1.assets.answers import Named
from api.v1.bundles.views import find_all
from api.v1.shares.answers import ShareAnswer, ShareMade, SharePage
from api.views import ApiView, no_content
from assets.models import Asset, Organization, Role
from licensing.models import Share
from licensing.rights import Channel, Question
from licensing.services.bundles import JudgedMember
from licensing.services.shares import DEFAULT_DAYS, MOST_PICTURES, ShareRecord, create_share, end_share, shares_of

_NO_ASSET = UUID(int=0)


class ShareBody(StrictSerializer):
    """What to share with whom, until when, under which terms."""

    organization = serializers.UUIDField(help_text="Who provides it: where the asker edits.")
    assets = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_PICTURES, help_text="Ids of the assets."
    )
    question = QuestionBody(help_text="What the recipients may do; the channel is press.")
    title = serializers.CharField(max_length=200, help_text="For the recipients.")
    message = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="A word to the recipients."
    )
    terms = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, help_text="What they accept before fetching anything."
    )
    contact = serializers.EmailField(required=False, allow_blank=True, help_text="Whom to ask.")
    until_on = CalendarDay(required=False, help_text=f"Last day, at most 90 days on; {DEFAULT_DAYS} when absent.")


class Shares(ApiView):
    @operation(
        "List shares",
        Access.READ,
        parameters=[PageQuery],
        answers={200: Says(SharePage, "One page of the links that the asker's organizations made.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        page = page_of(own_shares(self), Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(SharePage(results=[share_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Share pictures",
        Access.WRITE,
        request=ShareBody,
        answers={201: Says(ShareMade, "The link; those that may not be passed on stay out and are named.")},
        problems=["not-found", "not-permitted", "field-invalid", "nothing-released", "not-ready"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, ShareBody)
        organization = organization_to_write(values["organization"], Role.EDITOR, self.viewer)
        asked = asked_of(
            {**values["question"], "asking_organization": organization.uuid}, self.viewer, channel=Channel.PRESS.value
        )
        assert asked is not None  # noqa: S101  # the channel has a default
        assets = find_all(Asset.objects.editable_by(self.viewer).select_related("original"), values["assets"])
        question = asked.about(_NO_ASSET)
        create = lambda: self._create(values, organization, assets, question)  # noqa: E731  # run once, below
        return once(request, self.user, create, secret="secret")  # noqa: S106  # a field's name

    def _create(
        self, values: dict[str, Any], organization: Organization, assets: Sequence[Asset], question: Question
    ) -> HttpResponse:
        until = values.get("until_on") or timezone.localdate() + timedelta(days=DEFAULT_DAYS)
        texts = {name: values.get(name, "") for name in ("title", "message", "terms", "contact")}
        record = ShareRecord(until_on=until, **texts)
        made = create_share(assets, question, record, organization=organization, by=self.user, at=timezone.now())
        refused = self._refused(made.refused)
        if made.share is None:
            return problem_response("nothing-released", decision=refused[0])
        shown = share_answer(find_share(self, made.share.uuid))
        fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
        return Response(ShareMade(**fields, secret=made.secret, refused=refused), status=201)

    def _refused(self, refused: Sequence[JudgedMember]) -> list[Any]:
        records = records_of([each.decision for each in refused], self.viewer)
        return [decision_answer(each.decision, records, decision_id=each.settled.stored.uuid) for each in refused]


class ShareView(ApiView):
    @operation(
        "Read a share",
        Access.READ,
        answers={200: Says(ShareAnswer, "The link, without its secret.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, share_id: UUID) -> Response:
        return Response(share_answer(find_share(self, share_id)))

    @operation(
        "End a share",
        Access.WRITE,
        answers={204: Says(None, "Ended for everybody, at once; twice is once.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, share_id: UUID) -> HttpResponse:
        end_share(find_share(self, share_id), by=self.user, at=timezone.now())
        return no_content()


def own_shares(view: ApiView) -> "QuerySet[Share]":
    """Links of organizations in which the asker edits."""
    ids = None if view.viewer.sees_all else view.viewer.organizations_as(Role.EDITOR)
    return shares_of(ids).annotate(accepted=Count("acceptances", distinct=True))


def find_share(view: ApiView, share_id: UUID) -> Share:
    found = own_shares(view).filter(uuid=share_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def share_answer(row: Any) -> ShareAnswer:
    return ShareAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        title=row.title,
        audience=row.audience,
        assets=_assets(row),
        until_on=row.until_on,
        created_at=row.created_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because or None,
        acceptances=row.accepted,
    )


def _assets(row: Any) -> list[UUID]:
    """Pictures once each, also when a print shop gets one on several products."""
    bundled = [item for bundle in row.bundles.all() for item in bundle.items.all() if item.artwork_id is not None]
    return list(dict.fromkeys(each.asset.uuid for each in [*row.items.all(), *bundled]))
