"""A town with a rights manager and one asset about which nothing is recorded."""

import pytest

from assets.models import Asset, Organization, Role, UploadDraft, User
from licensing.models import Person
from tests import builders
from tests.licensing.people import free_but_for_people, person, show
from tests.uploads import draft


@pytest.fixture
def town() -> Organization:
    return builders.organization("stadt-ahlenbrueck")


@pytest.fixture
def manager(town) -> User:
    return builders.member(town, Role.RIGHTS_MANAGER)


@pytest.fixture
def asset(town) -> Asset:
    return builders.asset(town, title="Burg", creators=["Nora Beispiel"])


@pytest.fixture
def eva(asset, town, manager) -> Person:
    """Somebody in the picture; nothing else stands in the way of its use."""
    free_but_for_people(asset, manager)
    found = person(town, manager, name="Eva Muster")
    show(asset, manager, found)
    return found


@pytest.fixture
def open_draft(town, manager) -> UploadDraft:
    return draft(town, manager)
