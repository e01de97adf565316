"""The people and things that the permission table is about.

Organization A owns everything but what is foreign; B is another member of the network; C owns what is foreign to both.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from assets import campaigning
from assets.artwork.uses import record_use as put_on_product
from assets.making.ordering import RenditionOrder, order_rendition, planned
from assets.models import (
    ApiToken,
    Asset,
    Campaign,
    Caption,
    Organization,
    Preflight,
    Rendition,
    RenditionJob,
    Role,
    User,
)
from assets.renditions import VIEW
from assets.storage import store_from_settings
from licensing import evidence
from licensing.calendar import create_feed
from licensing.exchange.registers.columns import template
from licensing.models import (
    ChannelAccount,
    Document,
    Download,
    RightsBlock,
    Share,
    ShareAcceptance,
)
from licensing.rights import Channel, Purpose, Question
from licensing.services import RuleRecord, create_rule, request_download, set_block
from licensing.services.print_shares import create_print_share
from licensing.services.resolutions import request_resolution
from licensing.services.shares import ShareRecord, hash_of
from licensing.services.tasks import Draft, open_tasks
from tests.api import permission_things as one
from tests.api.builders import (
    Caller,
    caller,
    clear_rights,
    make_asset,
    make_campaign,
    make_collection,
    make_grant,
    make_organization,
    make_token,
    make_user,
    shared_with,
)
from tests.api.permission_cast import Asker, Ownership, World
from tests.licensing.people import consent, person
from tests.licensing.uses import use

PROOF = one.PROOF
TOKEN = "ein-link-den-alle-kennen"
PRINT_TOKEN = "ein-link-den-die-druckerei-kennt"
ACCEPTED = "angenommen"
SOURCE_SECRET = "der-schluessel-des-speichers"  # of a world that is thrown away
SHIRT = {"product": "t-shirt", "place": "front", "technique": "screen", "width_mm": 280, "height_mm": 280}
FOUR_EYES = RuleRecord(kind="four_eyes", effect="ask", name="Kinder", purposes=["merchandise_sale"])


def build_world() -> World:
    home, other, far = make_organization("lindrode"), make_organization("ahlen"), make_organization("fremd")
    boss = make_user("chefin", (home, Role.ADMINISTRATOR))
    stranger = make_user("fremde", (far, Role.ADMINISTRATOR))
    users = _users(home, other)
    assets = _assets(home, other, far, by=boss)
    kept = {Ownership.OWN: home, Ownership.FOREIGN: far}
    persons = {own: person(each, boss) for own, each in kept.items()}
    world = World(
        organizations=kept,
        other=other,
        users=users,
        callers=_callers(users),
        assets=assets,
        campaigns=_campaigns(home, other, far),
        collections={
            Ownership.OWN: make_collection(home, boss, "Eigene"),
            Ownership.FOREIGN: make_collection(far, stranger, "Fremde"),
        },
        others_collection=make_collection(other, boss, "Von nebenan"),
        grants={
            Ownership.OWN: make_grant(home, assets[Ownership.OWN], by=boss),
            Ownership.FOREIGN: make_grant(far, assets[Ownership.FOREIGN], by=stranger),
        },
        blocks=_blocks(home, other, far, by=boss),
        permissions={own: one.permission(each, boss) for own, each in kept.items()},
        persons=persons,
        consents={own: consent(each, boss) for own, each in persons.items()},
        documents={own: one.document(each, boss) for own, each in kept.items()},
        imports={own: one.checked_import(each, boss) for own, each in kept.items()},
        shares={own: one.share(each, assets[Ownership.PUBLIC], boss) for own, each in kept.items()},
        webhooks={own: one.webhook(each, boss) for own, each in kept.items()},
        rules={own: create_rule(FOUR_EYES, organization=each, by=boss) for own, each in kept.items()},
    )
    _open_share(world)
    world.drop_boxes = {own: one.drop_box(each, boss) for own, each in kept.items()}
    world.dropped_file = one.handed_in(world.drop_boxes[Ownership.OWN], link=TOKEN, secret=ACCEPTED).uuid
    _take(world, stranger)
    _ask(world, home, other, far, boss, stranger)
    _publish(world, boss, stranger)
    _fill_boards(world, boss, stranger)
    _open_print_share(world, home, boss)
    _make_for_channels(world)
    for asset in assets.values():
        text = "WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n"
        Caption.objects.create(asset=asset, language="de", text=text, changed_at=timezone.now())
    Asset.objects.filter(pk=assets[Ownership.DELETED].pk).update(deleted_at=timezone.now())
    return world


def _users(home: Organization, other: Organization) -> dict[Asker, User]:
    users = {}
    for asker in Asker:
        if asker.is_nobody or asker.is_token:
            continue
        users[asker] = make_user(asker.value.replace(" ", "-"), (other if asker.is_other else home, asker.role))
    for asker in (Asker.EXPIRED_TOKEN, Asker.TOKEN_WITHOUT_SCOPE, Asker.FULL_TOKEN, Asker.DISABLED):
        users[asker] = make_user(asker.value.replace(" ", "-"), (home, Role.ADMINISTRATOR))
    User.objects.filter(pk=users[Asker.DISABLED].pk).update(is_active=False)
    return users


def _callers(users: dict[Asker, User]) -> dict[Asker, Caller]:
    every_scope = [scope.value for scope in ApiToken.Scope]
    tokens = {
        Asker.EXPIRED_TOKEN: make_token(users[Asker.EXPIRED_TOKEN], every_scope, expires_in=timedelta(days=-1)),
        Asker.TOKEN_WITHOUT_SCOPE: make_token(users[Asker.TOKEN_WITHOUT_SCOPE], []),
        Asker.FULL_TOKEN: make_token(users[Asker.FULL_TOKEN], every_scope),
    }
    signed_in = {asker: caller(user) for asker, user in users.items() if asker not in tokens}
    return {Asker.ANONYMOUS: caller(), **signed_in, **{asker: caller(token=each) for asker, each in tokens.items()}}


def _assets(home: Organization, other: Organization, far: Organization, *, by: User) -> dict[Ownership, Asset]:
    assets = {
        Ownership.OWN: make_asset(home, title="Schloss own"),
        Ownership.SHARED: shared_with(make_asset(home, title="Schloss shared"), other),
        Ownership.NETWORK: make_asset(home, title="Schloss network", visibility="network"),
        Ownership.PUBLIC: make_asset(home, title="Schloss public", visibility="public"),
        Ownership.FOREIGN: make_asset(far, title="Schloss foreign"),
        Ownership.DELETED: make_asset(home, title="Schloss deleted", visibility="network"),
    }
    for asset in assets.values():
        clear_rights(asset, by=by)
    return assets


def _blocks(home: Organization, other: Organization, far: Organization, *, by: User) -> dict[Ownership, RightsBlock]:
    """Blocks of assets of their own: nothing may be taken from those."""
    blocked = _assets(home, other, far, by=by)
    found = {
        ownership: set_block(asset, cause="original", reason="Streit", by=by) for ownership, asset in blocked.items()
    }
    Asset.objects.filter(pk=blocked[Ownership.DELETED].pk).update(deleted_at=timezone.now())
    return found


def fill_store(world: World) -> None:
    """The store of a test is its own; the world is shared by all of them."""
    store = store_from_settings()
    for each in world.documents.values():
        wrapped = evidence.store_bytes(PROOF, document=each.uuid, organization=each.organization.uuid)
        Document.objects.filter(pk=each.pk).update(wrapped_key=wrapped.ciphertext, key_id=wrapped.key_id)
    store.put("downloads/copy", b"copy")
    store.put("artwork/mockup", b"PNG")
    store.put("imports/rechte", template("grants").encode())
    for asset in world.assets.values():
        store.put(f"renditions/{asset.uuid}/tile", b"RIFF")
        store.put(f"renditions/{asset.uuid}/{VIEW}", b"RIFF")


def _campaigns(home: Organization, other: Organization, far: Organization) -> dict[Ownership, Campaign]:
    shared = make_campaign(home, "Shared", visibility="organization")
    shared.organizations.add(other)
    return {
        Ownership.OWN: make_campaign(home, "Own", visibility="organization"),
        Ownership.SHARED: shared,
        Ownership.NETWORK: make_campaign(home, "Network", visibility="network"),
        Ownership.PUBLIC: make_campaign(home, "Public", visibility="public"),
        Ownership.FOREIGN: make_campaign(far, "Foreign", visibility="organization"),
    }


def _make_for_channels(world: World) -> None:
    """A finished rendition of every asset, with its small view."""
    Asset.objects.filter(pk__in=[each.pk for each in world.assets.values()]).update(width=1200, height=800)
    for ownership, asset in world.assets.items():
        asset.refresh_from_db()
        now, what = timezone.now(), planned(asset.original, RenditionOrder(preset="facebook"))
        world.made[ownership] = job = order_rendition(asset.original, what, by=None, at=now)
        for preset in ("facebook", VIEW):
            row = Rendition.objects.create(
                original=asset.original, preset=preset, recipe=job.recipe, key=f"renditions/{asset.uuid}/{preset}",
                media_type="image/webp", width=480, height=252, size_bytes=4, sha256=job.recipe, created_at=now,
            )  # fmt: skip
            job.rendition = job.rendition or row
        job.state, job.progress = RenditionJob.State.READY, 100
        job.save()


def _fill_boards(world: World, boss: User, stranger: User) -> None:
    """A text, a motif and a motif on a product in the campaigns that have a board; their pictures are seen by all."""
    for ownership, campaign in world.campaigns.items():
        is_far = ownership is Ownership.FOREIGN
        keeper = world.organizations[Ownership.FOREIGN if is_far else Ownership.OWN]
        by, asset = stranger if is_far else boss, world.assets[Ownership.PUBLIC]
        text = {"channel": "website", "text": "50 Jahre"}
        world.texts[ownership] = campaigning.write_text(campaign, text, asset=asset, organization=keeper, by=by)
        world.motifs[ownership] = campaigning.propose(campaign, asset, note="", organization=keeper, by=by)
        use = put_on_product(asset, SHIRT, campaign=campaign, organization=keeper, by=by)
        Preflight.objects.filter(use=use).update(
            state="done",
            result="pass",
            mockup_key="artwork/mockup",
            marked_key="artwork/mockup",
            done_at=timezone.now(),
        )
        world.artworks[ownership] = use


def _take(world: World, stranger: User) -> None:
    """Everybody has a download and a token of their own, a stranger has some, and some are gone."""
    world.sources = {own: one.source(each, SOURCE_SECRET) for own, each in world.organizations.items()}
    foreign_draft = one.draft(world.organizations[Ownership.OWN], stranger)
    for asker, user in world.users.items():
        world.uploads[asker, Ownership.OWN] = own = one.draft(world.organizations[Ownership.OWN], user)
        world.upload_files[asker, Ownership.OWN] = own.files.get()
        world.uploads[asker, Ownership.FOREIGN] = foreign_draft
        world.upload_files[asker, Ownership.FOREIGN] = foreign_draft.files.get()
        world.bundles[asker, Ownership.OWN] = one.bundle(user, world.assets[Ownership.PUBLIC])
        world.bundles[asker, Ownership.DELETED] = one.bundle(user, world.assets[Ownership.DELETED])
        world.downloads[asker, Ownership.OWN] = one.download(user, world.assets[Ownership.PUBLIC])
        world.downloads[asker, Ownership.DELETED] = one.download(user, world.assets[Ownership.DELETED])
        world.tokens[asker, Ownership.OWN] = one.token(user)
        world.saved_searches[asker, Ownership.OWN] = one.saved_search(user)
    foreign, token = one.download(stranger, world.assets[Ownership.PUBLIC]), one.token(stranger)
    foreign_search = one.saved_search(stranger)
    foreign_bundle = one.bundle(stranger, world.assets[Ownership.PUBLIC])
    for asker in Asker:
        world.bundles[asker, Ownership.FOREIGN] = foreign_bundle
        world.downloads[asker, Ownership.FOREIGN] = foreign
        world.tokens[asker, Ownership.FOREIGN] = token
        world.saved_searches[asker, Ownership.FOREIGN] = foreign_search


def _open_share(world: World) -> None:
    """A link, an acceptance and a copy that everybody knows."""
    share = world.shares[Ownership.OWN]
    Share.objects.filter(pk=share.pk).update(secret_hash=hash_of(TOKEN))
    ShareAcceptance.objects.create(
        share=share, terms_sha256=hash_of(""), accepted_at=timezone.now(), secret_hash=hash_of(ACCEPTED)
    )
    asset = world.assets[Ownership.PUBLIC]
    question = replace(one.question(asset), channel=Channel.PRESS)
    made = request_download(asset, question, rendition="large", by=share, at=timezone.now())
    assert isinstance(made, Download)
    Download.objects.filter(pk=made.pk).update(state="ready", key="downloads/copy", media_type="image/jpeg")
    world.shared_copy = made.uuid


def _open_print_share(world: World, home: Organization, boss: User) -> None:
    """A link for a print shop that everybody knows."""
    made = create_print_share(
        [world.artworks[Ownership.OWN]],
        ShareRecord(title="Druck", until_on=timezone.localdate() + timedelta(days=9)),
        organization=home,
        by=boss,
        at=timezone.now(),
    )
    assert made.share is not None
    Share.objects.filter(pk=made.share.pk).update(secret_hash=hash_of(PRINT_TOKEN))


def _ask(world: World, home: Organization, other: Organization, far: Organization, boss: User, stranger: User) -> None:
    """Assets that nobody looked at, and a question about one of them that waits for a person."""
    open_ones = {
        Ownership.OWN: make_asset(home),
        Ownership.SHARED: shared_with(make_asset(home), other),
        Ownership.NETWORK: make_asset(home, visibility="network"),
        Ownership.PUBLIC: make_asset(home, visibility="public"),
        Ownership.FOREIGN: make_asset(far),
        Ownership.DELETED: make_asset(home),
    }
    world.undecided.update(open_ones)
    for ownership, keeper, by in ((Ownership.OWN, home, boss), (Ownership.FOREIGN, far, stranger)):
        asset = open_ones[ownership]
        question = Question(
            asset=str(asset.uuid), organization=str(keeper.uuid), channel=Channel.WEBSITE,
            purpose=Purpose.PUBLIC_RELATIONS, publish_from=timezone.localdate(),
        )  # fmt: skip
        made = request_resolution(asset, question, by=by, message="", at=timezone.now())
        world.decisions[ownership] = made.decision
    Asset.objects.filter(pk=open_ones[Ownership.DELETED].pk).update(deleted_at=timezone.now())


def _publish(world: World, boss: User, stranger: User) -> None:
    """Uses, tasks and accounts of the own and of the foreign organization; a calendar feed for everybody."""
    now = timezone.now()
    for ownership, by in ((Ownership.OWN, boss), (Ownership.FOREIGN, stranger)):
        asset, organization = world.assets[ownership], world.organizations[ownership]
        world.publications[ownership] = use(asset, organization, by, url="https://example.org/fest")
        world.accounts[ownership] = ChannelAccount.objects.create(
            organization=organization, channel="instagram", name="@stadt", url="https://instagram.com/stadt"
        )
        draft = Draft(
            organization_id=organization.pk, kind="review", fact=f"table:{organization.pk}", asset_id=asset.pk
        )
        world.tasks[ownership] = open_tasks([draft], at=now)[0]
    for asker, user in world.users.items():
        of = world.other if asker.is_other else world.organizations[Ownership.OWN]
        world.feeds[asker, Ownership.OWN], world.calendar_secret = create_feed(of, by=user, at=now)
    foreign, _ = create_feed(world.organizations[Ownership.FOREIGN], by=stranger, at=now)
    world.feeds |= {(asker, Ownership.FOREIGN): foreign for asker in Asker}
    _, world.calendar_secret = create_feed(world.organizations[Ownership.OWN], by=boss, at=now)
