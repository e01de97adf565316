"""The index and the tables: every committed change is found by the next search of every process."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from assets.models import Asset, AssetKeyword, Campaign, Keyword, Organization, Place, SearchChange
from assets.search import Principal, Request, freshness, store
from assets.search.freshness import LiveIndex, live
from assets.services import touch_assets
from tests.search.builders import no_file_larger_than

pytestmark = pytest.mark.django_db
OPERATOR = Principal(sees_all=True)


@pytest.fixture
def organization() -> Organization:
    return Organization.objects.create(slug="lindrode", name="Stadt Lindrode", kind="municipality")


@pytest.fixture
def first(tmp_path: Path) -> LiveIndex:
    return LiveIndex(tmp_path / "one")


@pytest.fixture
def second(tmp_path: Path) -> LiveIndex:
    """Another process: it shares the tables and nothing else."""
    return LiveIndex(tmp_path / "two")


def make_asset(organization: Organization, title: str, **facts: object) -> Asset:
    now = timezone.now()
    asset = Asset.objects.create(
        organization=organization,
        title=title,
        **{"kind": "photo", "state": "ready", "visibility": "public", "created_at": now, "changed_at": now, **facts},
    )
    touch_assets([asset.pk], bump=False)
    return asset


def ids(index: LiveIndex, text: str = "", **request: object) -> list[int]:
    return list(index.search(Request(text=text, **{"principal": OPERATOR, **request})).ids)


def test_a_new_asset_is_found_by_the_next_search_of_every_process(organization, first, second):
    assert ids(first) == ids(second) == []
    asset = make_asset(organization, "Wasserschloss")
    assert ids(first, "Schloss") == ids(second, "Schloss") == [asset.pk]


def test_a_changed_asset_is_found_as_it_is_now_and_no_longer_as_it_was(organization, first):
    asset = make_asset(organization, "Wasserschloss")
    assert ids(first, "Schloss") == [asset.pk]
    Asset.objects.filter(pk=asset.pk).update(title="Mühle")
    touch_assets([asset.pk])
    assert (ids(first, "Schloss"), ids(first, "Mühle")) == ([], [asset.pk])


@pytest.mark.parametrize("facts", [{"deleted_at": timezone.now()}, {"state": "quarantined"}, {"state": "failed"}])
def test_what_must_not_be_shown_leaves_the_index(organization, first, facts):
    asset = make_asset(organization, "Wasserschloss")
    assert ids(first) == [asset.pk]
    Asset.objects.filter(pk=asset.pk).update(**facts)
    touch_assets([asset.pk])
    assert ids(first) == []


def test_a_withdrawn_visibility_counts_at_once(organization, first):
    asset = make_asset(organization, "Wasserschloss")
    assert ids(first, principal=Principal()) == [asset.pk]
    Asset.objects.filter(pk=asset.pk).update(visibility="organization")
    touch_assets([asset.pk])
    assert ids(first, principal=Principal()) == []


def test_what_was_rolled_back_is_not_found(organization, first):
    assert ids(first) == []
    with transaction.atomic():
        make_asset(organization, "Wasserschloss")
        transaction.set_rollback(True)
    assert ids(first) == []


def test_an_index_of_another_database_is_built_again(organization, first):
    with transaction.atomic():
        make_asset(organization, "Wasserschloss")
        assert len(ids(first)) == 1
        transaction.set_rollback(True)
    assert ids(first) == []


def test_everything_that_describes_an_asset_is_searched(organization, first):
    district = Place.objects.create(slug="kreis", name="Kreis Hohenau", kind="district")
    town = Place.objects.create(slug="ahlen", name="Ahlenbrück", parent=district, aliases=["Alenbrügg"])
    asset = make_asset(
        organization, "Bild", place=town, creators=["Y. Beispiel"], taken_on=date(2024, 1, 10), color="#2266cc"
    )
    AssetKeyword.objects.create(asset=asset, keyword=Keyword.objects.create(name="Burg", folded="burg"))
    campaign = Campaign.objects.create(organization=organization, slug="k", name="Landlust", visibility="public")
    campaign.assets.add(asset)
    touch_assets([asset.pk])
    for text in ("Ahlenbrück", "Alenbrügg", "Hohenau", "Beispiel", "Januar 2024", "Burg", "kampagne:Landlust"):
        assert ids(first, text) == [asset.pk], text
    assert ids(first, filters={"color": ("blue",), "place": ("ahlen",), "keyword": ("Burg",)}) == [asset.pk]


def test_documents_of_one_or_twenty_assets_cost_the_same_queries(organization, first, django_assert_max_num_queries):
    made = [make_asset(organization, f"Bild {number}") for number in range(20)]
    ids(first)
    touch_assets([asset.pk for asset in made])
    with django_assert_max_num_queries(14):
        ids(first)


def test_a_fresh_index_costs_one_query(organization, first, django_assert_num_queries):
    make_asset(organization, "Wasserschloss")
    ids(first)
    with django_assert_num_queries(1):
        ids(first)


def test_the_file_gives_back_the_index(organization, tmp_path):
    assets = [make_asset(organization, title) for title in ("Wasserschloss", "Mühle im Winter", "Burg")]
    LiveIndex(tmp_path, at_once=0).rebuild()
    late = make_asset(organization, "Mühlrad")
    loaded = LiveIndex(tmp_path, at_once=0)
    loaded.opened()
    assert ids(loaded) == [late.pk, *(asset.pk for asset in reversed(assets))]
    assert ids(loaded, "Schloss") == [assets[0].pk]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="one bit"),
        pytest.param(lambda data: data[:0], id="empty"),
        pytest.param(lambda data: b"\0" * len(data), id="zeros"),
    ],
)
def test_a_torn_file_is_noticed_and_built_again(organization, tmp_path, damage):
    asset = make_asset(organization, "Wasserschloss")
    LiveIndex(tmp_path, at_once=0).rebuild()
    file = tmp_path / store.NAME
    file.write_bytes(damage(file.read_bytes()))
    assert store.load(tmp_path) is None
    again = LiveIndex(tmp_path, at_once=0)
    again.opened()
    assert ids(again) == [asset.pk]


def log_of(folder: Path) -> int:
    stored = store.load(folder)
    assert stored is not None
    return stored.log.last


def test_the_file_is_brought_up_to_date_beside_the_searches(organization, tmp_path, monkeypatch):
    first = make_asset(organization, "Wasserschloss")
    one, other = opened(tmp_path), opened(tmp_path)
    second = make_asset(organization, "Schlosspark")
    Asset.objects.filter(pk=first.pk).update(title="Mühle")
    touch_assets([first.pk])
    before = log_of(tmp_path)
    monkeypatch.setattr(freshness, "RENEWED_AFTER", 2)
    one.renew()
    assert log_of(tmp_path) == SearchChange.objects.latest("id").pk > before
    for index in (one, other):
        assert (ids(index, "Schloss"), ids(index, "Mühle")) == ([second.pk], [first.pk])


def opened(folder: Path) -> LiveIndex:
    index = LiveIndex(folder, at_once=0)
    index.opened()
    return index


def test_a_search_does_not_wait_for_whoever_writes_the_file(organization, tmp_path):
    asset = make_asset(organization, "Wasserschloss")
    index = opened(tmp_path)
    with store.alone(tmp_path):
        assert ids(index, "Schloss") == [asset.pk]


def test_a_rebuilt_file_is_taken_and_what_changed_meanwhile_is_not_lost(organization, tmp_path):
    asset = make_asset(organization, "Wasserschloss")
    running = opened(tmp_path)
    Asset.objects.filter(pk=asset.pk).update(title="Mühle")  # said nowhere: only a rebuild finds it
    opened(tmp_path).rebuild()
    late = make_asset(organization, "Burg")
    running.renew()
    assert (ids(running, "Mühle"), ids(running, "Burg")) == ([asset.pk], [late.pk])


def test_without_room_for_the_file_searches_are_answered_all_the_same(organization, tmp_path):
    asset = make_asset(organization, "Wasserschloss")
    index = LiveIndex(tmp_path, at_once=0)
    with no_file_larger_than(2_000):
        index.rebuild()
    assert (ids(index, "Schloss"), store.exists(tmp_path)) == ([asset.pk], False)


def test_a_file_of_another_database_is_built_again(organization, tmp_path):
    make_asset(organization, "Wasserschloss")
    opened(tmp_path)
    SearchChange.objects.all().delete()
    asset = make_asset(organization, "Mühle")
    assert ids(opened(tmp_path), "Mühle") == [asset.pk]


def test_a_plain_list_answers_while_there_is_no_index(organization, tmp_path):
    own = make_asset(organization, "Wasserschloss am Bach", visibility="organization")
    public = make_asset(organization, "Altes Wasserschloss")
    index = LiveIndex(tmp_path)
    index.failed_at = float("inf")
    assert (ids(index, "schloss bach"), index.state) == ([own.pk], "fallback")
    assert ids(index, "schloss", principal=Principal()) == [public.pk]
    assert ids(index, "schloss", verdicts=("allowed",)) == []


def test_verify_finds_what_the_change_log_did_not_say(organization):
    asset = make_asset(organization, "Wasserschloss")
    live().opened()
    call_command("search", "verify")
    Asset.objects.filter(pk=asset.pk).update(title="Mühle", visibility="network")
    with pytest.raises(CommandError, match="1 assets differ"):
        call_command("search", "verify")


def test_rebuild_stores_an_index_that_agrees_with_the_tables(organization, capsys):
    make_asset(organization, "Wasserschloss")
    call_command("search", "rebuild")
    call_command("search", "verify")
    assert "agree" in capsys.readouterr().out
