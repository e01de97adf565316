"""Accounts on channels: read inside their organization, kept by its administrators and rights managers."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.problems import Problem
from api.requests import StrictSerializer, read_body, read_query
from api.v1.accounts.answers import AccountAnswer, AccountList
from api.v1.assets.answers import Named
from api.views import ApiView, no_content
from assets import audit
from assets.models import Organization, Role, User
from assets.viewer import Viewer
from licensing.models import ChannelAccount
from licensing.rights import Channel


class AccountQuery(StrictSerializer):
    organization = serializers.UUIDField(required=False, help_text="Only the accounts of this organization.")


class AccountBody(StrictSerializer):
    """A new account."""

    organization = serializers.UUIDField(help_text="Whose it is: where the asker manages rights.")
    channel = serializers.ChoiceField(choices=[each.value for each in Channel], help_text="Code of the vocabulary.")
    name = serializers.CharField(max_length=200, help_text="For people, for example @stadt.")
    url = serializers.RegexField(
        r"^https?://[^\s]+$",
        required=False,
        allow_blank=True,
        max_length=500,
        help_text="Addresses that begin so belong to it.",
    )


class Accounts(ApiView):
    @operation(
        "List accounts",
        Access.READ,
        parameters=[AccountQuery],
        answers={200: Says(AccountList, "The accounts of the asker's organizations that are in use.")},
    )
    def get(self, request: Request) -> Response:
        rows = accounts_visible_to(self.viewer).filter(ended_at__isnull=True)
        wanted = read_query(request, AccountQuery).get("organization")
        if wanted is not None:
            rows = rows.filter(organization__uuid=wanted)
        return Response(AccountList(results=[_answer(each) for each in rows]))

    @operation(
        "Add an account",
        Access.RIGHTS,
        request=AccountBody,
        answers={201: Says(AccountAnswer, "The account.")},
        problems=["not-permitted", "already-exists"],
        rate="write",
        idempotent=True,
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, AccountBody)
        organization = organization_to_write(values.pop("organization"), Role.RIGHTS_MANAGER, self.viewer)
        return once(request, self.user, lambda: Response(_answer(_made(values, organization, self.user)), status=201))


class AccountView(ApiView):
    @operation(
        "End an account",
        Access.RIGHTS,
        answers={204: Says(None, "Not offered any more; what was posted on it keeps its name.")},
        problems=["not-found", "not-permitted", "csrf-failed"],
        rate="write",
    )
    def delete(self, _request: Request, account_id: UUID) -> HttpResponse:
        account = accounts_visible_to(self.viewer).filter(uuid=account_id).first()
        if account is None:
            raise Problem("not-found")
        if not self.viewer.holds(Role.RIGHTS_MANAGER, account.organization_id):
            raise Problem("not-permitted")
        _end(account, self.user)
        return no_content()


def accounts_visible_to(viewer: Viewer) -> "QuerySet[ChannelAccount]":
    rows = ChannelAccount.objects.select_related("organization").order_by("organization__name", "channel", "name")
    return rows if viewer.sees_all else rows.filter(organization_id__in=viewer.organization_ids)


@transaction.atomic
def _made(values: dict[str, str], organization: Organization, by: User) -> ChannelAccount:
    """One that was ended under the same name is in use again."""
    known = ChannelAccount.objects.filter(organization=organization, channel=values["channel"], name=values["name"])
    if known.filter(ended_at__isnull=False).update(ended_at=None, url=values.get("url", "")):
        account = known.select_related("organization").get()
    else:
        account = _new(values, organization)
    _audit("account.added", account, by)
    return account


def _new(values: dict[str, str], organization: Organization) -> ChannelAccount:
    try:
        with transaction.atomic():
            return ChannelAccount.objects.create(organization=organization, **values)
    except IntegrityError as error:
        raise Problem("already-exists") from error


@transaction.atomic
def _end(account: ChannelAccount, by: User) -> None:
    if ChannelAccount.objects.filter(pk=account.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        _audit("account.ended", account, by)


def _audit(action: str, account: ChannelAccount, by: User) -> None:
    audit.record(action, actor=str(by.uuid), object_kind="account", object_id=str(account.uuid))


def _answer(account: ChannelAccount) -> AccountAnswer:
    return AccountAnswer(
        id=account.uuid,
        organization=Named(id=account.organization.uuid, name=account.organization.name),
        channel=account.channel,
        name=account.name,
        url=account.url,
    )
