"""Registers of grants and consents: what a table says, what becomes of each row, and that it happens once."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from assets.models import Asset
from assets.storage import store_from_settings
from licensing.exchange.registers.columns import COLUMNS, template
from licensing.exchange.registers.running import Upload, apply_checked, begin_import, counts_of, go_on
from licensing.exchange.registers.tables import TableUnreadable, rows_of, safe_cell
from licensing.models import Consent, Person, PersonShown, RegisterImport, RegisterRow, RightsGrant
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]
GRANT = {
    "Bildnummer": "B-1", "Rechtegeber": "Studio Nord", "Berechtigt": "eigene", "Kanäle": "Website; Instagram",
    "Zwecke": "alle", "Gültig ab": "01.01.2026", "Gültig bis": "31.12.2026", "Vertragsnummer": "V-1",
}  # fmt: skip
CONSENT = {
    "Bildnummer": "B-1", "Personennummer": "P-1", "Altersgruppe": "erwachsen", "Für": "eigene", "Kanäle": "Website",
    "Zwecke": "alle", "Erteilt am": "02.03.2026", "Unterschrieben von": "selbst", "Informationsblatt": "Info 1",
    "Fundstelle": "Ordner 12",
}  # fmt: skip


@pytest.fixture
def asset(town) -> Asset:
    return builders.asset(town, title="Burg", source_ref="B-1")


def as_csv(*rows: dict[str, str], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows: dict[str, object]) -> bytes:
    book = Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def run(data: bytes, town, manager, *, kind: str = "grants", is_dry_run: bool = False) -> RegisterImport:
    made = begin_import(Upload("register.csv", data), kind=kind, organization=town, by=manager, is_dry_run=is_dry_run)
    while go_on(made, store=store_from_settings()):
        pass
    made.refresh_from_db()
    return made


def fates(made: RegisterImport) -> list[tuple[int, str, str]]:
    return list(made.rows.values_list("number", "fate", "cell"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(as_csv(GRANT), id="semicolons and UTF-8"),
        pytest.param(as_csv(GRANT, delimiter=",", encoding="cp1252"), id="commas and Windows-1252"),
        pytest.param(as_xlsx({**GRANT, "Gültig ab": date(2026, 1, 1)}), id="XLSX with a real date"),
        pytest.param(
            as_csv({
                "asset number": "B-1", "licensor": "Studio Nord", "licensees": "own", "channels": "website|instagram",
                "purposes": "*", "valid from": "2026-01-01", "valid until": "2026-12-31", "reference": "V-1",
            }),
            id="English headers",
        ),
    ],
)  # fmt: skip
def test_the_same_row_is_understood_in_every_form(data, asset, town, manager) -> None:
    run(data, town, manager)
    grant = RightsGrant.objects.get()
    scope = {(each.axis, each.value) for each in grant.scopes.all()}
    assert (grant.asset, grant.licensor, grant.from_on, grant.until_on) == (
        asset, "Studio Nord", date(2026, 1, 1), date(2026, 12, 31)
    )  # fmt: skip
    assert {("channel", "website"), ("channel", "instagram"), ("licensee", str(town.uuid)), ("purpose", "*")} <= scope


def test_a_dry_run_says_what_would_become_of_every_row_and_records_nothing(asset, town, manager) -> None:
    bad_channel, nobody = {**GRANT, "Kanäle": "Litfaßsäule"}, {**GRANT, "Bildnummer": "B-404"}
    made = run(as_csv(GRANT, bad_channel, GRANT, nobody), town, manager, is_dry_run=True)
    assert fates(made) == [
        (2, "would_create", ""),
        (3, "refused", "D3"),
        (4, "already_there", ""),
        (5, "refused", "A5"),
    ]
    assert made.rows.get(number=3).message == "„Litfaßsäule“ steht nicht im Vokabular."
    assert (made.state, RightsGrant.objects.count()) == ("checked", 0)


def test_applying_does_what_the_dry_run_promised_and_twice_is_once(asset, town, manager) -> None:
    checked = run(as_csv(GRANT), town, manager, is_dry_run=True)
    for expected in ("created", "already_there"):
        applied = apply_checked(checked, by=manager)
        go_on(applied, store=store_from_settings())
        assert [fate for _, fate, _ in fates(applied)] == [expected]
    assert RightsGrant.objects.count() == 1


def test_the_same_row_in_another_form_is_already_there(asset, town, manager) -> None:
    run(as_csv(GRANT), town, manager)
    again = run(as_xlsx(GRANT), town, manager)
    assert counts_of([again]) == {again.pk: {"already_there": 1}}


def test_what_was_killed_goes_on_where_it_stopped(asset, town, manager) -> None:
    rows = [{**GRANT, "Vertragsnummer": f"V-{n}"} for n in range(120)]
    made = begin_import(
        Upload("register.csv", as_csv(*rows)), kind="grants", organization=town, by=manager, is_dry_run=False
    )
    assert go_on(made, store=store_from_settings(), seconds=0)
    assert 0 < made.rows.count() < 120
    while go_on(made, store=store_from_settings()):
        pass
    assert (made.rows.filter(fate="created").count(), RightsGrant.objects.count()) == (120, 120)


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        pytest.param({"Bildnummer": ""}, "", id="no picture named"),
        pytest.param({"Gültig ab": "31.02.2026"}, "F2", id="a day that is none"),
        pytest.param({"Gültig ab": ""}, "F2", id="no first day"),
        pytest.param({"Gültig bis": "31.12.2020"}, "G2", id="ends before it begins"),
        pytest.param({"Rechtegeber": ""}, "B2", id="nobody grants"),
        pytest.param({"Rechtegeber": "=HYPERLINK(1)"}, "B2", id="a formula"),
        pytest.param({"Berechtigt": "Stadt Nirgends"}, "C2", id="unknown organization"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_cell(changes, cell, asset, town, manager) -> None:
    made = run(as_csv({**GRANT, **changes}), town, manager, is_dry_run=True)
    assert fates(made) == [(2, "refused", cell)]


def test_a_row_that_lacks_what_has_no_column_names_the_column(asset, town, manager) -> None:
    made = run(as_csv({name: value for name, value in GRANT.items() if name != "Gültig ab"}), town, manager)
    assert [row.message for row in made.rows.all()] == ["Spalte „Gültig ab“: Diese Angabe fehlt."]


def test_a_file_name_that_several_originals_have_is_refused(asset, town, manager) -> None:
    other = builders.asset(town)
    other.original.filename = asset.original.filename
    other.original.save()
    row = {
        **{name: value for name, value in GRANT.items() if name != "Bildnummer"},
        "Dateiname": asset.original.filename,
    }
    made = run(as_csv(row), town, manager)
    assert made.rows.get().message.startswith("Mehrere Bilder heißen so")
    by_hash = run(as_csv({**row, "SHA-256": other.original.sha256}), town, manager)
    assert fates(by_hash) == [(2, "created", "")]


def test_pictures_of_another_organization_are_unknown(town, manager) -> None:
    builders.asset(builders.organization(), source_ref="B-1")
    made = run(as_csv(GRANT), town, manager)
    assert made.rows.get().message == "Dieses Bild gibt es in Ihrer Organisation nicht."


def test_a_consent_makes_its_person_once_and_shows_it_on_the_picture(asset, town, manager) -> None:
    second = {**CONSENT, "Kanäle": "Newsletter", "Erteilt am": "03.03.2026"}
    made = run(as_csv(CONSENT, second), town, manager, kind="consents")
    assert [fate for _, fate, _ in fates(made)] == ["created", "created"]
    person = Person.objects.get()
    assert (person.reference, person.organization, Consent.objects.count()) == ("P-1", town, 2)
    assert PersonShown.objects.get(asset=asset).person == person


def test_a_consent_for_every_picture_says_so(town, manager) -> None:
    row = {**CONSENT, "Bildnummer": ""}
    refused = run(as_csv(row), town, manager, kind="consents")
    assert refused.rows.get().fate == "refused"
    made = run(as_csv({**row, "Alle Bilder der Person": "ja"}), town, manager, kind="consents")
    assert made.rows.get().fate == "created"


def test_columns_with_names_are_left_alone_and_said_to_be(asset, town, manager) -> None:
    made = run(as_csv({**CONSENT, "Nachname": "Geheim"}), town, manager, kind="consents", is_dry_run=True)
    assert made.ignored_columns == ["Nachname"]
    assert "Geheim" not in str(list(RegisterRow.objects.values_list()))


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_template_is_a_register_that_is_understood(kind, town, manager) -> None:
    builders.asset(town, source_ref="B-1042")
    made = run(template(kind).encode(), town, manager, kind=kind, is_dry_run=True)
    assert [(row.fate, row.message) for row in made.rows.all()] == [("would_create", "")]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx"])
def test_no_cell_leaves_as_a_formula(text) -> None:
    assert safe_cell(text) == f"'{text}"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return out.getvalue()


def _with_entities() -> bytes:
    book, out = as_xlsx(GRANT), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            target.writestr(part, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_bomb, id="unpacks to 300 MB"),
        pytest.param(_with_entities, id="declares entities"),
        pytest.param(lambda: b"PK\x03\x04 not a zip", id="a broken zip"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n\0\0\0", id="a picture"),
        pytest.param(lambda: b"x" * (20 * 1024 * 1024 + 1), id="more than 20 MB"),
        pytest.param(lambda: b"a;b\n" * 50_002, id="more than 50,000 rows"),
        pytest.param(lambda: b"a;" * 200, id="too many columns"),
        pytest.param(lambda: b'"a\nb;c', id="a quote that does not end"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(make) -> None:
    with pytest.raises(TableUnreadable):
        list(rows_of(make()))


def test_a_register_without_a_column_that_every_row_needs_is_refused(town, manager) -> None:
    with pytest.raises(TableUnreadable, match="Kanäle"):
        run(as_csv({"Bildnummer": "B-1", "Rechtegeber": "x", "Zwecke": "alle"}), town, manager)


def test_the_command_says_what_became_of_the_rows(asset, town, manager, tmp_path, capsys) -> None:
    table = tmp_path / "rechte.csv"
    table.write_bytes(as_csv(GRANT, {**GRANT, "Kanäle": "?"}))
    call_command(
        "import_register", str(table), "--kind", "grants", "--organization", town.slug, "--by", manager.username
    )
    said = capsys.readouterr().out
    assert "1 angelegt" in said
    assert "Zeile 3 D3" in said


def test_a_table_leaves_the_store_once_its_rows_are_recorded(asset, town, manager) -> None:
    checked = run(as_csv(GRANT), town, manager, is_dry_run=True)
    applied = run(as_csv(GRANT), town, manager)
    assert {info.key for info in store_from_settings().list("imports/")} == {checked.key}
    assert applied.state == "applied"
