"""Asking an address reaches nothing but the open internet, and believes only what proves something."""

import socket

import pytest

from licensing.notices import reaching
from licensing.notices.reaching import Outcome, Reached, Unreachable, is_public, outcome_of, reach


@pytest.mark.parametrize(
    ("status", "is_platform", "outcome"),
    [
        pytest.param(404, False, Outcome.GONE, id="not found"),
        pytest.param(410, True, Outcome.GONE, id="gone, on a platform"),
        pytest.param(200, False, Outcome.ONLINE, id="answers"),
        pytest.param(200, True, Outcome.UNCLEAR, id="a platform answers with a page of its own"),
        pytest.param(403, False, Outcome.UNCLEAR, id="refused"),
        pytest.param(500, False, Outcome.UNCLEAR, id="broken"),
    ],
)
def test_only_a_clear_answer_proves_something(status, is_platform, outcome):
    assert outcome_of(Reached(status, "https://example.org"), is_platform=is_platform) is outcome


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("192.168.1.1", False), ("172.16.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("fe80::1%eth0", False),
        ("fc00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("localhost", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_open_internet_are_public(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x", "file:///etc/passwd", "http://user:secret@example.org/", "http://example.org:8080/",
        "https://example.org:22/", "http://", "gopher://example.org", "http://[::1/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_not_asked(url):
    with pytest.raises(Unreachable, match="not-an-address"):
        reach(url)


def _names(monkeypatch, **hosts):
    def resolve(host, port, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in hosts[host.split(".")[0]]]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["127.0.0.1"], id="loopback"),
        pytest.param(["169.254.169.254"], id="metadata of a cloud"),
        pytest.param(["93.184.216.34", "10.0.0.1"], id="one of several is inside"),
    ],
)
def test_a_name_for_something_inside_is_not_asked(addresses, monkeypatch):
    _names(monkeypatch, inside=addresses)

    with pytest.raises(Unreachable, match="not-public"):
        reach("http://inside.example/")


def test_a_redirection_to_something_inside_is_not_followed(monkeypatch):
    _names(monkeypatch, outside=["93.184.216.34"], inside=["127.0.0.1"])
    usual = reaching._ask

    def ask(method, url, deadline):
        return (302, "http://inside.example/admin") if "outside" in url else usual(method, url, deadline)

    monkeypatch.setattr(reaching, "_ask", ask)

    with pytest.raises(Unreachable, match="not-public"):
        reach("http://outside.example/")


def test_redirections_end(monkeypatch):
    monkeypatch.setattr(reaching, "_ask", lambda _method, url, _deadline: (302, url + "x"))

    with pytest.raises(Unreachable, match="too-many-redirects"):
        reach("http://outside.example/")


def test_the_connection_goes_to_the_address_that_was_examined(monkeypatch):
    _names(monkeypatch, outside=["93.184.216.34"])
    asked = []

    def connect(address, _timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(Unreachable, match="no-answer"):
        reach("http://outside.example/")
    assert asked == [("93.184.216.34", 80)]
