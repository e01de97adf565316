"""The work of webhooks: judge what is due, queue a message where the answer changed, send what waits, in order.

One webhook is one item, so that one worker at a time tells it and no message overtakes another. A message that was sent
and whose receipt was lost is sent again under the same id: receivers drop what they know.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from assets import audit
from assets.intake.outcome import StepFailed
from assets.intake.work import Tools
from licensing import rights
from licensing.evidence import EvidenceKeyMissing, EvidenceUnreadable
from licensing.models import Webhook, WebhookDelivery, WebhookWatch
from licensing.services.verdicts import ShortAnswer, short_answers, unseen, visible_ids
from licensing.services.webhooks import question_today
from licensing.webhooks.addresses import AddressRefused
from licensing.webhooks.sending import NotDelivered, post
from licensing.webhooks.signing import EVENT_ID, SIGNATURE, TIMESTAMP, secret_of, signature_of

logger = logging.getLogger(__name__)

JUDGED_AT_ONCE: Final = 500
ANSWERS_PER_MESSAGE: Final = 100
SECONDS_AT_ONCE: Final = 20
KEPT: Final = timedelta(days=30)
PAUSES: Final = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
"""After each failure but the last: ten attempts in not quite three days."""
ATTEMPTS: Final = len(PAUSES) + 1
GIVEN_UP: Final = "Zehn Zustellungen in drei Tagen sind gescheitert."
_State = WebhookDelivery.State


class TellWebhooks:
    """Webhooks with answers to judge or messages to send."""

    name = "webhook"
    order = ("pk",)

    def takeable(self, *, now: datetime) -> "QuerySet[Webhook]":
        unheld = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        waiting = WebhookDelivery.objects.filter(webhook=OuterRef("pk"), state=_State.WAITING)
        due = WebhookWatch.objects.filter(webhook=OuterRef("pk"), judge_again_at__lte=now)
        pausing = waiting.filter(next_attempt_at__gt=now)
        to_do = Q(Exists(due)) | (Q(Exists(waiting)) & ~Q(Exists(pausing)))
        return Webhook.objects.filter(unheld, to_do, disabled_at__isnull=True)

    def organizations(self, *, now: datetime) -> Iterable[int]:
        return self.takeable(now=now).order_by().values_list("organization_id", flat=True).distinct()

    def of_organization(self, items: "QuerySet[Webhook]", organization_id: int) -> "QuerySet[Webhook]":
        return items.filter(organization_id=organization_id)

    def stamp(self, pk: int, failure: StepFailed) -> None:
        """A fault of ours: try again in a minute."""
        logger.warning("webhook not told webhook=%s code=%s", pk, failure.code)
        Webhook.objects.filter(pk=pk).update(lease="", leased_until=timezone.now() + timedelta(minutes=1))

    def perform(self, pk: int, _tools: Tools) -> None:
        webhook = Webhook.objects.select_related("organization").get(pk=pk)
        while judge_due(webhook, at=timezone.now()):
            pass
        deliver(webhook)
        old = timezone.now() - KEPT
        WebhookDelivery.objects.filter(webhook=webhook, state=_State.DELIVERED, delivered_at__lt=old).delete()
        Webhook.objects.filter(pk=pk).update(lease="", leased_until=None)


@transaction.atomic
def judge_due(webhook: Webhook, *, at: datetime) -> int:
    """Judge a batch of watched assets; those whose answer changed go into messages. The number judged.

    The rows are locked first and the facts read afterwards: a change that commits meanwhile marks them again.
    """
    due = webhook.watches.filter(judge_again_at__lte=at).select_for_update(of=("self",)).select_related("asset")
    watches = list(due.order_by("pk")[:JUDGED_AT_ONCE])
    if not watches:
        return 0
    uuids = [str(each.asset.uuid) for each in watches]
    question = question_today(webhook, at=at)
    answers = short_answers(question, visible_ids(webhook.organization, uuids), at=at)
    changed = []
    for watch, uuid in zip(watches, uuids, strict=True):
        answer = answers.get(uuid) or unseen(uuid)
        if answer.fingerprint != watch.fingerprint:
            changed.append(answer)
        watch.verdict, watch.fingerprint = answer.verdict, answer.fingerprint
        watch.judge_again_at = answer.valid_until
    WebhookWatch.objects.bulk_update(watches, ["verdict", "fingerprint", "judge_again_at"])
    _queue(webhook, question, changed, at)
    return len(watches)


def _queue(webhook: Webhook, question: rights.Question, changed: list[ShortAnswer], at: datetime) -> None:
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(
            webhook=webhook,
            body=_body(webhook, question, changed[start : start + ANSWERS_PER_MESSAGE], at),
            created_at=at,
        )
        for start in range(0, len(changed), ANSWERS_PER_MESSAGE)
    )


def _body(webhook: Webhook, question: rights.Question, answers: list[ShortAnswer], at: datetime) -> dict[str, Any]:
    return {
        "type": "verdicts.changed",
        "webhook": str(webhook.uuid),
        "judged_at": at.isoformat(timespec="seconds"),
        "question": {
            "organization": str(webhook.organization.uuid),
            "channel": question.channel.value,
            "purpose": question.purpose.value,
        },
        "answers": [answer_body(each) for each in answers],
    }


def answer_body(answer: ShortAnswer) -> dict[str, Any]:
    """One answer in the words of `/verdicts`."""
    return {
        "id": answer.asset,
        "verdict": answer.verdict,
        "releasing": answer.is_releasing,
        "credit": {"text": answer.credit_text, "html": answer.credit_html},
        "duties": list(answer.duties),
        "valid_until": answer.valid_until.isoformat(timespec="seconds") if answer.valid_until else None,
    }


def deliver(webhook: Webhook, *, seconds: float = SECONDS_AT_ONCE) -> int:
    """Send what waits, oldest first, until one fails or the time is over; the number sent."""
    until, sent = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        head = webhook.deliveries.filter(state=_State.WAITING).order_by("pk").first()
        if head is None or (head.next_attempt_at is not None and head.next_attempt_at > timezone.now()):
            break
        if not _send(webhook, head):
            break
        sent += 1
    return sent


def _send(webhook: Webhook, delivery: WebhookDelivery) -> bool:
    body = msgspec.json.encode({"id": str(delivery.uuid), **delivery.body})
    stamp = int(timezone.now().timestamp())
    try:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Bildkreis-Webhook/1",
            EVENT_ID: str(delivery.uuid),
            TIMESTAMP: str(stamp),
            SIGNATURE: signature_of(secret_of(webhook), stamp, body),
        }
        status = post(webhook.url, body, headers)
    except (AddressRefused, EvidenceKeyMissing, EvidenceUnreadable) as error:
        _failed(webhook, delivery, None, code=error.code)
        return False
    except NotDelivered as error:
        _failed(webhook, delivery, error.status, code="not-delivered")
        return False
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        state=_State.DELIVERED, last_status=status, attempts=delivery.attempts + 1, delivered_at=timezone.now()
    )
    logger.info("webhook told webhook=%s event=%s", webhook.uuid, delivery.uuid)
    return True


@transaction.atomic
def _failed(webhook: Webhook, delivery: WebhookDelivery, status: int | None, *, code: str) -> None:
    """Try again after a longer pause; after the tenth failure the webhook is switched off, and says so."""
    attempts, now = delivery.attempts + 1, timezone.now()
    is_over = attempts >= ATTEMPTS
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        attempts=attempts,
        last_status=status,
        state=_State.FAILED if is_over else _State.WAITING,
        next_attempt_at=None if is_over else now + PAUSES[attempts - 1],
    )
    logger.info("webhook not reached webhook=%s attempts=%d code=%s", webhook.uuid, attempts, code)
    if is_over:
        Webhook.objects.filter(pk=webhook.pk).update(disabled_at=now, disabled_because=GIVEN_UP)
        audit.record("webhook.disabled", actor="system", object_kind="webhook", object_id=str(webhook.uuid))
        logger.error("webhook disabled webhook=%s", webhook.uuid)
