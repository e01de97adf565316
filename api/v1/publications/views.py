"""The ledger: own uses whole, what others posted of visible pictures by channel and day; entered by contributors."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.filtering import filter_rows, list_parameters
from api.holding import organization_to_write
from api.idempotency import once
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem
from api.requests import read_body, read_query
from api.v1.assets.answers import Named
from api.v1.assets.lookups import find_asset
from api.v1.downloads.views import refusal
from api.v1.publications.answers import PublicationAnswer, PublicationDetail, PublicationPage, RecognizedAddress
from api.v1.publications.export import csv_lines
from api.v1.publications.filters import PublicationFilter
from api.v1.publications.reads import answers_of, detail_of, find_publication, listed
from api.v1.publications.serializers import AddressQuery, PublicationBody, PublicationChanges
from api.v1.publications.writing import asked_use, campaign_of, changed, record_of, with_purpose
from api.views import ApiView
from assets.models import Asset, Role
from assets.viewer import Viewer
from licensing.models import Publication
from licensing.posted import publications_visible_to
from licensing.services.addresses import recognize
from licensing.services.campaigns import link_publication
from licensing.services.decisions import NotReleased
from licensing.services.publications import record_use

ORDERINGS: Final = ("-from_on", "from_on", "-recorded_at")
MOST_EXPORTED: Final = 20_000
_STEP: Final = 500


class Publications(ApiView):
    @operation(
        "List publications",
        Access.READ,
        parameters=list_parameters(PublicationFilter, ORDERINGS),
        answers={200: Says(PublicationPage, "One page of the ledger, newest first.")},
    )
    def get(self, request: Request) -> Response:
        rows, paging = filter_rows(
            PublicationFilter,
            request,
            listed(publications_visible_to(self.viewer)),
            viewer=self.viewer,
            ordering=ORDERINGS,
        )
        page = page_of(rows, Order(paging["ordering"]), size=paging["page_size"], cursor=paging.get("cursor"))
        return Response(PublicationPage(results=answers_of(page.rows, self.viewer), next=page.next))

    @operation(
        "Record a publication",
        Access.WRITE,
        request=PublicationBody,
        answers={201: Says(PublicationDetail, "Entered, with the decision that was taken and kept.")},
        problems=["not-found", "not-permitted", "not-released", "field-invalid"],
        rate="write",
        idempotent=True,
        description="Without a release nothing is entered but what is already online: that is due for removal at once. "
        "What is planned needs none yet. Channel and account follow from the address.",
    )
    def post(self, request: Request) -> HttpResponse:
        values = read_body(request, PublicationBody)
        asked = asked_use(values, self.viewer)
        asset = find_asset(Asset.objects.visible_to(self.viewer), values["asset"])
        asked = with_purpose(asked, values, asset)
        now = timezone.now()
        record = record_of(values, asked, at=now)
        organization = asked.organization
        assert organization is not None  # noqa: S101  # see asked_use
        campaign = campaign_of(values, organization, self.viewer)

        def create() -> HttpResponse:
            made = record_use(asset, asked.about(asset.uuid), record, organization=organization, by=self.user, at=now)
            if isinstance(made, NotReleased):
                return refusal(made.decision, self.viewer)
            if campaign is not None:
                link_publication(made, campaign)
            return Response(detail_of(find_publication(made.uuid, self.viewer), self.viewer), status=201)

        return once(request, self.user, create)


class PublicationView(ApiView):
    @operation(
        "Read a publication",
        Access.READ,
        answers={200: Says(PublicationDetail, "The use, with how it was judged over time.")},
        problems=["not-found"],
    )
    def get(self, _request: Request, publication_id: UUID) -> Response:
        return Response(detail_of(find_publication(publication_id, self.viewer), self.viewer))

    @operation(
        "Change a publication",
        Access.WRITE,
        request=PublicationChanges,
        answers={200: Says(PublicationDetail, "As it stands now.")},
        problems=["not-found", "not-permitted", "not-released", "wrong-state", "field-invalid"],
        rate="write",
    )
    def patch(self, request: Request, publication_id: UUID) -> HttpResponse:
        publication = find_publication(publication_id, self.viewer)
        if not self.viewer.holds(Role.CONTRIBUTOR, publication.organization_id):
            raise Problem("not-permitted")
        values = read_body(request, PublicationChanges, partial=True)
        answer = changed(publication, values, by=self.user, at=timezone.now())
        if isinstance(answer, NotReleased):
            return refusal(answer.decision, self.viewer)
        return Response(detail_of(find_publication(publication_id, self.viewer), self.viewer))


class PublicationExport(ApiView):
    @operation(
        "Export publications",
        Access.READ,
        parameters=list_parameters(PublicationFilter, ORDERINGS),
        answers={200: Says(str, "CSV in UTF-8, separated by semicolons; at most 20,000 rows.", ("text/csv",))},
    )
    def get(self, request: Request) -> HttpResponse:
        rows, paging = filter_rows(
            PublicationFilter, request, publications_visible_to(self.viewer), viewer=self.viewer, ordering=ORDERINGS
        )
        ids = list(rows.order_by(*Order(paging["ordering"]).by()).values_list("pk", flat=True)[:MOST_EXPORTED])
        lines = csv_lines(_exported(ids, self.viewer))
        day = timezone.localdate().isoformat()
        headers = {"Content-Disposition": f'attachment; filename="veroeffentlichungen-{day}.csv"'}
        return HttpResponse("".join(lines), content_type="text/csv; charset=utf-8", headers=headers)


class PublicationAddress(ApiView):
    @operation(
        "Recognize an address",
        Access.READ,
        parameters=[AddressQuery],
        answers={200: Says(RecognizedAddress, "Channel and account that the address belongs to.")},
        problems=["not-permitted"],
    )
    def get(self, request: Request) -> Response:
        values = read_query(request, AddressQuery)
        organization = organization_to_write(values["organization"], Role.VIEWER, self.viewer)
        found = recognize(values["url"], organization)
        if found is None:
            raise Problem("not-found")
        account = Named(id=found.account.uuid, name=found.account.name) if found.account else None
        return Response(RecognizedAddress(channel=found.channel.value, account=account))


def _exported(ids: list[int], viewer: Viewer) -> Iterator[PublicationAnswer]:
    for start in range(0, len(ids), _STEP):
        batch: QuerySet[Publication] = listed(publications_visible_to(viewer).filter(pk__in=ids[start : start + _STEP]))
        found = {row.pk: row for row in batch}
        yield from answers_of([found[pk] for pk in ids[start : start + _STEP] if pk in found], viewer)
