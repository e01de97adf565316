"""Random pairs of worlds that look the same to one member and differ in everything that the member may not see.

What is visible comes from one seed, with ids of its own; what is hidden from another, made in between, so that primary
keys, creation order, word lists and counts differ underneath.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from pyroaring import BitMap

from api.models import SavedSearch
from assets import campaigning
from assets.alike import remember_looks
from assets.artwork.uses import record_use
from assets.models import (
    ArtworkUse,
    Asset,
    Campaign,
    CampaignResult,
    CampaignText,
    IndexSource,
    Motif,
    Organization,
    Place,
    Role,
    SourceRun,
    UploadDraft,
    User,
)
from assets.services import set_keywords, touch_assets
from licensing.models import Publication
from licensing.services import (
    GrantRecord,
    PermissionRecord,
    RuleRecord,
    create_rule,
    record_grant,
    record_permission,
    set_policy,
    withdraw_consent,
)
from tests import uploads
from tests.api.builders import (
    NOWHERE,
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_collection,
    make_organization,
    make_place,
    make_token,
    make_user,
    shared_with,
)
from tests.licensing.people import consent, document, person, show

NOW: Final = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS: Final = ("Schloss", "Herbst", "Radweg", "Markt", "Wasser", "Winter", "Brücke", "Erntedank", "Kirche", "Fahrrad")
SECRETS: Final = ("Geheimtreffen", "Schlossfest", "Razzia", "Herbstgala", "Radwegnetz", "Wasserrohrbruch", "Marktplatz")
NAMES: Final = ("J. Muster", "A. Beispiel", "Studio Nord")
HIDDEN_NAMES: Final = ("K. Verborgen", "J. Musterfrau", "Studio Nordost")
VISIBLE: Final = 12
LOOKS: Final = (0x1234_5678_9ABC_DEF0, 0x0FF0_3C3C_5A5A_6969, -81985529216486896)
"""Pictures of either world look like pictures of the other."""


@dataclass(slots=True)
class World:
    """What the member's questions are asked about."""

    member: Caller
    home: Organization
    far: Organization
    assets: list[Asset]
    campaign: Campaign
    hidden_campaign: UUID
    hidden_asset: UUID
    draft: UUID
    draft_file: UUID
    grant: UUID
    collection: UUID
    saved_search: UUID
    joined_campaign: UUID = NOWHERE
    motif: UUID = NOWHERE
    artwork: UUID = NOWHERE


def build(visible_seed: int, hidden_seed: int) -> World:
    seen, unseen = random.Random(visible_seed), random.Random(hidden_seed)
    home, near, far = (_organization(seen, slug) for slug in ("lindrode", "ahlen", "fremd"))
    boss = make_user("chefin", (home, Role.ADMINISTRATOR), uuid=_uuid(seen))
    member = make_user("eva", (home, Role.EDITOR), uuid=_uuid(seen), display_name="Eva Muster")
    places = [make_place(slug, uuid=_uuid(seen), latitude=50.5, longitude=7.5) for slug in ("lindrode", "hohenfeld")]
    campaign = make_campaign(near, "Jubiläum", uuid=_uuid(seen), visibility="network")
    Campaign.objects.filter(pk=campaign.pk).update(slug="jubilaeum")
    hidden = _hidden_things(unseen, far, boss)
    assets = []
    for number in range(VISIBLE):
        for _ in range(unseen.randrange(3)):
            _hidden_asset(unseen, far, hidden)
        assets.append(_visible_asset(seen, unseen, number, (home, near, far), places))
    _judge(seen, assets, boss)
    _people(seen, unseen, assets, boss)
    _link(seen, assets, campaign, hidden[0])
    _plan(unseen, assets, far)
    board = _board(seen, unseen, (home, far), assets, boss)
    hidden_on_board = _hidden_asset(unseen, far, hidden)
    _hide_on_board(unseen, board.campaign, hidden_on_board, boss)
    return World(
        member=_signed_in(member),
        home=home,
        far=far,
        assets=assets,
        campaign=campaign,
        hidden_campaign=hidden[0].uuid,
        hidden_asset=_hidden_asset(unseen, far, hidden).uuid,
        **_incoming(seen, unseen, member, boss, far),
        grant=_grant(seen, home, assets, boss),
        collection=_collection(seen, home, assets, boss),
        saved_search=_saved_searches(seen, member, boss),
        joined_campaign=board.campaign.uuid,
        motif=board.motif.uuid,
        artwork=board.artwork.uuid,
    )


def _saved_searches(seen: random.Random, member: User, boss: User) -> UUID:
    """The member's own, for words of the hidden world as well, from before anything was there; and somebody else's."""
    own = {"owner": member, "created_at": NOW, "seen": BitMap().serialize(), "told": BitMap().serialize()}
    SavedSearch.objects.create(**own | {"owner": boss, "name": SECRETS[0], "query": {}})
    for word in (*WORDS, *SECRETS):
        kept = SavedSearch.objects.create(**own, name=word, query={"q": word}, uuid=_uuid(seen))
    return kept.uuid


def _incoming(
    seen: random.Random, unseen: random.Random, member: User, boss: User, far: Organization
) -> dict[str, UUID]:
    """The member's own draft, with bytes that somebody else may hold as well; drafts and sources of others."""
    home = Organization.objects.get(slug="lindrode")
    own = uploads.draft(home, member, uuid=_uuid(seen), title="Mein Entwurf")
    sha256 = f"{800_000 + seen.getrandbits(16):064x}"
    file = uploads.upload(own, uuid=_uuid(seen), position=1, filename="mein.jpg", key="uploads/mein", sha256=sha256)
    UploadDraft.objects.filter(pk=own.pk).update(created_at=NOW, changed_at=NOW)
    for _ in range(unseen.randrange(3)):
        theirs = uploads.draft(unseen.choice([home, far]), boss, title=unseen.choice(SECRETS))
        uploads.upload(theirs, sha256=sha256, filename=f"{unseen.choice(SECRETS)}.jpg")
    for where in unseen.sample(["s3://fremd/a", "s3://fremd/b", "s3://fremd/c"], unseen.randrange(1, 3)):
        source = IndexSource.objects.create(organization=far, url=where, name=unseen.choice(SECRETS))
        SourceRun.objects.create(source=source, because="schedule", started_at=NOW, found=unseen.randrange(99))
    return {"draft": own.uuid, "draft_file": file.uuid}


def _uuid(source: random.Random) -> UUID:
    return UUID(int=source.getrandbits(128), version=4)


def _organization(seen: random.Random, slug: str) -> Organization:
    return make_organization(slug, uuid=_uuid(seen))


def _signed_in(user: User) -> Caller:
    """With a token of fixed times in the list that the member can read."""
    make_token(user, ["read"])
    user.api_tokens.update(created_at=NOW, expires_at=NOW + timedelta(days=9), uuid=UUID(int=7, version=4))
    return caller(user)


@dataclass(frozen=True, slots=True)
class Board:
    """What the member sees of a joint campaign."""

    campaign: Campaign
    motif: Motif
    artwork: ArtworkUse


SHIRT: Final = {"product": "t-shirt", "place": "front", "technique": "dtg", "width_mm": 200, "height_mm": 200}


def _board(
    seen: random.Random,
    unseen: random.Random,
    owners: tuple[Organization, Organization],
    assets: list[Asset],
    boss: User,
) -> Board:
    """A campaign of a foreign town that the member's town takes part in; votes are counts, whoever gave them."""
    home, far = owners
    campaign = make_campaign(far, "Gemeinsam", uuid=_uuid(seen), visibility="organization")
    Campaign.objects.filter(pk=campaign.pk).update(slug="gemeinsam")
    campaign.organizations.add(home)
    asset = assets[0]
    motif = campaigning.propose(campaign, asset, note="Gut", organization=home, by=boss)
    Motif.objects.filter(pk=motif.pk).update(uuid=_uuid(seen))
    motif.refresh_from_db()
    campaigning.comment(motif, text="Schön", by=boss).__class__.objects.filter(motif=motif).update(uuid=_uuid(seen))
    text = campaigning.write_text(
        campaign, {"channel": "website", "text": "Kommt!"}, asset=asset, organization=home, by=boss
    )
    CampaignText.objects.filter(pk=text.pk).update(uuid=_uuid(seen))
    result = campaigning.note_result(
        campaign, {"label": "Aufrufe", "value": 7, "counted_on": NOW.date()}, organization=far, by=boss
    )
    CampaignResult.objects.filter(pk=result.pk).update(uuid=_uuid(seen))
    use = record_use(asset, {**SHIRT, "printer": f"Druckerei {seen.random()}"}, campaign=campaign,
                     organization=home, by=boss)  # fmt: skip
    foreign = record_use(asset, {**SHIRT, "printer": unseen.choice(SECRETS), "note": unseen.choice(SECRETS)},
                         campaign=campaign, organization=far, by=boss)  # fmt: skip
    for each in (use, foreign):
        ArtworkUse.objects.filter(pk=each.pk).update(uuid=_uuid(seen))
        each.refresh_from_db()
    return Board(campaign, motif, use)


def _hide_on_board(unseen: random.Random, campaign: Campaign, asset: Asset, boss: User) -> None:
    """Pictures that the member may not see, on the board that the member reads."""
    if unseen.random() < 0.3:
        return
    far = campaign.organization
    campaigning.propose(campaign, asset, note=unseen.choice(SECRETS), organization=far, by=boss)
    text = {"channel": "instagram", "title": unseen.choice(SECRETS), "text": unseen.choice(SECRETS)}
    campaigning.write_text(campaign, text, asset=asset, organization=far, by=boss)
    record_use(asset, SHIRT, campaign=campaign, organization=far, by=boss)
    campaigning.put_asset(campaign, asset, by=boss)


def _hidden_things(unseen: random.Random, far: Organization, boss: User) -> tuple[Campaign, Place]:
    for _ in range(unseen.randrange(4)):
        make_user(f"geheim-{unseen.getrandbits(30)}", (far, Role.EDITOR))
    for _ in range(unseen.randrange(3)):
        make_campaign(far, unseen.choice(SECRETS), visibility="organization")
        make_collection(far, boss, unseen.choice(SECRETS))
    _hidden_rules(unseen, far, boss)
    campaign = make_campaign(far, unseen.choice(SECRETS), visibility="organization", uuid=_uuid(unseen))
    place = make_place(f"geheim-{unseen.getrandbits(30)}", name=unseen.choice(SECRETS))
    return campaign, place


def _hidden_rules(unseen: random.Random, far: Organization, boss: User) -> None:
    """What another organization set for itself and was allowed by others."""
    for _ in range(unseen.randrange(3)):
        name = unseen.choice(SECRETS)
        rule = RuleRecord(kind="channel_policy", effect="forbid", name=name, keywords=[unseen.choice(WORDS)])
        create_rule(rule, organization=far, by=boss)
        refused = PermissionRecord(granted_by=name, status="refused", from_on=NOW.date())
        record_permission(refused, by=boss, keeper=far)
        set_policy(far, switches={"missing_creator": unseen.choice(["ask", "forbid"])}, by=boss)


def _hidden_asset(unseen: random.Random, far: Organization, hidden: tuple[Campaign, Place]) -> Asset:
    """Kept inside a foreign organization; its words begin like visible ones, occur alone, or are the same."""
    campaign, place = hidden
    words = unseen.sample(SECRETS, 2) + unseen.sample(WORDS, 1)
    asset = make_asset(
        far,
        title=" ".join(words),
        keywords=words[: unseen.randrange(1, 4)],
        creators=[unseen.choice(HIDDEN_NAMES)],
        place=unseen.choice([place, None]),
        taken_on=date(unseen.randrange(1990, 2026), 5, 1),
        source_ref=f"G{unseen.getrandbits(20)}",
        persons_shown=["Erika Geheim"],
        state=unseen.choice(["ready", "ready", "quarantined", "processing"]),
        uuid=_uuid(unseen),
    )
    remember_looks(asset.pk, (unseen.choice(LOOKS),))
    campaign.assets.add(asset)
    touch_assets([asset.pk])
    return asset


def _visible_asset(
    seen: random.Random,
    unseen: random.Random,
    number: int,
    owners: tuple[Organization, Organization, Organization],
    places: list[Place],
) -> Asset:
    """Own, shared, open to the network or public. Position and persons of other owners' pictures are hidden as well."""
    home, near, far = owners
    owner, visibility = seen.choice(
        [(home, "organization"), (home, "network"), (near, "selected"), (near, "network"), (far, "public")]
    )
    words = seen.sample(WORDS, 3)
    secret = seen if owner is home else unseen
    at = NOW - timedelta(hours=number // 2)
    asset = make_asset(
        owner,
        visibility="organization" if visibility == "selected" else visibility,
        uuid=_uuid(seen),
        title=" ".join(words[:2]),
        description=f"Aufnahme {words[2]}",
        creators=[seen.choice(NAMES)],
        place=seen.choice([*places, None]),
        taken_on=seen.choice([date(2020 + number % 5, 6, 1), None]),
        source_ref=f"S{number:04}",
        latitude=50 + secret.random(),
        longitude=7 + secret.random(),
        persons_shown=[f"Person {secret.getrandbits(20)}"],
        orientation=seen.choice(["landscape", "portrait"]),
        alt_text=seen.choice(["", "Ein Bild"]),
        created_at=at,
        changed_at=at,
    )
    remember_looks(asset.pk, (LOOKS[number % len(LOOKS)],))
    _settle(asset, number, words)
    return shared_with(asset, home) if visibility == "selected" else asset


def _settle(asset: Asset, number: int, words: list[str]) -> None:
    original = asset.original
    original.filename, original.sha256, original.size_bytes = f"sicht-{number}.jpg", f"{900_000 + number:064x}", 5000
    original.save()
    original.renditions.update(sha256=f"{number:064x}")
    set_keywords(asset, words)


def _judge(seen: random.Random, assets: list[Asset], boss: User) -> None:
    """Some are cleared; times and versions are those of the visible world alone."""
    for number, asset in enumerate(assets):
        if seen.random() < 0.6:
            clear_rights(asset, by=boss, code=seen.choice(["CC0-1.0", "CC-BY-4.0"]))
            asset.license_assignments.update(uuid=_uuid(seen))
        Asset.objects.filter(pk=asset.pk).update(version=3, changed_at=NOW - timedelta(hours=number // 2))


def _people(seen: random.Random, unseen: random.Random, assets: list[Asset], boss: User) -> None:
    """Who is on a picture and what was agreed to is seen; names, numbers, days of birth, proof and texts are not."""
    for number, asset in enumerate(assets):
        if seen.random() < 0.5:
            continue
        keeper = asset.organization
        secret = f"Erika {unseen.getrandbits(30)}"
        shown = person(
            keeper, boss, name=secret, reference=f"AZ {unseen.getrandbits(20)}", age_band="unknown",
            born_on=date(1970 + unseen.randrange(20), 5, unseen.randrange(1, 28)),
        )  # fmt: skip
        show(asset, boss, shown, None, has_special_category=seen.random() < 0.2)
        agreed = consent(
            shown, boss, channels=seen.sample(["website", "instagram", "press"], 2),
            until_on=seen.choice([None, date(2027, 6, 30)]), information_version=f"{unseen.getrandbits(9)}",
            evidence_note=secret, document=unseen.choice([None, document(keeper, boss, secret.encode())]),
        )  # fmt: skip
        if seen.random() < 0.3:
            withdraw_consent(agreed, happened_at=NOW, by=boss, received_by=secret)
        Asset.objects.filter(pk=asset.pk).update(version=3, changed_at=NOW - timedelta(hours=number // 2))


def _link(seen: random.Random, assets: list[Asset], campaign: Campaign, hidden: Campaign) -> None:
    """Visible pictures are in the visible campaign, and some in one that the member does not know."""
    campaign.assets.add(*seen.sample(assets, 4))
    hidden.assets.add(*random.Random(hidden.pk).sample(assets, 3))
    touch_assets([asset.pk for asset in assets], bump=False)


def _plan(unseen: random.Random, assets: list[Asset], far: Organization) -> None:
    """What others only plan to post of pictures that the member sees is nobody else's business."""
    for asset in unseen.sample(assets, unseen.randrange(1, 5)):
        Publication.objects.create(
            asset=asset, organization=far, channel="website", purpose="campaign", question={}, from_on=NOW.date(),
            state="planned", note=unseen.choice(SECRETS), recorded_at=NOW, uuid=_uuid(unseen),
        )  # fmt: skip


def _grant(seen: random.Random, home: Organization, assets: list[Asset], boss: User) -> UUID:
    own = next((asset for asset in assets if asset.organization_id == home.pk), None)
    if own is None:
        return NOWHERE
    record = GrantRecord(
        licensor="Heimatverein",
        licensees=["*"],
        channels=["instagram"],
        purposes=["*"],
        from_on=date(2026, 1, 1),
        evidence="Vertrag",
    )
    grant = record_grant(record, by=boss, keeper=home, asset=own)
    grant.uuid = _uuid(seen)
    grant.save()
    Asset.objects.filter(pk=own.pk).update(version=4, changed_at=NOW)
    return grant.uuid


def _collection(seen: random.Random, home: Organization, assets: list[Asset], boss: User) -> UUID:
    collection = make_collection(home, boss, "Auswahl")
    collection.uuid = _uuid(seen)
    collection.save()
    for asset in assets[:5]:
        collection.items.create(asset=asset, added_at=NOW)
    return collection.uuid
