"""Addresses that are told when an answer changes: kept by the administrators of an organization."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem, field_problem
from api.questions import QuestionBody, asked_of
from api.requests import StrictSerializer, read_body, read_query
from api.v1.assets.answers import Named
from api.views import ApiView, no_content
from assets.models import Asset, Organization, Role
from licensing.models import Webhook
from licensing.rights import Channel
from licensing.services.verdicts import ids_of, short_answers
from licensing.services.webhooks import (
    MOST_WEBHOOKS,
    end_webhook,
    question_today,
    register_webhook,
    resume_webhook,
    watch,
)

_NO_ASSET = UUID(int=0)


class WebhookBody(StrictSerializer):
    """Where to send what."""

    organization = serializers.UUIDField(help_text="An organization that the asker administers.")
    url = serializers.CharField(max_length=500, help_text="https address of the receiver.")
    question = QuestionBody(help_text="Whose answer is watched; the channel is the website when none is named.")


class WatchBody(StrictSerializer):
    """Assets to watch."""

    assets = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=500, help_text="Ids of the assets."
    )


class WebhookAnswer(Answer, frozen=True):
    """A webhook, without its secret."""

    id: Annotated[UUID, about("Identifies the webhook.")]
    organization: Annotated[Named, about("Whose it is.")]
    url: Annotated[str, about("Where messages go.")]
    channel: Annotated[str, about("Channel of the watched question.")]
    purpose: Annotated[str, about("Purpose of the watched question.")]
    watched: Annotated[int, about("How many assets it watches.")]
    waiting: Annotated[int, about("How many messages wait to be delivered.")]
    created_at: Annotated[datetime, about("When it was registered.")]
    disabled_at: Annotated[datetime | None, about("When it was switched off after too many failures.")]
    disabled_because: Annotated[str | None, about("Why, in a sentence.")]


class NewWebhook(WebhookAnswer, frozen=True):
    """A new webhook, with its secret."""

    secret: Annotated[str | None, about("Shown this once; null when the answer is repeated for an Idempotency-Key.")]


class WebhookPage(Answer, frozen=True):
    """One page of webhooks."""

    results: Annotated[list[WebhookAnswer], about("Those of organizations that the asker administers, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class Webhooks(ApiView):
    @operation(
        "List webhooks",
        Access.SESSION,
        parameters=[PageQuery],
        answers={200: Says(WebhookPage, "One page of webhooks.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        page = page_of(own_webhooks(self), Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(WebhookPage(results=[_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Register a webhook",
        Access.SESSION,
        request=WebhookBody,
        answers={201: Says(NewWebhook, "The webhook; its secret is shown this once.")},
        problems=["not-permitted", "address-refused", "evidence-unavailable"],
        rate="write",
        idempotent=True,
        description="Messages go to public https addresses only, signed with HMAC-SHA256; see docs/integration.md.",
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, WebhookBody)
        organization = organization_to_write(values["organization"], Role.ADMINISTRATOR, self.viewer)
        if Webhook.objects.filter(organization=organization).count() >= MOST_WEBHOOKS:
            raise field_problem("organization", f"Höchstens {MOST_WEBHOOKS} je Organisation.", code="max_length")
        create = lambda: self._create(values, organization)  # noqa: E731  # run once, below
        return once(request, self.user, create, secret="secret")  # noqa: S106  # a field's name

    def _create(self, values: dict[str, Any], organization: Organization) -> Response:
        asked = asked_of(
            {**values["question"], "asking_organization": organization.uuid}, self.viewer, channel=Channel.WEBSITE.value
        )
        assert asked is not None  # noqa: S101  # the channel has a default
        made, secret = register_webhook(
            values["url"], asked.about(_NO_ASSET), organization=organization, by=self.user, at=timezone.now()
        )
        shown = _answer(find_webhook(self, made.uuid))
        fields = {name: getattr(shown, name) for name in shown.__struct_fields__}
        return Response(NewWebhook(**fields, secret=secret), status=201)


class WebhookView(ApiView):
    @operation(
        "End a webhook",
        Access.SESSION,
        answers={204: Says(None, "Ended; nothing more is sent.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, webhook_id: UUID) -> HttpResponse:
        end_webhook(find_webhook(self, webhook_id), by=self.user)
        return no_content()


class WebhookResumption(ApiView):
    @operation(
        "Resume a webhook",
        Access.SESSION,
        answers={200: Says(WebhookAnswer, "Switched on again; what changed meanwhile is told.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def post(self, _request: Request, webhook_id: UUID) -> Response:
        resume_webhook(find_webhook(self, webhook_id), by=self.user, at=timezone.now())
        return Response(_answer(find_webhook(self, webhook_id)))


class WebhookAssets(ApiView):
    @operation(
        "Watch assets",
        Access.SESSION,
        request=WatchBody,
        answers={200: Says(WebhookAnswer, "They are watched from the answer of this moment.")},
        problems=["not-found"],
        rate="write",
    )
    def post(self, request: Request, webhook_id: UUID) -> Response:
        webhook, now = find_webhook(self, webhook_id), timezone.now()
        wanted = set(read_body(request, WatchBody)["assets"])
        seen = ids_of(Asset.objects.visible_to(self.viewer).filter(uuid__in=wanted).values_list("uuid", "pk"))
        if len(seen) != len(wanted):
            raise Problem("not-found")
        answers = short_answers(question_today(webhook, at=now), seen, at=now)
        watch([webhook], {seen[uuid]: answer for uuid, answer in answers.items()})
        return Response(_answer(find_webhook(self, webhook_id)))


def own_webhooks(view: ApiView) -> "QuerySet[Webhook]":
    """Webhooks of organizations that the asker administers."""
    rows = Webhook.objects.select_related("organization").annotate(
        watched=Count("watches", distinct=True),
        waiting=Count("deliveries", filter=Q(deliveries__state="waiting"), distinct=True),
    )
    if view.viewer.sees_all:
        return rows
    return rows.filter(organization_id__in=view.viewer.organizations_as(Role.ADMINISTRATOR))


def find_webhook(view: ApiView, webhook_id: UUID) -> Webhook:
    found = own_webhooks(view).filter(uuid=webhook_id).first()
    if found is None:
        raise Problem("not-found")
    return found


def _answer(row: Any) -> WebhookAnswer:
    return WebhookAnswer(
        id=row.uuid,
        organization=Named(id=row.organization.uuid, name=row.organization.name),
        url=row.url,
        channel=row.question["channel"],
        purpose=row.question["purpose"],
        watched=row.watched,
        waiting=row.waiting,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_because=row.disabled_because or None,
    )
