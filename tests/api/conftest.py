"""What every API test stands on: rates that are not in the way, no index left over from another world, and Rita."""

import pytest

from assets.models import Organization, Role, User
from assets.search import freshness
from tests.api.builders import Caller, caller, make_organization, make_user


@pytest.fixture(autouse=True)
def _unhurried(settings: pytest.FixtureRequest) -> None:
    settings.RATE_SEARCH = settings.RATE_SUGGEST = settings.RATE_WRITE = settings.RATE_UPLOAD = "100000/s"
    settings.LOGIN_ATTEMPTS = 100_000
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]


@pytest.fixture(autouse=True)
def _own_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world in a rolled-back transaction must not be found by the next test."""
    monkeypatch.setattr(freshness, "_live", None)


@pytest.fixture(autouse=True)
def _no_queries_in_loops() -> None:
    """Instead of one watch over the whole test, `Caller.send` has one for each request."""


@pytest.fixture
def home() -> Organization:
    return make_organization("lindrode")


@pytest.fixture
def rita(home: Organization) -> User:
    """She manages the rights of `home`."""
    return make_user("rita", (home, Role.RIGHTS_MANAGER))


@pytest.fixture
def browser(rita: User) -> Caller:
    return caller(rita)
