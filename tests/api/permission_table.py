"""Every operation of the API: which scope a token needs, which role a person, on which things, and how it is called.

`expected` says from a row alone what each cell must answer; nothing here is taken from the code under test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assets.models import Asset, Role
from licensing.exchange.registers.columns import template
from tests.api.builders import NOWHERE, Form
from tests.api.permission_world import ACCEPTED, SHIRT, SOURCE_SECRET, TOKEN, Asker, Ownership, World

Call = tuple[str, Any, Mapping[str, str]]
ALL = tuple(Ownership)
KEPT_INSIDE = (Ownership.OWN, Ownership.FOREIGN, Ownership.DELETED)
ONCE = (Ownership.OWN,)
_KEPT_FROM = {"edited": Role.EDITOR, "administered": Role.ADMINISTRATOR}
"""Kinds of things that members with less than this role do not even know of."""
_MEMBERS_SEE = {Ownership.OWN, Ownership.SHARED, Ownership.NETWORK, Ownership.PUBLIC}
_OTHERS_SEE = _MEMBERS_SEE - {Ownership.OWN}
WEB = {"channel": "website", "purpose": "public_relations"}


@dataclass(frozen=True, slots=True)
class Row:
    """`scope` is a token's scope, "session" or "anybody"; `needs` the least role in the thing's organization.

    `kind` says how the thing is seen: asset (by visibility), inside (by its organization), personal (by its user),
    place (an organization in which something is made), collected (an asset put into one's own collection), kept (by the
    rights managers of its organization alone, nobody else learns that it exists), joined (by who takes part in
    a campaign), added (seen like an asset, filled by who takes part), none.
    """

    scope: str
    kind: str
    call: Callable[[World, Asker, Ownership], Call]
    needs: Role | None = None
    ok: int = 200

    @property
    def ownerships(self) -> tuple[Ownership, ...]:
        return {"asset": ALL, "added": ALL, "joined": ALL, "collected": ALL, "none": ONCE}.get(self.kind, KEPT_INSIDE)


def expected(row: Row, asker: Asker, ownership: Ownership) -> int:
    if row.scope != "anybody":
        if asker.is_nobody:
            return 401
        if asker is Asker.TOKEN_WITHOUT_SCOPE or (asker.is_token and row.scope == "session"):
            return 403
    return _of_things(row, asker, ownership)


def _of_things(row: Row, asker: Asker, ownership: Ownership) -> int:
    if row.kind == "place":
        return row.ok if _is_enough(row, asker) and not asker.is_other and ownership is Ownership.OWN else 403
    if row.kind == "collected" and not _is_enough(row, asker):
        return 403
    if not _is_known(row, asker, ownership):
        return 404
    if row.kind == "added":
        adds = _is_enough(row, asker) and (not asker.is_other or ownership is Ownership.SHARED)
        return row.ok if adds else 403
    is_refused = row.needs is not None and row.kind != "collected" and (asker.is_other or not _is_enough(row, asker))
    return 403 if is_refused else row.ok


def _is_enough(row: Row, asker: Asker) -> bool:
    return row.needs is None or asker.role.includes(row.needs)


def _is_known(row: Row, asker: Asker, ownership: Ownership) -> bool:
    if row.kind == "none":
        return True
    if row.kind in _KEPT_FROM:
        return ownership is Ownership.OWN and not asker.is_other and asker.role.includes(_KEPT_FROM[row.kind])
    if row.kind == "kept":
        return ownership is Ownership.OWN and not asker.is_other and asker.role.includes(Role.RIGHTS_MANAGER)
    if row.kind == "joined":
        return ownership is Ownership.SHARED or (ownership in _MEMBERS_SEE and not asker.is_other)
    if row.kind in {"asset", "added", "collected"}:
        return is_seen(asker, ownership)
    return ownership is Ownership.OWN and (row.kind == "personal" or not asker.is_other)


def is_seen(asker: Asker, ownership: Ownership) -> bool:
    return ownership in (_OTHERS_SEE if asker.is_other else _MEMBERS_SEE)


def _get(path: str) -> Callable[[World, Asker, Ownership], Call]:
    return lambda _world, _asker, _ownership: (path, None, {})


def _asset(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        asset = world.assets[ownership]
        version = Asset.objects.filter(pk=asset.pk).values_list("version", flat=True).get()
        return f"/assets/{asset.uuid}{suffix}", body, {"If-Match": f'"{version}"'}

    return call


def _about(path: str, body: Callable[[str], Any]) -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (path, body(str(world.assets[ownership].uuid)), {})


def _thing(name: str, suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, asker: Asker, ownership: Ownership) -> Call:
        things = getattr(world, name)
        key = (asker, ownership) if name in {"tokens", "downloads", "bundles", "uploads"} else ownership
        return f"/{name}/{world.uuid_of(things, key)}{suffix}", body, {}

    return call


def _upload_file(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, asker: Asker, ownership: Ownership) -> Call:
        draft = world.uuid_of(world.uploads, (asker, ownership))
        file = world.uuid_of(world.upload_files, (asker, ownership))
        return f"/uploads/{draft}/files/{file}{suffix}", body, {}

    return call


def _upload_files(world: World, asker: Asker, ownership: Ownership) -> Call:
    draft = world.uuid_of(world.uploads, (asker, ownership))
    file = world.uuid_of(world.upload_files, (asker, ownership))
    return f"/uploads/{draft}/files", {"files": [{"id": str(file), "details": {"title": "Burg"}}]}, {}


def _source_events(world: World, _asker: Asker, _ownership: Ownership) -> Call:
    """The store's own secret opens, whoever asks; a source that is not there is not there."""
    source = world.uuid_of(world.sources, Ownership.OWN)
    return f"/sources/{source}/events", {"Records": []}, {"Authorization": f"Bearer {SOURCE_SECRET}"}


def _source_begin(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {"organization": str(world.uuid_of(world.organizations, ownership)), "url": "/nicht-freigegeben"}
    return "/sources", body, {}


def _draft_change(world: World, asker: Asker, ownership: Ownership) -> Call:
    draft = world.uuid_of(world.uploads, (asker, ownership))
    return f"/uploads/{draft}", {"title": "Fest", "claims": {}}, {"If-Match": '"1"'}


def _draft_begin(world: World, _asker: Asker, ownership: Ownership) -> Call:
    return "/uploads", {"organization": str(world.uuid_of(world.organizations, ownership))}, {}


def _made(suffix: str = "") -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (f"/channel-renditions/{world.made[ownership].uuid}{suffix}", None, {})


def _share(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "organization": str(world.uuid_of(world.organizations, ownership)),
        "assets": [str(world.assets[Ownership.PUBLIC].uuid)],
        "question": {"purpose": "editorial_information"},
        "title": "Für die Presse",
    }
    return "/shares", body, {}


def _shared(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, _ownership: Ownership) -> Call:
        where = suffix.format(asset=world.assets[Ownership.PUBLIC].uuid, copy=world.shared_copy)
        return f"/shared/{TOKEN}{where}", body, {}

    return call


def _organization(world: World, _asker: Asker, ownership: Ownership) -> Call:
    return f"/organizations/{world.uuid_of(world.organizations, ownership)}", None, {}


def _made_in(path: str, body: Mapping[str, Any]) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        return path, {**body, "organization": str(world.uuid_of(world.organizations, ownership))}, {}

    return call


def _grant(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "organization": str(world.uuid_of(world.organizations, ownership)),
        "asset": str(world.assets[Ownership.PUBLIC].uuid),
        "licensor": "Heimatverein",
        "licensees": ["*"],
        "channels": ["website"],
        "purposes": ["*"],
        "from_on": "2026-01-01",
        "evidence": "Vertrag",
    }
    return "/grants", body, {}


def _consent(world: World, _asker: Asker, ownership: Ownership) -> Call:
    body = {
        "person": str(world.uuid_of(world.persons, ownership)),
        "channels": ["website"],
        "purposes": ["*"],
        "organizations": ["*"],
        "given_on": "2026-01-01",
        "signatures": [{"role": "self", "signed_on": "2026-01-01"}],
        "information_version": "1",
        "evidence_note": "Ordner",
    }
    return "/consents", body, {}


def _document(world: World, _asker: Asker, ownership: Ownership) -> Call:
    organization = str(world.uuid_of(world.organizations, ownership))
    file = SimpleUploadedFile("beleg.txt", b"Ja, gern.", content_type="text/plain")
    return "/documents", Form(organization=organization, kind="consent", file=file), {}


def _amended(world: World, _asker: Asker, ownership: Ownership) -> Call:
    path = f"/grants/{world.uuid_of(world.grants, ownership)}/amend"
    return path, {**TERMS, "evidence": "Nachtrag"}, {}


def _asked_to_decide(world: World, asker: Asker, ownership: Ownership) -> Call:
    """Undecided: nobody has looked at these assets yet."""
    organization = world.other if asker.is_other else world.organizations[Ownership.OWN]
    body = {"asset": str(world.undecided[ownership].uuid), "question": {**WEB, "organization": str(organization.uuid)}}
    return "/decisions", body, {}


def _decision(suffix: str = "", body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    return lambda world, _asker, ownership: (
        f"/decisions/{world.uuid_of(world.decisions, ownership)}{suffix}", body, {}
    )  # fmt: skip


def _collected(world: World, asker: Asker, ownership: Ownership) -> Call:
    collection = world.others_collection if asker.is_other else world.collections[Ownership.OWN]
    return f"/collections/{collection.uuid}/assets/{world.assets[ownership].uuid}", None, {}


def _sign_in(_world: World, _asker: Asker, _ownership: Ownership) -> Call:
    return "/session", {"username": "niemand", "password": "falsch"}, {}


WITHDRAWN = {"kind": "withdrawn", "received_by": "Brief"}


def _register(world: World, _asker: Asker, ownership: Ownership) -> Call:
    organization = str(world.uuid_of(world.organizations, ownership))
    file = SimpleUploadedFile("rechte.csv", template("grants").encode(), content_type="text/csv")
    return "/imports", Form(organization=organization, kind="grants", file=file), {}


TERMS = {
    "licensor": "Heimatverein",
    "licensees": ["*"],
    "channels": ["website"],
    "purposes": ["*"],
    "from_on": "2026-01-01",
}
REFUSAL = {"releases": False, "justification": "Das Bild zeigt eine private Feier.", "expires_on": "2027-01-01"}
BLURRED = {"modifications": ["face_blur"], "persons": "none_confirmed"}
REFUSED = {"granted_by": "Museum", "status": "refused", "from_on": "2026-01-01"}
FOUR_EYES = {"kind": "four_eyes", "effect": "ask", "name": "Kinder"}


def _post(one: str) -> Mapping[str, Any]:
    return {"asset": one, "url": "https://example.org/neu", "already_online": True}


def _address(world: World, _asker: Asker, ownership: Ownership) -> Call:
    of = world.uuid_of(world.organizations, ownership)
    return f"/publications/address?url=https://instagram.com/stadt/1&organization={of}", None, {}


def _feed(world: World, asker: Asker, ownership: Ownership) -> Call:
    return f"/calendar-feeds/{world.uuid_of(world.feeds, (asker, ownership))}", None, {}


def _calendar(world: World, _asker: Asker, _ownership: Ownership) -> Call:
    return f"/calendar/{world.calendar_secret}.ics", None, {}


def _participant(world: World, _asker: Asker, ownership: Ownership) -> Call:
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/participants/{world.other.uuid}", {"may_post": True}, {}


def _in_campaign(world: World, _asker: Asker, ownership: Ownership) -> Call:
    """A picture that everybody sees, in one's own, joined and other campaigns."""
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/assets/{world.assets[Ownership.PUBLIC].uuid}", None, {}


def _for_home(suffix: str, body: Mapping[str, Any]) -> Callable[[World, Asker, Ownership], Call]:
    """Something put into a campaign, always in the name of A: members of B may not speak for it."""

    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        campaign = world.uuid_of(world.campaigns, ownership)
        told = {**body, "organization": str(world.organizations[Ownership.OWN].uuid)}
        if suffix in {"/artworks", "/motifs"}:
            told["asset"] = str(world.assets[Ownership.PUBLIC].uuid)
        return f"/campaigns/{campaign}{suffix}", told, {}

    return call


def _print_bundle(world: World, _asker: Asker, ownership: Ownership) -> Call:
    campaign = world.uuid_of(world.campaigns, ownership)
    return f"/campaigns/{campaign}/print-bundle", {"artworks": [str(world.uuid_of(world.artworks, ownership))]}, {}


def _text(body: Any = None) -> Callable[[World, Asker, Ownership], Call]:
    def call(world: World, _asker: Asker, ownership: Ownership) -> Call:
        return f"/campaign-texts/{world.uuid_of(world.texts, ownership)}", body, {"If-Match": '"1"'}

    return call


EDITOR, CONTRIBUTOR, RIGHTS = Role.EDITOR, Role.CONTRIBUTOR, Role.RIGHTS_MANAGER

TABLE: dict[tuple[str, str], Row] = {
    ("get", "/assets"): Row("read", "none", _get("/assets")),
    ("get", "/assets/search"): Row("read", "none", _get("/assets/search?q=schloss")),
    ("get", "/suggest"): Row("read", "none", _get("/suggest?q=schl")),
    ("get", "/assets/{asset_id}"): Row("read", "asset", _asset()),
    ("patch", "/assets/{asset_id}"): Row("write", "asset", _asset(body={"headline": "Neu"}), EDITOR),
    ("put", "/assets/{asset_id}/rights"): Row("rights", "asset", _asset("/rights", {"states": {"ai": "no"}}), RIGHTS),
    ("get", "/assets/{asset_id}/renditions/{preset}"): Row("read", "asset", _asset("/renditions/tile")),
    ("get", "/rendition-presets"): Row("read", "none", _get("/rendition-presets")),
    ("post", "/assets/{asset_id}/channel-renditions"): Row(
        "download", "asset", _asset("/channel-renditions", {"preset": "facebook", "question": WEB})
    ),
    ("get", "/channel-renditions/{rendition_id}"): Row("download", "asset", _made()),
    ("get", "/channel-renditions/{rendition_id}/picture"): Row("read", "asset", _made("/picture")),
    ("get", "/assets/{asset_id}/versions"): Row("read", "asset", _asset("/versions")),
    ("post", "/assets/{asset_id}/versions"): Row("rights", "asset", _asset("/versions", BLURRED), RIGHTS, 201),
    ("get", "/assets/{asset_id}/odrl"): Row("read", "asset", _asset("/odrl")),
    ("get", "/assets/{asset_id}/schema-org"): Row("read", "asset", _asset("/schema-org")),
    ("get", "/assets/{asset_id}/history"): Row("read", "asset", _asset("/history")),
    ("post", "/assets/{asset_id}/blocks"): Row(
        "rights", "asset", _asset("/blocks", {"cause": "original", "reason": "Streit"}), RIGHTS, 201
    ),
    ("post", "/blocks/{block_id}/lift"): Row(
        "rights", "asset", _thing("blocks", "/lift", {"because": "Geklärt"}), RIGHTS
    ),
    ("put", "/blocks/{block_id}/versions"): Row(
        "rights", "asset", _thing("blocks", "/versions", {"versions": []}), RIGHTS
    ),
    ("get", "/imports"): Row("rights", "none", _get("/imports")),
    ("post", "/imports"): Row("rights", "place", _register, RIGHTS, 202),
    ("get", "/imports/template/{kind}.csv"): Row("read", "none", _get("/imports/template/grants.csv")),
    ("get", "/imports/{import_id}"): Row("rights", "inside", _thing("imports"), RIGHTS),
    ("get", "/imports/{import_id}/rows"): Row("rights", "inside", _thing("imports", "/rows"), RIGHTS),
    ("post", "/imports/{import_id}/apply"): Row("rights", "inside", _thing("imports", "/apply", {}), RIGHTS, 202),
    ("get", "/permissions"): Row("read", "none", _get("/permissions")),
    ("post", "/permissions"): Row("rights", "place", _made_in("/permissions", REFUSED), RIGHTS, 201),
    ("post", "/permissions/{permission_id}/revoke"): Row(
        "rights", "inside", _thing("permissions", "/revoke", {}), RIGHTS
    ),
    ("get", "/rules"): Row("read", "none", _get("/rules")),
    ("post", "/rules"): Row("rights", "place", _made_in("/rules", FOUR_EYES), RIGHTS, 201),
    ("patch", "/rules/{rule_id}"): Row("rights", "inside", _thing("rules", body={"name": "Neu"}), RIGHTS),
    ("post", "/rules/{rule_id}/end"): Row("rights", "inside", _thing("rules", "/end", {}), RIGHTS),
    ("get", "/organizations/{organization_id}/policy"): Row("read", "inside", _thing("organizations", "/policy")),
    ("put", "/organizations/{organization_id}/policy"): Row(
        "rights", "inside", _thing("organizations", "/policy", {"switches": {}}), RIGHTS
    ),
    ("get", "/assets/{asset_id}/similar"): Row("read", "asset", _asset("/similar")),
    ("get", "/assets/{asset_id}/attribution"): Row("read", "asset", _asset("/attribution")),
    ("post", "/checks"): Row("check", "asset", _about("/checks", lambda one: {"assets": [one], "question": WEB})),
    ("post", "/downloads"): Row(
        "download", "asset", _about("/downloads", lambda one: {"asset": one, "question": WEB}), ok=201
    ),
    ("get", "/downloads/{download_id}"): Row("download", "personal", _thing("downloads")),
    ("get", "/downloads/{download_id}/content"): Row("download", "personal", _thing("downloads", "/content")),
    ("post", "/bundles"): Row(
        "download",
        "asset",
        _about("/bundles", lambda one: {"assets": [one], "question": WEB, "title": "Auswahl"}),
        ok=201,
    ),
    ("get", "/bundles/{bundle_id}"): Row("download", "personal", _thing("bundles")),
    ("get", "/bundles/{bundle_id}/content"): Row("download", "personal", _thing("bundles", "/content")),
    ("get", "/shares"): Row("read", "none", _get("/shares")),
    ("post", "/shares"): Row("write", "place", _share, EDITOR, 201),
    ("get", "/shares/{share_id}"): Row("read", "edited", _thing("shares")),
    ("delete", "/shares/{share_id}"): Row("write", "edited", _thing("shares"), ok=204),
    ("get", "/shared/{token}"): Row("anybody", "none", _shared()),
    ("post", "/shared/{token}/acceptance"): Row("anybody", "none", _shared("/acceptance", {"accepted": True}), ok=201),
    ("get", "/shared/{token}/assets/{asset_id}/renditions/{preset}"): Row(
        "anybody", "none", _shared("/assets/{asset}/renditions/tile")
    ),
    ("post", "/shared/{token}/copies"): Row("anybody", "none", _shared("/copies", {"acceptance": ACCEPTED}), ok=201),
    ("get", "/shared/{token}/copies/{copy_id}"): Row("anybody", "none", _shared("/copies/{copy}")),
    ("get", "/shared/{token}/copies/{copy_id}/content"): Row("anybody", "none", _shared("/copies/{copy}/content")),
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
    ("get", "/webhooks"): Row("session", "none", _get("/webhooks")),
    ("post", "/webhooks"): Row(
        "session",
        "place",
        _made_in("/webhooks", {"url": "https://cms.example.org/", "question": {"purpose": "public_relations"}}),
        Role.ADMINISTRATOR,
        201,
    ),
    ("delete", "/webhooks/{webhook_id}"): Row("session", "administered", _thing("webhooks"), ok=204),
    ("post", "/webhooks/{webhook_id}/resume"): Row("session", "administered", _thing("webhooks", "/resume", {})),
    ("post", "/webhooks/{webhook_id}/assets"): Row(
        "session",
        "administered",
        lambda world, _asker, ownership: (
            f"/webhooks/{world.uuid_of(world.webhooks, ownership)}/assets",
            {"assets": [str(world.assets[Ownership.PUBLIC].uuid)]},
            {},
        ),
    ),
    ("get", "/campaigns"): Row("read", "none", _get("/campaigns")),
    ("post", "/campaigns"): Row("write", "place", _made_in("/campaigns", {"name": "Neu"}), EDITOR, 201),
    ("get", "/campaigns/{campaign_id}"): Row("read", "asset", _thing("campaigns")),
    ("patch", "/campaigns/{campaign_id}"): Row("write", "asset", _thing("campaigns", body={"name": "Neu"}), EDITOR),
    ("put", "/campaigns/{campaign_id}/participants/{organization_id}"): Row("write", "asset", _participant, EDITOR),
    ("put", "/campaigns/{campaign_id}/assets/{asset_id}"): Row("write", "added", _in_campaign, CONTRIBUTOR, 204),
    ("delete", "/campaigns/{campaign_id}/assets/{asset_id}"): Row("write", "added", _in_campaign, CONTRIBUTOR, 204),
    ("get", "/campaigns/{campaign_id}/artworks"): Row("read", "joined", _thing("campaigns", "/artworks")),
    ("post", "/campaigns/{campaign_id}/artworks"): Row(
        "write", "joined", _for_home("/artworks", SHIRT), CONTRIBUTOR, 201
    ),
    ("post", "/campaigns/{campaign_id}/print-bundle"): Row("download", "joined", _print_bundle, Role.VIEWER, 201),
    ("get", "/campaigns/{campaign_id}/texts"): Row("read", "joined", _thing("campaigns", "/texts")),
    ("post", "/campaigns/{campaign_id}/texts"): Row(
        "write", "joined", _for_home("/texts", {"channel": "website", "text": "Neu"}), CONTRIBUTOR, 201
    ),
    ("get", "/campaigns/{campaign_id}/motifs"): Row("read", "joined", _thing("campaigns", "/motifs")),
    ("post", "/campaigns/{campaign_id}/motifs"): Row("write", "joined", _for_home("/motifs", {}), CONTRIBUTOR, 201),
    ("get", "/campaigns/{campaign_id}/results"): Row("read", "joined", _thing("campaigns", "/results")),
    ("post", "/campaigns/{campaign_id}/results"): Row(
        "write",
        "joined",
        _for_home("/results", {"what": "Aufrufe", "value": 3, "counted_on": "2026-11-01"}),
        CONTRIBUTOR,
        201,
    ),
    ("get", "/campaigns/{campaign_id}/publications"): Row("read", "joined", _thing("campaigns", "/publications")),
    ("patch", "/campaign-texts/{text_id}"): Row("write", "joined", _text({"title": "Neu"}), EDITOR),
    ("delete", "/campaign-texts/{text_id}"): Row("write", "joined", _text(), EDITOR, 204),
    ("delete", "/motifs/{motif_id}"): Row("write", "joined", _thing("motifs"), EDITOR, 204),
    ("put", "/motifs/{motif_id}/vote"): Row("write", "joined", _thing("motifs", "/vote")),
    ("delete", "/motifs/{motif_id}/vote"): Row("write", "joined", _thing("motifs", "/vote")),
    ("post", "/motifs/{motif_id}/decide"): Row(
        "write", "joined", _thing("motifs", "/decide", {"state": "chosen"}), EDITOR
    ),
    ("get", "/motifs/{motif_id}/comments"): Row("read", "joined", _thing("motifs", "/comments")),
    ("post", "/motifs/{motif_id}/comments"): Row(
        "write", "joined", _thing("motifs", "/comments", {"text": "Schön"}), ok=201
    ),
    ("get", "/products"): Row("read", "none", _get("/products")),
    ("get", "/artworks/{artwork_id}"): Row("read", "joined", _thing("artworks")),
    ("patch", "/artworks/{artwork_id}"): Row("write", "joined", _thing("artworks", body={"note": "Neu"}), CONTRIBUTOR),
    ("delete", "/artworks/{artwork_id}"): Row("write", "joined", _thing("artworks"), CONTRIBUTOR, 204),
    ("get", "/artworks/{artwork_id}/preflight"): Row("read", "joined", _thing("artworks", "/preflight")),
    ("post", "/artworks/{artwork_id}/preflight"): Row(
        "write", "joined", _thing("artworks", "/preflight"), CONTRIBUTOR, 202
    ),
    ("get", "/artworks/{artwork_id}/preflight.pdf"): Row("read", "joined", _thing("artworks", "/preflight.pdf")),
    ("get", "/artworks/{artwork_id}/pictures/{kind}"): Row("read", "joined", _thing("artworks", "/pictures/mockup")),
    ("get", "/collections"): Row("read", "none", _get("/collections")),
    ("post", "/collections"): Row("write", "place", _made_in("/collections", {"name": "Neu"}), CONTRIBUTOR, 201),
    ("get", "/collections/{collection_id}"): Row("read", "inside", _thing("collections")),
    ("patch", "/collections/{collection_id}"): Row(
        "write", "inside", _thing("collections", body={"name": "Neu"}), CONTRIBUTOR
    ),
    ("delete", "/collections/{collection_id}"): Row("write", "inside", _thing("collections"), CONTRIBUTOR, 204),
    ("put", "/collections/{collection_id}/assets/{asset_id}"): Row("write", "collected", _collected, CONTRIBUTOR, 204),
    ("delete", "/collections/{collection_id}/assets/{asset_id}"): Row(
        "write", "collected", _collected, CONTRIBUTOR, 204
    ),
    ("get", "/organizations"): Row("read", "none", _get("/organizations")),
    ("get", "/organizations/{organization_id}"): Row("read", "none", _organization),
    ("get", "/licenses"): Row("read", "none", _get("/licenses")),
    ("get", "/licenses/{code}"): Row("read", "none", _get("/licenses/CC0-1.0")),
    ("get", "/assets/{asset_id}/people"): Row("read", "asset", _asset("/people")),
    ("get", "/assets/{asset_id}/captions/{language}"): Row("read", "asset", _asset("/captions/de")),
    ("put", "/assets/{asset_id}/captions/{language}"): Row(
        "write", "asset", _asset("/captions/de", {"text": "WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n"}), EDITOR
    ),
    ("delete", "/assets/{asset_id}/captions/{language}"): Row("write", "asset", _asset("/captions/de"), EDITOR, 204),
    ("put", "/assets/{asset_id}/people"): Row(
        "rights", "asset", _asset("/people", {"people": [{"number": 1, "is_identifiable": "yes"}]}), RIGHTS
    ),
    ("get", "/persons"): Row("rights", "none", _get("/persons")),
    ("post", "/persons"): Row("rights", "place", _made_in("/persons", {"reference": "AZ 1"}), RIGHTS, 201),
    ("get", "/persons/{person_id}"): Row("rights", "kept", _thing("persons")),
    ("patch", "/persons/{person_id}"): Row("rights", "kept", _thing("persons", body={"reference": "AZ 2"})),
    ("get", "/persons/{person_id}/export"): Row("session", "kept", _thing("persons", "/export")),
    ("post", "/persons/{person_id}/erase"): Row("session", "kept", _thing("persons", "/erase", {})),
    ("get", "/consents"): Row("rights", "none", _get("/consents")),
    ("post", "/consents"): Row("rights", "kept", _consent, ok=201),
    ("get", "/consents/{consent_id}"): Row("rights", "kept", _thing("consents")),
    ("get", "/consents/{consent_id}/effect"): Row("rights", "kept", _thing("consents", "/effect")),
    ("post", "/consents/{consent_id}/events"): Row("rights", "kept", _thing("consents", "/events", WITHDRAWN)),
    ("get", "/documents"): Row("rights", "none", _get("/documents")),
    ("post", "/documents"): Row("rights", "place", _document, RIGHTS, 201),
    ("get", "/documents/{document_id}"): Row("rights", "kept", _thing("documents")),
    ("get", "/documents/{document_id}/content"): Row("rights", "kept", _thing("documents", "/content")),
    ("get", "/grants"): Row("read", "none", _get("/grants")),
    ("post", "/grants"): Row("rights", "place", _grant, RIGHTS, 201),
    ("post", "/grants/{grant_id}/amend"): Row("rights", "inside", _amended, RIGHTS, 201),
    ("get", "/grants/{grant_id}/versions"): Row("read", "inside", _thing("grants", "/versions")),
    ("post", "/grants/{grant_id}/in-force"): Row("rights", "inside", _thing("grants", "/in-force", {}), RIGHTS),
    ("post", "/decisions"): Row("check", "asset", _asked_to_decide, ok=201),
    ("get", "/decisions/{decision_id}"): Row("read", "inside", _decision()),
    ("post", "/decisions/{decision_id}/resolve"): Row("rights", "inside", _decision("/resolve", REFUSAL), RIGHTS),
    ("post", "/decisions/{decision_id}/confirm"): Row(
        "rights", "inside", _decision("/confirm", {"confirms": False}), RIGHTS, 409
    ),
    ("post", "/decisions/{decision_id}/messages"): Row(
        "check", "inside", _decision("/messages", {"text": "Wofür genau?"})
    ),
    ("post", "/rights/batch"): Row(
        "rights", "none", _about("/rights/batch", lambda one: {"assets": [one], "change": {"states": {"ai": "no"}}})
    ),
    ("get", "/grants/{grant_id}"): Row("read", "inside", _thing("grants")),
    ("post", "/grants/{grant_id}/revoke"): Row("rights", "inside", _thing("grants", "/revoke", {}), RIGHTS),
    ("get", "/publications"): Row("read", "none", _get("/publications")),
    ("post", "/publications"): Row("write", "asset", _about("/publications", _post), ok=201),
    ("get", "/publications/export.csv"): Row("read", "none", _get("/publications/export.csv")),
    ("get", "/publications/address"): Row("read", "place", _address),
    ("get", "/publications/{publication_id}"): Row("read", "inside", _thing("publications")),
    ("patch", "/publications/{publication_id}"): Row(
        "write", "inside", _thing("publications", body={"note": "Neu"}), CONTRIBUTOR
    ),
    ("get", "/tasks"): Row("read", "none", _get("/tasks")),
    ("get", "/tasks/summary"): Row("read", "none", _get("/tasks/summary")),
    ("get", "/tasks/{task_id}"): Row("read", "inside", _thing("tasks")),
    ("post", "/tasks/{task_id}/assign"): Row(
        "write", "inside", _thing("tasks", "/assign", {"user": None}), CONTRIBUTOR
    ),
    ("post", "/tasks/{task_id}/complete"): Row("write", "inside", _thing("tasks", "/complete", {}), CONTRIBUTOR),
    ("post", "/tasks/{task_id}/reopen"): Row("write", "inside", _thing("tasks", "/reopen", {}), CONTRIBUTOR),
    ("post", "/tasks/{task_id}/check-address"): Row(
        "write", "inside", _thing("tasks", "/check-address", {}), CONTRIBUTOR
    ),
    ("get", "/accounts"): Row("read", "none", _get("/accounts")),
    ("post", "/accounts"): Row(
        "rights", "place", _made_in("/accounts", {"channel": "website", "name": "Neu"}), RIGHTS, 201
    ),
    ("delete", "/accounts/{account_id}"): Row("rights", "inside", _thing("accounts"), RIGHTS, 204),
    ("get", "/calendar-feeds"): Row("session", "none", _get("/calendar-feeds")),
    ("post", "/calendar-feeds"): Row("session", "place", _made_in("/calendar-feeds", {}), ok=201),
    ("delete", "/calendar-feeds/{feed_id}"): Row("session", "personal", _feed, ok=204),
    ("get", "/calendar/{secret}.ics"): Row("anybody", "none", _calendar),
    ("get", "/sources"): Row("read", "none", _get("/sources")),
    ("post", "/sources"): Row("session", "place", _source_begin, Role.ADMINISTRATOR, 400),
    ("get", "/sources/{source_id}"): Row("read", "administered", _thing("sources")),
    ("patch", "/sources/{source_id}"): Row("session", "administered", _thing("sources", "", {"name": "Archiv"})),
    ("post", "/sources/{source_id}/scan"): Row("write", "administered", _thing("sources", "/scan", {}), ok=202),
    ("post", "/sources/{source_id}/pause"): Row("write", "administered", _thing("sources", "/pause", {"paused": True})),
    ("post", "/sources/{source_id}/test"): Row("write", "administered", _thing("sources", "/test", {})),
    ("get", "/sources/{source_id}/runs"): Row("read", "administered", _thing("sources", "/runs")),
    ("post", "/sources/{source_id}/events"): Row("anybody", "none", _source_events, ok=202),
    ("get", "/assets/{asset_id}/originals"): Row("read", "asset", _asset("/originals"), Role.EDITOR),
    ("get", "/assets/{asset_id}/originals/preview"): Row("read", "asset", _asset("/originals/preview"), Role.EDITOR),
    ("post", "/assets/{asset_id}/originals"): Row(
        "rights",
        "asset",
        _asset("/originals", {"file": str(NOWHERE), "because": "Bessere Datei"}),
        Role.RIGHTS_MANAGER,
        400,
    ),
    ("post", "/assets/{asset_id}/originals/{number}/restore"): Row(
        "rights", "asset", _asset("/originals/1/restore", {"because": "Doch"}), Role.RIGHTS_MANAGER, 404
    ),
    ("get", "/assets/{asset_id}/originals/{number}/content"): Row(
        "rights", "asset", _asset("/originals/1/content"), Role.RIGHTS_MANAGER, 404
    ),
    ("get", "/rights-presets"): Row("read", "none", _get("/rights-presets")),
    ("get", "/uploads"): Row("read", "none", _get("/uploads")),
    ("post", "/uploads"): Row("write", "place", _draft_begin, Role.CONTRIBUTOR, 201),
    ("get", "/uploads/{draft_id}"): Row("read", "personal", _thing("uploads")),
    ("patch", "/uploads/{draft_id}"): Row("write", "personal", _draft_change, Role.CONTRIBUTOR),
    ("delete", "/uploads/{draft_id}"): Row("write", "personal", _thing("uploads"), Role.CONTRIBUTOR, 204),
    ("patch", "/uploads/{draft_id}/files"): Row("write", "personal", _upload_files, Role.CONTRIBUTOR),
    ("patch", "/uploads/{draft_id}/files/{file_id}"): Row(
        "write", "personal", _upload_file(body={"details": {"title": "Burg"}}), Role.CONTRIBUTOR
    ),
    ("get", "/uploads/{draft_id}/files/{file_id}/tile"): Row("read", "personal", _upload_file("/tile")),
    ("post", "/uploads/{draft_id}/take-over"): Row(
        "write", "personal", _thing("uploads", "/take-over", {}), Role.CONTRIBUTOR
    ),
    ("get", "/tokens"): Row("session", "none", _get("/tokens")),
    ("post", "/tokens"): Row(
        "session", "none", lambda _w, _a, _o: ("/tokens", {"name": "Neu", "scopes": ["read"]}, {}), ok=201
    ),
    ("delete", "/tokens/{token_id}"): Row("session", "personal", _thing("tokens"), ok=204),
    ("get", "/status"): Row("read", "none", _get("/status")),
    ("get", "/vocabulary"): Row("read", "none", _get("/vocabulary")),
    ("get", "/session"): Row("anybody", "none", _get("/session")),
    ("post", "/session"): Row("anybody", "none", _sign_in, ok=401),
    ("delete", "/session"): Row("session", "none", _get("/session"), ok=204),
}
SPECIAL: dict[tuple[str, str, Asker], int] = {
    **{(method, path, Asker.EXPIRED_TOKEN): 401 for method, path in TABLE if path.startswith("/shared/")},
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
