"""Verdicts for websites: short answers about many pictures, kept no longer than they hold."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assets.models import Organization, User
from assets.services import touch_assets
from licensing.models import AssetRights
from tests.api.builders import Caller, clear_rights, make_asset, make_grant, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organization:
    return make_organization("lindrode", contact_email="presse@lindrode.example")


def test_a_website_gets_short_answers_that_it_may_keep(home: Organization, rita: User, browser: Caller) -> None:
    free = make_asset(home, title="Schloss")
    clear_rights(free, by=rita)
    unclear, hidden = make_asset(home), make_asset(make_organization("fremd"))
    ids = ",".join(str(each.uuid) for each in (free, unclear, hidden))
    address = f"/api/v1/verdicts?ids={ids}&purpose=public_relations"
    first = browser.get(address)
    answer = first.json()
    assert [(each["id"], each["releasing"]) for each in answer["results"]] == [
        (str(free.uuid), True), (str(unclear.uuid), False),
    ]  # fmt: skip
    assert answer["unknown"] == [str(hidden.uuid)]
    assert first.headers["Cache-Control"] == "private, max-age=900"
    again = browser.get(address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    AssetRights.objects.filter(asset=free).update(persons="unknown")
    touch_assets([free.pk])
    assert browser.get(address, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_an_answer_is_kept_no_longer_than_it_holds(home: Organization, rita: User, browser: Caller) -> None:
    asset = make_asset(home, creators=["J. Muster"])
    clear_rights(asset, by=rita, code="CONTRACT")
    make_grant(home, asset, by=rita, until_on=timezone.localdate())
    answer = browser.get(f"/api/v1/verdicts?ids={asset.uuid}&purpose=public_relations")
    seconds = int(answer.headers["Cache-Control"].rpartition("=")[2])
    ends = (timezone.localtime() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert seconds <= min(900, (ends - timezone.now()).total_seconds() + 1)


@pytest.mark.parametrize("count", [1, 20])
def test_verdicts_cost_the_same_for_one_asset_or_twenty(
    count: int, home: Organization, rita: User, browser: Caller, django_assert_max_num_queries: Any
) -> None:
    assets = [make_asset(home) for _ in range(count)]
    for each in assets:
        clear_rights(each, by=rita)
    body = {"ids": [str(each.uuid) for each in assets], "question": {"purpose": "public_relations"}}
    with django_assert_max_num_queries(40):
        answer = browser.post("/api/v1/verdicts", body)
    assert len(answer.json()["results"]) == count
