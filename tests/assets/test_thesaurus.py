"""Words that search takes for each other: versions, checks, and every process takes them up."""

from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assets.errors import FieldInvalid
from assets.models import Asset, AuditEvent, Organization, SynonymVersion
from assets.search import Principal, Request
from assets.search.freshness import LiveIndex
from assets.services import touch_assets
from assets.thesaurus import listed, save_group, versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def processes(tmp_path: Path) -> tuple[LiveIndex, LiveIndex]:
    """Two processes that share the tables and nothing else, with a picture of a pub."""
    town = Organization.objects.create(slug="lindrode", name="Stadt Lindrode", kind="municipality")
    now = timezone.now()
    asset = Asset.objects.create(
        organization=town, title="Dorfkrug", kind="photo", state="ready", visibility="public",
        created_at=now, changed_at=now,
    )  # fmt: skip
    touch_assets([asset.pk], bump=False)
    return LiveIndex(tmp_path / "one"), LiveIndex(tmp_path / "two")


def counts(processes: tuple[LiveIndex, LiveIndex], text: str) -> list[int]:
    return [index.search(Request(text, Principal(sees_all=True))).count for index in processes]


def test_a_new_group_is_taken_up_by_the_next_search_of_every_process(processes):
    before = counts(processes, "Zapfhahn")
    save_group(key="", terms=["Zapfhahn", "Dorfkrug"], by=None)
    assert (before, counts(processes, "Zapfhahn")) == ([0, 0], [1, 1])


def test_a_group_that_ships_can_be_changed_and_switched_off(processes):
    save_group(key="gasthaus", terms=["Gasthaus", "Dorfkrug"], by=None)
    changed = counts(processes, "Gasthaus")
    save_group(key="gasthaus", terms=["Gasthaus", "Dorfkrug"], is_active=False, seen=1, by=None)
    assert (changed, counts(processes, "Gasthaus")) == ([1, 1], [0, 0])
    assert [(each.number, each.is_active) for each in versions_of("gasthaus")] == [(2, False), (1, True)]


def test_a_process_that_starts_later_knows_the_words(processes, tmp_path):
    save_group(key="", terms=["Zapfhahn", "Dorfkrug"], by=None)
    later = LiveIndex(tmp_path / "later")
    assert later.search(Request("Zapfhahn", Principal(sees_all=True))).count == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"key": "", "terms": ["Allein"]}, "terms", id="one word"),
        pytest.param({"key": "", "terms": ["a, b", "c"]}, "terms", id="comma"),
        pytest.param({"key": "", "terms": ["!!!", "Wort"]}, "terms", id="no word"),
        pytest.param({"key": "", "terms": ["Bürgermeister", "Boss"]}, "terms", id="there is one"),
        pytest.param({"key": "gasthaus", "terms": ["Gasthaus", "Krug"], "seen": 3}, "version", id="too late"),
        pytest.param({"key": "nirgends", "terms": ["Eins", "Zwei"]}, "version", id="unknown group"),
    ],
)
def test_a_group_is_refused(values, field):
    with pytest.raises(FieldInvalid) as refused:
        save_group(**values, by=None)
    assert (refused.value.field, SynonymVersion.objects.count()) == (field, 0)


def test_a_change_is_audited_and_no_version_can_be_rewritten():
    save_group(key="", terms=["Zapfhahn", "Dorfkrug"], by=None)
    assert AuditEvent.objects.filter(action="search.words-changed").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        SynonymVersion.objects.update(terms=["Anderes"])


def test_all_groups_are_listed_in_two_reads(django_assert_max_num_queries):
    save_group(key="", terms=["Zapfhahn", "Dorfkrug"], by=None)
    with django_assert_max_num_queries(2):
        found = {one.key: one for one in listed()}
    assert (found["zapfhahn"].is_shipped, found["burgermeister"].is_shipped, len(found) > 300) == (False, True, True)
