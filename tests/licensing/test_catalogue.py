"""An old picture database moves in: what becomes of each row, of a second run, and of the file when it comes."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assets import audit
from assets.catalogue.fields import mapping_of
from assets.catalogue.files import Row, rows_of
from assets.catalogue.records import Record, RowNote, record_of
from assets.intake.scan import scan
from assets.intake.steps import hash_location, open_source
from assets.models import Asset, CatalogueRecord, Location, Original, SearchChange
from assets.search.documents import documents_of
from licensing import catalogue
from licensing.catalogue import Moving, license_code, move_in
from licensing.derived import refresh_windows
from licensing.facts import facts_for
from licensing.models import LicenseAssignment, PermittedUse
from licensing.rights import Channel, Purpose, Verdict, decide
from tests.builders import asset, jpeg, organization, source
from tests.rights.builders import question

pytestmark = pytest.mark.django_db

SCHLOSS = {
    "id": 40001,
    "title": "Schloss im Schnee",
    "caption": "Nordseite",
    "keywords": ["Schloss", "Winter", "schloss"],
    "place": "Möhnesee",
    "campaign": "Wasserland",
    "creator": "M. Terlinden",
    "date": "2022-03-19",
    "kind": "photo",
    "width": 4000,
    "height": 6000,
    "filename": "IMG_7788.JPG",
}


@pytest.fixture
def town():
    return organization("stadt-lindrode")


@pytest.fixture
def catalogue_of(tmp_path):
    def write(*rows, name="katalog.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
        return path

    return write


def moved(path, town, *, said=(), dry=False):
    moving = Moving(town, "network", mapping_of(said), dry)
    tally = None
    for tally in move_in(rows_of(path), moving, now=timezone.now()):
        pass
    return tally


def read(cells):
    return record_of(Row(1, {name.casefold(): value for name, value in cells.items()}), mapping_of(()))


def test_a_record_becomes_an_asset_that_search_finds_with_its_reference(town, catalogue_of):
    moved(catalogue_of(SCHLOSS), town)
    made = Asset.objects.get()
    (document,) = documents_of([made.pk])
    assert (document.source_ref, document.filenames, document.orientation) == ("40001", ("IMG_7788.JPG",), "portrait")
    assert [word.label for word in document.keywords] == ["Schloss", "Winter"]
    assert [place.label for place in document.places] == ["Möhnesee"]
    assert [campaign.label for campaign in document.campaigns] == ["Wasserland"]
    assert list(SearchChange.objects.values_list("asset_id", flat=True)) == [made.pk]


def test_what_a_record_does_not_say_is_for_a_person_to_decide(town, catalogue_of):
    moved(catalogue_of(SCHLOSS), town)
    made = Asset.objects.get()
    asked = question(Channel.WEBSITE, Purpose.PUBLIC_RELATIONS, asset=str(made.uuid))
    assert decide(asked, facts_for([made.pk])[made.pk], at=timezone.now()).verdict is Verdict.NEEDS_DECISION


def test_a_license_is_a_claim_and_an_unknown_one_is_kept_in_its_words(town, catalogue_of):
    tally = moved(
        catalogue_of({"id": "A", "license": "cc-by-4.0"}, {"id": "B", "license": "nur Amtsblatt"}, {"id": "C"}), town
    )
    claim = LicenseAssignment.objects.get()
    assert (claim.asset.source_ref, claim.license, claim.status) == ("A", "CC-BY-4.0", "claimed")
    assert Asset.objects.get(source_ref="B").usage_terms == "nur Amtsblatt"
    assert [hint.number for hint in tally.hints] == [2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("CC-BY-SA-4.0", "CC-BY-SA-4.0", id="code"),
        pytest.param("cc by 4.0", "CC-BY-4.0", id="apart and small"),
        pytest.param("https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0", id="address"),
        pytest.param("frei", None, id="a word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_licenses_are_known_by_code_name_or_address(text, code):
    assert license_code(text) == code


def test_search_rows_are_those_that_each_asset_would_get_by_itself(town, catalogue_of):
    licenses = ["CC-BY-NC-ND-4.0", "CC0-1.0", "ALL-RIGHTS-RESERVED", "GETTY-EDITORIAL", ""]
    rows = [
        {"id": f"{code}-{kind}-{n}", "license": code, "kind": kind, **said}
        for code in licenses
        for kind in ("photo", "video", "artwork")
        for n, said in enumerate(({}, {"creator": "A. B."}, {"creator": "C. D.", "title": "T", "credit": "C. D."}))
    ]
    moved(catalogue_of(*rows), town)
    assert PermittedUse.objects.exists()
    assert refresh_windows(list(Asset.objects.values_list("pk", flat=True))) == []


def test_bad_rows_are_told_and_the_others_come_in(town, catalogue_of):
    path = catalogue_of('{"id": "A"}', '{"id": ', "[1]", '{"title": "ohne Nummer"}', '{"id": "A"}', '{"id": "B"}')
    tally = moved(path, town)
    assert sorted(Asset.objects.values_list("source_ref", flat=True)) == ["A", "B"]
    assert [each.number for each in tally.refused] == [2, 3, 4, 5]


def test_a_value_that_cannot_be_read_is_left_out_and_said():
    record = read({"id": "A", "date": "im Sommer", "latitude": "95", "longitude": "7", "width": "breit"})
    assert isinstance(record, Record)
    assert (record.taken.text, record.latitude, record.width, len(record.hints)) == ("", None, None, 3)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("2022-03-19", ("2022-03-19", "day"), id="day"),
        pytest.param("19.3.2022", ("2022-03-19", "day"), id="German day"),
        pytest.param("2022-03", ("2022-03", "month"), id="month"),
        pytest.param("1987", ("1987", "year"), id="year"),
        pytest.param("2022-02-30", ("", ""), id="no such day"),
    ],
)
def test_dates_are_kept_as_precise_as_they_are(text, kept):
    record = read({"id": "A", "date": text})
    assert isinstance(record, Record)
    assert (record.taken.text, record.taken.precision) == kept


def test_a_reference_is_needed():
    assert isinstance(read({"title": "Schloss"}), RowNote)


def test_a_second_run_doubles_nothing(town, catalogue_of):
    path = catalogue_of(SCHLOSS, {"id": 2})
    moved(path, town)
    tally = moved(path, town)
    assert (tally.new, tally.known, Asset.objects.count(), CatalogueRecord.objects.count()) == (0, 2, 2, 2)


def test_a_run_that_was_killed_goes_on_where_it_stopped(town, catalogue_of, monkeypatch):
    monkeypatch.setattr(catalogue, "BATCH", 2)
    path = catalogue_of(*({"id": n} for n in range(5)))
    steps = move_in(rows_of(path), Moving(town, "network", mapping_of(())), now=timezone.now())
    next(steps)
    steps.close()
    assert Asset.objects.count() == 2
    assert (moved(path, town).new, Asset.objects.count()) == (3, 5)
    assert audit.broken_links() == []


def test_a_picture_that_is_there_under_its_reference_is_left_alone(town, catalogue_of):
    asset(town, source_ref="40001", title="Schon da")
    assert moved(catalogue_of(SCHLOSS), town).known == 1
    assert Asset.objects.get().title == "Schon da"


def test_a_dry_run_counts_the_same_and_writes_nothing(town, catalogue_of, capsys):
    path = catalogue_of(SCHLOSS, "kein JSON")
    call_command("import_catalogue", path, organization=town.slug, dry_run=True)
    assert "1 kämen dazu, 0 schon da, 1 abgelehnt" in capsys.readouterr().out
    assert not Asset.objects.exists()


def test_csv_with_columns_of_its_own(town, tmp_path):
    path = tmp_path / "alt.csv"
    path.write_text("Inventar;Was;Tags\nF-1;Rathaus;Markt, Rathaus\nF-2;Mühle;\n", encoding="cp1252")
    moved(path, town, said=["source_ref=Inventar,title=Was"])
    assert list(Asset.objects.order_by("pk").values_list("source_ref", "title")) == [
        ("F-1", "Rathaus"),
        ("F-2", "Mühle"),
    ]
    assert Asset.objects.get(source_ref="F-1").keyword_links.count() == 2


def test_one_document_with_a_list_is_read_like_lines(town, catalogue_of):
    path = catalogue_of(json.dumps({"about": "x", "documents": [SCHLOSS, {"id": 2}]}, indent=1), name="satz.json")
    assert moved(path, town).new == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"id;title\n1;\x81\x8d\n", id="letters of no encoding"),
        pytest.param("id;title\n1;Burg\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"[" * 100_000, id="a list without an end"),
        pytest.param(b'{"documents": ' + b"[" * 100_000, id="a document without an end"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", id="a picture"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_words(town, tmp_path, content):
    path = tmp_path / "katalog"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"^(Die Datei|Die Zeichen|Das JSON|Das ist)"):
        call_command("import_catalogue", path, organization=town.slug)


def test_a_mapping_to_no_field_of_ours_is_refused(town, catalogue_of):
    with pytest.raises(CommandError, match="keine Zuordnung"):
        call_command("import_catalogue", catalogue_of(SCHLOSS), organization=town.slug, map=["farbe=Farbe"])


@pytest.mark.parametrize(
    ("row", "filename"),
    [
        pytest.param({"id": "F-1", "filename": "IMG_7788.JPG"}, "img_7788.jpg", id="file name in any case"),
        pytest.param({"id": "F-1"}, "F-1.jpg", id="reference"),
        pytest.param({"id": "F-1", "key": "alt/burg.jpg"}, "alt/burg.jpg", id="where it lies"),
    ],
)
def test_a_file_that_is_indexed_later_joins_its_record(town, catalogue_of, tmp_path, row, filename):
    moved(catalogue_of({"title": "Burg", **row}), town)
    indexed(town, tmp_path, filename)
    made = Asset.objects.get()
    assert (Original.objects.get().asset, made.title) == (made, "Burg")


def test_a_file_that_two_records_could_mean_becomes_an_asset_of_its_own(town, catalogue_of, tmp_path):
    moved(catalogue_of({"id": "A", "filename": "a.jpg"}, {"id": "B", "filename": "a.jpg"}), town)
    indexed(town, tmp_path, "a.jpg")
    assert Original.objects.get().asset.source_ref == ""


def test_another_organizations_file_joins_no_record(town, catalogue_of, tmp_path):
    moved(catalogue_of({"id": "A", "filename": "a.jpg"}), town)
    indexed(organization("stadt-ahlenbrueck"), tmp_path, "a.jpg")
    assert Original.objects.get().asset.source_ref == ""


def indexed(town, tmp_path, filename):
    """List a folder with one picture under that name and hash it."""
    path = tmp_path / "bilder" / filename
    path.parent.mkdir(parents=True)
    path.write_bytes(jpeg("Burg"))
    of = source(town, tmp_path / "bilder")
    for _ in scan(of, open_source(of)):
        pass
    hash_location(Location.objects.select_related("source").get(), path)


def test_no_row_of_a_refused_batch_stays(town, catalogue_of, monkeypatch):
    monkeypatch.setattr(catalogue, "announce_new", lambda _ids: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        moved(catalogue_of(SCHLOSS), town)
    assert not Asset.objects.exists()
    assert not PermittedUse.objects.exists()
