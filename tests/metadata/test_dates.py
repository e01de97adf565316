from datetime import date

import pytest

from assets.metadata import embed, read_bytes
from assets.metadata.dates import parse_exif, parse_iim, parse_iso
from tests.metadata.pictures import picture


@pytest.mark.parametrize(
    ("written", "text", "precision", "zone"),
    [
        ("2024", "2024", "year", "none"),
        ("2024-05", "2024-05", "month", "none"),
        ("2024-05-17", "2024-05-17", "day", "none"),
        ("2024-05-17T14:30", "2024-05-17T14:30", "minute", "none"),
        ("2024-05-17T14:30:05", "2024-05-17T14:30:05", "second", "none"),
        ("2024-05-17T14:30:05.250+02:00", "2024-05-17T14:30:05.250+02:00", "second", "offset"),
        ("2024-05-17T14:30Z", "2024-05-17T14:30+00:00", "minute", "offset"),
        ("2024:05:17 14:30:05", "2024-05-17T14:30:05", "second", "none"),
        ("1826-01-01", "1826-01-01", "day", "none"),
    ],
)
def test_precision_and_zone_state_of_a_date_are_kept(written, text, precision, zone):
    found = parse_iso(written)
    assert (found.text, found.precision.value, found.zone.value) == (text, precision, zone)


@pytest.mark.parametrize(
    "written",
    ["0000:00:00 00:00:00", "1825-12-31", "2024-02-30", "2024-13-01", "2024-05-17T25:00", "", "    :  :  ", "x"],
)
def test_impossible_dates_are_refused(written):
    assert parse_iso(written) is None


@pytest.mark.parametrize(
    ("day", "time", "text"),
    [
        ("20240517", "143005+0200", "2024-05-17T14:30:05+02:00"),
        ("20240517", "", "2024-05-17"),
        ("20240500", "", "2024-05"),
        ("20240000", "120000", "2024"),
        ("20240517", "996666", "2024-05-17"),
    ],
)
def test_iim_dates_may_leave_month_day_or_time_open(day, time, text):
    assert parse_iim(day, time).text == text


def test_fraction_and_offset_of_exif_are_joined():
    assert parse_exif("2024:05:17 14:30:05", "25 ", "+02:00").text == "2024-05-17T14:30:05.25+02:00"


def test_local_time_without_offset_is_never_turned_into_utc():
    facts = read_bytes(embed(picture(), "image/jpeg", exif={"DateTimeOriginal": "2024:05:17 14:30:05"}))
    assert facts.fields["date_created"].value == {"value": "2024-05-17T14:30:05", "precision": "second", "zone": "none"}


def test_what_a_camera_writes_after_a_reset_is_marked():
    facts = read_bytes(embed(picture(), "image/jpeg", exif={"DateTimeOriginal": "2000:01:01 00:00:07"}))
    assert facts.fields["date_created"].value["suspicious"] is True


def test_a_date_behind_the_day_after_upload_is_refused():
    data = embed(picture(), "image/jpeg", exif={"DateTimeOriginal": "2031:05:17 14:30:05"})
    assert "date_created" not in read_bytes(data, latest=date(2026, 11, 23)).fields


def test_the_same_moment_stated_more_exactly_by_xmp_is_preferred():
    data = embed(
        picture(), "image/jpeg", exif={"DateTimeOriginal": "2024:05:17 14:30:05"},
        xmp={"photoshop:DateCreated": "2024-05-17T14:30:05+02:00"},
    )  # fmt: skip
    field = read_bytes(data).fields["date_created"]
    assert field.value["value"] == "2024-05-17T14:30:05+02:00"
    assert field.origin == "xmp:photoshop:DateCreated"


def test_embargo_and_expiry_of_agencies_are_read():
    data = embed(
        picture(), "image/jpeg",
        iim={"2:30": "20270101", "2:35": "060000+0100", "2:37": "20281231", "2:38": "235959+0100"},
    )  # fmt: skip
    facts = read_bytes(data)
    assert facts.fields["iim_release_at"].value["value"] == "2027-01-01T06:00:00+01:00"
    assert facts.fields["iim_expires_at"].value["value"] == "2028-12-31T23:59:59+01:00"
