"""An asset's rights as other programs read them: ODRL and schema.org, as JSON-LD."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.operations import Says, operation
from api.v1.assets.lookups import find_asset
from api.v1.assets.tiles import rendition_url
from api.v1.grants.reads import grants_visible_to
from api.views import ApiView
from assets.models import Asset, Organization
from assets.viewer import Viewer
from licensing.exchange.odrl import Reader, odrl_document
from licensing.exchange.schema_org import Described, image_object
from licensing.facts import facts_for
from licensing.rights import Facts

JSON_LD = "application/ld+json"


class AssetOdrl(ApiView):
    @operation(
        "Read an asset's rights as ODRL",
        Access.READ,
        answers={200: Says(OpenApiTypes.OBJECT, "ODRL 2.2 as JSON-LD; see docs/exchange.md.", (JSON_LD,))},
        problems=["not-found"],
        description="Only what is certain. Agreements are told to the organization that keeps them, and to assignees.",
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        facts = facts_for([asset.pk], organizations=())[asset.pk]
        reader = _reader(facts, self.viewer)
        document = odrl_document(facts, target=_page(request, asset), reader=reader)
        return Response(document, content_type=JSON_LD)


class AssetSchemaOrg(ApiView):
    @operation(
        "Read an asset as schema.org",
        Access.READ,
        answers={200: Says(OpenApiTypes.OBJECT, "An ImageObject as JSON-LD.", (JSON_LD,))},
        problems=["not-found"],
        description="For the page that shows it. The license is told only where one to the public is verified.",
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer).select_related("place", "original"), asset_id)
        facts = facts_for([asset.pk], organizations=())[asset.pk]
        return Response(image_object(facts, _described(asset, request)), content_type=JSON_LD)


def _page(request: Request, asset: Asset) -> str:
    """The address of the asset's page in the interface."""
    return str(request.build_absolute_uri(f"/bilder/{asset.uuid}"))


def _reader(facts: Facts, viewer: Viewer) -> Reader:
    """Who reads, and which of the asset's grants their organizations keep."""
    ids = [each.id for each in facts.grants]
    own = Organization.objects.filter(pk__in=viewer.organization_ids).values_list("uuid", flat=True)
    kept = grants_visible_to(viewer).filter(uuid__in=ids).values_list("uuid", flat=True)
    return Reader(frozenset(map(str, own)), frozenset(map(str, kept)), viewer.sees_all)


def _described(asset: Asset, request: Request) -> Described:
    """What may be said in public: no caption, for it may name people; no title that names one."""
    licensor: Any = asset.licensors[0] if asset.licensors else {}
    is_naming = any(name and name in f"{asset.title} {asset.headline}" for name in asset.persons_shown)
    return Described(
        kind=asset.kind,
        title="" if is_naming else asset.title,
        caption="" if is_naming else asset.headline,
        description=asset.alt_text if not any(name and name in asset.alt_text for name in asset.persons_shown) else "",
        place=asset.place.name if asset.place else "",
        created=asset.taken_at or (asset.taken_on.isoformat() if asset.taken_on else ""),
        content_url=str(request.build_absolute_uri(rendition_url(asset.uuid, "large"))),
        page=_page(request, asset),
        licensor_url=_http(str(licensor.get("url", ""))),
        web_statement=_http(asset.web_statement),
        digital_source_type=asset.digital_source_type,
    )


def _http(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
