"""Requests of the client that make something carry a key, so that a lost answer makes nothing twice."""

from collections.abc import Mapping
from typing import Any

import pytest

from api.client.talking import Server


class Answering(Server):
    """A server that is away for the first attempt of each request; keeps the keys that it was sent."""

    def __init__(self) -> None:
        super().__init__("http://bildkreis.example", {}, pauses=(0,))
        self.keys: list[str | None] = []

    def _send(self, _method: str, _url: str, _body: Any, headers: Mapping[str, str]) -> tuple[int, bytes, str]:
        self.keys.append(headers.get("Idempotency-Key"))
        return (503 if len(self.keys) % 2 else 200), b"{}", ""


def test_all_attempts_of_a_request_carry_one_key_and_the_next_request_another() -> None:
    server = Answering()
    server.ask("POST", "/uploads", {})
    server.ask("POST", "/uploads", {})
    first, again, second, again_second = server.keys
    assert (first, second) == (again, again_second)
    assert first
    assert first != second


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_what_makes_nothing_carries_no_key(method: str) -> None:
    server = Answering()
    server.ask(method, "/uploads")
    assert server.keys == [None, None]
