"""What is said of files that come in, what it would allow, and what is recorded when they become assets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from assets import audit
from assets.errors import FieldInvalid
from assets.models import Asset, AuditEvent, Location, Original, Role, UploadFile
from assets.services import describe_asset
from licensing.models import AssetRights, LicenseAssignment, PersonShown, RightsGrant, Task
from licensing.rights import Channel
from licensing.services import confirm_states
from tests import builders
from tests.licensing.incoming import previewed, released_for, taken, told
from tests.uploads import draft, facts, nothing_on, own_photo, upload

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]  # a test says and takes several times
WORDS = {"title": "Burg im Herbst", "alt_text": "Eine Burg", "creators": ("J. Muster",)}


def test_a_file_with_everything_said_becomes_an_asset_that_may_be_used(open_draft, town, manager):
    file = upload(open_draft, facts=facts(**WORDS), details={"title": "Burg"})
    a_draft = told(open_draft, manager, preset=own_photo(town), **nothing_on(file))
    done = taken(a_draft, manager)
    asset = Asset.objects.get(upload_files=file)
    _as_read(asset, WORDS)
    assert (asset.title, asset.state, asset.organization) == ("Burg", "processing", town)
    assert asset.field_origins["title"]["by"] == str(manager.uuid)
    assert {Channel.WEBSITE, Channel.INSTAGRAM, Channel.PRINT} <= released_for(asset, town)
    assert (done.draft.state, [each.pk for each in done.taken], done.left) == ("taken_over", [file.pk], ())


def test_the_original_stays_where_it_arrived_and_its_ordinary_steps_follow(open_draft, town, manager):
    file = upload(open_draft)
    taken(open_draft, manager)
    original = Original.objects.get(asset__upload_files=file)
    location = Location.objects.get(original=original)
    assert (location.key, location.source.kind, location.source.organization) == (file.key, "library", town)
    assert (original.sha256, original.uploaded_by, original.next_step) == (file.sha256, manager, "read")
    assert original in Original.objects.unfinished()


CLAIMS: dict[str, Callable[[Any, Any], dict[str, Any]]] = {
    "nothing": lambda _town, _file: {},
    "unclear": lambda _town, file: {"preset": {"code": "unclear", "answers": {}}, **nothing_on(file)},
    "own": lambda town, file: {"preset": own_photo(town), **nothing_on(file)},
    "own, nobody looked": lambda town, _file: {"preset": own_photo(town)},
    "own, people on it": lambda town, file: {
        "preset": own_photo(town),
        **nothing_on(file),
        "people": {"answer": "some", "files": {str(file.uuid): {"age": "minor", "group": True}}},
    },
    "open license": lambda _town, file: {
        "preset": {"code": "commons", "answers": {"source": "https://commons.example/x", "license": "CC-BY-4.0"}},
        **nothing_on(file),
        "ai": {"answer": "none", "confirmed": {"files": [str(file.uuid)]}},
    },
    "contract for print": lambda town, file: {
        "preset": {
            "code": "commissioned",
            "answers": {"who": "S. Nord", "reference": "R1", "channels": ["print"], "licensees": [str(town.uuid)]},
        },
        **nothing_on(file),
    },
    "under embargo": lambda town, file: {
        "preset": own_photo(town), **nothing_on(file), "batch": {"embargo_until": "2199-01-01T09:00"},
    },
    "made by AI": lambda town, file: {
        "preset": {
            "code": "ai",
            "answers": {
                "provider": "Dienst", "terms": "1", "wholly": "wholly", "realPersons": "no",
                "licensees": [str(town.uuid)],
            },
        },
        **nothing_on(file),
    },
}  # fmt: skip


NC = {**WORDS, "cc_license": "https://creativecommons.org/licenses/by-nc/4.0/"}


@pytest.mark.parametrize(
    ("case", "role", "said_by_file"),
    [
        *(pytest.param(case, Role.RIGHTS_MANAGER, WORDS, id=case) for case in CLAIMS),
        pytest.param("own", Role.RIGHTS_MANAGER, {}, id="own, the file says nothing"),
        pytest.param("own", Role.RIGHTS_MANAGER, NC, id="own, the file says otherwise"),
        pytest.param("own", Role.CONTRIBUTOR, WORDS, id="own, by a contributor"),
    ],
)
def test_what_the_preview_promises_is_what_taking_over_records(town, case, role, said_by_file):
    by = builders.member(town, role)
    a_draft = draft(town, by)
    file = upload(a_draft, facts=facts(**said_by_file))
    a_draft = told(a_draft, by, **CLAIMS[case](town, file))
    promised = previewed(a_draft, by, town)[file.pk]
    taken(a_draft, by)
    asset = Asset.objects.get(upload_files=file)
    _as_read(asset, said_by_file)
    assert released_for(asset, town) == promised
    assert not promised or role == Role.RIGHTS_MANAGER


def _as_read(asset, fields):
    """What the workers take from the file, where no person spoke."""
    original = asset.original
    original.file_facts = {name: {"value": value, "origin": "xmp"} for name, value in fields.items()}
    original.save()
    for name in set(WORDS) & set(fields):
        if name not in asset.field_origins:
            setattr(asset, name, list(fields[name]) if name == "creators" else fields[name])
    asset.save()


def test_who_may_not_release_uploads_claims_and_a_draft_of_the_grant(town):
    by = builders.member(town, Role.CONTRIBUTOR)
    a_draft = draft(town, by)
    file = upload(a_draft)
    taken(told(a_draft, by, preset=own_photo(town), **nothing_on(file)), by)
    asset = Asset.objects.get(upload_files=file)
    assert LicenseAssignment.objects.get(asset=asset).status == "claimed"
    assert RightsGrant.objects.get(asset=asset).status == "draft"
    assert "confirm" in Task.objects.get(asset=asset).params["codes"]


def test_a_file_that_is_added_after_the_confirmation_is_not_covered_by_it(open_draft, town, manager):
    seen = upload(open_draft)
    a_draft = told(open_draft, manager, preset=own_photo(town), **nothing_on(seen))
    later = upload(a_draft)
    taken(a_draft, manager)
    persons = {
        row.asset.upload_files.get().pk: row.persons for row in AssetRights.objects.filter(asset__organization=town)
    }
    assert (persons[seen.pk], persons.get(later.pk, "unknown")) == ("none_confirmed", "unknown")


def test_a_confirmation_says_who_when_and_which_files_and_is_audited_once(open_draft, town, manager):
    files = [upload(open_draft), upload(open_draft)]
    claims = {"preset": own_photo(town), **nothing_on(*files)}
    a_draft = told(open_draft, manager, **claims)
    stamped = a_draft.claims["people"]["confirmed"]
    again = told(a_draft, manager, **{**claims, "people": {**a_draft.claims["people"]}})
    assert (stamped["by"], set(stamped["files"])) == (str(manager.uuid), {str(each.uuid) for each in files})
    assert again.claims["people"]["confirmed"] == stamped
    events = AuditEvent.objects.filter(action="upload.confirmed", object_id=str(a_draft.uuid))
    assert sorted(event.data["layer"] for event in events) == ["people", "places", "works"]
    assert {event.data["sentence"] for event in events} == {"Ich habe alle 2 angesehen."}
    assert audit.broken_links() == []


def test_what_a_client_says_of_who_confirmed_counts_for_nothing(open_draft, town, manager):
    file, boss = upload(open_draft), builders.member(town, Role.ADMINISTRATOR)
    forged = {"at": "2020-01-01T00:00:00", "by": str(boss.uuid), "files": [str(file.uuid)]}
    a_draft = told(open_draft, manager, people={"answer": "none", "confirmed": forged, "files": {}})
    stamped = a_draft.claims["people"]["confirmed"]
    assert stamped["by"] == str(manager.uuid)
    assert not stamped["at"].startswith("2020")


def test_the_confirmation_is_recorded_as_that_of_who_looked(open_draft, town, manager):
    file, other = upload(open_draft), builders.member(town, Role.RIGHTS_MANAGER)
    a_draft = told(open_draft, manager, **nothing_on(file))
    taken(a_draft, other)
    row = AssetRights.objects.get(asset__upload_files=file)
    assert (row.confirmed_by, row.note) == (manager, "Ich habe alle 1 angesehen.")


def test_a_confirmation_about_files_of_another_draft_is_refused(open_draft, town, manager):
    foreign = upload(draft(town, manager))
    with pytest.raises(FieldInvalid) as refusal:
        told(open_draft, manager, **nothing_on(foreign))
    assert refusal.value.field == "claims.people.confirmed.files"


def test_people_that_were_pointed_at_are_recorded_without_names_and_release_nothing(open_draft, town, manager):
    file = upload(open_draft, facts=facts(**WORDS))
    people = {"answer": "some", "files": {str(file.uuid): {"group": True, "age": "minor", "consent": "yes"}}}
    a_draft = told(open_draft, manager, preset=own_photo(town), **{**nothing_on(file), "people": people})
    taken(a_draft, manager)
    asset = Asset.objects.get(upload_files=file)
    shown = PersonShown.objects.get(asset=asset)
    assert (shown.person, shown.age_band, shown.prominence) == (None, "minor", "group")
    assert released_for(asset, town) == set()
    assert "consents" in Task.objects.get(asset=asset).params["codes"]


def test_of_some_the_others_are_free_only_where_somebody_looked(open_draft, town, manager):
    shown, free, unseen = upload(open_draft), upload(open_draft), upload(open_draft)
    people = {
        "answer": "some",
        "confirmed": {"files": [str(shown.uuid), str(free.uuid)]},
        "files": {str(shown.uuid): {"age": "adult"}},
    }
    taken(told(open_draft, manager, people=people), manager)
    states = {row.asset.upload_files.get().pk: row.persons for row in AssetRights.objects.all()}
    assert (states[shown.pk], states[free.pk]) == ("listed_incomplete", "none_confirmed")
    assert states.get(unseen.pk, "unknown") == "unknown"


def test_taking_over_twice_is_once(open_draft, town, manager):
    files = [upload(open_draft) for _ in range(3)]
    a_draft = told(open_draft, manager, preset=own_photo(town), **nothing_on(*files))
    first, second = taken(a_draft, manager), taken(a_draft, manager)
    assert Asset.objects.filter(organization=town).count() == 3
    assert [(each.pk, each.asset_id) for each in first.taken] == [(each.pk, each.asset_id) for each in second.taken]
    assert (first.tasks, first.draft.state) == (second.tasks, second.draft.state)


def test_a_file_still_on_its_way_keeps_the_draft_open_and_comes_later(open_draft, manager):
    whole, coming = upload(open_draft), upload(open_draft, state="receiving")
    done = taken(open_draft, manager)
    assert (done.draft.state, [(each.file.pk, each.code) for each in done.left]) == ("open", [(coming.pk, "receiving")])
    now = timezone.now()
    UploadFile.objects.filter(pk=coming.pk).update(
        state="ready", arrived_at=now, examined_at=now, sha256="f" * 64, media_type="image/jpeg"
    )
    done = taken(open_draft, manager)
    assert (done.draft.state, {each.pk for each in done.taken}) == ("taken_over", {whole.pk, coming.pk})


@pytest.mark.parametrize(
    ("choice", "assets", "state"),
    [
        pytest.param("ask", 1, "duplicate", id="not chosen yet: it stays"),
        pytest.param("use_existing", 1, "taken_over", id="the existing one is taken"),
        pytest.param("keep_both", 2, "taken_over", id="both are kept"),
    ],
)
def test_bytes_that_are_here_already_follow_the_choice(open_draft, town, manager, choice, assets, state):
    known = builders.asset(town)
    file = upload(open_draft, state="duplicate", sha256=known.original.sha256, duplicate_of=known, choice=choice)
    taken(open_draft, manager)
    file.refresh_from_db()
    assert (Asset.objects.filter(organization=town).count(), file.state) == (assets, state)
    twins = Original.objects.filter(organization=town, sha256=known.original.sha256).values_list("twin", flat=True)
    assert sorted(twins) == list(range(assets))
    assert choice != "use_existing" or file.asset == known


def test_the_same_picture_twice_in_one_draft_is_one_asset(open_draft, town, manager):
    first = upload(open_draft)
    second = upload(open_draft, sha256=first.sha256)
    done = taken(open_draft, manager)
    second.refresh_from_db()
    assert (second.state, second.duplicate_of) == ("duplicate", Asset.objects.get(upload_files=first))
    assert [each.pk for each in done.taken] == [first.pk]


def test_bytes_of_a_deleted_asset_may_come_again(open_draft, town, manager):
    gone = builders.asset(town, deleted_at=timezone.now())
    upload(open_draft, sha256=gone.original.sha256)
    assert taken(open_draft, manager).draft.state == "taken_over"


def test_what_the_file_says_of_its_license_widens_nothing(open_draft, town, manager):
    file = upload(open_draft, facts=facts(**WORDS, cc_license="https://creativecommons.org/publicdomain/zero/1.0/"))
    a_draft = told(open_draft, manager, **nothing_on(file))
    taken(a_draft, manager)
    asset = Asset.objects.get(upload_files=file)
    _as_read(asset, {**WORDS, "cc_license": "https://creativecommons.org/publicdomain/zero/1.0/"})
    assert released_for(asset, town) == set()


def test_gaps_are_one_task_for_each_picture_and_one_row_for_pictures_that_lack_the_same(open_draft, town, manager):
    files = [upload(open_draft) for _ in range(3)]
    done = taken(told(open_draft, manager, preset={"code": "unclear", "answers": {}}), manager)
    tasks = Task.objects.filter(cause="GAPS", state="open")
    assert (tasks.count(), done.tasks) == (len(files), 1)
    assert {"preset", "people", "works", "places", "creator", "alt_text"} <= set(tasks[0].params["codes"])
    assert "keywords" not in tasks[0].params["codes"]


def test_a_task_goes_away_with_the_last_of_its_gaps(open_draft, town, manager):
    file = upload(open_draft, facts=facts(title="Burg"))
    taken(told(open_draft, manager, preset=own_photo(town), **nothing_on(file)), manager)
    task = Task.objects.get(cause="GAPS")
    assert task.params["codes"] == ["alt_text"]
    asset = Asset.objects.get(upload_files=file)
    describe_asset(asset, changes={"alt_text": "Eine Burg im Nebel"}, by=manager)
    task.refresh_from_db()
    assert task.state == "dropped"


def test_a_task_about_people_stays_until_somebody_looked(open_draft, town, manager):
    file = upload(open_draft, facts=facts(**WORDS))
    claims = {name: layer for name, layer in nothing_on(file).items() if name != "people"}
    taken(told(open_draft, manager, preset=own_photo(town), **claims), manager)
    asset, task = Asset.objects.get(upload_files=file), Task.objects.get(cause="GAPS")
    describe_asset(asset, changes={"headline": "Burg"}, by=manager)
    task.refresh_from_db()
    assert task.state == "open"
    confirm_states(asset, states={"persons": "none_confirmed"}, by=manager)
    task.refresh_from_db()
    assert task.state == "dropped"
