"""Calendars: valid, folded, without names, read with nothing but a secret that can be taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assets.models import Membership
from licensing.calendar import calendar_of, create_feed, escaped, feed_of, folded, revoke_feed
from licensing.models import CalendarFeed
from licensing.services.tasks import Draft, last_moment, open_tasks

pytestmark = pytest.mark.django_db


def task(town, number, **values):
    draft = Draft(
        **{
            "organization_id": town.pk,
            "kind": "take_down",
            "fact": f"test:{number}",
            "cause": "GRANT_EXPIRED",
            "params": {"until": "2026-12-31"},
            "due_at": last_moment(timezone.localdate() + timedelta(days=9)),
            **values,
        }
    )
    return open_tasks([draft], at=timezone.now())[0]


def lines(town):
    return calendar_of(town).decode().replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_a_day_in_the_calendar(town):
    task(town, 1)
    day = timezone.localdate() + timedelta(days=9)

    found = lines(town)

    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in found
    assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in found
    assert "SUMMARY:Beitrag entfernen" in found
    assert "DESCRIPTION:Abgelaufen am 31.12.2026." in found
    assert (found[0], found[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")


def test_many_of_one_cause_are_one_day(town):
    for number in range(3):
        task(town, number, bundle="one")

    found = lines(town)

    assert found.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:3 Beiträge entfernen" in found


def test_an_event_keeps_its_uid(town):
    task(town, 1)

    first, second = ([line for line in lines(town) if line.startswith("UID:")] for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a,b;c\\d", "a\\,b\\;c\\\\d", id="marks"),
        pytest.param("a\nb\r\nc", "a\\nb\\nc", id="lines"),
        pytest.param("a\x07b", "ab", id="control characters"),
    ],
)
def test_text_is_escaped(text, written):
    assert escaped(text) == written


def test_lines_are_folded_at_75_octets_between_characters():
    whole = "SUMMARY:" + "ä" * 100

    pieces = folded(whole).split(b"\r\n")

    assert max(len(piece) for piece in pieces) <= 75
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == whole


def test_the_secret_is_kept_as_a_hash_and_can_be_taken_back(town, manager):
    feed, secret = create_feed(town, by=manager, at=timezone.now())
    today = timezone.localdate()

    assert secret not in str(CalendarFeed.objects.values())
    assert feed_of(secret, on=today) == feed
    assert feed_of("geraten", on=today) is None
    revoke_feed(feed, by=manager, at=timezone.now())
    assert feed_of(secret, on=today) is None


def test_a_feed_ends_with_the_membership_of_who_made_it(town, manager):
    _, secret = create_feed(town, by=manager, at=timezone.now())
    yesterday = timezone.localdate() - timedelta(days=1)

    Membership.objects.filter(user=manager).update(until_on=yesterday)

    assert feed_of(secret, on=timezone.localdate()) is None
