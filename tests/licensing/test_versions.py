"""Replaced originals: the former bytes stay, rights do not silently pass to a different picture."""

import io

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

from assets.checking import Scope
from assets.checking.originals import originals
from assets.errors import ChangedMeanwhile, FieldInvalid
from assets.making.focal import remember_guess, set_focal_point
from assets.models import Asset, FormerOriginal, IndexSource, Location, Original, Rendition, Role
from assets.renditions import Focal
from assets.renditions.likeness import look_alike, mark_of
from assets.storage import store_from_settings
from assets.uploads.taking import library_of
from assets.versions import SameBytes, bytes_of_file, bytes_of_former
from licensing.models import AssetRights, LicenseAssignment, PendingResolution, RightsGrant, Task
from licensing.rights import Verdict
from licensing.services import ShownRecord, decision_about, request_download, set_block, show_people
from licensing.services.consents import Covered, withdraw_consent
from licensing.services.resolutions import FactsChanged, Ruling, confirm, request_resolution, resolve
from licensing.services.tasks import TaskClosed
from licensing.services.versions import hanging_on, replace_version
from tests.builders import member
from tests.licensing import uses
from tests.licensing.people import consent, free_but_for_people, person, show, verdict
from tests.licensing.records import contracted, released
from tests.uploads import draft, upload

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


def picture(*, size=(380, 253), turned=False):
    """A tile with a house on a hill, or the same upside down."""
    image = Image.new("RGB", (760, 506), "#87b5d9")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 506), (380, 260), (760, 506)], fill="#3d6b35")
    draw.rectangle((150, 180, 330, 360), fill="#c96f4a")
    draw.ellipse((560, 40, 680, 160), fill="#ffe08a")
    image = (image.rotate(180) if turned else image).resize(size)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=70)
    return out.getvalue()


@pytest.fixture
def held(asset, town):
    """The asset's bytes and its tile lie in the library's own store."""
    store = store_from_settings()
    store.put("uploads/alt", b"x" * 1000)
    store.put("renditions/alt", picture())
    now = timezone.now()
    Location.objects.create(
        source=library_of(town), key="uploads/alt", size_bytes=1000, original=asset.original, found_at=now,
        hashed_at=now, seen_at=now,
    )  # fmt: skip
    Rendition.objects.create(
        original=asset.original, preset="tile", key="renditions/alt", media_type="image/webp", width=380, height=253,
        size_bytes=9, sha256="a" * 64, created_at=now,
    )  # fmt: skip
    return asset


def newer(town, by, *, turned=False):
    store = store_from_settings()
    file = upload(draft(town, by), tile_key=f"uploads/tile-{turned}")
    store.put(file.tile_key, picture(size=(300, 200), turned=turned))
    store.put(file.key, b"y" * 1000)
    return file


def replaced(asset, new, by, *, same=False, because="Bessere Datei"):
    current = Asset.objects.get(pk=asset.pk)
    return replace_version(current, new, is_same_picture=same, because=because, by=by, expected_version=current.version)


def is_released(asset, town):
    return decision_about(asset, uses.asked(asset, town), at=timezone.now()).verdict.is_releasing


def test_the_former_bytes_stay_and_the_new_ones_go_through_every_step(held, town, manager):
    sha256, file = held.original.sha256, newer(town, manager)
    former = replaced(held, bytes_of_file(file), manager)
    original = Original.objects.get(asset=held)
    assert (former.number, former.sha256, former.key, former.replaced_by) == (1, sha256, "uploads/alt", manager)
    assert (original.sha256, original.next_step, original.uploaded_by) == (file.sha256, "read", manager)
    assert original in Original.objects.unfinished()
    assert not Rendition.objects.filter(original=original).exists()
    assert Location.objects.get(original=original).key == file.key
    file.refresh_from_db()
    assert (file.state, file.asset) == ("taken_over", held)


def test_the_first_guess_about_the_former_picture_is_none_about_another(held, town, manager):
    guess, point = {"x": 0.2, "y": 0.3}, {"x": 0.9, "y": 0.1}
    Asset.objects.filter(pk=held.pk).update(focal_guess=guess, focal_point=point, focal_by="person")
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    asset = Asset.objects.get(pk=held.pk)
    set_focal_point(asset, "focal_point", None)
    assert (asset.focal_point, asset.focal_by) == (None, "")
    remember_guess(asset.pk, Focal(0.5, 0.4))
    asset.refresh_from_db()
    assert (asset.focal_point, asset.focal_by) == ({"x": 0.5, "y": 0.4}, "guess")


@pytest.mark.parametrize(
    ("same", "turned", "stays"),
    [
        pytest.param(False, False, False, id="nobody says that it is the same"),
        pytest.param(True, True, False, id="somebody says so, and it looks otherwise"),
        pytest.param(True, False, True, id="somebody says so, and it looks the same"),
    ],
)
def test_rights_pass_to_the_same_picture_alone(held, town, manager, same, turned, stays):
    contracted(held, town, manager)
    assert is_released(held, town)
    replaced(held, bytes_of_file(newer(town, manager, turned=turned)), manager, same=same)
    assert is_released(held, town) is stays
    assert LicenseAssignment.objects.filter(asset=held, superseded_at__isnull=True).exists() is stays
    assert (RightsGrant.objects.get(asset=held).status == "active") is stays
    assert AssetRights.objects.filter(asset=held).exists() is stays
    assert Task.objects.filter(asset=held, cause="GAPS").exists() is not stays


def test_what_a_person_decided_about_the_old_picture_does_not_release_another(held, town, manager):
    at = timezone.now()
    released(held, manager)
    LicenseAssignment.objects.filter(asset=held).update(status="claimed")
    made = request_resolution(held, uses.asked(held, town), by=manager, message="", at=at)
    until = timezone.localdate().replace(year=timezone.localdate().year + 1)
    resolve(made.decision, Ruling(releases=True, justification="x" * 30, expires_on=until), by=manager, at=at)
    assert is_released(held, town)
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    LicenseAssignment.objects.create(
        asset=held, license="CC0-1.0", status="claimed", claimed_by="file", created_at=timezone.now()
    )
    released_now = decision_about(held, uses.asked(held, town), at=timezone.now())
    assert not released_now.verdict.is_releasing
    assert released_now.resolution is None


def test_a_question_about_the_old_picture_decides_nothing_about_another(held, town, manager):
    """A page stayed open while the picture became a different one; what is known of both is the same: nothing."""
    asked = uses.asked(held, town)
    made = request_resolution(held, asked, by=manager, message="", at=timezone.now())
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    with pytest.raises(FactsChanged):
        resolve(made.decision, ruling(), by=manager, at=timezone.now())
    anew = request_resolution(held, asked, by=manager, message="", at=timezone.now())
    assert anew.task != made.task
    resolve(anew.decision, ruling(), by=manager, at=timezone.now())
    assert is_released(held, town)


def test_what_waits_for_a_second_person_ends_with_the_picture(held, town, manager):
    shown = ShownRecord(number=1, is_identifiable="yes", prominence="main")
    show_people(held, people=[shown], by=manager, completeness="listed_complete")
    made = request_resolution(held, uses.asked(held, town), by=manager, message="", at=timezone.now())
    pending = resolve(made.decision, ruling(), by=manager, at=timezone.now())
    assert isinstance(pending, PendingResolution)
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    with pytest.raises(TaskClosed):
        confirm(pending, confirms=True, by=member(town, Role.RIGHTS_MANAGER), at=timezone.now())


@pytest.mark.parametrize("says_no", [False, True], ids=["a yes", "a no"])
def test_what_somebody_agreed_to_for_one_picture_does_not_cover_another_and_a_no_stays(held, town, manager, says_no):
    eva = person(town, manager)
    given = consent(eva, manager, covered=Covered(asset=held))
    if says_no:
        withdraw_consent(given, happened_at=timezone.now(), by=manager)
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    free_but_for_people(held, manager)
    show(held, manager, eva)
    assert verdict(held, town) is (Verdict.FORBIDDEN if says_no else Verdict.NEEDS_DECISION)


def test_a_copy_of_the_old_picture_that_waits_to_be_fetched_leaves_no_more(held, town, manager):
    released(held, manager)
    made = request_download(held, uses.asked(held, town), by=manager, at=timezone.now())
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    released(held, manager)
    made.refresh_from_db()
    assert made.expires_at <= timezone.now()


def ruling():
    return Ruling(releases=True, justification="x" * 30, expires_on=timezone.localdate())


def test_a_publication_of_the_old_picture_is_judged_again_at_once(held, town, manager):
    contracted(held, town, manager)
    use = uses.use(held, town, manager)
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    use.refresh_from_db()
    assert use.state == "due_for_removal"
    assert Task.objects.filter(publication=use, kind="take_down", state="open").exists()


def test_what_restricts_stays(held, town, manager):
    released(held, manager)
    set_block(held, cause="original", reason="Einstweilige Verfügung", by=manager)
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    assert hanging_on(held).blocks == 1


def test_what_hangs_on_the_old_one_is_said_in_numbers(held, town, manager):
    contracted(held, town, manager)
    found = hanging_on(held)
    assert (found.license, len(found.grants), found.people, found.publications) == ("CONTRACT", 1, 0, ())


def test_a_former_original_comes_back_and_both_are_kept(held, town, manager):
    sha256, file = held.original.sha256, newer(town, manager)
    former = replaced(held, bytes_of_file(file), manager)
    second = replaced(held, bytes_of_former(former), manager, because="Doch die alte")
    original = Original.objects.get(asset=held)
    assert (original.sha256, second.number, second.sha256) == (sha256, 2, file.sha256)
    assert Location.objects.get(original=original).key == "uploads/alt"
    assert FormerOriginal.objects.filter(asset=held).count() == 2


def test_rolling_back_keeps_rights_only_where_it_looks_the_same(held, town, manager):
    contracted(held, town, manager)
    former = replaced(held, bytes_of_file(newer(town, manager)), manager, same=True)
    assert is_released(held, town)
    replaced(held, bytes_of_former(former), manager, same=True)
    assert not is_released(held, town)  # the new bytes were not rendered yet: nothing to compare


@pytest.mark.parametrize("state", ["receiving", "arrived", "refused", "quarantined", "left_out"])
def test_only_a_file_that_is_ready_replaces_anything(town, manager, state):
    with pytest.raises(FieldInvalid):
        bytes_of_file(upload(draft(town, manager), state=state))


def test_the_same_file_an_old_version_and_no_reason_are_refused(held, town, manager):
    new = bytes_of_file(upload(draft(town, manager), sha256=held.original.sha256))
    with pytest.raises(SameBytes):
        replaced(held, new, manager)
    other = bytes_of_file(newer(town, manager))
    with pytest.raises(FieldInvalid):
        replaced(held, other, manager, because="  ")
    with pytest.raises(ChangedMeanwhile):
        replace_version(held, other, is_same_picture=False, because="x", by=manager, expected_version=99)
    assert not FormerOriginal.objects.exists()


def test_check_library_misses_a_former_original_that_is_gone(held, town, manager):
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    scope = Scope(store_from_settings(), timezone.now())
    assert list(originals(scope)) == []
    store_from_settings().delete("uploads/alt")
    assert [each.code for each in originals(scope)] == ["former-original-not-there"]


def test_what_lay_in_a_source_of_others_is_no_new_picture_after_it_was_replaced(held, town, manager):
    source = IndexSource.objects.create(organization=town, url="/srv/bilder")
    Location.objects.filter(original=held.original).update(source=source, key="alt.jpg")
    replaced(held, bytes_of_file(newer(town, manager)), manager)
    assert not Location.objects.unfinished().exists()


def test_marks_know_a_picture_in_another_size_and_tell_others_apart(tmp_path):
    marks = []
    for number, content in enumerate((picture(), picture(size=(190, 126)), picture(turned=True))):
        (tmp_path / str(number)).write_bytes(content)
        marks.append(mark_of(tmp_path / str(number)))
    assert look_alike(marks[0], marks[1])
    assert not look_alike(marks[0], marks[2])
    assert not look_alike("", "")
