"""`windows` and `decide` are one rule in two forms."""

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from licensing.rights import (
    Channel,
    Facts,
    Purpose,
    Question,
    decide,
    window_verdict,
    windows,
)

from .builders import NOW
from .worlds import ORGANIZATIONS, recorded, searched

SHORT = settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=60_000, deadline=None, suppress_health_check=list(HealthCheck))


def _assert_rows_say_what_decide_says(known: Facts, asked: Question) -> None:
    rows = windows(known, organizations=ORGANIZATIONS)
    period = (asked.publish_from, asked.publish_until)
    assert asked.organization is not None
    found = window_verdict(rows, asked.channel, asked.purpose, asked.organization, *period)
    assert found is decide(asked, known, at=NOW).verdict


@given(recorded(), searched())
@SHORT
def test_the_rows_of_an_asset_give_the_verdict_that_deciding_gives(known: Facts, asked: Question) -> None:
    _assert_rows_say_what_decide_says(known, asked)


@pytest.mark.proof
@given(recorded(), searched())
@LONG
def test_the_rows_of_an_asset_give_the_verdict_that_deciding_gives_in_the_long_form(
    known: Facts, asked: Question
) -> None:
    _assert_rows_say_what_decide_says(known, asked)


@given(recorded())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_rows_agree_on_every_channel_purpose_and_organization(known: Facts) -> None:
    rows, start = windows(known, organizations=ORGANIZATIONS), date(2026, 3, 28)
    for channel, purpose, organization in product(Channel, Purpose, ORGANIZATIONS):
        asked = Question(asset="a1", organization=organization, channel=channel, purpose=purpose, publish_from=start)
        found = window_verdict(rows, channel, purpose, organization, start, None)
        assert found is decide(asked, known, at=NOW).verdict, (channel, purpose, organization)
