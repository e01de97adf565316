"""Every address of the API."""

from django.urls import URLPattern, URLResolver, path

from api.v1.accounts.views import Accounts, AccountView
from api.v1.artworks.printing import ArtworkReport, CampaignPrintBundle
from api.v1.artworks.views import ArtworkPicture, ArtworkPreflight, ArtworkView, CampaignArtworks
from api.v1.assets.originals import OriginalContent, OriginalRestoring, Originals, OriginalsPreview
from api.v1.assets.people import AssetPeople
from api.v1.assets.quarantined import QuarantinedList, QuarantinedOriginal
from api.v1.assets.views import AssetList, AssetRightsView, AssetView
from api.v1.attribution.views import Attribution
from api.v1.blocks.views import AssetBlocks, BlockLifting, BlockVersions
from api.v1.bundles.views import BundleContent, Bundles, BundleView
from api.v1.calendar.views import Calendar, CalendarFeeds, CalendarFeedView
from api.v1.campaigns.board import CampaignMotifs, MotifComments, MotifDecision, MotifView, MotifVoteView
from api.v1.campaigns.outcome import CampaignPublications, CampaignResults
from api.v1.campaigns.texts import CampaignTexts, CampaignTextView
from api.v1.campaigns.views import CampaignAsset, CampaignParticipant, Campaigns, CampaignView
from api.v1.captions.views import AssetCaptions
from api.v1.channel_renditions.views import (
    ChannelRenditionPicture,
    ChannelRenditions,
    ChannelRenditionView,
    RenditionPresets,
)
from api.v1.checks.views import Checks
from api.v1.collections.views import CollectionAsset, CollectionAssets, Collections, CollectionView
from api.v1.consents.views import ConsentEffectView, ConsentEvents, Consents, ConsentView
from api.v1.decisions.views import DecisionConfirming, DecisionMessages, DecisionResolving, Decisions, DecisionView
from api.v1.documentation.views import Documentation, SchemaView
from api.v1.documents.views import DocumentContent, Documents, DocumentView
from api.v1.downloads.views import DownloadContent, Downloads, DownloadView
from api.v1.drop.public import (
    Drop,
    DropAccepting,
    DropBoxFiles,
    DropFileAbort,
    DropFileComplete,
    DropFileParts,
)
from api.v1.drop.views import DropBoxEnd, DropBoxes
from api.v1.exchange.views import AssetOdrl, AssetSchemaOrg
from api.v1.grants.views import (
    GrantAmendment,
    GrantInForce,
    GrantRevocation,
    Grants,
    GrantVersionList,
    GrantView,
)
from api.v1.history.views import AssetHistory
from api.v1.imports.views import ImportApplication, ImportRowsView, Imports, ImportTemplate, ImportView
from api.v1.licenses.views import Licenses, LicenseView
from api.v1.organizations.views import Organizations, OrganizationView
from api.v1.permissions.views import PermissionRevocation, Permissions
from api.v1.persons.views import PersonErasure, PersonExport, Persons, PersonView
from api.v1.presets.views import RightsPresetsView
from api.v1.products.views import ProductsView
from api.v1.publications.views import PublicationAddress, PublicationExport, Publications, PublicationView
from api.v1.renditions.views import AssetRendition
from api.v1.rights.views import RightsBatch
from api.v1.rules.views import PolicyView, RuleEnd, Rules, RuleView
from api.v1.saved_searches.views import SavedSearchList, SavedSearchSeen, SavedSearchView
from api.v1.search.views import Alike, Search, SearchClusters, Similar, Suggest
from api.v1.session.views import SessionView
from api.v1.shares.printing import CampaignPrintShare
from api.v1.shares.public import (
    Shared,
    SharedAcceptance,
    SharedArtwork,
    SharedCopies,
    SharedCopyContent,
    SharedCopyView,
    SharedRendition,
    SharedReport,
)
from api.v1.shares.views import Shares, ShareView
from api.v1.sources.views import (
    SourceConnection,
    SourceEvents,
    SourcePause,
    SourceRuns,
    Sources,
    SourceScan,
    SourceView,
)
from api.v1.status.views import Status
from api.v1.synonyms.views import Synonyms, SynonymVersionList
from api.v1.tasks.views import (
    TaskAddressCheck,
    TaskAssignment,
    TaskCompletion,
    TaskReopening,
    Tasks,
    TasksSummary,
    TaskView,
)
from api.v1.tokens.views import Tokens, TokenView
from api.v1.uploads.details import DraftFileView, UploadTile
from api.v1.uploads.drafts import Drafts, DraftView
from api.v1.uploads.files import UploadFiles
from api.v1.uploads.parts import FileAbort, FileComplete, FileParts, PartPut
from api.v1.uploads.taking import DraftTaking
from api.v1.verdicts.views import Verdicts
from api.v1.versions.views import Versions
from api.v1.vocabulary.views import VocabularyView
from api.v1.webhooks.views import WebhookAssets, WebhookResumption, Webhooks, WebhookView

urlpatterns: list[URLPattern | URLResolver] = [
    path("session", SessionView.as_view()),
    path("vocabulary", VocabularyView.as_view()),
    path("assets", AssetList.as_view()),
    path("assets/search", Search.as_view()),
    path("assets/search/clusters", SearchClusters.as_view()),
    path("saved-searches", SavedSearchList.as_view()),
    path("saved-searches/<uuid:search_id>", SavedSearchView.as_view()),
    path("saved-searches/<uuid:search_id>/seen", SavedSearchSeen.as_view()),
    path("assets/<uuid:asset_id>", AssetView.as_view(), name="asset"),
    path("assets/<uuid:asset_id>/rights", AssetRightsView.as_view()),
    path("assets/<uuid:asset_id>/renditions/<str:preset>", AssetRendition.as_view(), name="asset-rendition"),
    path("assets/<uuid:asset_id>/channel-renditions", ChannelRenditions.as_view()),
    path("assets/<uuid:asset_id>/captions/<str:language>", AssetCaptions.as_view()),
    path("assets/<uuid:asset_id>/similar", Similar.as_view()),
    path("assets/<uuid:asset_id>/alike", Alike.as_view()),
    path("rendition-presets", RenditionPresets.as_view()),
    path("channel-renditions/<uuid:rendition_id>", ChannelRenditionView.as_view()),
    path(
        "channel-renditions/<uuid:rendition_id>/picture",
        ChannelRenditionPicture.as_view(),
        name="channel-rendition-picture",
    ),
    path("assets/<uuid:asset_id>/attribution", Attribution.as_view()),
    path("assets/<uuid:asset_id>/people", AssetPeople.as_view()),
    path("assets/<uuid:asset_id>/versions", Versions.as_view()),
    path("assets/<uuid:asset_id>/originals", Originals.as_view()),
    path("assets/<uuid:asset_id>/originals/preview", OriginalsPreview.as_view()),
    path("assets/<uuid:asset_id>/originals/<int:number>/restore", OriginalRestoring.as_view()),
    path("assets/<uuid:asset_id>/originals/<int:number>/content", OriginalContent.as_view()),
    path("assets/<uuid:asset_id>/quarantined-original", QuarantinedOriginal.as_view()),
    path("quarantined-originals", QuarantinedList.as_view()),
    path("assets/<uuid:asset_id>/odrl", AssetOdrl.as_view()),
    path("assets/<uuid:asset_id>/schema-org", AssetSchemaOrg.as_view()),
    path("assets/<uuid:asset_id>/blocks", AssetBlocks.as_view()),
    path("assets/<uuid:asset_id>/history", AssetHistory.as_view()),
    path("blocks/<uuid:block_id>/lift", BlockLifting.as_view()),
    path("blocks/<uuid:block_id>/versions", BlockVersions.as_view()),
    path("imports", Imports.as_view()),
    path("imports/template/<str:kind>.csv", ImportTemplate.as_view()),
    path("imports/<uuid:import_id>", ImportView.as_view()),
    path("imports/<uuid:import_id>/rows", ImportRowsView.as_view()),
    path("imports/<uuid:import_id>/apply", ImportApplication.as_view()),
    path("permissions", Permissions.as_view()),
    path("permissions/<uuid:permission_id>/revoke", PermissionRevocation.as_view()),
    path("rules", Rules.as_view()),
    path("rules/<uuid:rule_id>", RuleView.as_view()),
    path("rules/<uuid:rule_id>/end", RuleEnd.as_view()),
    path("organizations/<uuid:organization_id>/policy", PolicyView.as_view()),
    path("suggest", Suggest.as_view()),
    path("synonyms", Synonyms.as_view()),
    path("synonyms/versions", SynonymVersionList.as_view()),
    path("checks", Checks.as_view()),
    path("sources", Sources.as_view()),
    path("sources/<uuid:source_id>", SourceView.as_view()),
    path("sources/<uuid:source_id>/scan", SourceScan.as_view()),
    path("sources/<uuid:source_id>/pause", SourcePause.as_view()),
    path("sources/<uuid:source_id>/test", SourceConnection.as_view()),
    path("sources/<uuid:source_id>/runs", SourceRuns.as_view()),
    path("sources/<uuid:source_id>/events", SourceEvents.as_view()),
    path("rights-presets", RightsPresetsView.as_view()),
    path("uploads", Drafts.as_view()),
    path("uploads/<uuid:draft_id>", DraftView.as_view()),
    path("uploads/<uuid:draft_id>/files", UploadFiles.as_view()),
    path("uploads/<uuid:draft_id>/files/<uuid:file_id>", DraftFileView.as_view()),
    path("uploads/<uuid:draft_id>/files/<uuid:file_id>/tile", UploadTile.as_view(), name="upload-tile"),
    path("uploads/<uuid:draft_id>/files/<uuid:file_id>/parts", FileParts.as_view()),
    path("uploads/<uuid:draft_id>/files/<uuid:file_id>/complete", FileComplete.as_view()),
    path("uploads/<uuid:draft_id>/files/<uuid:file_id>/abort", FileAbort.as_view()),
    path("parts/<str:token>", PartPut.as_view()),
    path("uploads/<uuid:draft_id>/take-over", DraftTaking.as_view()),
    path("drop-boxes", DropBoxes.as_view()),
    path("drop-boxes/<uuid:box_id>/end", DropBoxEnd.as_view()),
    path("drop/<str:token>", Drop.as_view()),
    path("drop/<str:token>/accept", DropAccepting.as_view()),
    path("drop/<str:token>/files", DropBoxFiles.as_view()),
    path("drop/<str:token>/files/<uuid:file_id>/parts", DropFileParts.as_view()),
    path("drop/<str:token>/files/<uuid:file_id>/complete", DropFileComplete.as_view()),
    path("drop/<str:token>/files/<uuid:file_id>/abort", DropFileAbort.as_view()),
    path("downloads", Downloads.as_view()),
    path("downloads/<uuid:download_id>", DownloadView.as_view()),
    path("downloads/<uuid:download_id>/content", DownloadContent.as_view(), name="download-content"),
    path("bundles", Bundles.as_view()),
    path("bundles/<uuid:bundle_id>", BundleView.as_view()),
    path("bundles/<uuid:bundle_id>/content", BundleContent.as_view(), name="bundle-content"),
    path("shares", Shares.as_view()),
    path("shares/<uuid:share_id>", ShareView.as_view()),
    path("shared/<str:token>", Shared.as_view()),
    path("shared/<str:token>/acceptance", SharedAcceptance.as_view()),
    path(
        "shared/<str:token>/assets/<uuid:asset_id>/renditions/<str:preset>",
        SharedRendition.as_view(),
        name="shared-rendition",
    ),
    path(
        "shared/<str:token>/artworks/<uuid:artwork_id>/pictures/<str:kind>",
        SharedArtwork.as_view(),
        name="shared-artwork",
    ),
    path("shared/<str:token>/artworks/<uuid:artwork_id>/preflight.pdf", SharedReport.as_view(), name="shared-report"),
    path("shared/<str:token>/copies", SharedCopies.as_view()),
    path("shared/<str:token>/copies/<uuid:copy_id>", SharedCopyView.as_view()),
    path("shared/<str:token>/copies/<uuid:copy_id>/content", SharedCopyContent.as_view(), name="shared-copy-content"),
    path("verdicts", Verdicts.as_view()),
    path("webhooks", Webhooks.as_view()),
    path("webhooks/<uuid:webhook_id>", WebhookView.as_view()),
    path("webhooks/<uuid:webhook_id>/assets", WebhookAssets.as_view()),
    path("webhooks/<uuid:webhook_id>/resume", WebhookResumption.as_view()),
    path("campaigns", Campaigns.as_view()),
    path("campaigns/<uuid:campaign_id>", CampaignView.as_view()),
    path("campaigns/<uuid:campaign_id>/participants/<uuid:organization_id>", CampaignParticipant.as_view()),
    path("campaigns/<uuid:campaign_id>/assets/<uuid:asset_id>", CampaignAsset.as_view()),
    path("campaigns/<uuid:campaign_id>/artworks", CampaignArtworks.as_view()),
    path("campaigns/<uuid:campaign_id>/print-bundle", CampaignPrintBundle.as_view()),
    path("campaigns/<uuid:campaign_id>/print-share", CampaignPrintShare.as_view()),
    path("campaigns/<uuid:campaign_id>/texts", CampaignTexts.as_view()),
    path("campaigns/<uuid:campaign_id>/motifs", CampaignMotifs.as_view()),
    path("campaigns/<uuid:campaign_id>/results", CampaignResults.as_view()),
    path("campaigns/<uuid:campaign_id>/publications", CampaignPublications.as_view()),
    path("campaign-texts/<uuid:text_id>", CampaignTextView.as_view()),
    path("motifs/<uuid:motif_id>", MotifView.as_view()),
    path("motifs/<uuid:motif_id>/vote", MotifVoteView.as_view()),
    path("motifs/<uuid:motif_id>/decide", MotifDecision.as_view()),
    path("motifs/<uuid:motif_id>/comments", MotifComments.as_view()),
    path("products", ProductsView.as_view()),
    path("artworks/<uuid:artwork_id>", ArtworkView.as_view()),
    path("artworks/<uuid:artwork_id>/preflight", ArtworkPreflight.as_view()),
    path("artworks/<uuid:artwork_id>/preflight.pdf", ArtworkReport.as_view(), name="artwork-report"),
    path("artworks/<uuid:artwork_id>/pictures/<str:kind>", ArtworkPicture.as_view(), name="artwork-picture"),
    path("collections", Collections.as_view()),
    path("collections/<uuid:collection_id>", CollectionView.as_view()),
    path("collections/<uuid:collection_id>/assets", CollectionAssets.as_view()),
    path("collections/<uuid:collection_id>/assets/<uuid:asset_id>", CollectionAsset.as_view()),
    path("organizations", Organizations.as_view()),
    path("organizations/<uuid:organization_id>", OrganizationView.as_view()),
    path("licenses", Licenses.as_view()),
    path("licenses/<str:code>", LicenseView.as_view()),
    path("persons", Persons.as_view()),
    path("persons/<uuid:person_id>", PersonView.as_view()),
    path("persons/<uuid:person_id>/export", PersonExport.as_view()),
    path("persons/<uuid:person_id>/erase", PersonErasure.as_view()),
    path("consents", Consents.as_view()),
    path("consents/<uuid:consent_id>", ConsentView.as_view()),
    path("consents/<uuid:consent_id>/effect", ConsentEffectView.as_view()),
    path("consents/<uuid:consent_id>/events", ConsentEvents.as_view()),
    path("documents", Documents.as_view()),
    path("documents/<uuid:document_id>", DocumentView.as_view()),
    path("documents/<uuid:document_id>/content", DocumentContent.as_view()),
    path("grants", Grants.as_view()),
    path("grants/<uuid:grant_id>", GrantView.as_view()),
    path("grants/<uuid:grant_id>/revoke", GrantRevocation.as_view()),
    path("grants/<uuid:grant_id>/amend", GrantAmendment.as_view()),
    path("grants/<uuid:grant_id>/versions", GrantVersionList.as_view()),
    path("grants/<uuid:grant_id>/in-force", GrantInForce.as_view()),
    path("decisions", Decisions.as_view()),
    path("decisions/<uuid:decision_id>", DecisionView.as_view()),
    path("decisions/<uuid:decision_id>/resolve", DecisionResolving.as_view()),
    path("decisions/<uuid:decision_id>/confirm", DecisionConfirming.as_view()),
    path("decisions/<uuid:decision_id>/messages", DecisionMessages.as_view()),
    path("rights/batch", RightsBatch.as_view()),
    path("publications", Publications.as_view()),
    path("publications/export.csv", PublicationExport.as_view()),
    path("publications/export", PublicationExport.as_view(schema=None)),
    path("publications/address", PublicationAddress.as_view()),
    path("publications/<uuid:publication_id>", PublicationView.as_view()),
    path("tasks", Tasks.as_view()),
    path("tasks/summary", TasksSummary.as_view()),
    path("tasks/<uuid:task_id>", TaskView.as_view()),
    path("tasks/<uuid:task_id>/assign", TaskAssignment.as_view()),
    path("tasks/<uuid:task_id>/complete", TaskCompletion.as_view()),
    path("tasks/<uuid:task_id>/reopen", TaskReopening.as_view()),
    path("tasks/<uuid:task_id>/check-address", TaskAddressCheck.as_view()),
    path("accounts", Accounts.as_view()),
    path("accounts/<uuid:account_id>", AccountView.as_view()),
    path("calendar-feeds", CalendarFeeds.as_view()),
    path("calendar-feeds/<uuid:feed_id>", CalendarFeedView.as_view()),
    path("calendar/<str:secret>.ics", Calendar.as_view()),
    path("tokens", Tokens.as_view()),
    path("tokens/<uuid:token_id>", TokenView.as_view()),
    path("status", Status.as_view()),
    path("schema", SchemaView.as_view(), name="schema"),
    path("docs", Documentation.as_view(), name="documentation"),
]
