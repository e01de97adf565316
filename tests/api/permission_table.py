"""Every operation of the API: which scope a token needs, which role a person, on which things, and how it is called.

`permission_rules.expected` says from a row alone what each cell must answer; nothing here is taken from the code
under test.
"""

from assets.models import Role
from tests.api import permission_calls as calls
from tests.api import permission_incoming as incoming
from tests.api.builders import NOWHERE
from tests.api.permission_calls import about, asset_at, captions, made_in, read, thing
from tests.api.permission_cast import Asker, Ownership
from tests.api.permission_own import OWN
from tests.api.permission_quarantine import QUARANTINE
from tests.api.permission_rules import Row
from tests.api.permission_world import ACCEPTED, SHIRT

EDITOR, CONTRIBUTOR, RIGHTS = Role.EDITOR, Role.CONTRIBUTOR, Role.RIGHTS_MANAGER

TABLE: dict[tuple[str, str], Row] = {
    ("get", "/assets"): Row("read", "none", read("/assets")),
    ("get", "/assets/search"): Row("read", "none", read("/assets/search?q=schloss")),
    ("get", "/assets/search/clusters"): Row("read", "none", read("/assets/search/clusters?zoom=9&places=1")),
    ("get", "/suggest"): Row("read", "none", read("/suggest?q=schl")),
    ("get", "/synonyms"): Row("read", "none", read("/synonyms?q=kita")),
    ("post", "/synonyms"): Row("session", "place", made_in("/synonyms", calls.SYNONYMS), Role.ADMINISTRATOR, 201),
    ("get", "/synonyms/versions"): Row("read", "none", read("/synonyms/versions?key=kita")),
    ("get", "/assets/{asset_id}"): Row("read", "asset", asset_at()),
    ("patch", "/assets/{asset_id}"): Row("write", "asset", asset_at(body={"headline": "Neu"}), EDITOR),
    ("put", "/assets/{asset_id}/rights"): Row("rights", "asset", asset_at("/rights", {"states": {"ai": "no"}}), RIGHTS),
    ("get", "/assets/{asset_id}/renditions/{preset}"): Row("read", "asset", asset_at("/renditions/tile")),
    ("get", "/rendition-presets"): Row("read", "none", read("/rendition-presets")),
    ("post", "/assets/{asset_id}/channel-renditions"): Row(
        "download", "asset", asset_at("/channel-renditions", {"preset": "facebook", "question": calls.WEB})
    ),
    ("get", "/channel-renditions/{rendition_id}"): Row("download", "asset", incoming.made()),
    ("get", "/channel-renditions/{rendition_id}/picture"): Row("read", "asset", incoming.made("/picture")),
    ("get", "/assets/{asset_id}/versions"): Row("read", "asset", asset_at("/versions")),
    ("post", "/assets/{asset_id}/versions"): Row("rights", "asset", asset_at("/versions", calls.BLURRED), RIGHTS, 201),
    ("get", "/assets/{asset_id}/odrl"): Row("read", "asset", asset_at("/odrl")),
    ("get", "/assets/{asset_id}/schema-org"): Row("read", "asset", asset_at("/schema-org")),
    ("get", "/assets/{asset_id}/history"): Row("read", "asset", asset_at("/history")),
    ("post", "/assets/{asset_id}/blocks"): Row(
        "rights", "asset", asset_at("/blocks", {"cause": "original", "reason": "Streit"}), RIGHTS, 201
    ),
    ("post", "/blocks/{block_id}/lift"): Row(
        "rights", "asset", thing("blocks", "/lift", {"because": "Geklärt"}), RIGHTS
    ),
    ("put", "/blocks/{block_id}/versions"): Row(
        "rights", "asset", thing("blocks", "/versions", {"versions": []}), RIGHTS
    ),
    ("get", "/imports"): Row("rights", "none", read("/imports")),
    ("post", "/imports"): Row("rights", "place", calls.register, RIGHTS, 202),
    ("get", "/imports/template/{kind}.csv"): Row("read", "none", read("/imports/template/grants.csv")),
    ("get", "/imports/{import_id}"): Row("rights", "inside", thing("imports"), RIGHTS),
    ("get", "/imports/{import_id}/rows"): Row("rights", "inside", thing("imports", "/rows"), RIGHTS),
    ("post", "/imports/{import_id}/apply"): Row("rights", "inside", thing("imports", "/apply", {}), RIGHTS, 202),
    ("get", "/permissions"): Row("read", "none", read("/permissions")),
    ("post", "/permissions"): Row("rights", "place", made_in("/permissions", calls.REFUSED), RIGHTS, 201),
    ("post", "/permissions/{permission_id}/revoke"): Row(
        "rights", "inside", thing("permissions", "/revoke", {}), RIGHTS
    ),
    ("get", "/rules"): Row("read", "none", read("/rules")),
    ("post", "/rules"): Row("rights", "place", made_in("/rules", calls.FOUR_EYES), RIGHTS, 201),
    ("patch", "/rules/{rule_id}"): Row("rights", "inside", thing("rules", body={"name": "Neu"}), RIGHTS),
    ("post", "/rules/{rule_id}/end"): Row("rights", "inside", thing("rules", "/end", {}), RIGHTS),
    ("get", "/organizations/{organization_id}/policy"): Row("read", "inside", thing("organizations", "/policy")),
    ("put", "/organizations/{organization_id}/policy"): Row(
        "rights", "inside", thing("organizations", "/policy", {"switches": {}}), RIGHTS
    ),
    ("get", "/assets/{asset_id}/similar"): Row("read", "asset", asset_at("/similar")),
    ("get", "/assets/{asset_id}/alike"): Row("read", "asset", asset_at("/alike")),
    ("get", "/assets/{asset_id}/attribution"): Row("read", "asset", asset_at("/attribution")),
    ("post", "/checks"): Row("check", "asset", about("/checks", lambda one: {"assets": [one], "question": calls.WEB})),
    ("post", "/downloads"): Row(
        "download", "asset", about("/downloads", lambda one: {"asset": one, "question": calls.WEB}), ok=201
    ),
    ("get", "/downloads/{download_id}"): Row("download", "personal", thing("downloads")),
    ("get", "/downloads/{download_id}/content"): Row("download", "personal", thing("downloads", "/content")),
    ("post", "/bundles"): Row(
        "download",
        "asset",
        about("/bundles", lambda one: {"assets": [one], "question": calls.WEB, "title": "Auswahl"}),
        ok=201,
    ),
    ("get", "/bundles/{bundle_id}"): Row("download", "personal", thing("bundles")),
    ("get", "/bundles/{bundle_id}/content"): Row("download", "personal", thing("bundles", "/content")),
    ("get", "/shares"): Row("read", "none", read("/shares")),
    ("post", "/shares"): Row("write", "place", calls.share, EDITOR, 201),
    ("get", "/shares/{share_id}"): Row("read", "edited", thing("shares")),
    ("delete", "/shares/{share_id}"): Row("write", "edited", thing("shares"), ok=204),
    ("get", "/shared/{token}"): Row("anybody", "none", calls.shared()),
    ("post", "/shared/{token}/acceptance"): Row(
        "anybody", "none", calls.shared("/acceptance", {"accepted": True}), ok=201
    ),
    ("get", "/shared/{token}/assets/{asset_id}/renditions/{preset}"): Row(
        "anybody", "none", calls.shared("/assets/{asset}/renditions/tile")
    ),
    ("get", "/shared/{token}/artworks/{artwork_id}/pictures/{kind}"): Row(
        "anybody", "none", calls.shared_motif("/pictures/mockup")
    ),
    ("get", "/shared/{token}/artworks/{artwork_id}/preflight.pdf"): Row(
        "anybody", "none", calls.shared_motif("/preflight.pdf")
    ),
    ("post", "/shared/{token}/copies"): Row(
        "anybody", "none", calls.shared("/copies", {"acceptance": ACCEPTED}), ok=201
    ),
    ("get", "/shared/{token}/copies/{copy_id}"): Row("anybody", "none", calls.shared("/copies/{copy}")),
    ("get", "/shared/{token}/copies/{copy_id}/content"): Row("anybody", "none", calls.shared("/copies/{copy}/content")),
    ("get", "/verdicts"): Row(
        "check",
        "none",
        lambda world, _asker, _ownership: (
            f"/verdicts?ids={world.assets[Ownership.FOREIGN].uuid}&purpose=public_relations",
            None,
            {},
        ),
    ),
    ("post", "/verdicts"): Row(
        "check",
        "none",
        lambda world, _asker, _ownership: (
            "/verdicts",
            {"ids": [str(world.assets[Ownership.OWN].uuid)], "question": {"purpose": "public_relations"}},
            {},
        ),
    ),
    ("get", "/webhooks"): Row("session", "none", read("/webhooks")),
    ("post", "/webhooks"): Row(
        "session",
        "place",
        made_in("/webhooks", {"url": "https://cms.example.org/", "question": {"purpose": "public_relations"}}),
        Role.ADMINISTRATOR,
        201,
    ),
    ("delete", "/webhooks/{webhook_id}"): Row("session", "administered", thing("webhooks"), ok=204),
    ("post", "/webhooks/{webhook_id}/resume"): Row("session", "administered", thing("webhooks", "/resume", {})),
    ("post", "/webhooks/{webhook_id}/assets"): Row(
        "session",
        "administered",
        lambda world, _asker, ownership: (
            f"/webhooks/{world.uuid_of(world.webhooks, ownership)}/assets",
            {"assets": [str(world.assets[Ownership.PUBLIC].uuid)]},
            {},
        ),
    ),
    ("get", "/campaigns"): Row("read", "none", read("/campaigns")),
    ("post", "/campaigns"): Row("write", "place", made_in("/campaigns", {"name": "Neu"}), EDITOR, 201),
    ("get", "/campaigns/{campaign_id}"): Row("read", "asset", thing("campaigns")),
    ("patch", "/campaigns/{campaign_id}"): Row("write", "asset", thing("campaigns", body={"name": "Neu"}), EDITOR),
    ("put", "/campaigns/{campaign_id}/participants/{organization_id}"): Row(
        "write", "asset", incoming.participant, EDITOR
    ),
    ("put", "/campaigns/{campaign_id}/assets/{asset_id}"): Row(
        "write", "added", incoming.in_campaign, CONTRIBUTOR, 204
    ),
    ("delete", "/campaigns/{campaign_id}/assets/{asset_id}"): Row(
        "write", "added", incoming.in_campaign, CONTRIBUTOR, 204
    ),
    ("get", "/campaigns/{campaign_id}/artworks"): Row("read", "joined", thing("campaigns", "/artworks")),
    ("post", "/campaigns/{campaign_id}/artworks"): Row(
        "write", "joined", incoming.for_home("/artworks", SHIRT), CONTRIBUTOR, 201
    ),
    ("post", "/campaigns/{campaign_id}/print-bundle"): Row(
        "download", "joined", incoming.print_bundle, Role.VIEWER, 201
    ),
    ("post", "/campaigns/{campaign_id}/print-share"): Row("write", "joined", incoming.print_share, EDITOR, 201),
    ("get", "/campaigns/{campaign_id}/texts"): Row("read", "joined", thing("campaigns", "/texts")),
    ("post", "/campaigns/{campaign_id}/texts"): Row(
        "write", "joined", incoming.for_home("/texts", {"channel": "website", "text": "Neu"}), CONTRIBUTOR, 201
    ),
    ("get", "/campaigns/{campaign_id}/motifs"): Row("read", "joined", thing("campaigns", "/motifs")),
    ("post", "/campaigns/{campaign_id}/motifs"): Row(
        "write", "joined", incoming.for_home("/motifs", {}), CONTRIBUTOR, 201
    ),
    ("get", "/campaigns/{campaign_id}/results"): Row("read", "joined", thing("campaigns", "/results")),
    ("post", "/campaigns/{campaign_id}/results"): Row(
        "write",
        "joined",
        incoming.for_home("/results", {"what": "Aufrufe", "value": 3, "counted_on": "2026-11-01"}),
        CONTRIBUTOR,
        201,
    ),
    ("get", "/campaigns/{campaign_id}/publications"): Row("read", "joined", thing("campaigns", "/publications")),
    ("patch", "/campaign-texts/{text_id}"): Row("write", "joined", incoming.text({"title": "Neu"}), EDITOR),
    ("delete", "/campaign-texts/{text_id}"): Row("write", "joined", incoming.text(), EDITOR, 204),
    ("delete", "/motifs/{motif_id}"): Row("write", "joined", thing("motifs"), EDITOR, 204),
    ("put", "/motifs/{motif_id}/vote"): Row("write", "joined", thing("motifs", "/vote")),
    ("delete", "/motifs/{motif_id}/vote"): Row("write", "joined", thing("motifs", "/vote")),
    ("post", "/motifs/{motif_id}/decide"): Row(
        "write", "joined", thing("motifs", "/decide", {"state": "chosen"}), EDITOR
    ),
    ("get", "/motifs/{motif_id}/comments"): Row("read", "joined", thing("motifs", "/comments")),
    ("post", "/motifs/{motif_id}/comments"): Row(
        "write", "joined", thing("motifs", "/comments", {"text": "Schön"}), ok=201
    ),
    ("get", "/products"): Row("read", "none", read("/products")),
    ("get", "/artworks/{artwork_id}"): Row("read", "joined", thing("artworks")),
    ("patch", "/artworks/{artwork_id}"): Row("write", "joined", thing("artworks", body={"note": "Neu"}), CONTRIBUTOR),
    ("delete", "/artworks/{artwork_id}"): Row("write", "joined", thing("artworks"), CONTRIBUTOR, 204),
    ("get", "/artworks/{artwork_id}/preflight"): Row("read", "joined", thing("artworks", "/preflight")),
    ("post", "/artworks/{artwork_id}/preflight"): Row(
        "write", "joined", thing("artworks", "/preflight"), CONTRIBUTOR, 202
    ),
    ("get", "/artworks/{artwork_id}/preflight.pdf"): Row("read", "joined", thing("artworks", "/preflight.pdf")),
    ("get", "/artworks/{artwork_id}/pictures/{kind}"): Row("read", "joined", thing("artworks", "/pictures/mockup")),
    ("get", "/collections"): Row("read", "none", read("/collections")),
    ("post", "/collections"): Row("write", "place", made_in("/collections", {"name": "Neu"}), CONTRIBUTOR, 201),
    ("get", "/collections/{collection_id}"): Row("read", "inside", thing("collections")),
    ("patch", "/collections/{collection_id}"): Row(
        "write", "inside", thing("collections", body={"name": "Neu"}), CONTRIBUTOR
    ),
    ("delete", "/collections/{collection_id}"): Row("write", "inside", thing("collections"), CONTRIBUTOR, 204),
    ("post", "/collections/{collection_id}/assets"): Row(
        "write", "inside", thing("collections", "/assets", {"query": {"q": "schloss"}}), CONTRIBUTOR
    ),
    ("put", "/collections/{collection_id}/assets/{asset_id}"): Row(
        "write", "collected", calls.collected, CONTRIBUTOR, 204
    ),
    ("delete", "/collections/{collection_id}/assets/{asset_id}"): Row(
        "write", "collected", calls.collected, CONTRIBUTOR, 204
    ),
    ("get", "/organizations"): Row("read", "none", read("/organizations")),
    ("get", "/organizations/{organization_id}"): Row("read", "none", calls.organization),
    ("get", "/licenses"): Row("read", "none", read("/licenses")),
    ("get", "/licenses/{code}"): Row("read", "none", read("/licenses/CC0-1.0")),
    ("get", "/assets/{asset_id}/people"): Row("read", "asset", asset_at("/people")),
    ("get", "/assets/{asset_id}/captions/{language}"): Row("read", "asset", asset_at("/captions/de")),
    ("put", "/assets/{asset_id}/captions/{language}"): Row(
        "write", "asset", captions({"text": "WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n"}), EDITOR
    ),
    ("delete", "/assets/{asset_id}/captions/{language}"): Row("write", "asset", captions(), EDITOR, 204),
    ("put", "/assets/{asset_id}/people"): Row(
        "rights", "asset", asset_at("/people", {"people": [{"number": 1, "is_identifiable": "yes"}]}), RIGHTS
    ),
    ("get", "/persons"): Row("rights", "none", read("/persons")),
    ("post", "/persons"): Row("rights", "place", made_in("/persons", {"reference": "AZ 1"}), RIGHTS, 201),
    ("get", "/persons/{person_id}"): Row("rights", "kept", thing("persons")),
    ("patch", "/persons/{person_id}"): Row("rights", "kept", thing("persons", body={"reference": "AZ 2"})),
    ("get", "/persons/{person_id}/export"): Row("session", "kept", thing("persons", "/export")),
    ("post", "/persons/{person_id}/erase"): Row("session", "kept", thing("persons", "/erase", {})),
    ("get", "/consents"): Row("rights", "none", read("/consents")),
    ("post", "/consents"): Row("rights", "kept", calls.consent, ok=201),
    ("get", "/consents/{consent_id}"): Row("rights", "kept", thing("consents")),
    ("get", "/consents/{consent_id}/effect"): Row("rights", "kept", thing("consents", "/effect")),
    ("post", "/consents/{consent_id}/events"): Row("rights", "kept", thing("consents", "/events", calls.WITHDRAWN)),
    ("get", "/documents"): Row("rights", "none", read("/documents")),
    ("post", "/documents"): Row("rights", "place", calls.document, RIGHTS, 201),
    ("get", "/documents/{document_id}"): Row("rights", "kept", thing("documents")),
    ("get", "/documents/{document_id}/content"): Row("rights", "kept", thing("documents", "/content")),
    ("get", "/grants"): Row("read", "none", read("/grants")),
    ("post", "/grants"): Row("rights", "place", calls.grant, RIGHTS, 201),
    ("post", "/grants/{grant_id}/amend"): Row("rights", "inside", calls.amended, RIGHTS, 201),
    ("get", "/grants/{grant_id}/versions"): Row("read", "inside", thing("grants", "/versions")),
    ("post", "/grants/{grant_id}/in-force"): Row("rights", "inside", thing("grants", "/in-force", {}), RIGHTS),
    ("post", "/decisions"): Row("check", "asset", calls.asked_to_decide, ok=201),
    ("get", "/decisions/{decision_id}"): Row("read", "inside", calls.decision()),
    ("post", "/decisions/{decision_id}/resolve"): Row(
        "rights", "inside", calls.decision("/resolve", calls.REFUSAL), RIGHTS
    ),
    ("post", "/decisions/{decision_id}/confirm"): Row(
        "rights", "inside", calls.decision("/confirm", {"confirms": False}), RIGHTS, 409
    ),
    ("post", "/decisions/{decision_id}/messages"): Row(
        "check", "inside", calls.decision("/messages", {"text": "Wofür genau?"})
    ),
    ("post", "/rights/batch"): Row(
        "rights", "none", about("/rights/batch", lambda one: {"assets": [one], "change": {"states": {"ai": "no"}}})
    ),
    ("get", "/grants/{grant_id}"): Row("read", "inside", thing("grants")),
    ("post", "/grants/{grant_id}/revoke"): Row("rights", "inside", thing("grants", "/revoke", {}), RIGHTS),
    ("get", "/publications"): Row("read", "none", read("/publications")),
    ("post", "/publications"): Row("write", "asset", about("/publications", calls.post), ok=201),
    ("get", "/publications/export.csv"): Row("read", "none", read("/publications/export.csv")),
    ("get", "/publications/address"): Row("read", "place", calls.address),
    ("get", "/publications/{publication_id}"): Row("read", "inside", thing("publications")),
    ("patch", "/publications/{publication_id}"): Row(
        "write", "inside", thing("publications", body={"note": "Neu"}), CONTRIBUTOR
    ),
    ("get", "/tasks"): Row("read", "none", read("/tasks")),
    ("get", "/tasks/summary"): Row("read", "none", read("/tasks/summary")),
    ("get", "/tasks/{task_id}"): Row("read", "inside", thing("tasks")),
    ("post", "/tasks/{task_id}/assign"): Row("write", "inside", thing("tasks", "/assign", {"user": None}), CONTRIBUTOR),
    ("post", "/tasks/{task_id}/complete"): Row("write", "inside", thing("tasks", "/complete", {}), CONTRIBUTOR),
    ("post", "/tasks/{task_id}/reopen"): Row("write", "inside", thing("tasks", "/reopen", {}), CONTRIBUTOR),
    ("post", "/tasks/{task_id}/check-address"): Row(
        "write", "inside", thing("tasks", "/check-address", {}), CONTRIBUTOR
    ),
    ("get", "/accounts"): Row("read", "none", read("/accounts")),
    ("post", "/accounts"): Row(
        "rights", "place", made_in("/accounts", {"channel": "website", "name": "Neu"}), RIGHTS, 201
    ),
    ("delete", "/accounts/{account_id}"): Row("rights", "inside", thing("accounts"), RIGHTS, 204),
    ("get", "/calendar-feeds"): Row("session", "none", read("/calendar-feeds")),
    ("post", "/calendar-feeds"): Row("session", "place", made_in("/calendar-feeds", {}), ok=201),
    ("delete", "/calendar-feeds/{feed_id}"): Row("session", "personal", calls.feed, ok=204),
    ("get", "/calendar/{secret}.ics"): Row("anybody", "none", calls.calendar),
    ("get", "/sources"): Row("read", "none", read("/sources")),
    ("post", "/sources"): Row("session", "place", incoming.source_begin, Role.ADMINISTRATOR, 400),
    ("get", "/sources/{source_id}"): Row("read", "administered", thing("sources")),
    ("patch", "/sources/{source_id}"): Row("session", "administered", thing("sources", "", {"name": "Archiv"})),
    ("post", "/sources/{source_id}/scan"): Row("write", "administered", thing("sources", "/scan", {}), ok=202),
    ("post", "/sources/{source_id}/pause"): Row("write", "administered", thing("sources", "/pause", {"paused": True})),
    ("post", "/sources/{source_id}/test"): Row("write", "administered", thing("sources", "/test", {})),
    ("get", "/sources/{source_id}/runs"): Row("read", "administered", thing("sources", "/runs")),
    ("post", "/sources/{source_id}/events"): Row("anybody", "none", incoming.source_events, ok=202),
    ("get", "/assets/{asset_id}/originals"): Row("read", "asset", asset_at("/originals"), Role.EDITOR),
    ("get", "/assets/{asset_id}/originals/preview"): Row("read", "asset", asset_at("/originals/preview"), Role.EDITOR),
    ("post", "/assets/{asset_id}/originals"): Row(
        "rights",
        "asset",
        asset_at("/originals", {"file": str(NOWHERE), "because": "Bessere Datei"}),
        Role.RIGHTS_MANAGER,
        400,
    ),
    ("post", "/assets/{asset_id}/originals/{number}/restore"): Row(
        "rights", "asset", asset_at("/originals/1/restore", {"because": "Doch"}), Role.RIGHTS_MANAGER, 404
    ),
    ("get", "/assets/{asset_id}/originals/{number}/content"): Row(
        "rights", "asset", asset_at("/originals/1/content"), Role.RIGHTS_MANAGER, 404
    ),
    ("get", "/rights-presets"): Row("read", "none", read("/rights-presets")),
    ("get", "/uploads"): Row("read", "none", read("/uploads")),
    ("post", "/uploads"): Row("write", "place", incoming.draft_begin, Role.CONTRIBUTOR, 201),
    ("get", "/uploads/{draft_id}"): Row("read", "personal", thing("uploads")),
    ("patch", "/uploads/{draft_id}"): Row("write", "personal", incoming.draft_change, Role.CONTRIBUTOR),
    ("delete", "/uploads/{draft_id}"): Row("write", "personal", thing("uploads"), Role.CONTRIBUTOR, 204),
    ("patch", "/uploads/{draft_id}/files"): Row("write", "personal", incoming.upload_files, Role.CONTRIBUTOR),
    ("patch", "/uploads/{draft_id}/files/{file_id}"): Row(
        "write", "personal", incoming.upload_file(body={"details": {"title": "Burg"}}), Role.CONTRIBUTOR
    ),
    ("post", "/uploads/{draft_id}/files"): Row("write", "personal", incoming.new_files, CONTRIBUTOR, 201),
    ("get", "/uploads/{draft_id}/files/{file_id}/parts"): Row(
        "write", "personal", incoming.upload_file("/parts"), CONTRIBUTOR
    ),
    ("post", "/uploads/{draft_id}/files/{file_id}/parts"): Row(
        "write", "personal", incoming.upload_file("/parts", {"numbers": [1]}), CONTRIBUTOR, 409
    ),
    ("post", "/uploads/{draft_id}/files/{file_id}/complete"): Row(
        "write", "personal", incoming.upload_file("/complete", {}), CONTRIBUTOR
    ),
    ("post", "/uploads/{draft_id}/files/{file_id}/abort"): Row(
        "write", "personal", incoming.upload_file("/abort", {}), CONTRIBUTOR, 204
    ),
    ("put", "/parts/{token}"): Row("anybody", "none", lambda _w, _a, _o: ("/parts/abc", None, {}), ok=403),
    ("get", "/uploads/{draft_id}/files/{file_id}/tile"): Row("read", "personal", incoming.upload_file("/tile")),
    ("post", "/uploads/{draft_id}/take-over"): Row(
        "write", "personal", thing("uploads", "/take-over", {}), Role.CONTRIBUTOR
    ),
    ("get", "/drop-boxes"): Row("read", "none", read("/drop-boxes")),
    ("post", "/drop-boxes"): Row("write", "place", incoming.drop_box_begin, EDITOR, 201),
    ("post", "/drop-boxes/{box_id}/end"): Row("write", "edited", thing("drop_boxes", "/end", {})),
    ("get", "/drop/{token}"): Row("anybody", "none", incoming.dropped()),
    ("post", "/drop/{token}/accept"): Row("anybody", "none", incoming.drop_accept, ok=201),
    ("get", "/drop/{token}/files"): Row("anybody", "none", incoming.dropped("/files")),
    ("post", "/drop/{token}/files"): Row(
        "anybody", "none", incoming.dropped("/files", {"files": [{"filename": "burg.jpg", "size_bytes": 10}]}), ok=201
    ),
    ("get", "/drop/{token}/files/{file_id}/parts"): Row("anybody", "none", incoming.dropped("/files/{file}/parts")),
    ("post", "/drop/{token}/files/{file_id}/parts"): Row(
        "anybody", "none", incoming.dropped("/files/{file}/parts", {"numbers": [1]}), ok=409
    ),
    ("post", "/drop/{token}/files/{file_id}/complete"): Row(
        "anybody", "none", incoming.dropped("/files/{file}/complete", {})
    ),
    ("post", "/drop/{token}/files/{file_id}/abort"): Row(
        "anybody", "none", incoming.dropped("/files/{file}/abort", {}), ok=204
    ),
    ("get", "/status"): Row("read", "none", read("/status")),
    ("get", "/vocabulary"): Row("read", "none", read("/vocabulary")),
    **OWN,
    **QUARANTINE,
}
SPECIAL: dict[tuple[str, str, Asker], int] = {
    **{(method, path, Asker.EXPIRED_TOKEN): 401 for method, path in TABLE if path.startswith(("/shared/", "/drop/"))},
    ("get", "/session", Asker.EXPIRED_TOKEN): 401,
    ("get", "/calendar/{secret}.ics", Asker.EXPIRED_TOKEN): 401,
    ("post", "/publications", Asker.VIEWER): 403,
    ("post", "/publications", Asker.OTHER_VIEWER): 403,
    ("post", "/session", Asker.TOKEN_WITHOUT_SCOPE): 403,
    ("post", "/session", Asker.FULL_TOKEN): 403,
}
"""Open to anybody, but a bad token is refused everywhere, and a good one begins no session."""

LISTS: dict[str, str] = {"/assets": "assets", "/assets/search?q=schloss": "assets", "/campaigns": "campaigns"}
INSIDE_LISTS: dict[str, str] = {
    "/collections": "collections",
    "/permissions": "permissions",
    "/rules": "rules",
    "/grants": "grants",
}
KEPT_LISTS: dict[str, str] = {
    "/imports": "imports",
    "/persons": "persons",
    "/consents": "consents",
    "/documents": "documents",
}
