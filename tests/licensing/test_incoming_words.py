"""What people write about files that come in: whose word wins, what may be said, and by whom."""

from datetime import date
from uuid import uuid4

import pytest

from assets.errors import ChangedMeanwhile, FieldInvalid
from assets.models import Asset, Campaign, Participation, Role, UploadFile
from assets.uploads.drafts import DraftClosed, abandon_draft, change_files
from assets.viewer import viewer_of
from licensing.incoming.missing import missing_of
from licensing.incoming.saying import say
from licensing.incoming.taking import said_of
from licensing.models import PersonShown
from tests import builders
from tests.licensing.incoming import taken, told
from tests.licensing.records import collection
from tests.uploads import draft, facts, nothing_on, own_photo, upload

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]  # a test says and takes several times
WORDS = {"title": "Burg im Herbst", "alt_text": "Eine Burg", "creators": ("J. Muster",)}


def test_words_of_the_batch_join_those_of_the_file_and_a_persons_word_wins(open_draft, town, manager):
    places = {"keywords": ("Burg",), "title": "DSC_1"}
    plain, written = upload(open_draft, facts=facts(**places)), upload(open_draft, facts=facts(**places))
    change_files(open_draft, changes={written: {"details": {"keywords": ["Fest"], "title": "Fest"}}}, by=manager)
    taken(told(open_draft, manager, batch={"keywords": ["Herbst"]}), manager)
    words = {
        each.upload_files.get().pk: [link.keyword.name for link in each.keyword_links.select_related("keyword")]
        for each in Asset.objects.all()
    }
    assert words == {plain.pk: ["Burg", "Herbst"], written.pk: ["Fest", "Herbst"]}


def test_the_creator_of_the_file_is_kept_and_the_presets_fills_the_gap(open_draft, town, manager):
    named, silent = upload(open_draft, facts=facts(creators=("A. Beispiel",))), upload(open_draft)
    taken(told(open_draft, manager, preset=own_photo(town)), manager)
    found = {each.upload_files.get().pk: each for each in Asset.objects.all()}
    assert found[silent.pk].creators == ["J. Muster"]
    assert "creators" not in found[named.pk].field_origins


def test_campaign_and_collections_get_the_new_pictures(open_draft, town, manager):
    campaign = Campaign.objects.create(organization=town, slug="herbst", name="Herbst")
    board = collection(town, manager)
    upload(open_draft)
    taken(told(open_draft, manager, batch={"campaign": str(campaign.uuid), "collections": [str(board.uuid)]}), manager)
    asset = Asset.objects.get(organization=town)
    assert (list(campaign.assets.all()), list(board.assets.all())) == ([asset], [asset])


def test_a_campaign_of_others_takes_pictures_of_those_who_may_add(open_draft, town, manager):
    campaign = Campaign.objects.create(organization=builders.organization(), slug="fest", name="Fest")
    with pytest.raises(FieldInvalid) as refusal:
        told(open_draft, manager, batch={"campaign": str(campaign.uuid)})
    assert refusal.value.field == "claims.batch.campaign"
    Participation.objects.create(campaign=campaign, organization=town, may_add=True)
    upload(open_draft)
    taken(told(open_draft, manager, batch={"campaign": str(campaign.uuid)}), manager)
    assert campaign.assets.count() == 1


def test_only_editors_make_pictures_public(town):
    by = builders.member(town, Role.CONTRIBUTOR)
    with pytest.raises(FieldInvalid):
        told(draft(town, by), by, batch={"visibility": "public"})


def test_a_name_among_the_keywords_of_a_picture_with_people_is_warned_of(open_draft, town, manager):
    file = upload(open_draft)
    people = {"answer": "some", "files": {str(file.uuid): {"age": "minor"}}}
    a_draft = told(open_draft, manager, people=people, batch={"keywords": ["Mia Beispiel", "Kita"]})
    missing = {each.gap.code: each.files for each in missing_of(said_of(a_draft, viewer_of(manager)), [file])}
    assert missing["names_in_keywords"] == 1
    a_draft = told(a_draft, manager, people=people, batch={"keywords": ["Kita", "Sommerfest"]})
    assert "names_in_keywords" not in {
        each.gap.code for each in missing_of(said_of(a_draft, viewer_of(manager)), [file])
    }


def test_an_abandoned_draft_takes_nothing_over_and_a_taken_one_is_not_abandoned(open_draft, town, manager):
    upload(open_draft)
    abandon_draft(open_draft, by=manager)
    abandon_draft(open_draft, by=manager)
    with pytest.raises(DraftClosed):
        taken(open_draft, manager)
    other = draft(town, manager)
    upload(other)
    taken(other, manager)
    with pytest.raises(DraftClosed):
        abandon_draft(other, by=manager)


def test_a_quarantined_file_does_not_come_in_by_being_left_out_and_back(open_draft, manager):
    file = upload(open_draft, state="quarantined", reason="too-many-scans")
    change_files(open_draft, changes={file: {"left_out": True}}, by=manager)
    change_files(open_draft, changes={file: {"left_out": False}}, by=manager)
    file.refresh_from_db()
    assert file.state == "refused"
    assert taken(open_draft, manager).taken == ()


def test_who_saves_on_an_old_version_is_told(open_draft, manager):
    told(open_draft, manager, batch={})
    with pytest.raises(ChangedMeanwhile):
        say(open_draft, {"title": "Fest"}, by=manager, viewer=viewer_of(manager), expected_version=1)


@pytest.mark.parametrize(
    ("claims", "field"),
    [
        pytest.param({"vorlage": {}}, "claims.vorlage", id="unknown part"),
        pytest.param({"preset": {"code": "geschenkt"}}, "claims.preset.code", id="unknown preset"),
        pytest.param(
            {"preset": {"code": "own", "answers": {"licensees": [str(uuid4())]}}},
            "claims.preset.answers.licensees", id="unknown organization",
        ),
        pytest.param({"people": {"answer": "keiner"}}, "claims.people.answer", id="unknown answer"),
        pytest.param(
            {"people": {"answer": "none", "confirmed": {"files": []}}},
            "claims.people.confirmed.files",
            id="nothing confirmed",
        ),
        pytest.param({"batch": {"place": "atlantis"}}, "claims.batch.place", id="unknown place"),
        pytest.param({"batch": {"campaign": str(uuid4())}}, "claims.batch.campaign", id="unknown campaign"),
        pytest.param({"batch": {"collections": [str(uuid4())]}}, "claims.batch.collections", id="unknown collection"),
        pytest.param({"batch": {"keywords": "Burg"}}, "claims.batch.keywords", id="no list"),
        pytest.param({"batch": {"embargo_until": "2027-03-28T02:30"}}, "claims.batch.embargo_until", id="skipped hour"),
        pytest.param({"batch": {"embargo_until": "morgen"}}, "claims.batch.embargo_until", id="no time"),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_is_refused_by_its_field(open_draft, manager, claims, field):
    with pytest.raises(FieldInvalid) as refusal:
        told(open_draft, manager, **claims)
    assert refusal.value.field == field


def test_documents_and_persons_are_known_to_rights_managers_alone(town, manager):
    from tests.licensing.people import document, person

    by = builders.member(town, Role.EDITOR)
    a_draft = draft(town, by)
    file = upload(a_draft)
    somebody, paper = person(town, manager), document(town, manager)
    shown = {"answer": "some", "files": {str(file.uuid): {"persons": [str(somebody.uuid)]}}}
    for claims in ({"people": shown}, {"preset": own_photo(town, document=str(paper.uuid))}):
        if "preset" in claims:
            claims["preset"]["code"] = "commissioned"
            claims["preset"]["answers"] = {"document": str(paper.uuid)}
        with pytest.raises(FieldInvalid):
            told(a_draft, by, **claims)
        told(draft_with(file, town, manager), manager, **claims)


def draft_with(file, town, by):
    """The same file in a draft of somebody else."""
    made = draft(town, by)
    UploadFile.objects.filter(pk=file.pk).update(draft=made)
    return made


def test_persons_of_the_register_are_shown_under_their_pseudonyms(open_draft, town, manager):
    from tests.licensing.people import person

    file, somebody = upload(open_draft), person(town, manager)
    shown = {"answer": "some", "files": {str(file.uuid): {"persons": [str(somebody.uuid)], "age": "adult"}}}
    taken(told(open_draft, manager, people=shown), manager)
    assert PersonShown.objects.get().person == somebody


def test_the_day_of_taking_that_a_person_wrote_is_kept(open_draft, manager):
    file = upload(open_draft, details={"taken_at": "1987-06"})
    taken(open_draft, manager)
    asset = Asset.objects.get(upload_files=file)
    assert (asset.taken_at, asset.taken_precision, asset.taken_on) == ("1987-06", "month", None)
    file = upload(draft_with(file, asset.organization, manager), details={"taken_at": "1987-06-07"})
    taken(file.draft, manager)
    assert Asset.objects.get(upload_files=file).taken_on == date(1987, 6, 7)


def test_a_whole_batch_costs_few_queries_for_each_file(open_draft, town, manager, django_assert_max_num_queries):
    files = [upload(open_draft) for _ in range(10)]
    a_draft = told(open_draft, manager, preset=own_photo(town), **nothing_on(*files))
    with django_assert_max_num_queries(10 * 80 + 100):
        taken(a_draft, manager)
