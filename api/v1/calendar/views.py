"""Calendar feeds: made by a member in a session, read by a calendar with nothing but the secret address."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body
from api.v1.assets.answers import Named
from api.v1.calendar.answers import FeedAnswer, FeedList
from api.views import ApiView, no_content
from assets.models import Role, User
from licensing.calendar import calendar_of, create_feed, feed_of, revoke_feed
from licensing.models import CalendarFeed


class FeedBody(StrictSerializer):
    organization = serializers.UUIDField(help_text="Whose dates: one of the asker's organizations.")


class CalendarFeeds(ApiView):
    @operation(
        "List calendar feeds",
        Access.SESSION,
        answers={200: Says(FeedList, "The asker's own feeds, without their secrets.")},
    )
    def get(self, _request: Request) -> Response:
        return Response(FeedList(results=[_answer(each) for each in feeds_of(self.user)]))

    @operation(
        "Create a calendar feed",
        Access.SESSION,
        request=FeedBody,
        answers={201: Says(FeedAnswer, "The feed with its secret address, which is told only now.")},
        problems=["not-permitted"],
        rate="write",
    )
    def post(self, request: Request) -> HttpResponse:
        wanted = read_body(request, FeedBody)["organization"]
        organization = organization_to_write(wanted, Role.VIEWER, self.viewer)
        feed, secret = create_feed(organization, by=self.user, at=timezone.now())
        return Response(_answer(feed, secret), status=201)


class CalendarFeedView(ApiView):
    @operation(
        "Revoke a calendar feed",
        Access.SESSION,
        answers={204: Says(None, "Nobody reads it any more.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, feed_id: UUID) -> HttpResponse:
        feed = feeds_of(self.user).filter(uuid=feed_id).first()
        if feed is None:
            raise Problem("not-found")
        revoke_feed(feed, by=self.user, at=timezone.now())
        return no_content()


class Calendar(ApiView):
    @operation(
        "Read a calendar",
        Access.ANYBODY,
        answers={200: Says(str, "iCalendar: a whole-day event for each deadline.", ("text/calendar",))},
        problems=["not-found", "too-many-requests"],
        rate="shared",
        description="Without a session: the secret is the key, until it is revoked or its maker leaves.",
    )
    def get(self, _request: Request, secret: str) -> HttpResponse:
        feed = feed_of(secret, on=timezone.localdate())
        if feed is None:
            raise Problem("not-found")
        headers = {"Cache-Control": "private, max-age=900", "Content-Disposition": 'inline; filename="bildkreis.ics"'}
        return HttpResponse(
            calendar_of(feed.organization), content_type="text/calendar; charset=utf-8", headers=headers
        )


def feeds_of(user: User) -> "QuerySet[CalendarFeed]":
    rows = CalendarFeed.objects.filter(user=user, revoked_at__isnull=True)
    return rows.select_related("organization").order_by("-created_at", "-pk")


def _answer(feed: CalendarFeed, secret: str = "") -> FeedAnswer:
    return FeedAnswer(
        id=feed.uuid,
        organization=Named(id=feed.organization.uuid, name=feed.organization.name),
        created_at=feed.created_at,
        url=f"{settings.PUBLIC_URL}/api/v1/calendar/{secret}.ics" if secret else None,
    )
