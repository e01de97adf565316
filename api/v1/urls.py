"""Every address of the API."""

from django.urls import URLPattern, URLResolver, path

from api.v1.assets.views import AssetList, AssetRightsView, AssetView
from api.v1.documentation.views import Documentation, SchemaView
from api.v1.renditions.views import AssetRendition
from api.v1.session.views import SessionView

urlpatterns: list[URLPattern | URLResolver] = [
    path("session", SessionView.as_view()),
    path("assets", AssetList.as_view()),
    path("assets/<uuid:asset_id>", AssetView.as_view(), name="asset"),
    path("assets/<uuid:asset_id>/rights", AssetRightsView.as_view()),
    path("assets/<uuid:asset_id>/renditions/<str:preset>", AssetRendition.as_view(), name="asset-rendition"),
    path("schema", SchemaView.as_view(), name="schema"),
    path("docs", Documentation.as_view(), name="documentation"),
]
