"""Programs that are told: only of changes, signed, in order, again after failures, never into private networks."""

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils import timezone

from assets.models import Asset, Organization, User
from licensing.models import Webhook, WebhookDelivery
from licensing.services.states import confirm_states
from licensing.services.verdicts import short_answers
from licensing.services.webhooks import note_changes, register_webhook, resume_webhook, watch
from licensing.webhooks import AddressRefused, TellWebhooks, check_address
from licensing.webhooks.addresses import is_public, target_of
from licensing.webhooks.telling import ATTEMPTS
from tests.licensing.records import released
from tests.licensing.uses import asked

pytestmark = [pytest.mark.django_db, pytest.mark.nozeal]


@dataclass(slots=True)
class Receiver:
    """A program that listens on this machine, and what it was told."""

    origin: str
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    status: int = 200


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.told.append((dict(self.headers), body))
            self.send_response(heard.status)
            if heard.status == 302:
                self.send_header("Location", f"{heard.origin}/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    heard = Receiver(f"http://127.0.0.1:{server.server_port}")
    settings.WEBHOOK_PRIVATE_ORIGINS = [heard.origin]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def free(asset: Asset, manager: User) -> Asset:
    return released(asset, manager)


@pytest.fixture
def secret_and_webhook(receiver: Receiver, town: Organization, manager: User, free: Asset) -> tuple[str, Webhook]:
    """A webhook that watches one released picture from the answer of this moment."""
    now = timezone.now()
    webhook, secret = register_webhook(
        f"{receiver.origin}/hook", asked(free, town), organization=town, by=manager, at=now
    )
    answers = short_answers(asked(free, town), {str(free.uuid): free.pk}, at=now)
    watch([webhook], {free.pk: answers[str(free.uuid)]})
    return secret, webhook


def tell(webhook: Webhook) -> int:
    """What a worker does when the webhook can be taken; the number of times it could."""
    kind, rounds = TellWebhooks(), 0
    if kind.takeable(now=timezone.now()).filter(pk=webhook.pk).exists():
        kind.perform(webhook.pk, None)  # type: ignore[arg-type]  # telling needs no tools
        rounds += 1
    return rounds


def withdraw(asset: Asset, manager: User) -> None:
    confirm_states(asset, states={"persons": "unknown"}, by=manager)


def test_a_lost_release_is_told_with_a_signature_over_time_and_body(receiver, secret_and_webhook, free, manager):
    secret, webhook = secret_and_webhook
    withdraw(free, manager)
    tell(webhook)
    ((headers, body),) = receiver.told
    stamp = headers["Bildkreis-Timestamp"]
    expected = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Bildkreis-Signature"] == f"v1={expected}"
    message = json.loads(body)
    assert (message["id"], message["type"]) == (headers["Bildkreis-Event-Id"], "verdicts.changed")
    assert [(each["id"], each["releasing"]) for each in message["answers"]] == [(str(free.uuid), False)]


def test_a_change_that_leaves_the_answer_as_it_was_is_not_told(receiver, secret_and_webhook, free):
    _secret, webhook = secret_and_webhook
    note_changes([free.pk], at=timezone.now())
    assert (tell(webhook), receiver.told) == (1, [])
    assert tell(webhook) == 0


def test_a_picture_that_the_organization_no_longer_sees_is_told_like_one_that_is_gone(
    receiver, secret_and_webhook, free, manager
):
    from assets.services import delete_asset

    _secret, webhook = secret_and_webhook
    delete_asset(free, by=manager)
    tell(webhook)
    (answer,) = json.loads(receiver.told[0][1])["answers"]
    assert (answer["verdict"], answer["releasing"], answer["credit"]) == ("unknown", False, {"text": "", "html": ""})


def test_a_failed_message_waits_and_comes_again_under_the_same_id(receiver, secret_and_webhook, free, manager):
    _secret, webhook = secret_and_webhook
    receiver.status = 500
    withdraw(free, manager)
    assert tell(webhook) == 1
    assert tell(webhook) == 0
    receiver.status = 200
    WebhookDelivery.objects.update(next_attempt_at=timezone.now())
    tell(webhook)
    ids = [headers["Bildkreis-Event-Id"] for headers, _ in receiver.told]
    assert ids[0] == ids[1]
    assert WebhookDelivery.objects.get().state == "delivered"


def test_later_messages_do_not_overtake_one_that_waits(receiver, secret_and_webhook, free, manager):
    _secret, webhook = secret_and_webhook
    receiver.status = 500
    withdraw(free, manager)
    tell(webhook)
    receiver.status = 200
    confirm_states(free, states={"persons": "none_confirmed"}, by=manager)
    tell(webhook)
    assert len(receiver.told) == 1
    WebhookDelivery.objects.update(next_attempt_at=None)
    tell(webhook)
    assert [json.loads(body)["answers"][0]["releasing"] for _, body in receiver.told] == [False, False, True]


def test_a_redirect_is_a_failure_and_is_not_followed(receiver, secret_and_webhook, free, manager):
    _secret, webhook = secret_and_webhook
    receiver.status = 302
    withdraw(free, manager)
    tell(webhook)
    assert len(receiver.told) == 1
    assert WebhookDelivery.objects.get().last_status == 302


def test_ten_failures_switch_a_webhook_off_visibly_and_resuming_tells_what_stands(
    receiver, secret_and_webhook, free, manager
):
    _secret, webhook = secret_and_webhook
    receiver.status = 503
    withdraw(free, manager)
    for _ in range(ATTEMPTS):
        WebhookDelivery.objects.update(next_attempt_at=None)
        tell(webhook)
    webhook.refresh_from_db()
    assert webhook.disabled_at is not None
    assert "Zehn" in webhook.disabled_because
    assert not TellWebhooks().takeable(now=timezone.now()).exists()
    resume_webhook(webhook, by=manager, at=timezone.now())
    webhook.refresh_from_db()
    assert webhook.disabled_at is None


def test_a_worker_killed_after_sending_sends_the_same_event_again(
    receiver, secret_and_webhook, free, manager, monkeypatch
):
    _secret, webhook = secret_and_webhook
    withdraw(free, manager)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("licensing.webhooks.telling.WebhookDelivery.objects.filter", killed)
        with pytest.raises(KeyboardInterrupt):
            tell(webhook)
    tell(webhook)
    assert len({headers["Bildkreis-Event-Id"] for headers, _ in receiver.told}) == 1


def test_the_secret_lies_encrypted(secret_and_webhook):
    secret, webhook = secret_and_webhook
    assert secret.encode() not in bytes(webhook.secret_ciphertext)


def test_an_answer_that_changes_by_itself_is_judged_at_its_moment(secret_and_webhook):
    _secret, webhook = secret_and_webhook
    webhook.watches.update(judge_again_at=timezone.now() + timedelta(minutes=1))
    assert not TellWebhooks().takeable(now=timezone.now()).exists()
    assert TellWebhooks().takeable(now=timezone.now() + timedelta(minutes=2)).exists()


@pytest.mark.parametrize(
    "url",
    [
        "http://cms.example.org/",
        "ftp://cms.example.org/",
        "https://user:secret@cms.example.org/",
        "https://cms.example.org:22/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://cms.example.org:99999/",
        "https:///nowhere",
        "https://cms.example.org/#part",
    ],
)
def test_addresses_that_are_not_public_https_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_address(url)


@pytest.mark.parametrize("address", ["100.64.0.1", "224.0.0.1", "fe80::1", "fc00::1", "2002:7f00:1::"])
def test_no_private_range_counts_as_public(address: str) -> None:
    assert not is_public(address)


def test_a_name_that_leads_into_the_own_network_is_refused_even_beside_a_public_address(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.216.34", "192.168.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: found)
    with pytest.raises(AddressRefused):
        target_of("https://cms.example.org/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    answers = iter(["93.184.216.34", "127.0.0.1"])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_n: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))]
    )
    assert target_of("https://cms.example.org/hook?a=1").address == "93.184.216.34"
