"""A town with a rights manager and one asset about which nothing is recorded."""

import pytest

from assets.models import Asset, Organization, Role, User
from tests import builders


@pytest.fixture
def town() -> Organization:
    return builders.organization("stadt-ahlenbrueck")


@pytest.fixture
def manager(town) -> User:
    return builders.member(town, Role.RIGHTS_MANAGER)


@pytest.fixture
def asset(town) -> Asset:
    return builders.asset(town, title="Burg", creators=["Nora Beispiel"])
