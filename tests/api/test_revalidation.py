"""Search answers are marked by what they say and compressed for whoever can read that."""

import gzip
import json

import pytest

from tests.api.builders import make_asset

pytestmark = pytest.mark.django_db
URL = "/api/v1/assets/search?facets=1"


def test_an_answer_that_one_has_is_not_sent_again_and_a_new_one_is(home, browser):
    make_asset(home, title="Schloss")
    first = browser.get(URL)
    again = browser.get(URL, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-store"
    make_asset(home, title="Schlosspark")
    changed = browser.get(URL, **{"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["count"]) == (200, 2)


def test_a_compressed_answer_says_the_same_and_is_marked_alike(home, browser):
    for number in range(12):
        make_asset(home, title=f"Schloss {number}")
    plain, packed = browser.get(URL), browser.get(URL, **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert packed["ETag"] == f"W/{plain['ETag']}"
    assert browser.get(URL, **{"If-None-Match": packed["ETag"]}).status_code == 304
    assert {each.strip() for each in packed["Vary"].split(",")} >= {"Accept-Encoding", "Authorization", "Cookie"}


def test_a_refusal_carries_no_mark(browser):
    refused = browser.get(f"{URL}&sort=zufall")
    assert refused.status_code == 400
    assert "ETag" not in refused
