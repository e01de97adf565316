"""Finding what looks the same among many: visible only, most alike first, one query."""

import pytest
from django.core.management import call_command

from assets.alike import MOST_BITS, alike, looks_of, remember_looks
from assets.intake.scan import scan
from assets.intake.steps import open_source
from assets.models import Asset, PerceptualHash
from assets.renditions.looks import distance
from tests import builders

pytestmark = pytest.mark.django_db
LOOKS = (0x1234_5678_9ABC_DEF0, -5, 77)
OTHER = 0x5A5A_3C3C_6969_0FF0


def flipped(bits: int, *places: int) -> int:
    for place in places:
        bits ^= 1 << place
    return bits - 2**64 if bits >= 2**63 else bits


@pytest.fixture
def town():
    return builders.organization()


def looking(town, *looks: int) -> Asset:
    asset = builders.asset(town)
    remember_looks(asset.pk, looks)
    return asset


def found(*looks: int, among=None) -> list[int]:
    return alike({"it": looks}, Asset.objects.all() if among is None else among).get("it", [])


def test_the_most_alike_come_first_and_the_rest_not_at_all(town):
    near, same = looking(town, flipped(LOOKS[0], 1, 2)), looking(town, LOOKS[0])
    looking(town, flipped(LOOKS[0], *range(MOST_BITS + 1)))
    looking(town, 0x0F0F_0F0F_0F0F_0F0F)
    assert found(LOOKS[0]) == [same.pk, near.pk]


def test_a_crop_meets_the_picture_that_it_was_cut_from_and_the_other_way_round(town):
    whole, crop = looking(town, *LOOKS), looking(town, LOOKS[2], 99)
    assert found(*looks_of(crop)) == [crop.pk, whole.pk]
    assert set(found(*looks_of(whole))) == {whole.pk, crop.pk}


def test_two_crops_alone_say_nothing_of_their_pictures(town):
    looking(town, 0x7777_0000_1111_2222, LOOKS[1])
    assert found(*LOOKS) == []


def test_what_is_not_among_the_askers_is_not_found(town):
    hidden, seen = looking(town, LOOKS[0]), looking(town, LOOKS[0])
    assert found(LOOKS[0], among=Asset.objects.exclude(pk=hidden.pk)) == [seen.pk]


def test_many_are_asked_for_in_one_query(town, django_assert_num_queries):
    one, two = looking(town, *LOOKS), looking(town, OTHER)
    with django_assert_num_queries(1):
        answers = alike({"one": LOOKS, "two": (OTHER,), "none": ()}, Asset.objects.all())
    assert answers == {"one": [one.pk], "two": [two.pk]}


def test_looks_are_replaced_and_can_be_forgotten(town):
    asset = looking(town, *LOOKS)
    remember_looks(asset.pk, (1, 2))
    assert looks_of(asset) == (1, 2)
    remember_looks(asset.pk, ())
    assert found(*LOOKS) == found(1, 2) == []


def test_the_lowest_and_the_highest_hash_can_be_kept(town):
    asset = looking(town, -(2**63), 2**63 - 1)
    assert looks_of(asset) == (-(2**63), 2**63 - 1)
    assert found(-(2**63)) == [asset.pk]


def test_what_was_taken_in_before_is_known_by_its_tile(town, work, tmp_path, capsys):
    of = builders.source(town, builders.folder_of_pictures(tmp_path / "photos", 3))
    for _ in scan(of, open_source(of)):
        pass
    work()
    before = {asset.pk: looks_of(asset) for asset in Asset.objects.all()}
    assert len(before) == 3
    PerceptualHash.objects.exclude(asset=min(before)).delete()
    call_command("looks")
    for asset in Asset.objects.all():
        pairs = zip(before[asset.pk], looks_of(asset), strict=True)
        assert max((distance(one, other) for one, other in pairs), default=0) <= MOST_BITS
    call_command("looks")
    assert "0 Bilder sind nun bekannt" in capsys.readouterr().out
