"""Keys for programs: made, listed and ended by their owner in a session, never by a token (security rule 13)."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, PageQuery, page_of
from api.problems import Problem
from api.requests import StrictSerializer, read_body, read_query
from api.views import ApiView, no_content
from assets import audit
from assets.models import ApiToken

LONGEST_DAYS: Final = 365


class TokenBody(StrictSerializer):
    """A new token."""

    name = serializers.CharField(max_length=100, help_text="What it is for.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=[each.value for each in ApiToken.Scope]),
        min_length=1,
        max_length=10,
        help_text="read, check, download, write, rights: never more than its owner may do at the time of use.",
    )
    days = serializers.IntegerField(
        min_value=1, max_value=LONGEST_DAYS, default=90, help_text="Days until it expires, a year at most."
    )


class TokenAnswer(Answer, frozen=True):
    """A token, without its secret."""

    id: Annotated[UUID, about("Identifies the token.")]
    name: Annotated[str, about("What it is for.")]
    scopes: Annotated[list[str], about("What it may be used for.")]
    created_at: Annotated[datetime, about("When it was made.")]
    expires_at: Annotated[datetime, about("When it ends by itself.")]
    used_at: Annotated[datetime | None, about("Last use, to five minutes.")]


class NewToken(TokenAnswer, frozen=True):
    """A new token, with its secret."""

    secret: Annotated[str | None, about("Shown this once; null when the answer is repeated for an Idempotency-Key.")]


class TokenPage(Answer, frozen=True):
    """One page of tokens."""

    results: Annotated[list[TokenAnswer], about("The asker's tokens in force, newest first.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class Tokens(ApiView):
    @operation(
        "List tokens",
        Access.SESSION,
        parameters=[PageQuery],
        answers={200: Says(TokenPage, "One page of the asker's own tokens.")},
    )
    def get(self, request: Request) -> Response:
        paging = read_query(request, PageQuery)
        rows = ApiToken.objects.filter(user=self.user, revoked_at__isnull=True)
        page = page_of(rows, Order("-created_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(TokenPage(results=[_answer(each) for each in page.rows], next=page.next))

    @operation(
        "Create a token",
        Access.SESSION,
        request=TokenBody,
        answers={201: Says(NewToken, "The token; its secret is shown this once.")},
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, TokenBody)
        return once(request, self.user, lambda: self._create(values), secret="secret")  # noqa: S106  # a field's name

    def _create(self, values: dict[str, Any]) -> Response:
        secret, now = ApiToken.new_secret(), timezone.now()
        token = ApiToken.objects.create(
            user=self.user,
            name=values["name"],
            secret_hash=ApiToken.hash_of(secret),
            scopes=sorted(set(values["scopes"])),
            created_at=now,
            expires_at=now + timedelta(days=values["days"]),
        )
        audit.record(
            "token.created",
            actor=str(self.user.uuid),
            object_kind="token",
            object_id=str(token.uuid),
            data={"scopes": token.scopes},
        )
        shown = _answer(token)
        return Response(
            NewToken(
                id=shown.id,
                name=shown.name,
                scopes=shown.scopes,
                created_at=shown.created_at,
                expires_at=shown.expires_at,
                used_at=None,
                secret=secret,
            ),
            status=201,
        )


class TokenView(ApiView):
    @operation(
        "End a token",
        Access.SESSION,
        answers={204: Says(None, "Ended; every further use is refused.")},
        problems=["not-found", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, token_id: UUID) -> HttpResponse:
        tokens = ApiToken.objects.filter(user=self.user, uuid=token_id, revoked_at__isnull=True)
        if not tokens.update(revoked_at=timezone.now()):
            raise Problem("not-found")
        audit.record("token.ended", actor=str(self.user.uuid), object_kind="token", object_id=str(token_id))
        return no_content()


def _answer(row: ApiToken) -> TokenAnswer:
    return TokenAnswer(
        id=row.uuid,
        name=row.name,
        scopes=list(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
