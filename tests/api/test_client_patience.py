"""How long the command line client waits for a server or a store that is away."""

import pytest

from api.client import talking
from api.client.talking import NotNow, Server, Unreachable


@pytest.fixture
def waited(monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr(talking.time, "sleep", pauses.append)
    return pauses


def tried_for_ever(pause: float | None) -> None:
    def attempt() -> None:
        raise NotNow("HTTP 503", pause)

    with pytest.raises(Unreachable):
        Server("http://127.0.0.1:1", {}).again(attempt)


@pytest.mark.parametrize("asked", [None, 5], ids=["no word of when", "again in five seconds, each time"])
def test_a_store_that_is_away_for_two_minutes_is_waited_for(asked, waited):
    tried_for_ever(asked)
    assert sum(waited) > 120


def test_whoever_asks_for_a_longer_pause_gets_it(waited):
    tried_for_ever(45)
    assert min(waited) == 45
