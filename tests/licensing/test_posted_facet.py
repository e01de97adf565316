"""Who posted a picture, as a facet: exact, fresh with the post, and silent about plans."""

import pytest
from django.utils import timezone

from assets.search import Principal, Request
from assets.search.freshness import live
from licensing import search as rights_search
from licensing.services.publications import cancel, publish
from tests import builders
from tests.licensing import records, uses

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


@pytest.fixture(autouse=True)
def _columns() -> None:
    rights_search.register()


@pytest.fixture
def free(asset, manager):
    """A picture that everybody may use."""
    return records.released(asset, manager)


def found(text="", **filters):
    request = Request(text=text, principal=Principal(sees_all=True), filters=filters, facets=("posted_by",))
    return live().search(request)


def counts():
    return {each.label: each.count for each in found().facets["posted_by"]}


def test_what_nobody_posted_stands_under_nobody_until_somebody_did(free, town, manager):
    assert counts() == {"noch niemand": 1}
    uses.use(free, town, manager)
    assert counts() == {town.name: 1}
    assert found("gepostet:niemand").ids == ()
    assert found(f"gepostet:{town.uuid}").ids == (free.pk,)
    assert found(posted_by=(str(town.uuid),)).ids == (free.pk,)


def test_several_organizations_are_counted_each_and_each_once(free, town, manager):
    other = builders.organization()
    for who in (town, other, town):
        uses.use(free, who, manager)
    builders.asset(town)
    assert counts() == {town.name: 1, other.name: 1, "noch niemand": 1}


def test_a_plan_is_nobody_elses_business(free, town, manager):
    planned = uses.use(free, town, manager, state="planned")
    scheduled = uses.use(free, town, manager, state="scheduled")
    assert counts() == {"noch niemand": 1}
    cancel(scheduled, by=manager, at=timezone.now())
    publish(planned, published_at=None, by=manager, at=timezone.now())
    assert counts() == {town.name: 1}
